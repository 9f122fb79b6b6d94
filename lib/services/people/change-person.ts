import { randomUUID } from "node:crypto";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { text, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { emailChanged } from "../../domain/passwords/messages";
import { mayManage } from "../../domain/people/authority";
import { personChangeSchema } from "../../domain/people/input";
import type { Input } from "../../domain/view";
import { role as roleColumn } from "../../sql/types";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { tell } from "../notices/tell";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { afterRole } from "./give-role";
import { lastAdminProblem, lockPerson } from "./lock-person";

const updatePerson = statement({
  name: "update-person",
  params: { id: uuid, name: text, email: text, role: roleColumn },
  sql: `UPDATE "user" SET name = $name, email = $email, role = $role
    WHERE id = $id AND NOT EXISTS (SELECT FROM "user" o WHERE o.email = $email AND o.id <> $id)`,
});

const dropResetOf = statement({
  name: "drop-password-reset",
  params: { id: uuid, was: text },
  sql: `WITH link AS (DELETE FROM password_reset WHERE user_id = $id)
    DELETE FROM mail WHERE user_id IS NULL AND address = $was`,
});

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
    if (changesEmail) {
      // Before it is another one: the mail goes to where the person was told until now.
      const key = `user.change ${randomUUID()}`;
      const telling = { userId: person.id, message: emailChanged(email), key };
      await tell(tx, [telling], { kind: "user.change", href: "/account", now });
      await tx.run(dropResetOf, { id: person.id, was: person.email });
    }
    const values = {
      id: person.id,
      name: name ?? person.name,
      email: email ?? person.email,
      role: role ?? person.role,
    };
    if ((await tx.run(updatePerson, values)) === 0) {
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
