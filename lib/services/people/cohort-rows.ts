import { boolean, nullable, text, timestamp, uuid, uuids } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { type Doer, writeAudit } from "../audit/write-audit";
import { markDue } from "../kept-figures/mark-due";

/** A resident and a cohort that the resident joins or leaves. */
type CohortChange = { readonly userId: string; readonly cohortId: string };

/** A cohort of the institution, held until the transaction ends. */
export const cohortToChange = statement({
  name: "cohort-to-change",
  params: { cohortId: uuid, institutionId: uuid },
  row: { id: uuid, name: text, ended: boolean },
  sql: `SELECT id, name, ended_at IS NOT NULL AS ended FROM cohort
    WHERE id = $cohortId AND institution_id = $institutionId FOR UPDATE`,
});

const joinCohorts = statement({
  name: "join-cohorts",
  params: { userIds: uuids, cohortIds: uuids, from: timestamp },
  sql: `INSERT INTO membership (user_id, cohort_id, joined_at)
    SELECT user_id, cohort_id, $from FROM unnest($userIds, $cohortIds) AS x(user_id, cohort_id)`,
});

const leaveThem = statement({
  name: "leave-cohorts",
  params: { userIds: uuids, cohortIds: uuids, from: timestamp },
  sql: `UPDATE membership m SET left_at = $from
    FROM unnest($userIds, $cohortIds) AS x(user_id, cohort_id)
    WHERE m.user_id = x.user_id AND m.cohort_id = x.cohort_id AND m.left_at IS NULL`,
});

const openMembershipsOf = statement({
  name: "open-memberships",
  params: { userIds: nullable(uuids), cohortId: nullable(uuid) },
  row: { userId: uuid, cohortId: uuid },
  sql: `SELECT user_id AS "userId", cohort_id AS "cohortId" FROM membership
    WHERE (user_id = ANY($userIds) OR cohort_id = $cohortId) AND left_at IS NULL ORDER BY 1, 2`,
});

/** Puts residents into cohorts from a moment on, in the caller's transaction. Their figures are made anew. */
export const openMemberships = changing(joinCohorts, "cohort.join");

/** Takes residents out of cohorts from a moment on; what they answered before counts there still. */
export const closeMemberships = changing(leaveThem, "cohort.leave");

function changing(change: typeof joinCohorts, action: "cohort.join" | "cohort.leave") {
  return async (tx: Queryable, ctx: Doer, changes: readonly CohortChange[], from: Date): Promise<void> => {
    if (changes.length === 0) return;
    const userIds = changes.map(({ userId }) => userId);
    await tx.run(change, { userIds, cohortIds: changes.map(({ cohortId }) => cohortId), from });
    await markDue(tx, { userIds, caseIds: null });
    await writeAudit(
      tx,
      ctx,
      changes.map(({ userId, cohortId }) => ({
        action,
        subject: userId,
        detail: { cohort: cohortId, from: from.toISOString() },
      })),
    );
  };
}

/** Takes some residents out of every cohort they are in, or everybody out of one that ends: now. */
export async function leaveCohorts(
  tx: Queryable,
  ctx: Doer,
  who: { readonly userIds: readonly string[] } | { readonly cohortId: string },
): Promise<void> {
  const open = await tx.all(openMembershipsOf, { userIds: null, cohortId: null, ...who });
  await closeMemberships(tx, ctx, open, ctx.now);
}
