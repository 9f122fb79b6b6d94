import { PHASES, type Phase } from "../phases";
import type { RandomNumbers } from "../statistics/random";
import { shuffle } from "../statistics/shuffle";

/**
 * Draws cases as evenly over the phases as there are cases: each phase gives one in turn, and where one has no more,
 * the others go on. The same cases in the same order and the same numbers give the same choice.
 */
export function chooseCases<Case extends { readonly phase: Phase }>(
  cases: readonly Case[],
  wanted: number,
  random: RandomNumbers,
): Case[] {
  const rows = PHASES.map((phase) =>
    shuffle(
      cases.filter((each) => each.phase === phase),
      random,
    ),
  );
  const chosen: Case[] = [];
  for (let turn = 0; chosen.length < Math.min(wanted, cases.length); turn++) {
    for (const row of rows) {
      const next = row[turn];
      if (next && chosen.length < wanted) chosen.push(next);
    }
  }
  return chosen;
}
