import { type Cell, isBlank, type Row } from "../sheet";

export type DenseCell = Cell | null;

/** The rows of a workbook as a test writes them: a grid, null where a cell holds nothing. */
export function denseRows(grid: readonly (readonly DenseCell[])[]): Row[] {
  return grid
    .map((cells, index): Row => {
      const filled = cells.flatMap((cell, column) =>
        cell === null || isBlank(cell) ? [] : [[column, cell] as const],
      );
      return { row: index + 1, cells: new Map(filled), width: null };
    })
    .filter(({ cells }) => cells.size > 0);
}
