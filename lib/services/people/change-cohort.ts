import type pg from "pg";
import { z } from "zod";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { uniqueViolation } from "../../db/errors";
import { inTransaction } from "../../db/transaction";
import { cohortChangeSchema } from "../../domain/people/input";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { type CohortChange, closeMemberships } from "./cohort-rows";
import { lockPeople } from "./lock-person";

/** Renames, ends or reopens a cohort. Who left it by its end is not brought back. */
export async function changeCohort(
  ctx: Context,
  id: unknown,
  input: unknown,
): Promise<Result<{ readonly id: string }>> {
  const { actor, db } = ctx;
  const cohortId = z.uuid().safeParse(id);
  if (!may(actor, "manage-people") || !cohortId.success) return notFound("cohort");
  const parsed = cohortChangeSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { name, ended } = parsed.data;
  try {
    return await inTransaction(db, async (client): Promise<Result<{ readonly id: string }>> => {
      const cohort = await lockCohort(client, actor, cohortId.data);
      if (!cohort) return notFound("cohort");
      if (name !== undefined && name !== cohort.name) {
        await client.query("UPDATE cohort SET name = $2 WHERE id = $1", [cohort.id, name]);
        await writeAudit(client, ctx, [{ action: "cohort.change", subject: cohort.id }]);
      }
      if (ended !== undefined && ended !== cohort.ended) await setEnded(client, ctx, cohort.id, ended);
      return succeed({ id: cohort.id });
    });
  } catch (error) {
    if (uniqueViolation(error) === "cohort_institution_id_name_key") {
      return fail("conflict", `There is a cohort called ${name} already.`);
    }
    throw error;
  }
}

async function lockCohort(
  client: pg.ClientBase,
  actor: User,
  id: string,
): Promise<{ id: string; name: string; ended: boolean } | undefined> {
  await lockPeople(client, actor.institutionId);
  const { rows } = await client.query<{ id: string; name: string; ended: boolean }>(
    `SELECT id, name, ended_at IS NOT NULL AS ended FROM cohort WHERE id = $1 AND institution_id = $2 FOR UPDATE`,
    [id, actor.institutionId],
  );
  return rows[0];
}

async function setEnded(
  client: pg.ClientBase,
  ctx: Context,
  cohortId: string,
  ended: boolean,
): Promise<void> {
  await client.query("UPDATE cohort SET ended_at = $2 WHERE id = $1", [cohortId, ended ? ctx.now : null]);
  if (ended) {
    const members = await client.query<CohortChange>(
      `SELECT user_id AS "userId", cohort_id AS "cohortId" FROM membership
       WHERE cohort_id = $1 AND left_at IS NULL ORDER BY user_id`,
      [cohortId],
    );
    await closeMemberships(client, ctx, members.rows, ctx.now);
  }
  await writeAudit(client, ctx, [{ action: ended ? "cohort.end" : "cohort.reopen", subject: cohortId }]);
}
