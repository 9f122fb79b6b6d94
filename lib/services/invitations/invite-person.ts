import { t } from "@/lib/language/t";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import type { Queryable } from "../../db/queryable";
import { inTransaction } from "../../db/transaction";
import { newInvitationSchema } from "../../domain/invitations/input";
import type { MadeInvitation } from "../../domain/invitations/views";
import { mayManage } from "../../domain/people/authority";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { lockPeople } from "../people/lock-person";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { loadKnown } from "./parts/load-known";
import { onlyAdminsInvite } from "./parts/lock-invitation";
import { writeInvitations } from "./parts/write-invitations";

/** Invites one person, with a link that is shown this once. */
export async function invitePerson(
  ctx: Context,
  input: Input<typeof newInvitationSchema>,
): Promise<Result<MadeInvitation>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "manage-people")) return notFound("page");
  const parsed = newInvitationSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const person = parsed.data;
  if (!mayManage(actor.role, person.role)) {
    return fail("forbidden", onlyAdminsInvite(person.role));
  }
  return inTransaction(db, async (tx): Promise<Result<MadeInvitation>> => {
    await lockPeople(tx, actor.institutionId);
    const refusal = await refuse(tx, actor, person);
    if (refusal) return refusal;
    const [link] = await writeInvitations(tx, actor, [person], now);
    await writeAudit(tx, ctx, [
      { action: "invitation.create", subject: link!.id, detail: { role: person.role } },
    ]);
    return succeed(link!);
  });
}

async function refuse(
  tx: Queryable,
  actor: User,
  { email, cohortId }: { email: string; cohortId: string | null },
): Promise<ReturnType<typeof fail> | null> {
  const known = await loadKnown(tx, actor, [email]);
  if (known.strangers.has(email)) {
    return fail("conflict", t`This address can’t be invited: ask your administrator.`);
  }
  if (known.accounts.has(email)) return fail("conflict", t`There is an account with this address already.`);
  if (known.invited.has(email)) {
    return fail("conflict", t`This address is invited already. Renew its invitation in the list below.`);
  }
  if (cohortId === null) return null;
  const cohort = known.cohorts.find(({ id }) => id === cohortId);
  if (!cohort) return notFound("cohort");
  return cohort.ended ? fail("conflict", t`${cohort.name} has ended: choose another cohort.`) : null;
}
