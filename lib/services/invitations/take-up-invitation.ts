import { t } from "@/lib/language/t";
import { SYSTEM } from "../../auth/actor";
import { nullable, smallint, text, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { type RowOf, statement } from "../../db/statement";
import { dayOf } from "../../domain/time/day";
import { role } from "../../sql/types";
import { writeAudit } from "../audit/write-audit";
import { makeAccount } from "../people/make-account";
import { beginYears } from "../people/set-training";
import { opens } from "./find-invitation";
import { dropInvitationMails } from "./parts/invitation-mail";

/** Where an account can't be made, as there is one somewhere with the same address. */
export const ADDRESS_TAKEN = t`No account can be made with this address: ask your administrator.`;

/** The invitation that a secret with this hash opens, held until the transaction ends. */
export const invitationToAccept = statement({
  name: "invitation-to-accept",
  params: { hash: text, now: timestamp },
  row: {
    id: uuid,
    institution_id: uuid,
    time_zone: text,
    email: text,
    name: text,
    role,
    training_year: nullable(smallint),
    cohort_id: nullable(uuid),
  },
  sql: `SELECT i.id, i.institution_id, n.time_zone, i.email, i.name, i.role, i.training_year,
      (SELECT c.id FROM cohort c WHERE c.id = i.cohort_id AND c.ended_at IS NULL) AS cohort_id
    FROM invitation i JOIN institution n ON n.id = i.institution_id
    WHERE ${opens}
    FOR UPDATE OF i`,
});

const markAccepted = statement({
  name: "mark-invitation-accepted",
  params: { id: uuid, now: timestamp },
  sql: "UPDATE invitation SET accepted_at = $now WHERE id = $id",
});

/**
 * Makes the account that an invitation offers, which is used up by it.
 *
 * @param invitation held by this transaction
 * @param passwordHash or `NO_PASSWORD`
 * @returns the account's id; null where the address has one already
 */
export async function takeUpInvitation(
  tx: Queryable,
  invitation: RowOf<typeof invitationToAccept>,
  passwordHash: string,
  now: Date,
): Promise<string | null> {
  const { id, institution_id: institutionId, email, name, role: given, cohort_id: cohortId } = invitation;
  const account = { institutionId, email, name, role: given, passwordHash, cohortId, now };
  const person = await makeAccount(tx, account);
  if (person === null) return null;
  if (invitation.training_year !== null) {
    const on = dayOf(now, invitation.time_zone);
    await tx.run(beginYears, { userIds: [person], years: [invitation.training_year], on });
  }
  await tx.run(markAccepted, { id, now });
  await dropInvitationMails(tx, [id]);
  // Nobody was signed in.
  await writeAudit(tx, { actor: SYSTEM, now }, [
    { action: "invitation.accept", subject: id, institutionId, detail: { person, role: given } },
  ]);
  return person;
}
