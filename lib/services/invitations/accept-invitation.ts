import { t } from "@/lib/language/t";
import { giveBack, takeTurn } from "../../auth/allowance";
import { guessableProblem } from "../../auth/guessable";
import { hashPassword, passwordMatches } from "../../auth/password";
import { hashSecret } from "../../auth/secret";
import { linkAllowance } from "../../auth/sign-in-allowances";
import type { Database } from "../../db/client";
import { text, timestamp } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { acceptanceSchema, secretSchema } from "../../domain/invitations/input";
import type { Input } from "../../domain/view";
import { span } from "../../sql/time";
import { fail, invalid, type Result, succeed } from "../result";
import { ADDRESS_TAKEN, invitationToAccept, takeUpInvitation } from "./take-up-invitation";

const CLOSED = t`This link doesn’t open any more: it was used, replaced or taken back, or it is too old. If you have an account, sign in; else ask for a new link.`;

type AcceptedInvitation = { readonly email: string };

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
    const person = await takeUpInvitation(tx, invitation, passwordHash, now);
    return person === null ? fail("conflict", ADDRESS_TAKEN) : succeed({ email: invitation.email });
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
