import { records, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";

export type NewDelivery = {
  readonly connectionId: string;
  /** What it is about, as the connection calls it: a newer one about the same takes its place. */
  readonly subject: string;
  /** Whom it says something of; it goes with their account. */
  readonly userId: string | null;
  /** What it is, in words for administrators. */
  readonly title: string;
  /** What the sender needs; as little as can be, for it is kept a month. */
  readonly payload: object;
};

// In the order of their keys: two that put down the same ones wait for each other, and not both for both.
const upsertDeliveries = statement({
  name: "upsert-deliveries",
  params: { rows: records, now: timestamp },
  sql: `INSERT INTO delivery (connection_id, subject, user_id, title, payload, due_at)
    SELECT "connectionId", subject, "userId", title, payload, $now
    FROM jsonb_to_recordset($rows) AS r(
      "connectionId" uuid, subject text, "userId" uuid, title text, payload jsonb
    )
    ORDER BY "connectionId", subject
    ON CONFLICT (connection_id, subject) DO UPDATE SET
      user_id = excluded.user_id, title = excluded.title, payload = excluded.payload,
      version = delivery.version + 1, due_at = excluded.due_at,
      attempts = 0, tried_since = NULL, problem = NULL, dead_at = NULL`,
});

/**
 * Puts down what other systems are to be told, in the transaction that makes it true. It is told at least once, so who is told
 * must bear to be told twice; of several about the same subject the last one is told, and those before it perhaps.
 */
export async function putDeliveries(
  tx: Queryable,
  now: Date,
  deliveries: readonly NewDelivery[],
): Promise<void> {
  const last = new Map(deliveries.map((each) => [`${each.connectionId} ${each.subject}`, each]));
  if (last.size > 0) await tx.run(upsertDeliveries, { rows: [...last.values()], now });
}

const hasten = statement({
  name: "hasten-deliveries",
  params: { connectionId: uuid, now: timestamp },
  sql: `UPDATE delivery SET due_at = $now
    WHERE connection_id = $connectionId AND version > sent_version AND dead_at IS NULL AND due_at > $now`,
});

/** Has what waits for another try tried at once: the connection was changed, perhaps to what is right. */
export async function hastenDeliveries(tx: Queryable, now: Date, connectionId: string): Promise<void> {
  await tx.run(hasten, { connectionId, now });
}
