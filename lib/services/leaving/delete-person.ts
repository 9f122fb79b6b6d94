import { randomUUID } from "node:crypto";
import type pg from "pg";
import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import { FORMER_DOMAIN, formerNames } from "../../domain/people/former";
import { deletionSchema } from "../../domain/people/input";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { markDue } from "../kept-figures/mark-due";
import { leaveCohorts } from "../people/cohort-rows";
import { type LockedPerson, lastAdminProblem, lockPerson } from "../people/lock-person";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { dropPersonalTexts } from "./drop-personal-texts";

/**
 * Deletes a person and keeps what cohorts and cases add up to: answers, times and years stay, with a reader who has no
 * name, no address and another id. Texts by and about the person go. What stays and why: docs/leaving.md.
 */
export async function deletePerson(
  ctx: Context,
  id: unknown,
  input: unknown,
): Promise<Result<{ readonly deleted: true }>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "manage-people")) return notFound("person");
  const parsed = deletionSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  return inTransaction(db, async (client): Promise<Result<{ readonly deleted: true }>> => {
    const found = await lockPerson(client, actor, id);
    if (!found.ok) return found;
    const person = found.value;
    if (parsed.data.confirm !== person.email) {
      return fail("invalid", "confirm: that is not the person’s e-mail address. Nothing was deleted.");
    }
    const problem =
      (await lastAdminProblem(client, actor.institutionId, person)) ??
      (await uploadProblem(client, person.id));
    if (problem) return fail("conflict", problem);
    // Before the id is another one: what is written down names the old one, which then belongs to nobody.
    await leaveCohorts(client, ctx, [person.id], now);
    await writeAudit(client, ctx, [
      { action: "user.leave", subject: person.id, detail: { role: person.role } },
    ]);
    await dropPersonalTexts(client, actor.institutionId, person);
    await client.query("DELETE FROM dataset_duty WHERE user_id = $1", [person.id]);
    await replacePerson(client, person, now);
    return succeed({ deleted: true });
  });
}

async function uploadProblem(client: pg.ClientBase, id: string): Promise<string | null> {
  const { rowCount } = await client.query(
    "SELECT 1 FROM upload WHERE author_id = $1 AND status IN ('waiting', 'running') LIMIT 1",
    [id],
  );
  return rowCount === 0 ? null : "An upload of this person is being read. Wait until it has ended.";
}

/**
 * Makes a former reader of a person. Every foreign key follows the id (ON UPDATE CASCADE), those of tables to come too;
 * answers get other ids besides, so that no list from before leads to them.
 */
async function replacePerson(client: pg.ClientBase, { id, role }: LockedPerson, now: Date): Promise<void> {
  const former = randomUUID();
  await client.query("UPDATE attempt SET id = gen_random_uuid() WHERE user_id = $1", [id]);
  await client.query(
    `UPDATE "user" SET id = $2, email = $3, name = $4, password_hash = '-', created_at = $5,
       deactivated_at = $5, deletion_asked_at = NULL, sessions_from = $5
     WHERE id = $1`,
    [id, former, `${former}@${FORMER_DOMAIN}`, formerNames[role], now],
  );
  await client.query("UPDATE figures_due SET user_id = $2 WHERE user_id = $1", [id, former]);
  // Answers of one moment are added up in the order of their ids, which are others now.
  await markDue(client, { userIds: [former], caseIds: null });
}
