import { nullable, timestamp, uuid } from "../db/columns";
import type { Queryable } from "../db/queryable";
import { statement } from "../db/statement";

const endSessionsOf = statement({
  name: "end-sessions-of-person",
  params: { userId: uuid, but: nullable(uuid), now: timestamp },
  sql: `UPDATE session SET ended_at = $now
    WHERE user_id = $userId AND ended_at IS NULL AND id IS DISTINCT FROM $but`,
});

/**
 * Ends the sessions of a person, but for one where that is given.
 *
 * @returns how many
 */
export async function endSessions(
  on: Queryable,
  values: { readonly userId: string; readonly but: string | null; readonly now: Date },
): Promise<number> {
  return on.run(endSessionsOf, values);
}

const endOneSession = statement({
  name: "end-one-session",
  params: { id: uuid, userId: uuid, now: timestamp },
  sql: "UPDATE session SET ended_at = $now WHERE id = $id AND user_id = $userId AND ended_at IS NULL",
});

const signOutOf = statement({
  name: "sign-out",
  params: { id: uuid, userId: uuid, now: timestamp },
  sql: `WITH ended AS (
      UPDATE session SET ended_at = $now WHERE id = $id AND user_id = $userId AND ended_at IS NULL RETURNING user_id
    )
    INSERT INTO audit_event (at, institution_id, actor_id, action, subject_id)
    SELECT $now, u.institution_id, u.id, 'user.sign-out', u.id::text FROM ended JOIN "user" u ON u.id = ended.user_id`,
});

/** Ends a session because its person signs out. */
export async function signOut(
  on: Queryable,
  values: { readonly id: string; readonly userId: string; readonly now: Date },
): Promise<void> {
  await on.run(signOutOf, values);
}

/** @returns whether it went on until now */
export async function endSession(
  on: Queryable,
  values: { readonly id: string; readonly userId: string; readonly now: Date },
): Promise<boolean> {
  return (await on.run(endOneSession, values)) > 0;
}

const KEPT_DAYS = 30;

const deleteOldSessions = statement({
  name: "delete-old-sessions",
  params: { before: timestamp },
  sql: `DELETE FROM session s USING "user" u, institution i
    WHERE u.id = s.user_id AND i.id = u.institution_id AND (s.ended_at < $before
      OR s.seen_at < $before - make_interval(mins => i.session_idle_minutes)
      OR s.began_at < $before - make_interval(hours => 24 * i.session_days))`,
});

/** Forgets sessions that have been over for a month. */
export async function sweepSessions(on: Queryable, now: Date): Promise<void> {
  await on.run(deleteOldSessions, { before: new Date(now.getTime() - KEPT_DAYS * 24 * 60 * 60 * 1000) });
}
