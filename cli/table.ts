/** A column of a table for a terminal: its name, and how its cells stand. */
type TableColumn = { readonly name: string; readonly align?: "left" | "right" };

/**
 * A table as plain text: columns as wide as their widest cell, two spaces between them, a rule below the names.
 * Control characters in cells are left out, for terminals obey them.
 */
export function formatTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const cells = [
    columns.map(({ name }) => name),
    ...rows.map((row) => row.map((cell) => printable(String(cell)))),
  ];
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    columns
      .map(({ align }, index) => {
        const cell = row[index] ?? "";
        return align === "right" ? cell.padStart(widths[index]!) : cell.padEnd(widths[index]!);
      })
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  return [line(cells[0]!), rule, ...cells.slice(1).map(line)].map((text) => `${text}\n`).join("");
}

/** A text from a file, fit for a terminal's line. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, " ");
}
