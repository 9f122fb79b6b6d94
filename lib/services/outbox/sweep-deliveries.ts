import type { Database } from "../../db/client";
import { integer, timestamp } from "../../db/columns";
import { constant, statement } from "../../db/statement";
import { span } from "../../sql/time";

/** What was told or given up so long ago is nobody's question any more. */
const kept = span(30 * 24 * 60 * 60 * 1000);

const AT_ONCE = 5_000;

const forget = statement({
  name: "forget-deliveries",
  params: { now: timestamp },
  sql: `DELETE FROM delivery WHERE id IN (
      SELECT id FROM delivery
      WHERE (version = sent_version AND sent_at < $now - ${kept}) OR dead_at < $now - ${kept}
      LIMIT ${constant(integer, AT_ONCE)} FOR UPDATE SKIP LOCKED
    )`,
});

/** Forgets what other systems were told a month ago, and what was given up then. @returns how many */
export async function sweepDeliveries(
  db: Database,
  now: Date,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<number> {
  let forgotten = 0;
  for (let last = AT_ONCE; last === AT_ONCE && !signal?.aborted; forgotten += last) {
    last = await db.run(forget, { now });
  }
  return forgotten;
}
