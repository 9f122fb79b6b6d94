import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Database } from "../../db/client";
import {
  certain,
  integer,
  jsonOf,
  nullable,
  text,
  textOf,
  texts,
  timestamp,
  uuid,
  uuids,
} from "../../db/columns";
import { type RowOf, statement } from "../../db/statement";
import { CONNECTION_KINDS, type ConnectionKind } from "../../domain/connections/kinds";
import { askedFor, nextTry } from "../../domain/outbox/next-try";

/** For so long nobody else sends it: longer than a sender may take, or its process is dead. */
const LEASE_MS = 90_000;

/** That something is to be told, now or later. */
export const isWaiting = (delivery = ""): string =>
  `${delivery}version > ${delivery}sent_version AND ${delivery}dead_at IS NULL`;

// Rows of a subject are one, and a lease is on the row: two about the same are never under way at once.
const claim = statement({
  name: "claim-delivery",
  params: { kinds: texts, crowded: uuids, now: timestamp, lease: uuid, until: timestamp },
  row: {
    id: uuid,
    connectionId: uuid,
    kind: certain(textOf(CONNECTION_KINDS)),
    subject: text,
    userId: nullable(uuid),
    payload: jsonOf(z.unknown()),
    version: integer,
    attempts: integer,
    triedSince: certain(timestamp),
    lease: certain(uuid),
  },
  sql: `UPDATE delivery SET lease = $lease, lease_until = $until, attempts = attempts + 1,
      tried_since = coalesce(tried_since, $now)
    WHERE id IN (
      SELECT d.id FROM delivery d JOIN connection c ON c.id = d.connection_id
      WHERE ${isWaiting("d.")} AND d.due_at <= $now AND coalesce(d.lease_until <= $now, true)
        AND c.enabled_at IS NOT NULL AND coalesce(c.held_until <= $now, true)
        AND c.kind = ANY($kinds) AND c.id <> ALL($crowded)
      ORDER BY d.due_at, d.id LIMIT 1 FOR UPDATE OF d SKIP LOCKED
    )
    RETURNING id, connection_id AS "connectionId",
      (SELECT c.kind FROM connection c WHERE c.id = connection_id) AS kind,
      subject, user_id AS "userId", payload, version, attempts, tried_since AS "triedSince", lease`,
});

/** Something that another system is being told now; this time is among its tries. */
export type Delivery = RowOf<typeof claim>;

/**
 * Takes what has waited longest, for this process alone; null where nothing is due. A process that dies with it lets it go
 * when the lease has run out.
 *
 * @param kinds of the connections that this server knows how to send to
 * @param crowded connections that are being told as much at once as they should
 */
export async function claimDelivery(
  db: Database,
  now: Date,
  kinds: readonly ConnectionKind[],
  crowded: readonly string[],
): Promise<Delivery | null> {
  const until = new Date(now.getTime() + LEASE_MS);
  return db.find(claim, { kinds, crowded, now, lease: randomUUID(), until });
}

// What a newer one has taken the place of meanwhile was told all the same, and the newer one waits.
const delivered = statement({
  name: "delivery-sent",
  params: { id: uuid, lease: uuid, version: integer, now: timestamp },
  sql: `UPDATE delivery SET sent_version = $version, sent_at = $now, lease = NULL, lease_until = NULL,
      problem = NULL
    WHERE id = $id AND lease = $lease`,
});

/** Notes that the other system has it. */
export async function markDelivered(
  db: Database,
  { id, lease, version }: Pick<Delivery, "id" | "lease" | "version">,
  now: Date,
): Promise<void> {
  await db.run(delivered, { id, lease, version, now });
}

const failed = statement({
  name: "delivery-failed",
  params: {
    id: uuid,
    lease: uuid,
    version: integer,
    problem: text,
    dueAt: nullable(timestamp),
    now: timestamp,
  },
  sql: `UPDATE delivery SET lease = NULL, lease_until = NULL,
      problem = CASE WHEN version = $version THEN $problem ELSE problem END,
      due_at = CASE WHEN version = $version THEN coalesce($dueAt, due_at) ELSE due_at END,
      dead_at = CASE WHEN version = $version AND $dueAt IS NULL THEN $now END
    WHERE id = $id AND lease = $lease`,
});

const hold = statement({
  name: "hold-connection",
  params: { connectionId: uuid, until: timestamp },
  sql: `UPDATE connection SET held_until = $until
    WHERE id = $connectionId AND coalesce(held_until < $until, true)`,
});

export type Failing = {
  readonly reason: string;
  /** Whether it is of no use to ask again. */
  readonly final: boolean;
  /** Before which the other system wants to hear nothing at all. */
  readonly after?: Date;
};

/**
 * Notes that the other system didn't take it: it is tried again later, or given up where that is of no use or was done for
 * three days. Where a newer one has taken its place meanwhile, that one is tried in its own time.
 */
export async function markFailing(
  db: Database,
  delivery: Delivery,
  { reason, final, after }: Failing,
  now: Date,
  chance: number,
): Promise<void> {
  const { id, lease, version, connectionId } = delivery;
  const dueAt = final ? null : nextTry(delivery, now, after, chance);
  await db.run(failed, { id, lease, version, problem: reason.slice(0, 500), dueAt, now });
  const until = askedFor(after, now);
  if (until) await db.run(hold, { connectionId, until });
}

const released = statement({
  name: "release-delivery",
  params: { id: uuid, lease: uuid },
  sql: `UPDATE delivery SET lease = NULL, lease_until = NULL, attempts = greatest(attempts - 1, 0)
    WHERE id = $id AND lease = $lease`,
});

/** Lets go of something, as if it had not been tried: whoever comes next sends it. */
export async function releaseDelivery(
  db: Database,
  { id, lease }: Pick<Delivery, "id" | "lease">,
): Promise<void> {
  await db.run(released, { id, lease });
}
