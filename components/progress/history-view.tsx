import type { HistoryPage } from "@/lib/domain/progress/views";
import { t } from "@/lib/language/t";
import { ButtonLink } from "../ui/button-link";
import { Empty } from "../ui/empty";
import { PageHeading } from "../ui/page-heading";
import { HistoryList } from "./history-list";

type HistoryViewProps = {
  page: HistoryPage;
  timeZone: string;
  /** Whether this is the page of the newest attempts. */
  newest: boolean;
};

/** A reader's attempts, newest first, a page at a time. */
export function HistoryView({ page, timeZone, newest }: HistoryViewProps) {
  return (
    <>
      <PageHeading title={t`History`}>
        <p>{t`Every attempt of yours, newest first.`}</p>
      </PageHeading>
      {page.entries.length === 0 ? (
        <Empty
          title={newest ? t`No attempts yet` : t`No attempts before this`}
          action={
            newest ? (
              <ButtonLink href="/practice" variant="primary">{t`Begin with a case`}</ButtonLink>
            ) : (
              <ButtonLink href="/history">{t`To the newest`}</ButtonLink>
            )
          }
        >
          <p>
            {newest
              ? t`Each case you answer is kept here with its frame, so that you can look at it again.`
              : t`You have reached the first one.`}
          </p>
        </Empty>
      ) : (
        <>
          <HistoryList entries={page.entries} timeZone={timeZone} />
          <nav aria-label={t`Pages`} className="mt-4 flex justify-between gap-3">
            {newest ? <span /> : <ButtonLink href="/history">{t`To the newest`}</ButtonLink>}
            {page.next && (
              <ButtonLink href={`/history?before=${encodeURIComponent(page.next)}`}>{t`Older`}</ButtonLink>
            )}
          </nav>
        </>
      )}
    </>
  );
}
