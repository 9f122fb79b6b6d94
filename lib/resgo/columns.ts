import { z } from "zod";
import { t } from "@/lib/language/t";
import { type Cell, columnLetters, isBlank, type Row, type Sheet } from "@/lib/tables/sheet";
import { latinWords, nameKey } from "./plain-text";
import { error, type Problem } from "./problem";

/** What a column of the annotations is about. */
const COLUMN_ROLES = [
  "frame",
  "video",
  "phase",
  "location",
  "exposure",
  "nextAction",
  "criticalRisk",
  "timeUs",
] as const;
type ColumnRole = (typeof COLUMN_ROLES)[number];

/** How people are told of a column. */
export const columnNames: Readonly<Record<ColumnRole, string>> = {
  frame: t`frame`,
  video: t`video`,
  phase: t`phase`,
  location: t`location`,
  exposure: t`exposure`,
  nextAction: t`next action`,
  criticalRisk: t`critical risk`,
  timeUs: t`time in the recording`,
};

/** Names of columns beyond the known ones, for `--columns`: `{"phase": "阶段", "frame": ["Bild", "Still"]}`. */
export const columnNamesSchema = z.partialRecord(
  z.enum(COLUMN_ROLES),
  z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).transform((names) => [names].flat()),
);
export type ColumnNames = z.infer<typeof columnNamesSchema>;

/** The names that each column is known by: letters and digits alone, lower case. */
const KNOWN: Readonly<Record<ColumnRole, RegExp>> = {
  frame:
    /^(?:video )?(?:frame|frames|image|img|picture|still)(?: (?:number|num|no|nr|n|id|idx|index|name|file|filename))?$|^(?:file|file ?name)$/,
  video: /^(?:video|procedure|operation|clip)(?: (?:number|no|nr|id|name|file))?$/,
  phase: /^(?:(?:surgical|procedural|procedure|operative|current) )?phase(?: (?:name|label))?$/,
  location:
    /^(?:anatomic|anatomical|anatomy|location|go zone)(?: (?:location|description|text|grounding|region|landmarks?|of (?:the )?go zone))?$/,
  exposure: /^(?:reasoning|exposure)(?: (?:quality|adequacy|reasoning|analysis|text|of exposure))*$/,
  nextAction: /^(?:planning )?(?:(?:next )?(?:step|action|move|manoeuvre|maneuver)s?)(?: planning)?$/,
  criticalRisk: /^(?:planning )?(?:(?:critical |key |main )?risks?(?: reminders?)?|reminders? of risks?)$/,
  timeUs: /^(?:time in (?:the )?recording |recording )?microseconds$/,
};

/** Where the names of the columns stand in a sheet, and which column is which; indexes from 0. */
export type Header = {
  readonly row: Row;
  readonly columns: ReadonlyMap<ColumnRole, number>;
};

const HEADER_ROWS = 50;

/**
 * Finds the row with the names of the columns: the one, among the first 50, that names most of them, the frame
 * and one other at least. Null when there is none.
 */
export function findHeader(rows: readonly Row[], extra: ColumnNames): Header | null {
  let best: Header | null = null;
  for (const row of rows) {
    if (row.row > HEADER_ROWS) break;
    const columns = columnsOf(row, extra);
    if (columns.has("frame") && columns.size >= 2 && columns.size > (best?.columns.size ?? 0))
      best = { row, columns };
  }
  return best;
}

/** What the names in a row say of its columns; of two alike the first counts. */
export function columnsOf(row: Row, extra: ColumnNames): Map<ColumnRole, number> {
  const columns = new Map<ColumnRole, number>();
  for (const [index, cell] of [...row.cells].sort(([a], [b]) => a - b)) {
    const role = roleOf(cell, extra);
    if (role && !columns.has(role)) columns.set(role, index);
  }
  return columns;
}

/** Columns that share a role in a header: which of them is meant can't be known. */
export function doubledColumns(sheet: Sheet, { row, columns }: Header, extra: ColumnNames): Problem[] {
  const problems: Problem[] = [];
  for (const [role, first] of columns) {
    for (const [index, cell] of row.cells) {
      // A merged name lies over several columns and means the first.
      if (index === first || isMerged(sheet, row, first, index) || roleOf(cell, extra) !== role) continue;
      const place = { file: sheet.file, sheet: sheet.name, row: row.row, column: columnLetters(index) };
      problems.push(
        error(
          place,
          t`“${String(row.cells.get(first))}” (column ${columnLetters(first)}) and “${String(cell)}” are both read as the ${columnNames[role]}; the sheet was not read.`,
        ),
      );
    }
  }
  return problems;
}

function isMerged({ merges }: Sheet, { row }: Row, first: number, other: number): boolean {
  return merges.some(
    ({ fromRow, toRow, fromColumn, toColumn }) =>
      fromRow <= row && row <= toRow && fromColumn <= first && other <= toColumn,
  );
}

export function roleOf(cell: Cell | undefined, extra: ColumnNames): ColumnRole | null {
  if (typeof cell !== "string" || isBlank(cell)) return null;
  const key = nameKey(cell);
  const given = COLUMN_ROLES.find((role) => extra[role]?.some((name) => nameKey(name) === key));
  if (given) return given;
  // “b. Anatomic”, “Next step (planned)” and “Frame #” are what they say without it.
  const words = latinWords(cell.replaceAll(/\([^)]*\)/g, " ").replace(/^\s*(?:[a-z]|\d{1,2})[.)]\s+/i, ""));
  return COLUMN_ROLES.find((role) => KNOWN[role].test(words)) ?? null;
}
