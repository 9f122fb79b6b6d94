import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { type ChallengeFor, isChallenge, spendChallenge } from "@/lib/auth/challenge";
import type { RelyingParty } from "@/lib/auth/relying-party";
import type { Database } from "@/lib/db/client";
import { bigint, boolean, integer, text, texts, timestamp, uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { type RowOf, statement } from "@/lib/db/statement";
import type { PasskeyAnswer } from "@/lib/domain/second-step/input";

/** Ed25519, ECDSA over P-256, and RSA for Windows: what devices sign with. */
export const ALGORITHMS: readonly number[] = [-8, -7, -257];

/** So many passkeys a person has at most. */
export const MOST_PASSKEYS = 20;

const passkeyOfCredential = statement({
  name: "passkey-of-credential",
  params: { credentialId: text },
  row: {
    id: uuid,
    userId: uuid,
    passwordHash: text,
    credentialId: text,
    publicKey: text,
    counter: bigint,
    transports: texts,
  },
  sql: `SELECT p.id, u.id AS "userId", u.password_hash AS "passwordHash", p.credential_id AS "credentialId",
      p.public_key AS "publicKey", p.counter, p.transports
    FROM passkey p JOIN "user" u ON u.id = p.user_id
    WHERE p.credential_id = $credentialId AND u.deactivated_at IS NULL`,
});

// A counter that another answer has moved on meanwhile may be that of a copied key.
const markPasskeyUsed = statement({
  name: "mark-passkey-used",
  params: { id: uuid, was: bigint, counter: bigint, synced: boolean, now: timestamp },
  sql: `UPDATE passkey SET counter = $counter, synced = $synced, last_used_at = $now
    WHERE id = $id AND counter = $was`,
});

const insertPasskey = statement({
  name: "insert-passkey",
  params: {
    userId: uuid,
    credentialId: text,
    publicKey: text,
    counter: bigint,
    transports: texts,
    synced: boolean,
    name: text,
    now: timestamp,
    most: integer,
  },
  sql: `INSERT INTO passkey (user_id, credential_id, public_key, counter, transports, synced, name, made_at)
    SELECT $userId, $credentialId, $publicKey, $counter, $transports, $synced, $name, $now
    WHERE (SELECT count(*) FROM passkey WHERE user_id = $userId) < $most
    ON CONFLICT (credential_id) DO NOTHING`,
});

type Asked = {
  readonly db: Database;
  readonly now: Date;
  readonly party: RelyingParty;
  readonly what: ChallengeFor;
};

export type CheckedPasskey = Pick<RowOf<typeof passkeyOfCredential>, "id" | "userId" | "passwordHash"> & {
  /** Writes down that it was used; false where it was removed, or used by another, meanwhile. */
  readonly spend: (tx: Queryable) => Promise<boolean>;
};

/** What a person is called towards their keys. */
export const userHandleOf = (userId: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(userId, "utf8"));

/**
 * Holds a browser's answer for a passkey against what is known of it: signature, challenge, origin and host, and whose it
 * is. An answer counts once.
 *
 * @param verified whether the device must have made sure of its person, by a finger, a face or its code
 * @returns null for any that isn't right
 */
export async function checkPasskey(
  { db, now, party, what }: Asked,
  answer: PasskeyAnswer,
  verified: boolean,
): Promise<CheckedPasskey | null> {
  const passkey = await db.find(passkeyOfCredential, { credentialId: answer.id });
  if (!passkey || (what.purpose !== "sign-in" && what.userId !== passkey.userId)) return null;
  const { userHandle } = answer.response;
  const handle = Buffer.from(userHandleOf(passkey.userId)).toString("base64url");
  if (userHandle !== undefined && userHandle !== null && userHandle !== handle) return null;
  let challenge = "";
  const checked = await verifyAuthenticationResponse({
    // Its shape is the library's to check, which throws.
    response: answer as unknown as AuthenticationResponseJSON,
    expectedChallenge: (given) => {
      challenge = given;
      return isChallenge(given, what, now);
    },
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    credential: {
      id: passkey.credentialId,
      publicKey: new Uint8Array(Buffer.from(passkey.publicKey, "base64url")),
      counter: passkey.counter,
    },
    requireUserVerification: verified,
  }).catch(() => null);
  if (!checked?.verified || !(await spendChallenge(db, challenge, now))) return null;
  const { newCounter: counter, credentialBackedUp: synced } = checked.authenticationInfo;
  const { id, userId, passwordHash, counter: was } = passkey;
  return {
    id,
    userId,
    passwordHash,
    spend: async (tx) => (await tx.run(markPasskeyUsed, { id, was, counter, synced, now })) > 0,
  };
}

export type ProvenPasskey = {
  readonly credentialId: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly synced: boolean;
};

/** A new passkey out of a browser's answer; null where that isn't right. */
export async function provePasskey(
  { db, now, party, what }: Asked,
  answer: PasskeyAnswer,
): Promise<ProvenPasskey | null> {
  let challenge = "";
  const checked = await verifyRegistrationResponse({
    response: answer as unknown as RegistrationResponseJSON,
    expectedChallenge: (given) => {
      challenge = given;
      return isChallenge(given, what, now);
    },
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: false,
    supportedAlgorithmIDs: [...ALGORITHMS],
  }).catch(() => null);
  if (!checked?.verified || !(await spendChallenge(db, challenge, now))) return null;
  const { credential, credentialBackedUp: synced } = checked.registrationInfo;
  return {
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString("base64url"),
    counter: credential.counter,
    transports: (credential.transports ?? []).slice(0, 10),
    synced,
  };
}

/** Stores a passkey. @returns false where the person has too many, or somebody has this one */
export async function storePasskey(
  tx: Queryable,
  userId: string,
  passkey: ProvenPasskey,
  name: string,
  now: Date,
): Promise<boolean> {
  return (await tx.run(insertPasskey, { userId, ...passkey, name, now, most: MOST_PASSKEYS })) > 0;
}
