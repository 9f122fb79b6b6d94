import { z } from "zod";
import { EVALUATED_FIGURES, type EvaluatedFigure } from "../evaluation/evaluate";
import { isBetter, METRIC_COLUMNS } from "./metric-columns";
import type { CaseSplit, ReaderKind, ReaderRow } from "./views";

export const READER_KINDS: readonly ReaderKind[] = ["run", "cohort", "paper"];
export const CASE_SPLITS: readonly CaseSplit[] = ["test", "train", "none"];

export type SortKey = EvaluatedFigure | "name" | "n";

/** How the table is looked at: what its address holds. */
export type TableView = {
  readonly sort: SortKey;
  readonly descending: boolean;
  readonly kinds: readonly ReaderKind[];
  /** Null: all of them. The paper's rows are of no dataset here, and stay. */
  readonly datasetId: string | null;
  readonly split: CaseSplit | null;
  /** One list over all cases, in place of a group for each set of cases. */
  readonly mixed: boolean;
};

export const PLAIN_VIEW: TableView = {
  sort: "ha25",
  descending: true,
  kinds: READER_KINDS,
  datasetId: null,
  split: null,
  mixed: false,
};

/** The order that the first press on a column gives: the best first, names by the alphabet. */
export function firstOrder(sort: SortKey): boolean {
  if (sort === "name") return false;
  return !METRIC_COLUMNS.find(({ key }) => key === sort)?.lessIsBetter;
}

export const readersQuerySchema = z.object({
  sort: z.enum([...EVALUATED_FIGURES, "name", "n"]).catch(PLAIN_VIEW.sort),
  order: z.enum(["up", "down"]).optional().catch(undefined),
  kinds: z
    .string()
    .transform((text) => READER_KINDS.filter((kind) => text.split(",").includes(kind)))
    .catch([...READER_KINDS]),
  dataset: z.uuid().nullable().catch(null),
  split: z.enum(["train", "test", "none"]).nullable().catch(null),
  list: z.literal("one").nullable().catch(null),
});

/** Reads a view from an address; what it doesn't know is left out. */
export function readTableView(params: URLSearchParams): TableView {
  const { sort, order, kinds, dataset, split, list } = readersQuerySchema.parse(
    Object.fromEntries(
      ["sort", "order", "kinds", "dataset", "split", "list"].map((name) => [
        name,
        params.get(name) ?? undefined,
      ]),
    ),
  );
  return {
    sort,
    descending: order ? order === "down" : firstOrder(sort),
    kinds,
    datasetId: dataset,
    split,
    mixed: list === "one",
  };
}

/** The address of a view: empty for the plain one. */
export function writeTableView(view: TableView): URLSearchParams {
  const params = new URLSearchParams();
  if (view.sort !== PLAIN_VIEW.sort) params.set("sort", view.sort);
  if (view.descending !== firstOrder(view.sort)) params.set("order", view.descending ? "down" : "up");
  if (view.kinds.length !== READER_KINDS.length) params.set("kinds", view.kinds.join(","));
  if (view.datasetId) params.set("dataset", view.datasetId);
  if (view.split) params.set("split", view.split);
  if (view.mixed) params.set("list", "one");
  return params;
}

/**
 * Rows that stand together.
 *
 * - same: all over the same cases, so that their order is a ranking.
 * - parts: each row over other cases of the same split: they are not ranked.
 * - mixed: over any cases.
 */
export type RowGroup = {
  readonly key: string;
  readonly comparison: "same" | "parts" | "mixed";
  readonly rows: readonly RankedRow[];
};

/** A row, and the columns in which none of the rows it can be compared with is better. */
type RankedRow = { readonly row: ReaderRow; readonly best: ReadonlySet<EvaluatedFigure> };

/**
 * Filters, groups and sorts the table's rows. Rows are ranked only against rows over the same cases with the same
 * references, of which the signature tells.
 */
export function arrangeRows(rows: readonly ReaderRow[], view: TableView): readonly RowGroup[] {
  const kept = rows.filter((row) => isKept(row, view));
  const groups = new Map<string, ReaderRow[]>();
  for (const row of kept) {
    const key = view.mixed ? "mixed" : `${placeOf(row)} ${isPart(row) ? "parts" : row.measured.signature}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups]
    .sort(([, [a]], [, [b]]) => compareGroups(a!, b!))
    .map(([key, own]) => toGroup(key, own, view));
}

function isKept({ kind, measured }: ReaderRow, { kinds, datasetId, split }: TableView): boolean {
  return (
    kinds.includes(kind) &&
    (datasetId === null || kind === "paper" || measured.datasetId === datasetId) &&
    (split === null || measured.split === split)
  );
}

const isPart = ({ measured }: ReaderRow): boolean => measured.cases < measured.of;

const placeOf = ({ measured }: ReaderRow): string =>
  [measured.datasetId ?? "paper", measured.split, measured.of].join(" ");

const names = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });

/** What was measured here first, by dataset and split; whole splits before parts of them; the paper last. */
function compareGroups(a: ReaderRow, b: ReaderRow): number {
  const [one, other] = [a.measured, b.measured];
  return (
    Number(a.kind === "paper") - Number(b.kind === "paper") ||
    names.compare(one.dataset, other.dataset) ||
    CASE_SPLITS.indexOf(one.split) - CASE_SPLITS.indexOf(other.split) ||
    Number(isPart(a)) - Number(isPart(b)) ||
    names.compare(one.signature, other.signature)
  );
}

function toGroup(key: string, rows: readonly ReaderRow[], view: TableView): RowGroup {
  const comparison = view.mixed ? "mixed" : isPart(rows[0]!) ? "parts" : "same";
  return {
    key,
    comparison,
    rows: sortRows(rows, view).map((row) => ({
      row,
      best: comparison === "parts" ? new Set() : bestOf(row, view.mixed ? sameCases(row, rows) : rows),
    })),
  };
}

const sameCases = (row: ReaderRow, rows: readonly ReaderRow[]): readonly ReaderRow[] =>
  rows.filter(
    (other) =>
      placeOf(other) === placeOf(row) &&
      other.measured.signature === row.measured.signature &&
      !isPart(other),
  );

/** A run that was given the right phase's definition answered an easier question: it is never marked as the best. */
const isRanked = (row: ReaderRow): boolean =>
  row.metrics !== null && !(row.kind === "run" && row.study.includes("rectified"));

function bestOf(row: ReaderRow, rows: readonly ReaderRow[]): ReadonlySet<EvaluatedFigure> {
  const rivals = rows.filter((other) => other !== row && isRanked(other));
  if (!isRanked(row) || rivals.length === 0 || isPart(row)) return new Set();
  return new Set(
    METRIC_COLUMNS.filter((column) => {
      const own = row.metrics?.[column.key] ?? null;
      return (
        own !== null &&
        rivals.every(({ metrics }) => {
          const theirs = metrics?.[column.key] ?? null;
          return theirs === null || !isBetter(column, theirs, own);
        })
      );
    }).map(({ key }) => key),
  );
}

function sortRows(rows: readonly ReaderRow[], { sort, descending }: TableView): readonly ReaderRow[] {
  const direction = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const byName = names.compare(a.name, b.name) || names.compare(a.key, b.key);
    if (sort === "name") return direction * byName;
    const [one, other] = [a.metrics?.[sort] ?? null, b.metrics?.[sort] ?? null];
    if (one === null || other === null) return Number(one === null) - Number(other === null) || byName;
    return direction * (one - other) || byName;
  });
}
