import type { Suppression } from "./views";

/** A figure with fewer residents, or fewer answers, behind it than these is not told. */
export const FEWEST_RESIDENTS = 3;
export const FEWEST_ANSWERS = 10;

export type Cell = { readonly residents: number; readonly n: number };

/**
 * Why a cell, looked at alone, is not told; null where it is told. An empty cell is told: it says nothing about
 * anybody.
 */
export function suppressionOf({ residents, n }: Cell): Suppression | null {
  if (n === 0) return null;
  if (residents < FEWEST_RESIDENTS) return "few-residents";
  return n < FEWEST_ANSWERS ? "few-answers" : null;
}

/**
 * Why each of several cells is not told, or null, where the total of all cells is told. Anybody can subtract the told
 * cells from the total: what is left must neither be too small nor belong to one cell alone. So the smallest of the
 * other cells are suppressed too, until that holds.
 */
export function suppressionsOf(cells: readonly Cell[]): (Suppression | null)[] {
  const reasons = cells.map(suppressionOf);
  if (reasons.every((reason) => reason === null)) return reasons;
  const others = cells
    .map((cell, index) => ({ cell, index }))
    .filter(({ cell, index }) => reasons[index] === null && cell.n > 0)
    .sort((a, b) => a.cell.n - b.cell.n || a.index - b.index);
  for (const { index } of others) {
    if (!tells(cells.filter((_, at) => reasons[at] !== null))) break;
    reasons[index] = "by-subtraction";
  }
  return reasons;
}

/** Whether the sum of the suppressed cells, which anybody can compute by subtraction, says too much. */
function tells(suppressed: readonly Cell[]): boolean {
  const n = suppressed.reduce((sum, cell) => sum + cell.n, 0);
  // The same residents may be behind several cells: the sum has at least as many residents as its largest cell.
  const residents = Math.max(...suppressed.map((cell) => cell.residents));
  return suppressed.length < 2 || n < FEWEST_ANSWERS || residents < FEWEST_RESIDENTS;
}
