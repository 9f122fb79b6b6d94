import type { Database } from "../db/client";
import { boolean, certain, text, timestamp, uuid } from "../db/columns";
import type { Queryable } from "../db/queryable";
import { statement } from "../db/statement";
import type { Role } from "../domain/people/role";
import { isOpenSession } from "../sql/sessions";
import { span } from "../sql/time";
import { role } from "../sql/types";
import { notePerson } from "../under-way";

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

const userRow = {
  id: uuid,
  email: text,
  name: text,
  role,
  institutionId: uuid,
  institution: text,
  timeZone: text,
};

const userColumns = `u.id, u.email, u.name, u.role, u.institution_id AS "institutionId", i.name AS institution,
  i.time_zone AS "timeZone"`;

const userById = statement({
  name: "user-by-id",
  params: { id: uuid },
  row: userRow,
  sql: `SELECT ${userColumns} FROM "user" u JOIN institution i ON i.id = u.institution_id
    WHERE u.id = $id AND u.deactivated_at IS NULL`,
});

/** The user of an id; null where the account is gone or closed. */
export async function findUser(db: Database, id: string): Promise<User | null> {
  const user = await db.find(userById, { id });
  return user && { kind: "user", ...user };
}

// That it was used is written down in the same round trip, at most once a minute.
const userOfSession = statement({
  name: "user-of-session",
  params: { sessionId: uuid, now: timestamp },
  row: { ...userRow, confirmedAt: timestamp, unaccepted: certain(boolean) },
  sql: `WITH asking AS (
      SELECT s.id AS session_id, s.seen_at, coalesce(s.confirmed_at, s.began_at) AS "confirmedAt",
        i.privacy_required IS NOT NULL AND NOT EXISTS (
          SELECT FROM privacy_acceptance p WHERE p.user_id = u.id AND p.version >= i.privacy_required
        ) AS unaccepted, ${userColumns}
      FROM session s JOIN "user" u ON u.id = s.user_id JOIN institution i ON i.id = u.institution_id
      WHERE s.id = $sessionId AND u.deactivated_at IS NULL AND ${isOpenSession}
    ), seen AS (
      UPDATE session s SET seen_at = $now FROM asking a
      WHERE s.id = a.session_id AND s.ended_at IS NULL AND a.seen_at < $now - ${span(60_000)}
    )
    SELECT id, email, name, role, "institutionId", institution, "timeZone", "confirmedAt", unaccepted FROM asking`,
});

/** So many sessions are remembered at once. */
const MOST_REMEMBERED = 10_000;

/** By sessions, whose they were when that was asked last. */
const lastAsking = new Map<string, User>();

type Asking = {
  readonly actor: User;
  /** When the person last typed the password: signing in, or because it was asked for again. */
  readonly confirmedAt: Date;
  /** Whether the institution's privacy notice is to be accepted before the person goes on. */
  readonly unaccepted: boolean;
};

/** Whose session it is; null where it has ended, or the account is gone or closed. It counts as used. */
export async function findUserOfSession(db: Queryable, sessionId: string, now: Date): Promise<Asking | null> {
  const found = await db.find(userOfSession, { sessionId, now });
  lastAsking.delete(sessionId);
  if (!found) return null;
  notePerson(found.id);
  const { confirmedAt, unaccepted, ...user } = found;
  const actor: User = { kind: "user", ...user };
  if (unaccepted) return { actor, confirmedAt, unaccepted };
  const [oldest] = lastAsking.keys();
  if (lastAsking.size >= MOST_REMEMBERED && oldest !== undefined) lastAsking.delete(oldest);
  lastAsking.set(sessionId, actor);
  return { actor, confirmedAt, unaccepted };
}

/**
 * Whose a session was, and what they might, when it was asked for last; null where it wasn’t. It may have changed, or the
 * session have ended: nothing is done or told by it before it is confirmed.
 */
export const supposedUser = (sessionId: string): User | null => lastAsking.get(sessionId) ?? null;
