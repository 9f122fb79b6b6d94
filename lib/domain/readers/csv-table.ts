import { METRIC_COLUMNS } from "./metric-columns";
import type { RowGroup } from "./table-view";
import type { ReaderRow } from "./views";

type Value = string | number | null;

/** The columns of the table of readers as CSV (docs/api.md). Stable: new ones are added at the end. */
export const CSV_HEADER: readonly string[] = [
  "kind",
  "reader",
  "run",
  "runId",
  "checkpoint",
  "promptVersion",
  "study",
  "dataset",
  "split",
  "caseSet",
  "cases",
  "casesInSplit",
  "videos",
  "n",
  "missing",
  "failed",
  "residents",
  "phaseGiven",
  ...METRIC_COLUMNS.flatMap(({ key }) => [key, `${key}Low`, `${key}High`]),
  "nNoGo",
];

/** The rows of the CSV, as the page shows them: figures as fractions 0 to 1, unrounded; empty where undefined. */
export function csvRows(groups: readonly RowGroup[]): readonly (readonly Value[])[] {
  return groups.flatMap(({ rows }) => rows.map(({ row }) => csvRow(row)));
}

function csvRow(row: ReaderRow): readonly Value[] {
  const run = row.kind === "run" ? row : null;
  const cohort = row.kind === "cohort" ? row : null;
  const { dataset, split, signature, cases, of, videos } = row.measured;
  return [
    row.kind,
    row.name,
    run?.run ?? null,
    run?.runId ?? null,
    run?.checkpoint ?? null,
    run?.promptVersion ?? null,
    run?.study.join(" ") || null,
    dataset,
    split,
    signature,
    row.metrics && cases,
    of,
    row.metrics && videos,
    row.metrics?.n ?? null,
    run?.missing ?? null,
    run?.failed ?? null,
    cohort?.residents ?? null,
    cohort?.metrics ? cohort.given : null,
    ...METRIC_COLUMNS.flatMap(({ key }) => {
      const [low, high] = run?.intervals[key] ?? [null, null];
      return [row.metrics?.[key] ?? null, low, high];
    }),
    row.metrics?.nNoGo ?? null,
  ];
}
