import type { User } from "@/lib/auth/actor";
import { may } from "@/lib/auth/policy";
import { boolean, nullable, text, timestamp, uuid, uuids } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { type RowOf, statement } from "@/lib/db/statement";
import { visibleSet } from "@/lib/sql/case-sets";
import { setStatus } from "@/lib/sql/types";

const setsToLock = statement({
  name: "lock-sets",
  params: { setIds: uuids, institutionId: uuid, actorId: uuid, overseesSets: boolean },
  row: {
    id: uuid,
    name: text,
    status: setStatus,
    family_id: nullable(uuid),
    author_id: nullable(uuid),
    updated_at: timestamp,
    published_at: nullable(timestamp),
  },
  sql: `SELECT s.id, s.name, s.status, s.family_id, s.author_id, s.updated_at, s.published_at
    FROM case_set s WHERE s.id = ANY($setIds) AND ${visibleSet()} ORDER BY s.id FOR UPDATE`,
});

type LockedSet = RowOf<typeof setsToLock>;

/**
 * Holds sets that someone may see until the transaction ends, by id; those they may not see are not among them. Always
 * in the order of the ids, and families after sets, so that two changes never wait for each other.
 */
export async function lockSets(
  tx: Queryable,
  actor: User,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LockedSet>> {
  const rows = await tx.all(setsToLock, {
    setIds: ids,
    institutionId: actor.institutionId,
    actorId: actor.id,
    overseesSets: may(actor, "oversee-sets"),
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Now; a millisecond after the change before where both fall into one. */
export function laterThan(before: Date, now: Date): Date {
  return now > before ? now : new Date(before.getTime() + 1);
}

const touchSetAt = statement({
  name: "touch-set",
  params: { setId: uuid, at: timestamp },
  sql: "UPDATE case_set SET updated_at = $at WHERE id = $setId",
});

/** Marks a set as changed. */
export async function touchSet(tx: Queryable, set: LockedSet, now: Date): Promise<Date> {
  const at = laterThan(set.updated_at, now);
  await tx.run(touchSetAt, { setId: set.id, at });
  return at;
}
