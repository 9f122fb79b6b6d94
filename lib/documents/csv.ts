/** A moment is written in UTC, as ISO 8601. */
export type CsvValue = string | number | boolean | Date | null;

/** What a spreadsheet would take for a formula, in a text of a person's choosing. */
const FORMULA = /^[\s]*[=+\-@]|^[\t\r]/;

function csvField(value: CsvValue): string {
  if (value === null) return "";
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== "string") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A row as a line of CSV, with its end. */
export const csvLine = (row: readonly CsvValue[]): string => `${row.map(csvField).join(",")}\r\n`;

/** What a CSV file begins with: the byte order mark by which spreadsheets know UTF-8, and the header. */
export const csvStart = (header: readonly string[]): string => `\uFEFF${csvLine(header)}`;

/**
 * Rows as CSV (RFC 4180) for spreadsheets: UTF-8 with a byte order mark, and no text that they would run as a
 * formula. Numbers are written in full.
 */
export function toCsv(header: readonly string[], rows: Iterable<readonly CsvValue[]>): string {
  let text = csvStart(header);
  for (const row of rows) text += csvLine(row);
  return text;
}
