import { t } from "@/lib/language/t";
import { SYSTEM } from "../../auth/actor";
import { giveBack, takeTurn } from "../../auth/allowance";
import { guessableProblem } from "../../auth/guessable";
import { hashPassword, passwordMatches } from "../../auth/password";
import { hashSecret } from "../../auth/secret";
import { linkAllowance } from "../../auth/sign-in-allowances";
import type { Database } from "../../db/client";
import { nullable, smallint, text, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { type RowOf, statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { acceptanceSchema, secretSchema } from "../../domain/invitations/input";
import { dayOf } from "../../domain/time/day";
import type { Input } from "../../domain/view";
import { span } from "../../sql/time";
import { role } from "../../sql/types";
import { writeAudit } from "../audit/write-audit";
import { makeAccount } from "../people/make-account";
import { beginYears } from "../people/set-training";
import { fail, invalid, type Result, succeed } from "../result";
import { opens } from "./find-invitation";
import { dropInvitationMails } from "./parts/invitation-mail";

const CLOSED = t`This link doesn’t open any more: it was used, replaced or taken back, or it is too old. If you have an account, sign in; else ask for a new link.`;

type AcceptedInvitation = { readonly email: string };

const invitationToAccept = statement({
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
 * Makes the account that an invitation offers, with the password that its holder chose. Who holds the link needs no
 * account to call it; the link works once, also when it is sent twice at the same moment.
 *
 * @param address the network address it came from
 */
export async function acceptInvitation(
  { db, now }: { readonly db: Database; readonly now: Date },
  input: Input<typeof acceptanceSchema>,
  address: string,
): Promise<Result<AcceptedInvitation> | { readonly limited: number }> {
  const parsed = acceptanceSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const allowances = [linkAllowance(address)];
  const turn = await takeTurn(db, allowances, { now });
  if ("seconds" in turn) return { limited: turn.seconds };
  // Before anything is looked up: a link that doesn't open takes as long as one that does.
  const passwordHash = await hashPassword(parsed.data.password);
  const hash = hashSecret(secretSchema.safeParse(parsed.data.secret).data ?? "");
  const accepted = await inTransaction(db, async (tx): Promise<Result<AcceptedInvitation>> => {
    const invitation = await tx.find(invitationToAccept, { hash, now });
    if (!invitation) return fail("not-found", CLOSED);
    const about = [invitation.name, invitation.email];
    const guessable = await guessableProblem(parsed.data.password, about);
    if (guessable) return fail("invalid", guessable);
    const made = await accept(tx, invitation, passwordHash, now);
    if (!made) {
      return fail("conflict", t`No account can be made with this address: ask your administrator.`);
    }
    return succeed({ email: invitation.email });
  });
  const isClosed = !accepted.ok && accepted.failure.code === "not-found";
  const repeated = isClosed
    ? await repeatAcceptance(db, { hash, now, password: parsed.data.password })
    : null;
  const result = repeated ?? accepted;
  if (result.ok || result.failure.code !== "not-found") await giveBack(db, allowances);
  return result;
}

/** How long after it the same acceptance may come again: it was sent twice, or its answer was lost. */
const REPEATED_WITHIN_MS = 10 * 60 * 1000;

const acceptedLately = statement({
  name: "invitation-accepted-lately",
  params: { hash: text, now: timestamp },
  row: { email: text, password_hash: text },
  sql: `SELECT u.email, u.password_hash
    FROM invitation i JOIN "user" u ON u.email = i.email AND u.institution_id = i.institution_id
    WHERE i.secret_hash = $hash AND i.accepted_at > $now - ${span(REPEATED_WITHIN_MS)}`,
});

/** The answer to an acceptance that was taken a moment ago, with the same password; null for any other. */
async function repeatAcceptance(
  db: Database,
  { hash, now, password }: { hash: string; now: Date; password: string },
): Promise<Result<AcceptedInvitation> | null> {
  const row = await db.find(acceptedLately, { hash, now });
  const same = row !== null && (await passwordMatches(password, row.password_hash));
  return same ? succeed({ email: row.email }) : null;
}

/** @returns whether the address was free */
async function accept(
  tx: Queryable,
  invitation: RowOf<typeof invitationToAccept>,
  passwordHash: string,
  now: Date,
): Promise<boolean> {
  const { id, institution_id: institutionId, email, name, role: given, cohort_id: cohortId } = invitation;
  const account = { institutionId, email, name, role: given, passwordHash, cohortId, now };
  const person = await makeAccount(tx, account);
  if (person === null) return false;
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
  return true;
}
