import type pg from "pg";
import { SYSTEM } from "../../auth/actor";
import { joinLimit } from "../../auth/join-limits";
import { hashPassword } from "../../auth/password";
import type { Database } from "../../db/client";
import { inTransaction } from "../../db/transaction";
import { acceptanceSchema, secretSchema } from "../../domain/invitations/input";
import type { Role } from "../../domain/people/role";
import { dayOf } from "../../domain/time/day";
import { writeAudit } from "../audit/write-audit";
import { fail, invalid, type Result, succeed } from "../result";
import { dropInvitationMails } from "./invitation-mail";
import { hashSecret } from "./secret";

const CLOSED =
  "This link doesn’t open any more: it was used, replaced or taken back, or it is too old. If you have an account, sign in; else ask for a new link.";

export type AcceptedInvitation = { readonly email: string };

type Row = {
  id: string;
  institution_id: string;
  time_zone: string;
  email: string;
  name: string;
  role: Role;
  cohort_id: string | null;
  training_year: number | null;
};

/**
 * Makes the account that an invitation offers, with the password that its holder chose. Who holds the link needs no
 * account to call it; the link works once, also when it is sent twice at the same moment.
 *
 * @param address the network address it came from
 */
export async function acceptInvitation(
  { db, now }: { readonly db: Database; readonly now: Date },
  input: unknown,
  address: string,
): Promise<Result<AcceptedInvitation> | { readonly limited: number }> {
  const parsed = acceptanceSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const limit = joinLimit(db);
  const seconds = await limit.secondsToWait(address);
  if (seconds > 0) return { limited: seconds };
  // Before anything is looked up: a link that doesn't open takes as long as one that does.
  const passwordHash = await hashPassword(parsed.data.password);
  const hash = hashSecret(secretSchema.safeParse(parsed.data.secret).data ?? "");
  const result = await inTransaction(db, async (client): Promise<Result<AcceptedInvitation>> => {
    const { rows } = await client.query<Row>(
      `SELECT i.id, i.institution_id, n.time_zone, i.email, i.name, i.role, i.training_year,
         (SELECT c.id FROM cohort c WHERE c.id = i.cohort_id AND c.ended_at IS NULL) AS cohort_id
       FROM invitation i JOIN institution n ON n.id = i.institution_id
       WHERE i.secret_hash = $1 AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > $2
       FOR UPDATE OF i`,
      [hash, now],
    );
    const [invitation] = rows;
    if (!invitation) return fail("not-found", CLOSED);
    const made = await makeAccount(client, invitation, passwordHash, now);
    if (!made) {
      return fail("conflict", "No account can be made with this address: ask your administrator.");
    }
    return succeed({ email: invitation.email });
  });
  if (!result.ok && result.failure.code === "not-found") await limit.failed(address);
  return result;
}

/** @returns whether the address was free */
async function makeAccount(
  client: pg.PoolClient,
  invitation: Row,
  passwordHash: string,
  now: Date,
): Promise<boolean> {
  const { id, institution_id: institutionId, email, name, role } = invitation;
  const users = await client.query<{ id: string }>(
    `INSERT INTO "user" (institution_id, email, name, role, password_hash, created_at)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (email) DO NOTHING RETURNING id`,
    [institutionId, email, name, role, passwordHash, now],
  );
  const [user] = users.rows;
  if (!user) return false;
  if (invitation.cohort_id) {
    await client.query("INSERT INTO membership (user_id, cohort_id, joined_at) VALUES ($1, $2, $3)", [
      user.id,
      invitation.cohort_id,
      now,
    ]);
  }
  if (invitation.training_year !== null) {
    await client.query("INSERT INTO training (user_id, since, year) VALUES ($1, $2, $3)", [
      user.id,
      dayOf(now, invitation.time_zone),
      invitation.training_year,
    ]);
  }
  await client.query("UPDATE invitation SET accepted_at = $2 WHERE id = $1", [id, now]);
  await dropInvitationMails(client, [id]);
  // Nobody was signed in.
  await writeAudit(client, { actor: SYSTEM, now }, [
    { action: "invitation.accept", subject: id, institutionId, detail: { person: user.id, role } },
  ]);
  return true;
}
