import { z } from "zod";
import { boolean, nullable, text, timestamp, uuid } from "../db/columns";
import type { Queryable } from "../db/queryable";
import { statement } from "../db/statement";
import type { Sealed } from "./sealed";
import { hashSecret, makeSecret } from "./secret";
import type { Claims } from "./session";

/** Where somebody signs in from. */
export type Visit = {
  /** The network address. */
  readonly address: string;
  /** What the browser calls itself. */
  readonly agent: string;
  /** The secret that the browser was given when somebody signed in with it before; null for none. */
  readonly device: string | null;
  /** The session that the browser holds, of whomever; left out for none. It ends when another one begins there. */
  readonly session?: Claims | null;
};

/** What `makeSecret` makes: a browser that brings anything else is not known. */
const deviceSchema = z.base64url().length(43).nullable().catch(null);

/** Of what the browser brings, what is kept; null where it brings nothing of ours. */
export function deviceHashOf({ device }: Pick<Visit, "device">): string | null {
  const ours = deviceSchema.parse(device);
  return ours && hashSecret(ours);
}

/** What the browser is to keep, and to bring again: what it brought, where that is ours. */
export const deviceOf = ({ device }: Pick<Visit, "device">): string =>
  deviceSchema.parse(device) ?? makeSecret();

/** Who has shown who they are, by the password of this hash. */
export type ShownPassword = {
  readonly userId: string;
  readonly passwordHash: string;
  /**
   * Uses up what was shown besides, in the transaction that opens the session; false, with nothing written, where it is
   * used up by now.
   */
  readonly spend?: (tx: Queryable) => Promise<boolean>;
};

/** Who has shown who they are to a provider, by an identity that is linked. */
export type ShownIdentity = {
  readonly userId: string;
  readonly identityId: string;
  readonly connectionId: string;
  /** What the provider calls its session; null where it doesn't. */
  readonly providerSession: string | null;
  /** What the provider said, sealed. */
  readonly idToken: Sealed | null;
};

export type Shown = ShownPassword | ShownIdentity;

type OpenedSession = {
  readonly sessionId: string;
  /** Whether the account was signed in to by other browsers before, and never by this one. */
  readonly newBrowser: boolean;
};

const writeDevice = statement({
  name: "write-known-device",
  params: { userId: uuid, deviceHash: text, now: timestamp },
  row: { fresh: boolean, others: boolean },
  sql: `INSERT INTO known_device (user_id, device_hash, first_at, last_at) VALUES ($userId, $deviceHash, $now, $now)
    ON CONFLICT (user_id, device_hash) DO UPDATE SET last_at = $now
    RETURNING xmax = 0 AS fresh,
      EXISTS (SELECT FROM known_device d WHERE d.user_id = $userId AND d.device_hash <> $deviceHash) AS others`,
});

/**
 * Makes a browser known to an account.
 *
 * @returns whether others were before, and this one was not
 */
export async function knowDevice(
  on: Queryable,
  { userId, device, now }: { readonly userId: string; readonly device: string; readonly now: Date },
): Promise<boolean> {
  const { fresh, others } = await on.get(writeDevice, { userId, deviceHash: hashSecret(device), now });
  return fresh && others;
}

// The lock is held until the session is stored: a new password, which ends all sessions, comes before or ends this one.
const writeSession = statement({
  name: "write-session",
  params: { userId: uuid, passwordHash: text, address: text, agent: text, now: timestamp },
  row: { id: uuid },
  sql: `WITH welcome AS MATERIALIZED (
      SELECT id, institution_id FROM "user"
      WHERE id = $userId AND password_hash = $passwordHash AND deactivated_at IS NULL FOR SHARE
    ), audited AS (
      INSERT INTO audit_event (at, institution_id, actor_id, action, subject_id, detail)
      SELECT $now, institution_id, id, 'user.sign-in', id::text, jsonb_build_object('address', $address)
      FROM welcome
    )
    INSERT INTO session (user_id, began_at, seen_at, address, agent)
    SELECT id, $now, $now, $address, $agent FROM welcome
    RETURNING id`,
});

// So is an identity that is taken away, and an account that is closed.
const writeProvidersSession = statement({
  name: "write-providers-session",
  params: {
    userId: uuid,
    identityId: uuid,
    connectionId: uuid,
    providerSession: nullable(text),
    idToken: nullable(text),
    address: text,
    agent: text,
    now: timestamp,
  },
  row: { id: uuid },
  sql: `WITH welcome AS MATERIALIZED (
      SELECT u.id, u.institution_id FROM "user" u JOIN external_identity e ON e.user_id = u.id
      WHERE u.id = $userId AND e.id = $identityId AND u.deactivated_at IS NULL FOR SHARE
    ), audited AS (
      INSERT INTO audit_event (at, institution_id, actor_id, action, subject_id, detail)
      SELECT $now, institution_id, id, 'user.sign-in', id::text,
        jsonb_build_object('address', $address, 'connection', $connectionId)
      FROM welcome
    )
    INSERT INTO session (user_id, began_at, seen_at, address, agent, connection_id, provider_session, id_token)
    SELECT id, $now, $now, $address, $agent, $connectionId, $providerSession, $idToken FROM welcome
    RETURNING id`,
});

/**
 * Opens a session for somebody who has shown who they are.
 *
 * @param device what the browser keeps from now on
 * @returns null where the password was changed, the identity taken away, the account closed or something used up meanwhile
 */
export async function openSession(
  on: Queryable,
  shown: Shown,
  { address, agent, device }: Visit & { readonly device: string },
  now: Date,
): Promise<OpenedSession | null> {
  if ("spend" in shown && shown.spend && !(await shown.spend(on))) return null;
  const visit = { address, agent: agent.slice(0, 300), now };
  const opened =
    "passwordHash" in shown
      ? await on.find(writeSession, { userId: shown.userId, passwordHash: shown.passwordHash, ...visit })
      : await on.find(writeProvidersSession, { ...shown, ...visit });
  if (!opened) return null;
  const newBrowser = await knowDevice(on, { userId: shown.userId, device, now });
  return { sessionId: opened.id, newBrowser };
}
