import type { HistoryPage } from "@/lib/domain/progress/views";
import { ButtonLink } from "../ui/button";
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
      <PageHeading title="History">
        <p>Every attempt of yours, newest first.</p>
      </PageHeading>
      {page.entries.length === 0 ? (
        <Empty
          title={newest ? "No attempts yet" : "No attempts before this"}
          action={
            newest ? (
              <ButtonLink href="/practice" variant="primary">
                Begin with a case
              </ButtonLink>
            ) : (
              <ButtonLink href="/history">To the newest</ButtonLink>
            )
          }
        >
          <p>
            {newest
              ? "Each case you answer is kept here with its frame, so that you can look at it again."
              : "You have reached the first one."}
          </p>
        </Empty>
      ) : (
        <>
          <HistoryList entries={page.entries} timeZone={timeZone} />
          <nav aria-label="Pages" className="mt-4 flex justify-between gap-3">
            {newest ? <span /> : <ButtonLink href="/history">To the newest</ButtonLink>}
            {page.next && (
              <ButtonLink href={`/history?before=${encodeURIComponent(page.next)}`}>Older</ButtonLink>
            )}
          </nav>
        </>
      )}
    </>
  );
}
