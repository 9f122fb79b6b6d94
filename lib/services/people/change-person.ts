import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { text, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { mayManage } from "../../domain/people/authority";
import { personChangeSchema } from "../../domain/people/input";
import type { Input } from "../../domain/view";
import { role as roleColumn } from "../../sql/types";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { markDue } from "../kept-figures/mark-due";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { leaveCohorts } from "./cohort-rows";
import { lastAdminProblem, lockPerson } from "./lock-person";

const updatePerson = statement({
  name: "update-person",
  params: { id: uuid, name: text, role: roleColumn },
  sql: `UPDATE "user" SET name = $name, role = $role WHERE id = $id`,
});

/** Changes a person's name or role. A person who is no longer a resident leaves the cohorts. */
export async function changePerson(
  ctx: Context,
  id: string,
  input: Input<typeof personChangeSchema>,
): Promise<Result<{ readonly id: string }>> {
  const { actor, db } = ctx;
  if (!may(actor, "manage-people")) return notFound("person");
  const parsed = personChangeSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { name, role } = parsed.data;
  return inTransaction(db, async (tx): Promise<Result<{ readonly id: string }>> => {
    const found = await lockPerson(tx, actor, id);
    if (!found.ok) return found;
    const person = found.value;
    const changesRole = role !== undefined && role !== person.role;
    if (changesRole && !mayManage(actor.role, role)) {
      return fail(
        "forbidden",
        role === "admin"
          ? t`Only an administrator makes somebody an administrator.`
          : t`Only an administrator makes somebody a program director.`,
      );
    }
    const problem = changesRole ? await lastAdminProblem(tx, actor.institutionId, person) : null;
    if (problem) return fail("conflict", problem);
    await tx.run(updatePerson, { id: person.id, name: name ?? person.name, role: role ?? person.role });
    if (changesRole && person.role === "resident") await leaveCohorts(tx, ctx, { userIds: [person.id] });
    if (changesRole) await markDue(tx, { userIds: [person.id], caseIds: null });
    await writeAudit(tx, ctx, [
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
