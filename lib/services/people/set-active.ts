import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { lastAdminProblem, lockPerson } from "./lock-person";
import { setOpen } from "./set-open";

/**
 * Closes a person's account, or opens it again. A closed one is signed out everywhere at once, also for when it is
 * opened again; nothing else is lost.
 */
export async function setActive(
  ctx: Context,
  id: string,
  active: boolean,
): Promise<Result<{ readonly id: string }>> {
  const { actor, db } = ctx;
  if (!may(actor, "manage-people")) return notFound("person");
  return inTransaction(db, async (tx): Promise<Result<{ readonly id: string }>> => {
    const found = await lockPerson(tx, actor, id);
    if (!found.ok) return found;
    const person = found.value;
    const problem = active || !person.active ? null : await lastAdminProblem(tx, actor.institutionId, person);
    if (problem) return fail("conflict", problem);
    await setOpen(tx, ctx, person, active);
    return succeed({ id: person.id });
  });
}
