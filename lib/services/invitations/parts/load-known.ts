import type { User } from "@/lib/auth/actor";
import { boolean, text, texts, uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import type { Known } from "@/lib/domain/invitations/plan-list";
import { role } from "@/lib/sql/types";
import { loadCohorts } from "../../people/load-cohorts";

const params = { institutionId: uuid, emails: texts };

const accountsOfAddresses = statement({
  name: "accounts-of-addresses",
  params,
  row: { email: text, own: boolean },
  sql: `SELECT email, institution_id = $institutionId AS own FROM "user" WHERE email = ANY($emails)`,
});

const invitedAddresses = statement({
  name: "invited-addresses",
  params,
  row: { email: text, role },
  sql: `SELECT email, role FROM invitation
    WHERE institution_id = $institutionId AND email = ANY($emails) AND accepted_at IS NULL AND revoked_at IS NULL`,
});

/** What is known of addresses, and of the institution's cohorts. */
export async function loadKnown(tx: Queryable, actor: User, emails: readonly string[]): Promise<Known> {
  const { institutionId } = actor;
  const accounts = await tx.all(accountsOfAddresses, { institutionId, emails });
  const invited = await tx.all(invitedAddresses, { institutionId, emails });
  const addresses = (own: boolean) =>
    new Set(accounts.filter((row) => row.own === own).map(({ email }) => email));
  return {
    role: actor.role,
    cohorts: await loadCohorts(tx, institutionId),
    accounts: addresses(true),
    strangers: addresses(false),
    invited: new Map(invited.map((row) => [row.email, row.role])),
  };
}
