import type { Database } from "../db/client";
import { nullable, text, timestamp, uuid } from "../db/columns";
import { statement } from "../db/statement";
import type { Role } from "../domain/people/role";
import { role } from "../sql/types";

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

const userOfSession = statement({
  name: "user-of-session",
  params: { id: uuid, begun: nullable(timestamp) },
  row: {
    id: uuid,
    email: text,
    name: text,
    role,
    institutionId: uuid,
    institution: text,
    timeZone: text,
  },
  sql: `SELECT u.id, u.email, u.name, u.role, u.institution_id AS "institutionId", i.name AS institution,
      i.time_zone AS "timeZone"
    FROM "user" u JOIN institution i ON i.id = u.institution_id
    WHERE u.id = $id AND u.deactivated_at IS NULL
      AND (u.sessions_from IS NULL OR $begun IS NULL OR u.sessions_from <= $begun)`,
});

/**
 * The user of an id; null where the account is gone or closed.
 *
 * @param begun when the session began that asks: null too where that session has ended meanwhile, for instance by a new
 * password
 */
export async function findUser(db: Database, id: string, begun: Date | null = null): Promise<User | null> {
  const user = await db.find(userOfSession, { id, begun });
  return user && { kind: "user", ...user };
}
