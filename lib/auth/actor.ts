import type { Database } from "../db/client";
import type { Role } from "../domain/people/role";

/** Someone signed in. Loaded for each request, so that a changed role or a closed account holds at once. */
export type User = {
  readonly kind: "user";
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly institutionId: string;
  readonly institution: string;
  /** IANA name: dates are shown in the institution's time. */
  readonly timeZone: string;
};

/** Who acts. A job or a command acts as the system. */
export type Actor = User | { readonly kind: "system" };

export const SYSTEM: Actor = { kind: "system" };

const findUserById = {
  name: "find-user-by-id",
  text: `SELECT u.id, u.email, u.name, u.role, u.institution_id, i.name AS institution, i.time_zone
    FROM "user" u JOIN institution i ON i.id = u.institution_id
    WHERE u.id = $1 AND u.deactivated_at IS NULL
      AND (u.sessions_from IS NULL OR $2::timestamptz IS NULL OR u.sessions_from <= $2)`,
};

type Row = {
  id: string;
  email: string;
  name: string;
  role: Role;
  institution_id: string;
  institution: string;
  time_zone: string;
};

/**
 * The user of an id; null where the account is gone or closed.
 *
 * @param begun when the session began that asks: null too where it is over since, by a new password for one
 */
export async function findUser(db: Database, id: string, begun: Date | null = null): Promise<User | null> {
  const [row] = await db.query<Row>(findUserById, [id, begun]);
  if (!row) return null;
  return {
    kind: "user",
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    institutionId: row.institution_id,
    institution: row.institution,
    timeZone: row.time_zone,
  };
}
