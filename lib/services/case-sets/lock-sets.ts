import type pg from "pg";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import type { SetPurpose } from "../../domain/case-sets/case-set";
import type { SetStatus } from "../../domain/set-status";
import { visibleSet } from "../../sql/case-sets";

export type LockedSet = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly status: SetStatus;
  readonly purpose: SetPurpose;
  readonly shared: boolean;
  readonly rule: unknown;
  readonly family_id: string | null;
  readonly author_id: string | null;
  readonly updated_at: Date;
  readonly published_at: Date | null;
};

/**
 * Holds sets that someone may see until the transaction ends, by id; those they may not see are not among them. Always
 * in the order of the ids, and families after sets, so that two changes never wait for each other.
 */
export async function lockSets(
  client: pg.ClientBase,
  actor: User,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LockedSet>> {
  const { rows } = await client.query<LockedSet>(
    `SELECT s.id, s.name, s.description, s.status, s.purpose, s.shared, s.rule, s.family_id, s.author_id,
       s.updated_at, s.published_at
     FROM case_set s WHERE s.id = ANY($3::uuid[]) AND ${visibleSet("$1", "$2", "$4::boolean")}
     ORDER BY s.id FOR UPDATE`,
    [actor.institutionId, actor.id, ids, may(actor, "oversee-sets")],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Now; a millisecond after the change before where both fall into one. */
export function laterThan(before: Date, now: Date): Date {
  return now > before ? now : new Date(before.getTime() + 1);
}

/** Marks a set as changed. */
export async function touchSet(client: pg.ClientBase, set: LockedSet, now: Date): Promise<Date> {
  const at = laterThan(set.updated_at, now);
  await client.query("UPDATE case_set SET updated_at = $2 WHERE id = $1", [set.id, at]);
  return at;
}
