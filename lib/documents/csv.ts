/** A moment is written in UTC, as ISO 8601. */
export type CsvValue = string | number | boolean | Date | null;

/**
 * Where a spreadsheet would begin a formula: at the start of a text, and after each sign at which a spreadsheet of
 * another country parts cells, for there the quotation marks around our text count as letters of it. Before the formula's
 * own sign may stand spaces, letters that can't be seen and quotation marks; the sign itself may be a wide or a small one.
 */
const FORMULA = /(?<=^|[;\t\r\n])(?=[\s\p{Cc}\p{Cf}"]*[=+\-@＝＋－＠﹦﹢﹣﹫])/gu;

/** What no spreadsheet reads as anything but a text. */
const disarmed = (text: string): string => text.replaceAll(FORMULA, "'");

function csvField(value: CsvValue): string {
  if (value === null) return "";
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== "string") return String(value);
  const text = disarmed(value);
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A row as a line of CSV, with its end. */
export const csvLine = (row: readonly CsvValue[]): string => `${row.map(csvField).join(",")}\r\n`;

/** What a CSV file begins with: the byte order mark by which spreadsheets know UTF-8, and the header. */
export const csvStart = (header: readonly string[]): string => `\uFEFF${csvLine(header)}`;

/**
 * Rows as CSV (RFC 4180) for people's spreadsheets: UTF-8 with a byte order mark, and no text that they would run as a
 * formula, whether they part cells at commas, semicolons or tabs: an apostrophe stands before it. Numbers are written in
 * full. What Calot reads back itself is written elsewhere, to the letter (`lib/resgo/write-bundle.ts`).
 */
export function toCsv(header: readonly string[], rows: Iterable<readonly CsvValue[]>): string {
  let text = csvStart(header);
  for (const row of rows) text += csvLine(row);
  return text;
}
