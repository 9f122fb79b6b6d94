import type { HistoryPage, SureOf } from "@/lib/domain/progress/views";
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
  /** Only those that were wrong though the reader was sure of this; null: all. */
  sure: SureOf | null;
};

const titles: Readonly<Record<SureOf, string>> = {
  phase: t`Sure of the phase, and wrong`,
  zone: t`Sure of the zone, and wrong`,
};

/** A page of the history. */
export function historyUrl(sure: SureOf | null, before?: string): string {
  const query = new URLSearchParams({ ...(sure && { sure }), ...(before && { before }) });
  return query.size > 0 ? `/history?${query}` : "/history";
}

/** A reader's attempts, newest first, a page at a time. */
export function HistoryView({ page, timeZone, newest, sure }: HistoryViewProps) {
  return (
    <>
      {sure ? (
        <PageHeading
          title={titles[sure]}
          actions={<ButtonLink href={historyUrl(null)}>{t`All attempts`}</ButtonLink>}
        >
          <p>{t`First attempts that you were fairly sure of, or certain. Newest first.`}</p>
        </PageHeading>
      ) : (
        <PageHeading title={t`History`}>
          <p>{t`Every attempt of yours, newest first.`}</p>
        </PageHeading>
      )}
      {page.entries.length === 0 ? (
        <Empty
          title={sure ? t`None` : newest ? t`No attempts yet` : t`No attempts before this`}
          action={
            newest && !sure ? (
              <ButtonLink href="/practice" variant="primary">{t`Begin with a case`}</ButtonLink>
            ) : (
              <ButtonLink href={historyUrl(newest ? null : sure)}>
                {newest ? t`All attempts` : t`To the newest`}
              </ButtonLink>
            )
          }
        >
          <p>
            {sure
              ? t`Whenever you were sure, you were right.`
              : newest
                ? t`Each case you answer is kept here with its frame, so that you can look at it again.`
                : t`You have reached the first one.`}
          </p>
        </Empty>
      ) : (
        <>
          <HistoryList entries={page.entries} timeZone={timeZone} />
          <nav aria-label={t`Pages`} className="mt-4 flex justify-between gap-3">
            {newest ? <span /> : <ButtonLink href={historyUrl(sure)}>{t`To the newest`}</ButtonLink>}
            {page.next && <ButtonLink href={historyUrl(sure, page.next)}>{t`Older`}</ButtonLink>}
          </nav>
        </>
      )}
    </>
  );
}
