import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import { mayManage } from "../../domain/people/authority";
import { personChangeSchema } from "../../domain/people/input";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { afterRole } from "./give-role";
import { lastAdminProblem, lockPerson } from "./lock-person";
import { writeDetails } from "./write-details";

/**
 * Changes a person's name, address or role. Of another address the person is told at the one before. A person who is no
 * longer a resident leaves the cohorts.
 */
export async function changePerson(
  ctx: Context,
  id: string,
  input: Input<typeof personChangeSchema>,
): Promise<Result<{ readonly id: string }>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "manage-people")) return notFound("person");
  const parsed = personChangeSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { name, email, role } = parsed.data;
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
    const changesEmail = email !== undefined && email !== person.email;
    const isFree = await writeDetails(tx, person, { name, email, role }, now);
    if (!isFree) {
      return fail("conflict", t`There is an account with this address already. Nothing was changed.`);
    }
    if (changesRole) await afterRole(tx, ctx, person);
    await writeAudit(tx, ctx, [
      {
        action: "user.change",
        subject: person.id,
        detail: {
          ...(name !== undefined && name !== person.name && { renamed: true }),
          ...(changesEmail && { otherAddress: true }),
          ...(changesRole && { fromRole: person.role, toRole: role }),
        },
      },
    ]);
    return succeed({ id: person.id });
  });
}
