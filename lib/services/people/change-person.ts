import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import { mayManage } from "../../domain/people/authority";
import { personChangeSchema } from "../../domain/people/input";
import { roleNames } from "../../domain/people/role";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { markDue } from "../kept-figures/mark-due";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { leaveCohorts } from "./cohort-rows";
import { lastAdminProblem, lockPerson } from "./lock-person";

/** Changes a person's name or role. Who is no resident any more leaves the cohorts. */
export async function changePerson(
  ctx: Context,
  id: unknown,
  input: unknown,
): Promise<Result<{ readonly id: string }>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "manage-people")) return notFound("person");
  const parsed = personChangeSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { name, role } = parsed.data;
  return inTransaction(db, async (client): Promise<Result<{ readonly id: string }>> => {
    const found = await lockPerson(client, actor, id);
    if (!found.ok) return found;
    const person = found.value;
    const changesRole = role !== undefined && role !== person.role;
    if (changesRole && !mayManage(actor.role, role)) {
      return fail("forbidden", `Only an administrator makes somebody a ${roleNames[role].toLowerCase()}.`);
    }
    const problem = changesRole ? await lastAdminProblem(client, actor.institutionId, person) : null;
    if (problem) return fail("conflict", problem);
    await client.query(`UPDATE "user" SET name = $2, role = $3 WHERE id = $1`, [
      person.id,
      name ?? person.name,
      role ?? person.role,
    ]);
    if (changesRole && person.role === "resident") await leaveCohorts(client, ctx, [person.id], now);
    if (changesRole) await markDue(client, { userIds: [person.id], caseIds: null });
    await writeAudit(client, ctx, [
      {
        action: "user.change",
        subject: person.id,
        detail: {
          ...(name !== undefined && name !== person.name && { renamed: true }),
          ...(changesRole && { fromRole: person.role, toRole: role }),
        },
      },
    ]);
    return succeed({ id: person.id });
  });
}
