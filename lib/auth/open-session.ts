import { z } from "zod";
import type { Database } from "../db/client";
import { text, timestamp, uuid } from "../db/columns";
import { statement } from "../db/statement";
import { hashSecret, makeSecret } from "./secret";

/** Where somebody signs in from. */
export type Visit = {
  /** The network address. */
  readonly address: string;
  /** What the browser calls itself. */
  readonly agent: string;
  /** The secret that the browser was given when somebody signed in with it before; null for none. */
  readonly device: string | null;
};

/** What `makeSecret` makes: a browser that brings anything else is not known. */
const deviceSchema = z.base64url().length(43).nullable().catch(null);

/** Of what the browser brings, what is kept; null where it brings nothing of ours. */
export function deviceHashOf({ device }: Pick<Visit, "device">): string | null {
  const ours = deviceSchema.parse(device);
  return ours && hashSecret(ours);
}

type OpenedSession = {
  readonly sessionId: string;
  /** What the browser is to keep, and to bring again. */
  readonly device: string;
};

const writeSession = statement({
  name: "write-session",
  params: { userId: uuid, deviceHash: text, address: text, agent: text, now: timestamp },
  row: { id: uuid },
  sql: `WITH device AS (
      INSERT INTO known_device (user_id, device_hash, first_at, last_at) VALUES ($userId, $deviceHash, $now, $now)
      ON CONFLICT (user_id, device_hash) DO UPDATE SET last_at = $now
    ), audited AS (
      INSERT INTO audit_event (at, institution_id, actor_id, action, subject_id, detail)
      SELECT $now, institution_id, id, 'user.sign-in', id::text, jsonb_build_object('address', $address)
      FROM "user" WHERE id = $userId
    )
    INSERT INTO session (user_id, began_at, seen_at, address, agent) VALUES ($userId, $now, $now, $address, $agent)
    RETURNING id`,
});

/** Opens a session for somebody who has shown who they are, in whichever way. */
export async function openSession(
  db: Database,
  userId: string,
  visit: Visit,
  now: Date,
): Promise<OpenedSession> {
  const device = deviceSchema.parse(visit.device) ?? makeSecret();
  const { address } = visit;
  const agent = visit.agent.slice(0, 300);
  const { id } = await db.get(writeSession, { userId, deviceHash: hashSecret(device), address, agent, now });
  return { sessionId: id, device };
}
