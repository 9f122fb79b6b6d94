import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { lastAdminProblem, lockPerson } from "./lock-person";

/**
 * Closes a person's account, or opens it again. A closed one is signed out everywhere at once, also for when it is
 * opened again; nothing else is lost.
 */
export async function setActive(
  ctx: Context,
  id: unknown,
  active: boolean,
): Promise<Result<{ readonly id: string }>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "manage-people")) return notFound("person");
  return inTransaction(db, async (client): Promise<Result<{ readonly id: string }>> => {
    const found = await lockPerson(client, actor, id);
    if (!found.ok) return found;
    const person = found.value;
    if (person.active === active) return succeed({ id: person.id });
    const problem = active ? null : await lastAdminProblem(client, actor.institutionId, person);
    if (problem) return fail("conflict", problem);
    await client.query(
      `UPDATE "user" SET deactivated_at = CASE WHEN $2 THEN NULL ELSE $3::timestamptz END,
         sessions_from = CASE WHEN $2 THEN sessions_from ELSE $3::timestamptz END
       WHERE id = $1`,
      [person.id, active, now],
    );
    await writeAudit(client, ctx, [
      { action: active ? "user.reactivate" : "user.deactivate", subject: person.id },
    ]);
    return succeed({ id: person.id });
  });
}
