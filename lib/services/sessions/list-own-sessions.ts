import { text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { OwnSessions } from "../../domain/sessions/views";
import { isOpenSession } from "../../sql/sessions";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

const ownSessions = statement({
  name: "list-own-sessions",
  params: { userId: uuid, now: timestamp },
  row: { id: uuid, began_at: timestamp, seen_at: timestamp, address: text, agent: text },
  sql: `SELECT s.id, s.began_at, s.seen_at, s.address, s.agent
    FROM session s JOIN "user" u ON u.id = s.user_id JOIN institution i ON i.id = u.institution_id
    WHERE s.user_id = $userId AND ${isOpenSession} ORDER BY s.seen_at DESC, s.id`,
});

/** Where the actor is signed in. */
export async function listOwnSessions(ctx: Context): Promise<Result<OwnSessions>> {
  const { actor, db, now, sessionId } = ctx;
  if (actor.kind !== "user") return notFound("account");
  const rows = await db.all(ownSessions, { userId: actor.id, now });
  const sessions = rows.map(({ id, began_at, seen_at, address, agent }) => ({
    id,
    beganAt: began_at.toISOString(),
    seenAt: seen_at.toISOString(),
    address,
    agent,
    isThis: id === sessionId,
  }));
  return succeed({
    timeZone: actor.timeZone,
    sessions: sessions.toSorted((a, b) => Number(b.isThis) - Number(a.isThis)),
  });
}
