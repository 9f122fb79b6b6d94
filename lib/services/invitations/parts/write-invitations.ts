import { randomUUID } from "node:crypto";
import type { User } from "@/lib/auth/actor";
import { hashSecret, makeSecret } from "@/lib/auth/secret";
import { records, text, timestamp, uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import { VALID_DAYS } from "@/lib/domain/invitations/input";
import type { MadeInvitation } from "@/lib/domain/invitations/views";
import type { Role } from "@/lib/domain/people/role";
import { sendsMails } from "../../mail/sends-mails";
import { mailInvitations } from "./invitation-mail";

const DAY_MS = 24 * 60 * 60 * 1000;

export type Invited = {
  readonly name: string;
  /** Lower case. */
  readonly email: string;
  readonly role: Role;
  readonly cohortId: string | null;
  readonly trainingYear: number | null;
};

const upsertInvitations = statement({
  name: "upsert-invitations",
  params: {
    institutionId: uuid,
    makerId: uuid,
    now: timestamp,
    expiresAt: timestamp,
    invited: records,
  },
  row: { id: uuid, email: text },
  sql: `INSERT INTO invitation
      (id, institution_id, email, name, role, cohort_id, training_year, secret_hash, maker_id, created_at, expires_at)
    SELECT x.id, $institutionId, x.email, x.name, x.role, x."cohortId", x."trainingYear", x."secretHash", $makerId, $now,
      $expiresAt
    FROM jsonb_to_recordset($invited) AS x(
      id uuid, email text, name text, role role, "cohortId" uuid, "trainingYear" int, "secretHash" text
    )
    ON CONFLICT (institution_id, email) WHERE accepted_at IS NULL AND revoked_at IS NULL
    DO UPDATE SET name = excluded.name, role = excluded.role, cohort_id = excluded.cohort_id,
      training_year = excluded.training_year, secret_hash = excluded.secret_hash, maker_id = excluded.maker_id,
      created_at = excluded.created_at, expires_at = excluded.expires_at
    RETURNING id, email`,
});

/**
 * Stores invitations with new secrets, and mails the links where mails are sent. An address that is invited already keeps
 * its invitation with what is said now, and its old link opens no more.
 *
 * @returns the links in the order of those invited: nobody can be told their secrets again
 */
export async function writeInvitations(
  tx: Queryable,
  actor: User,
  invited: readonly Invited[],
  now: Date,
): Promise<readonly MadeInvitation[]> {
  if (invited.length === 0) return [];
  const expiresAt = new Date(now.getTime() + VALID_DAYS * DAY_MS);
  const secrets = invited.map(() => makeSecret());
  const rows = await tx.all(upsertInvitations, {
    institutionId: actor.institutionId,
    makerId: actor.id,
    now,
    expiresAt,
    invited: invited.map((person, i) => ({
      ...person,
      id: randomUUID(),
      secretHash: hashSecret(secrets[i]!),
    })),
  });
  const ids = new Map(rows.map(({ id, email }) => [email, id]));
  const mailed = sendsMails();
  const made = invited.map(({ email, name }, i) => ({
    id: ids.get(email)!,
    email,
    name,
    path: `/join/${secrets[i]!}`,
    expiresAt: expiresAt.toISOString(),
    mailed,
  }));
  if (mailed) await mailInvitations(tx, actor, made, now);
  return made.map(({ name: _, ...link }) => link);
}
