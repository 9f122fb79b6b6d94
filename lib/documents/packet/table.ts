import type { Ink, Sheet, Tag } from "./sheet";

type Cell = { readonly text: string; readonly bold?: boolean; readonly ink?: Ink };

type TableColumn = {
  readonly header: string;
  /** In points; together no wider than the table. */
  readonly width: number;
  readonly align?: "left" | "right";
};

type Place = { readonly x: number; readonly y: number; readonly rowHeight: number; readonly size?: number };

const SIZE = 7.5;
const HEADER_SIZE = 6.5;
/** Beside a cell's text, of its column's width. */
const PADDING = 4;
/** Between numbers of two columns, at least. */
const GAP = 3;

/** The width at which a column shows its header and all its cells whole. */
export function widthFor(sheet: Sheet, header: string, cells: readonly string[]): number {
  const texts = cells.map((text) => sheet.measure(text, { size: SIZE }));
  return Math.ceil(Math.max(sheet.measure(header, { size: HEADER_SIZE }), ...texts)) + PADDING + GAP;
}

/** Draws a table: a header, a rule, and rows whose first cell names them. @returns where it ends */
export function drawTable(
  sheet: Sheet,
  tag: Tag,
  columns: readonly TableColumn[],
  rows: readonly (readonly (string | Cell)[])[],
  { x, y, rowHeight, size = SIZE }: Place,
): number {
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const base = y + rowHeight - 3.2;
  const ends = columns.map((_, at) => columns.slice(0, at + 1).reduce((sum, { width }) => sum + width, x));
  const write = (cell: string | Cell, at: number, foot: number, header: boolean): void => {
    const {
      text,
      bold = false,
      ink = header ? "muted" : "ink",
    } = typeof cell === "string" ? { text: cell } : cell;
    const { width, align = "left" } = columns[at]!;
    const end = ends[at]!;
    const style = {
      size: header ? HEADER_SIZE : size,
      ink,
      fit: width - PADDING,
      weight: bold ? "bold" : "regular",
    } as const;
    sheet.text(text, align === "right" ? end - 2 : end - width, foot, { ...style, align });
  };
  tag.add("Table", (table) => {
    table.add("TR", (row) => {
      for (const [at, { header }] of columns.entries())
        row.add("TH", () => write(header, at, base, true), { scope: "Column" });
    });
    sheet.rule(y + rowHeight, { from: x, to: x + total });
    for (const [index, cells] of rows.entries()) {
      const foot = base + rowHeight * (index + 1) + 1;
      table.add("TR", (row) => {
        for (const [at, cell] of cells.entries())
          row.add(
            at === 0 ? "TH" : "TD",
            () => write(cell, at, foot, false),
            at === 0 ? { scope: "Row" } : {},
          );
      });
    }
  });
  return y + rowHeight * (rows.length + 1) + 2;
}
