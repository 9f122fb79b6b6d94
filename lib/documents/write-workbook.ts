import { type CellValue, type WriteSheet, writeXlsx } from "hucre";
import type { Sheet, SheetValue } from "@/lib/domain/results/sheets";
import { workbookText } from "@/lib/domain/text/workbook-text";
import { localTimeOf } from "@/lib/domain/time/zoned-time";
import { t } from "@/lib/language/t";
import { resultColumns } from "@/lib/words/result-columns";

/** The same wherever the workbook is opened: a program's own form of a day could be read as another. */
const MOMENT_FORMAT = "yyyy-mm-dd hh:mm:ss";

/** What a cell may hold, by the file's format: programs refuse to open a file with more. */
const MOST_LETTERS = 32_767;

/**
 * Tables as an .xlsx workbook, a sheet each, with one more that explains their columns. Texts are stored as texts: none
 * of them is a formula. Moments are dates, as the clocks of the time zone showed them.
 *
 * @param timeZone IANA
 */
export function writeWorkbook(sheets: readonly Sheet[], timeZone: string): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [...sheets.map((sheet) => toSheet(sheet, timeZone)), columnsSheet(sheets, timeZone)],
  });
}

function toSheet({ name, header, rows }: Sheet, timeZone: string): WriteSheet {
  return {
    name,
    rows: [[...header], ...rows.map((row) => row.map((value) => toCell(value, timeZone)))],
    columns: header.map((column) =>
      resultColumns[name][column]?.isMoment ? { numFmt: MOMENT_FORMAT, width: 20 } : {},
    ),
    freezePane: { rows: 1 },
  };
}

function columnsSheet(sheets: readonly Sheet[], timeZone: string): WriteSheet {
  const unitOfMoments = t`date and time in ${timeZone}`;
  const rows = sheets.flatMap(({ name, header }) =>
    header.map((column) => {
      const { meaning = null, unit, range = null, isMoment } = resultColumns[name][column] ?? {};
      return [name, column, meaning, isMoment ? unitOfMoments : (unit ?? null), range];
    }),
  );
  return {
    name: t`columns`,
    rows: [[t`sheet`, t`column`, t`meaning`, t`unit`, t`range`], ...rows],
    columns: [{ width: 12 }, { width: 20 }, { width: 90 }, { width: 34 }, { width: 40 }],
    freezePane: { rows: 1 },
  };
}

/** A date in a workbook has no time zone: it is what the clocks showed, to the second. */
function toCell(value: SheetValue, timeZone: string): CellValue {
  if (value instanceof Date) {
    const seconds = Math.floor((value.getTime() % 60_000) / 1000);
    return new Date(Date.parse(`${localTimeOf(value, timeZone)}:00Z`) + seconds * 1000);
  }
  return typeof value === "string" ? toText(value) : value;
}

/** A text as it was typed, whatever it was; what a cell can't hold is cut, between two letters. */
function toText(text: string): string {
  const cut = /[\uD800-\uDBFF]/.test(text[MOST_LETTERS - 1] ?? "") ? MOST_LETTERS - 1 : MOST_LETTERS;
  return workbookText(text.length > MOST_LETTERS ? text.slice(0, cut) : text);
}
