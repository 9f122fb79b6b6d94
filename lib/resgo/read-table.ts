import type { Encoding } from "@/lib/domain/uploads/encodings";
import { plural, t } from "@/lib/language/t";
import { decodeText } from "@/lib/tables/decode-text";
import { readCsv } from "@/lib/tables/read-csv";
import type { Sheet } from "@/lib/tables/sheet";
import { type Problem, warning } from "./problem";

/** How a file of cells is read. */
type TableOptions = {
  /** Whether a cell of a CSV file is the name of a column. */
  readonly isName: (cell: string) => boolean;
  /** Of CSV files that are not Unicode. */
  readonly encoding: Encoding | null;
};

/**
 * The tables of a workbook, or of a CSV file its only one.
 *
 * @throws TableError with a sentence for people when it can't be read
 */
export async function readTable(
  file: string,
  bytes: Buffer,
  { isName, encoding }: TableOptions,
): Promise<{ sheets: Sheet[]; problems: Problem[] }> {
  if (!/\.xls[xm]$/i.test(file)) {
    const rows = readCsv(decodeText(bytes, encoding), isName);
    return { sheets: [{ file, name: null, rows, merges: [] }], problems: [] };
  }
  // Loaded where there is one, for it takes longer to load than most commands to run.
  const { readWorkbook } = await import("@/lib/tables/workbook/read-workbook");
  const { sheets, hiddenSheets } = await readWorkbook(bytes);
  const problems = hiddenSheets.map((sheet) =>
    warning({ file, sheet }, t`The sheet is hidden and was skipped.`),
  );
  for (const { name, hidden } of sheets) {
    const { rows, columns } = hidden;
    if (rows > 0)
      problems.push(
        warning(
          { file, sheet: name },
          t`${plural(rows, "# hidden row was", "# hidden rows were")} read too.`,
        ),
      );
    if (columns > 0)
      problems.push(
        warning(
          { file, sheet: name },
          t`${plural(columns, "# hidden column was", "# hidden columns were")} read too.`,
        ),
      );
  }
  return { sheets: sheets.map(({ name, rows, merges }) => ({ file, name, rows, merges })), problems };
}
