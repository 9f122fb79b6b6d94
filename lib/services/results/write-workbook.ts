import { writeXlsx } from "hucre";
import type { Sheet } from "../../domain/results/sheets";

/** Tables as an .xlsx workbook, a sheet each. Texts are stored as texts: none of them is a formula. */
export function writeWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map(({ name, header, rows }) => ({
      name,
      rows: [[...header], ...rows.map((row) => [...row])],
      freezePane: { rows: 1 },
    })),
  });
}
