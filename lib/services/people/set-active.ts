import { endSessions } from "../../auth/end-sessions";
import { may } from "../../auth/policy";
import { boolean, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { lastAdminProblem, lockPerson } from "./lock-person";

const setAccountActive = statement({
  name: "set-account-active",
  params: { id: uuid, active: boolean, now: timestamp },
  sql: `UPDATE "user" SET deactivated_at = CASE WHEN NOT $active THEN $now END WHERE id = $id`,
});

/**
 * Closes a person's account, or opens it again. A closed one is signed out everywhere at once, also for when it is
 * opened again; nothing else is lost.
 */
export async function setActive(
  ctx: Context,
  id: string,
  active: boolean,
): Promise<Result<{ readonly id: string }>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "manage-people")) return notFound("person");
  return inTransaction(db, async (tx): Promise<Result<{ readonly id: string }>> => {
    const found = await lockPerson(tx, actor, id);
    if (!found.ok) return found;
    const person = found.value;
    if (person.active === active) return succeed({ id: person.id });
    const problem = active ? null : await lastAdminProblem(tx, actor.institutionId, person);
    if (problem) return fail("conflict", problem);
    await tx.run(setAccountActive, { id: person.id, active, now });
    if (!active) await endSessions(tx, { userId: person.id, but: null, now });
    await writeAudit(tx, ctx, [
      { action: active ? "user.reactivate" : "user.deactivate", subject: person.id },
    ]);
    return succeed({ id: person.id });
  });
}
