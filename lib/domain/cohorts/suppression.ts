import type { Suppression } from "./views";

/** Fewer residents, or answers, behind a figure than these: it isn't told. */
export const FEWEST_RESIDENTS = 3;
export const FEWEST_ANSWERS = 10;

export type Cell = { readonly residents: number; readonly n: number };

/** Why a cell is not told by itself; null where it is. An empty one says nothing of anybody. */
export function suppressionOf({ residents, n }: Cell): Suppression | null {
  if (n === 0) return null;
  if (residents < FEWEST_RESIDENTS) return "few-residents";
  return n < FEWEST_ANSWERS ? "few-answers" : null;
}

/**
 * Why each of several cells is not told that together make up a total which is. What the suppressed ones hold together
 * is the total less the others: it must not be too small itself, nor be of one cell alone. So the smallest of the
 * others are suppressed with them until it isn't.
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

/** Whether the sum of suppressed cells, which anybody can have by subtraction, says too much. */
function tells(suppressed: readonly Cell[]): boolean {
  const n = suppressed.reduce((sum, cell) => sum + cell.n, 0);
  // The same residents may be behind several cells: as many as behind the largest are sure.
  const residents = Math.max(...suppressed.map((cell) => cell.residents));
  return suppressed.length < 2 || n < FEWEST_ANSWERS || residents < FEWEST_RESIDENTS;
}
