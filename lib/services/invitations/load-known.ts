import type pg from "pg";
import type { User } from "../../auth/actor";
import type { Known } from "../../domain/invitations/plan-list";
import type { Role } from "../../domain/people/role";

/** What is known of addresses, and of the institution's cohorts. */
export async function loadKnown(
  client: pg.ClientBase,
  actor: User,
  emails: readonly string[],
): Promise<Known> {
  const cohorts = await client.query<Known["cohorts"][number]>(
    "SELECT id, name, ended_at IS NOT NULL AS ended FROM cohort WHERE institution_id = $1 ORDER BY name",
    [actor.institutionId],
  );
  const accounts = await client.query<{ email: string; own: boolean }>(
    `SELECT email, institution_id = $1 AS own FROM "user" WHERE email = ANY($2::text[])`,
    [actor.institutionId, emails],
  );
  const invited = await client.query<{ email: string; role: Role }>(
    `SELECT email, role FROM invitation
     WHERE institution_id = $1 AND email = ANY($2::text[]) AND accepted_at IS NULL AND revoked_at IS NULL`,
    [actor.institutionId, emails],
  );
  const addresses = (own: boolean) =>
    new Set(accounts.rows.filter((row) => row.own === own).map(({ email }) => email));
  return {
    role: actor.role,
    cohorts: cohorts.rows,
    accounts: addresses(true),
    strangers: addresses(false),
    invited: new Map(invited.rows.map(({ email, role }) => [email, role])),
  };
}
