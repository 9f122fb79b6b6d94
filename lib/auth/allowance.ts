import { createHash } from "node:crypto";
import type { Database } from "../db/client";
import { bigint, boolean, certain, integer, text } from "../db/columns";
import { statement } from "../db/statement";

/** How often something may be tried: so often at once, and once more each time that `everyMs` have passed. */
export type Allowance = {
  /** What is tried and by whom; a hash of it is kept. */
  readonly key: string;
  readonly atOnce: number;
  /** In milliseconds. */
  readonly everyMs: number;
};

/** Taken, with the milliseconds until it is this try's turn; or refused, with the seconds until another one is taken. */
export type Turn = { readonly inMs: number } | { readonly seconds: number };

// One statement counts and decides: of many tries at the same moment, no more are taken than may be. Kept is the moment
// at which everything would be there again (the "generic cell rate algorithm"); a refused try moves nothing.
const takeOne = statement({
  name: "take-allowance",
  params: { key: text, atOnce: integer, everyMs: integer, patienceMs: integer, now: bigint },
  row: { full: certain(bigint), taken: boolean },
  sql: `WITH taken AS (
      INSERT INTO rate_limit AS held (key, points, expire) VALUES ($key, $atOnce, $now + $everyMs)
      ON CONFLICT (key) DO UPDATE
        SET points = $atOnce, expire = greatest(held.expire, $now) + $everyMs
        WHERE greatest(held.expire, $now) + $everyMs - $now <= $atOnce::bigint * $everyMs + $patienceMs
      RETURNING expire
    )
    SELECT expire AS full, true AS taken FROM taken
    UNION ALL
    SELECT expire, false FROM rate_limit
    WHERE key = $key AND expire IS NOT NULL AND NOT EXISTS (SELECT FROM taken)`,
});

const giveBackOne = statement({
  name: "give-back-allowance",
  params: { key: text, everyMs: integer },
  sql: "UPDATE rate_limit SET expire = expire - $everyMs WHERE key = $key",
});

const refillOne = statement({
  name: "refill-allowance",
  params: { key: text },
  sql: "DELETE FROM rate_limit WHERE key = $key",
});

const deleteFull = statement({
  name: "delete-full-allowances",
  params: { now: bigint },
  sql: "DELETE FROM rate_limit WHERE expire < $now",
});

const keyOf = ({ key }: Allowance): string => createHash("sha256").update(key).digest("base64url");

/**
 * Takes one try of each allowance, or of none where one of them has none left. All web processes count together.
 *
 * @param patienceMs how long a try may wait for its turn before it is refused instead, in milliseconds
 */
export async function takeTurn(
  db: Database,
  allowances: readonly Allowance[],
  { now, patienceMs = 0 }: { readonly now: Date; readonly patienceMs?: number },
): Promise<Turn> {
  let inMs = 0;
  for (const [at, allowance] of allowances.entries()) {
    const { atOnce, everyMs } = allowance;
    const values = { key: keyOf(allowance), atOnce, everyMs, patienceMs, now: now.getTime() };
    const found = await db.find(takeOne, values);
    // None is found where two begin at the same moment: the second one is refused for as long as one takes.
    const waitMs = found ? found.full - now.getTime() - atOnce * everyMs : 0;
    if (!found?.taken) {
      await giveBack(db, allowances.slice(0, at));
      return { seconds: Math.max(1, Math.ceil((waitMs + everyMs - patienceMs) / 1000)) };
    }
    inMs = Math.max(inMs, waitMs);
  }
  return { inMs };
}

/** Gives tries back that need not count. */
export async function giveBack(db: Database, allowances: readonly Allowance[]): Promise<void> {
  for (const allowance of allowances) {
    await db.run(giveBackOne, { key: keyOf(allowance), everyMs: allowance.everyMs });
  }
}

/** Makes an allowance whole again. */
export async function refill(db: Database, allowance: Allowance): Promise<void> {
  await db.run(refillOne, { key: keyOf(allowance) });
}

/** Forgets what is whole again by itself. */
export async function sweepAllowances(db: Database, now: Date): Promise<void> {
  await db.run(deleteFull, { now: now.getTime() });
}
