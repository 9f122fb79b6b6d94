import { plural, t } from "@/lib/language/t";
import { isBlank, type Row } from "./sheet";

/**
 * The rows of a CSV file that don't fit the names of its columns, each with what is wrong with it. A row with a cell too
 * many holds a separator outside quotation marks. One with too few was broken by a line end, and so is, without showing
 * it, the row above or below it: neither is to be read.
 *
 * @param rows those below the header
 * @param needed how many cells a row has at least: up to the last column that is read
 * @param standsAlone whether a short row says by itself what it is about
 */
export function misshapen(
  rows: readonly Row[],
  header: Row,
  needed: number,
  standsAlone: (row: Row) => boolean,
): ReadonlyMap<number, string> {
  const faults = new Map<number, string>();
  if (header.width === null) return faults;
  const columns = header.width;
  const notes = notesFrom(rows, needed);
  for (const [index, row] of rows.entries()) {
    const filled =
      Math.max(...[...row.cells].filter(([, cell]) => !isBlank(cell)).map(([column]) => column)) + 1;
    if (filled > header.width) {
      faults.set(
        row.row,
        t`The row has ${plural(filled, "# cell", "# cells")} under ${plural(columns, "# column", "# columns")}: put a text that holds the separator in quotation marks.`,
      );
      continue;
    }
    const width = row.width!;
    if (width >= needed || index >= notes) continue;
    faults.set(
      row.row,
      t`The row has ${plural(width, "# cell", "# cells")} under ${plural(columns, "# column", "# columns")}: put a text that holds a line break in quotation marks.`,
    );
    if (standsAlone(row)) continue;
    for (const beside of [rows[index - 1], rows[index + 1]]) {
      if (beside === undefined || faults.has(beside.row)) continue;
      faults.set(
        beside.row,
        t`Row ${row.row} beside it has ${plural(width, "# cell", "# cells")} under ${plural(columns, "# column", "# columns")} and may be a part of this one: put a text that holds a line break in quotation marks.`,
      );
    }
  }
  return faults;
}

/** Where notes below a table begin: short rows alone, after a blank line, where the table itself has no blank lines. */
function notesFrom(rows: readonly Row[], needed: number): number {
  const first = rows.findLastIndex(({ width }) => width! >= needed) + 1;
  const isDense = rows.slice(1, first).every(({ row }, index) => row === rows[index]!.row + 1);
  const isApart = rows[first] !== undefined && rows[first].row > (rows[first - 1]?.row ?? 0) + 1;
  return first > 0 && isDense && isApart ? first : rows.length;
}
