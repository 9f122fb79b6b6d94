import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import { PASSED_ON_MINUTES } from "../../domain/passwords/input";
import type { MadeReset } from "../../domain/passwords/views";
import { t } from "../../language/t";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { lockPerson } from "../people/lock-person";
import { fail, notFound, type Result, succeed } from "../result";
import { writeReset } from "./parts/write-reset";

/** A link for a person who forgot the password, to be passed on. The password stays as it is until the link is used. */
export async function makeResetLink(ctx: Context, id: string): Promise<Result<MadeReset>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "manage-people")) return notFound("person");
  return inTransaction(db, async (tx): Promise<Result<MadeReset>> => {
    const found = await lockPerson(tx, actor, id);
    if (!found.ok) return found;
    const person = found.value;
    if (!person.active) return fail("conflict", t`The account is closed: open it again first.`);
    const { path, expiresAt } = await writeReset(tx, person.id, PASSED_ON_MINUTES, now);
    await writeAudit(tx, ctx, [{ action: "user.reset-link", subject: person.id }]);
    return succeed({ email: person.email, path, expiresAt: expiresAt.toISOString() });
  });
}
