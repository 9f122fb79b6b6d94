import { Download } from "lucide-react";
import type { ReviewResults } from "@/lib/domain/reviews/views";
import { plural, t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import { describeSplit } from "../readers/reader-words";
import { PageHeading } from "../ui/page-heading";
import { AgreementFigures } from "./agreement-figures";
import { KeyTable } from "./key-table";
import { PhaseFigures, SourceTable } from "./source-tables";

const linkClass =
  "inline-flex min-h-10 items-center gap-2 rounded-md border border-line-strong bg-raised px-4 py-1.5 font-medium leading-tight hover:border-ink hover:bg-sunken pointer-coarse:min-h-11";

/** A closed review: whose text was whose, and what the reviewers made of it. */
export function ReviewResultsView({ results, timeZone }: { results: ReviewResults; timeZone: string }) {
  const { id, name, dataset, split, cases, videos, reviewers, maker, closer, closedAt, seed } = results;
  const csv = `/api/reviews/${id}/judgements`;
  return (
    <>
      <PageHeading
        title={name}
        actions={
          <>
            {/* Files, not pages: the browser saves them. */}
            <a href={csv} download data-confirmed className={linkClass}>
              <Download aria-hidden className="size-4" /> {t`All judgements`}
            </a>
            {results.manages && (
              <a href={`${csv}?names=1`} download data-confirmed className={linkClass}>
                <Download aria-hidden className="size-4" /> {t`With names`}
              </a>
            )}
          </>
        }
      >
        <p>{t`${plural(cases, "# case", "# cases")} from ${plural(videos, "# video", "# videos")} of ${describeSplit({ dataset, split })}, chosen by seed ${seed}; ${plural(reviewers, "# reviewer", "# reviewers")}. Made by ${maker}, closed by ${closer} on ${formatMoment(closedAt, timeZone)}.`}</p>
      </PageHeading>
      <div className="space-y-12">
        <SourceTable sources={results.sources} />
        <AgreementFigures results={results} />
        <PhaseFigures figure="selected" sources={results.sources} />
        <PhaseFigures figure="accuracy" sources={results.sources} />
        <KeyTable id={id} rows={results.key} sources={results.sources} />
      </div>
    </>
  );
}
