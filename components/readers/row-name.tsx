import { BookText } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { FEWEST_RESIDENTS } from "@/lib/domain/cohorts/suppression";
import type { CohortReader, PaperReader, ReaderRow, RunReader } from "@/lib/domain/readers/views";
import { plural, t } from "@/lib/language/t";
import { LinkPending } from "../ui/link-pending";
import { ReaderSwatch } from "../viewer/marks";
import { checkpointWords, describeSplit, kindNames, studyWords } from "./reader-words";
import { runUrl } from "./run-addresses";

/** Fewer residents than these are told of with a word of caution. */
const FEW = 5;

/** What names a row: who the reader is, of which kind, and what to know before its figures are read. */
export function RowName({ row, mixed }: { row: ReaderRow; mixed: boolean }) {
  return (
    <div className="grid gap-x-2 sm:grid-cols-[1.75rem_minmax(0,1fr)]">
      <span className="flex h-5 items-center sm:justify-center">
        {row.kind === "paper" ? (
          <BookText aria-hidden className="size-4 text-muted" />
        ) : (
          <ReaderSwatch reader={row.kind === "run" ? "model" : "cohort"} />
        )}
      </span>
      <div className="min-w-0 break-words">
        {row.kind === "run" ? (
          <RowLink href={runUrl(row.runId, { split: row.measured.split })}>{row.name}</RowLink>
        ) : row.kind === "cohort" && row.cohortId ? (
          <RowLink href={`/cohorts/${row.cohortId}`}>{row.name}</RowLink>
        ) : (
          <span data-written={row.kind === "paper" || undefined}>{row.name}</span>
        )}
        <p className="font-normal text-muted text-xs">
          <span className="sr-only">{kindNames[row.kind]}. </span>
          {detailsOf(row, mixed).join(" · ")}
        </p>
        <Cautions row={row} />
      </div>
    </div>
  );
}

function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="relative underline decoration-line-strong underline-offset-4 hover:decoration-ink"
    >
      {children}
      <LinkPending />
    </Link>
  );
}

function detailsOf(row: ReaderRow, mixed: boolean): readonly string[] {
  const where = mixed ? [describeSplit(row.measured)] : [];
  switch (row.kind) {
    case "paper":
      return [...where, paperDetail(row)];
    case "run":
      return [...where, ...runDetails(row)];
    case "cohort":
      return [...where, ...cohortDetails(row)];
  }
}

const paperDetail = ({ family }: PaperReader): string => t`as reported, ${family}`;

const runDetails = ({ run, checkpoint, promptVersion }: RunReader): readonly string[] => [
  run,
  ...(checkpoint ? [checkpointWords(checkpoint)] : []),
  ...(promptVersion ? [t`prompt ${promptVersion}`] : []),
];

function cohortDetails({ residents, attempts, given, measured }: CohortReader): readonly string[] {
  if (residents === null) return [t`fewer than ${FEWEST_RESIDENTS} residents: not told`];
  return [
    t`${plural(residents, "# resident", "# residents")}`,
    t`${plural(attempts, "# first attempt", "# first attempts")}`,
    t`${measured.cases} of ${plural(measured.of, "# case", "# cases")}`,
    ...(given > 0 ? [t`${given} more with the phase given`] : []),
  ];
}

function cautionsOf(row: ReaderRow): readonly string[] {
  if (row.kind === "cohort") {
    const { residents, outdated } = row;
    return [
      ...(residents !== null && residents < FEW ? [t`few residents: each weighs much`] : []),
      ...(outdated > 0 ? [t`${outdated} left out: the reference has changed since`] : []),
    ];
  }
  if (row.kind === "paper") return [];
  return [
    ...row.study.map((mark) => studyWords[mark]),
    ...(row.unfinished ? [t`not finished`] : []),
    ...(row.missing > 0 ? [t`${row.missing} not predicted: counted as misses`] : []),
    ...(row.failed > 0 ? [t`${row.failed} without a phase or a zone: misses`] : []),
    ...(row.shown ? [] : [t`hidden from residents`]),
  ];
}

function Cautions({ row }: { row: ReaderRow }): ReactNode {
  const cautions = cautionsOf(row);
  return cautions.length === 0 ? null : (
    <ul className="font-normal text-caution text-xs">
      {cautions.map((caution) => (
        <li key={caution}>{caution}</li>
      ))}
    </ul>
  );
}
