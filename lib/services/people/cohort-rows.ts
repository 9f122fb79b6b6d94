import type pg from "pg";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { markDue } from "../kept-figures/mark-due";

/** A resident and a cohort that the resident joins or leaves. */
export type CohortChange = { readonly userId: string; readonly cohortId: string };

/** Puts residents into cohorts from a moment on, in the caller's transaction. Their figures are made anew. */
export async function openMemberships(
  client: pg.ClientBase,
  ctx: Pick<Context, "actor" | "now">,
  joins: readonly CohortChange[],
  from: Date,
): Promise<void> {
  if (joins.length === 0) return;
  await client.query(
    `INSERT INTO membership (user_id, cohort_id, joined_at)
     SELECT user_id, cohort_id, $3 FROM unnest($1::uuid[], $2::uuid[]) AS x(user_id, cohort_id)`,
    [joins.map(({ userId }) => userId), joins.map(({ cohortId }) => cohortId), from],
  );
  await markDue(client, { userIds: joins.map(({ userId }) => userId), caseIds: null });
  await writeAudit(
    client,
    ctx,
    joins.map(({ userId, cohortId }) => ({
      action: "cohort.join",
      subject: userId,
      detail: { cohort: cohortId, from: from.toISOString() },
    })),
  );
}

/** Takes residents out of cohorts from a moment on; what they answered before counts there still. */
export async function closeMemberships(
  client: pg.ClientBase,
  ctx: Pick<Context, "actor" | "now">,
  leaves: readonly CohortChange[],
  from: Date,
): Promise<void> {
  if (leaves.length === 0) return;
  await client.query(
    `UPDATE membership m SET left_at = $3
     FROM unnest($1::uuid[], $2::uuid[]) AS x(user_id, cohort_id)
     WHERE m.user_id = x.user_id AND m.cohort_id = x.cohort_id AND m.left_at IS NULL`,
    [leaves.map(({ userId }) => userId), leaves.map(({ cohortId }) => cohortId), from],
  );
  await markDue(client, { userIds: leaves.map(({ userId }) => userId), caseIds: null });
  await writeAudit(
    client,
    ctx,
    leaves.map(({ userId, cohortId }) => ({
      action: "cohort.leave",
      subject: userId,
      detail: { cohort: cohortId, from: from.toISOString() },
    })),
  );
}

/** Takes residents out of every cohort they are in. */
export async function leaveCohorts(
  client: pg.ClientBase,
  ctx: Pick<Context, "actor" | "now">,
  userIds: readonly string[],
  from: Date,
): Promise<void> {
  const open = await client.query<CohortChange>(
    `SELECT user_id AS "userId", cohort_id AS "cohortId" FROM membership
     WHERE user_id = ANY($1::uuid[]) AND left_at IS NULL ORDER BY 1, 2`,
    [userIds],
  );
  await closeMemberships(client, ctx, open.rows, from);
}
