import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "../env";

/**
 * A secret that Calot must be able to use again (what a provider gave it, an authenticator app's seed), as it is stored:
 * the key's id, a full stop, then nonce, ciphertext and tag of AES-256-GCM in base64url.
 */
export type Sealed = string;

/** Why a secret can't be sealed or opened: in words for whoever runs the server. */
export class SealError extends Error {}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

type Key = { readonly id: string; readonly cipher: Buffer };

const derive = (key: Buffer, what: string, bytes: number): Buffer =>
  Buffer.from(hkdfSync("sha256", key, "", what, bytes));

/** The keys that SECRETS_KEY names: the first one seals, and each opens. */
const keys = (): readonly Key[] =>
  (env().SECRETS_KEY ?? []).map((key) => ({
    id: derive(key, "calot secrets key id", 6).toString("base64url"),
    cipher: derive(key, "calot secrets", 32),
  }));

/** Whether secrets can be kept at all: without a key nothing is that would need one. */
export const canSeal = (): boolean => keys().length > 0;

/** What to do where they can't. */
const NO_SECRETS_KEY =
  "SECRETS_KEY is not set, and without it no secret can be kept. Make one with: openssl rand -hex 32";

/**
 * Seals a secret for one place.
 *
 * @param place whose secret it is, and which: moved to another place, it doesn't open
 * @throws SealError without a key
 */
export function seal(secret: string, place: string): Sealed {
  const [key] = keys();
  if (!key) throw new SealError(NO_SECRETS_KEY);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key.cipher, nonce).setAAD(Buffer.from(place));
  const closed = Buffer.concat([nonce, cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `${key.id}.${closed.toString("base64url")}`;
}

/** How everything begins that is sealed by the key that seals now; null without a key. */
export const sealedNow = (): string | null => {
  const [key] = keys();
  return key ? `${key.id}.` : null;
};

/**
 * Opens what was sealed for a place.
 *
 * @throws SealError where its key isn't named any more, or where it isn't what was sealed there
 */
export function unseal(sealed: Sealed, place: string): string {
  const key = keys().find(({ id }) => id === keyIdOf(sealed));
  if (!key) {
    throw new SealError(
      "A secret is kept under another key than SECRETS_KEY names: add that one behind a comma.",
    );
  }
  const closed = Buffer.from(sealed.slice(key.id.length + 1), "base64url");
  try {
    const decipher = createDecipheriv("aes-256-gcm", key.cipher, closed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(Buffer.from(place))
      .setAuthTag(closed.subarray(-TAG_BYTES));
    const opened = decipher.update(closed.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([opened, decipher.final()]).toString("utf8");
  } catch {
    throw new SealError("A kept secret is not what was sealed at its place: enter it again.");
  }
}

const keyIdOf = (sealed: Sealed): string => sealed.slice(0, sealed.indexOf("."));
