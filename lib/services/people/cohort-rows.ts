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

// The clock of the server that lets them leave may be a little behind that of the one where they joined.
const leaveThem = statement({
  name: "leave-cohorts",
  params: { userIds: uuids, cohortIds: uuids, from: timestamp },
  sql: `UPDATE membership m SET left_at = greatest($from, m.joined_at)
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

// A name that is taken is left to the caller: nothing is made then.
const insertCohort = statement({
  name: "insert-cohort",
  params: { id: uuid, institutionId: uuid, name: text, now: timestamp },
  row: { id: uuid },
  sql: `INSERT INTO cohort (id, institution_id, name, created_at) VALUES ($id, $institutionId, $name, $now)
    ON CONFLICT DO NOTHING RETURNING id`,
});

/** @returns false where the institution has a cohort of the name, or there is one with the id */
export async function makeCohort(
  tx: Queryable,
  doer: Doer,
  cohort: { readonly id: string; readonly institutionId: string; readonly name: string },
): Promise<boolean> {
  if (!(await tx.find(insertCohort, { ...cohort, now: doer.now }))) return false;
  await writeAudit(tx, doer, [{ action: "cohort.create", subject: cohort.id }]);
  return true;
}

const updateCohortName = statement({
  name: "rename-cohort",
  params: { cohortId: uuid, name: text },
  sql: "UPDATE cohort SET name = $name WHERE id = $cohortId",
});

export async function renameCohort(tx: Queryable, doer: Doer, cohortId: string, name: string): Promise<void> {
  await tx.run(updateCohortName, { cohortId, name });
  await writeAudit(tx, doer, [{ action: "cohort.change", subject: cohortId }]);
}

const updateCohortEnd = statement({
  name: "end-cohort",
  params: { cohortId: uuid, endedAt: nullable(timestamp) },
  sql: "UPDATE cohort SET ended_at = $endedAt WHERE id = $cohortId",
});

/** Ends a cohort, which everybody leaves then, or reopens it. */
export async function setCohortEnded(
  tx: Queryable,
  doer: Doer,
  cohortId: string,
  ended: boolean,
): Promise<void> {
  await tx.run(updateCohortEnd, { cohortId, endedAt: ended ? doer.now : null });
  if (ended) await leaveCohorts(tx, doer, { cohortId });
  await writeAudit(tx, doer, [{ action: ended ? "cohort.end" : "cohort.reopen", subject: cohortId }]);
}
