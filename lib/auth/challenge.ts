import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import type { Database } from "../db/client";
import { env } from "../env";
import { takeTurn } from "./allowance";

/**
 * What a passkey is to sign. A challenge carries its own end and a seal over what it is for, so that nothing is kept of
 * those that nobody answers; one that was answered is remembered until that end.
 */

/** To sign in, as a second step, to be added to an account, or in place of the password where that is asked for again. */
export type ChallengeFor =
  | { readonly purpose: "sign-in" }
  | { readonly purpose: "second-step" | "add" | "confirm"; readonly userId: string };

/** A challenge may be answered for so long. */
export const CHALLENGE_MS = 600_000;

const RANDOM_BYTES = 16;
const TIME_BYTES = 8;
const OPEN_BYTES = RANDOM_BYTES + TIME_BYTES;

function sealOf(open: Buffer, what: ChallengeFor): Buffer {
  const { NEXTAUTH_SECRET } = env();
  if (!NEXTAUTH_SECRET) throw new Error("NEXTAUTH_SECRET is not set: nobody can sign in.");
  const key = Buffer.from(hkdfSync("sha256", NEXTAUTH_SECRET, "", "calot passkey challenges", 32));
  const subject = what.purpose === "sign-in" ? "" : what.userId;
  return createHmac("sha256", key).update(`${what.purpose} ${subject} `).update(open).digest();
}

export function makeChallenge(what: ChallengeFor, now: Date): Uint8Array<ArrayBuffer> {
  const until = Buffer.alloc(TIME_BYTES);
  until.writeBigUInt64BE(BigInt(now.getTime() + CHALLENGE_MS));
  const open = Buffer.concat([randomBytes(RANDOM_BYTES), until]);
  return new Uint8Array(Buffer.concat([open, sealOf(open, what)]));
}

/** Whether a challenge is one of ours, for this, and not too old. @param challenge in base64url, as browsers give it back */
export function isChallenge(challenge: string, what: ChallengeFor, now: Date): boolean {
  const bytes = Buffer.from(challenge, "base64url");
  const open = bytes.subarray(0, OPEN_BYTES);
  const seal = sealOf(open, what);
  const given = bytes.subarray(OPEN_BYTES);
  if (given.length !== seal.length || !timingSafeEqual(given, seal)) return false;
  return Number(open.readBigUInt64BE(RANDOM_BYTES)) > now.getTime();
}

/** Uses a challenge up. @returns false where it was before, by another process too */
export async function spendChallenge(db: Database, challenge: string, now: Date): Promise<boolean> {
  // Base64url has several spellings of the same bytes.
  const key = `challenge ${Buffer.from(challenge, "base64url").toString("base64url")}`;
  return "inMs" in (await takeTurn(db, [{ key, atOnce: 1, everyMs: CHALLENGE_MS }], { now }));
}
