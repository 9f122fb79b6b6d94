export type CsvValue = string | number | boolean | null;

/** What a spreadsheet would take for a formula, in a text of a person's choosing. */
const FORMULA = /^[\s]*[=+\-@]|^[\t\r]/;

function csvField(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Rows as CSV (RFC 4180) for spreadsheets: UTF-8 with a byte order mark, and no text that they would run as a
 * formula. Numbers are written in full.
 */
export function toCsv(header: readonly string[], rows: Iterable<readonly CsvValue[]>): string {
  const lines = [header.map(csvField).join(",")];
  for (const row of rows) lines.push(row.map(csvField).join(","));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}
