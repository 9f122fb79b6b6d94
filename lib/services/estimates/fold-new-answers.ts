import type { Database } from "../../db/client";
import { integer, nullable, timestamp } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { constant, statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { ESTIMATES_VERSION } from "../../domain/practice/estimates-version";
import { countedInSpan } from "./parts/counted-answers";
import { estimatesState, tryEstimatesLock } from "./parts/estimates-state";
import { foldAll, readEstimates, writeEstimates } from "./parts/stored-estimates";
import { remakeDue } from "./rebuild-estimates";

/** An answer is stored at most so long after the moment that it has: from then on all of an earlier moment are seen. */
const LAG_MS = 60_000;

/** Zones of one transaction: a fraction of a second’s work. */
const BATCH = 5_000;

/**
 * Folds the first attempts that came to count since the last time into the estimates of their readers, their cases and
 * their libraries: each once, in an order that their moments give. What was folded and has changed since makes an
 * institution’s estimates anew first. Stopped, it loses nothing: a span of time is folded whole or not at all. Where
 * another process is at it, nothing is done.
 *
 * @returns how many answers were folded
 */
export async function foldNewAnswers(
  db: Database,
  now: Date,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<number> {
  await remakeDue(db);
  let folded = 0;
  while (!signal?.aborted) {
    const done = await inTransaction(db, (tx) => foldSpan(tx, new Date(now.getTime() - LAG_MS)));
    folded += done.answers;
    if (done.last) break;
  }
  return folded;
}

const endOfSpan = statement({
  name: "end-of-span",
  params: { after: timestamp },
  row: { until: nullable(timestamp) },
  sql: `SELECT (
      SELECT zone_at FROM attempt WHERE ordinal = 1 AND zone_at > $after ORDER BY zone_at OFFSET ${BATCH} LIMIT 1
    ) AS until`,
});

const moveOn = statement({
  name: "move-estimates-on",
  params: { until: timestamp },
  sql: `UPDATE estimates_state SET folded_until = $until, version = ${constant(integer, ESTIMATES_VERSION)}`,
});

const BEGINNING = new Date(0);

async function foldSpan(tx: Queryable, newest: Date): Promise<{ answers: number; last: boolean }> {
  const nothing = { answers: 0, last: true };
  if (!(await tx.get(tryEstimatesLock)).mine) return nothing;
  const state = await tx.get(estimatesState);
  // Those of a newer version are for its servers to make: both would begin anew in turn for ever.
  if (state.newer) return nothing;
  if (!state.current) await forgetAll(tx);
  const after = state.current ? state.folded_until : BEGINNING;
  if (after >= newest) return nothing;
  const { until: full } = await tx.get(endOfSpan, { after });
  const until = full && full < newest ? full : newest;
  const answers = await tx.all(countedInSpan, { after, until });
  if (answers.length > 0) {
    const estimates = await readEstimates(tx, {
      readers: [...new Set(answers.map((row) => row.user_id))],
      cases: [...new Set(answers.map((row) => row.case_id))],
      institutions: [...new Set(answers.map((row) => row.institution_id))],
    });
    foldAll(estimates, answers);
    await writeEstimates(tx, estimates);
  }
  await tx.run(moveOn, { until });
  return { answers: answers.length, last: until === newest };
}

const forgetReaders = statement({ name: "forget-reader-estimates", sql: "DELETE FROM reader_estimate" });
const forgetCases = statement({ name: "forget-case-estimates", sql: "DELETE FROM case_estimate" });
const forgetLibraries = statement({ name: "forget-library-estimates", sql: "DELETE FROM library_estimate" });
const forgetStrengths = statement({ name: "forget-sitting-strengths", sql: "DELETE FROM sitting_strength" });

/** Estimates of another version say nothing here: all of them are made from the first answer on. */
async function forgetAll(tx: Queryable): Promise<void> {
  await tx.run(forgetReaders);
  await tx.run(forgetCases);
  await tx.run(forgetLibraries);
  await tx.run(forgetStrengths);
}
