import type { Database } from "../../db/client";
import { boolean } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { currentFigures, FIGURES_LOCK, NOTHING, takeUpDue } from "./parts/take-up-due";
import { renewFigures } from "./rebuild-figures";

/** Cases in one transaction: each has thousands of attempts. */
const CASES = 40;

const tryFiguresLock = statement({
  name: "try-figures-lock",
  row: { mine: boolean },
  sql: `SELECT pg_try_advisory_xact_lock(${FIGURES_LOCK}) AS mine`,
});

type RefreshOptions = {
  /** Aborted: nothing more is begun. */
  readonly signal?: AbortSignal;
  /** How many cases' figures are made at the most; the others stay due. All of them unless told. */
  readonly mostCases?: number;
};

/**
 * Makes the figures anew that attempts made due since the last time: first those of people and cohorts, and when there
 * are none left, those of cases. Where what is kept is of another version of Calot, all of it is made from scratch first.
 * Nothing is lost when it is stopped: what is due goes with the transaction that makes the figures. Where another
 * process is at it, or a newer version of Calot is, nothing is done.
 *
 * @returns how many attempts were taken up
 */
export async function refreshDueFigures(
  db: Database,
  now: Date,
  { signal, mostCases = Number.POSITIVE_INFINITY }: RefreshOptions = {},
): Promise<number> {
  let taken = 0;
  let cases = 0;
  while (!signal?.aborted) {
    const done = await inTransaction(db, async (tx) => {
      if (!(await tx.get(tryFiguresLock)).mine) return NOTHING;
      const { current, newer } = await tx.get(currentFigures);
      if (newer) return NOTHING;
      if (!current) return null;
      return takeUpDue(tx, now, Math.min(CASES, mostCases - cases));
    });
    if (done?.nothing) return taken;
    if (done === null) await renewFigures(db, now, signal);
    taken += done?.attempts ?? 0;
    cases += done?.cases ?? 0;
  }
  return taken;
}
