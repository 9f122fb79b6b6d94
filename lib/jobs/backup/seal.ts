import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { keyOf } from "../../env";
import { BackupError, DamagedError } from "./backup-error";

/** What a sealed content begins with. */
const MAGIC = Buffer.from("calot sealed 1\n");
const SALT_BYTES = 32;
const TAG_BYTES = 16;
const HEADER_BYTES = MAGIC.length + SALT_BYTES;

/** How contents are named, closed and signed: by a key, or by none. */
export type Seal = {
  /** Which key it is, in a word that doesn't tell it; null without one. */
  readonly key: string | null;
  /** The name of a content with this SHA-256: nobody without the key tells from it what it is. */
  nameOf(sha256: string): string;
  /** How long a content of so many bytes is where it is kept. */
  sizeOf(bytes: number): number;
  close(name: string, content: Uint8Array): Uint8Array;
  /** @throws DamagedError where it is not what was closed under this name: changed, cut off, or another content */
  open(name: string, kept: Buffer): Buffer;
  /** What shows that a text was written by whoever has the key; without one, that no byte of it changed. */
  sign(text: string): string;
};

export const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** The seal of a key, or of none. */
export const sealOf = (key: Buffer | null): Seal => (key === null ? plain : sealedBy(key));

/** Contents as they are, each named by its hash. */
const plain: Seal = {
  key: null,
  nameOf: (sha256) => sha256,
  sizeOf: (bytes) => bytes,
  close: (_, content) => content,
  open(name, kept) {
    if (sha256Of(kept) !== name) throw new DamagedError(damaged(name));
    return kept;
  },
  sign: (text) => sha256Of(Buffer.from(text)),
};

/**
 * Each content under a key of its own, which is made of the key and of a salt that stands before it, by AES-256-GCM, with
 * its name as what belongs to it.
 */
function sealedBy(key: Buffer): Seal {
  const names = derive(key, "", "calot backup names", 32);
  const signatures = derive(key, "", "calot backup manifests", 32);
  const under = (salt: Buffer) => {
    const made = derive(key, salt, "calot backup contents", 44);
    return { key: made.subarray(0, 32), nonce: made.subarray(32) };
  };
  const hmac = (by: Buffer, text: string): string => createHmac("sha256", by).update(text).digest("hex");
  const nameOf = (sha256: string): string => hmac(names, sha256);
  return {
    key: derive(key, "", "calot backup key id", 8).toString("hex"),
    nameOf,
    sizeOf: (bytes) => HEADER_BYTES + bytes + TAG_BYTES,
    close(name, content) {
      const salt = randomBytes(SALT_BYTES);
      const { key: own, nonce } = under(salt);
      const cipher = createCipheriv("aes-256-gcm", own, nonce).setAAD(Buffer.from(name));
      const closed = Buffer.allocUnsafe(HEADER_BYTES + content.length + TAG_BYTES);
      MAGIC.copy(closed);
      salt.copy(closed, MAGIC.length);
      inPieces(content, (piece, at) => cipher.update(piece).copy(closed, HEADER_BYTES + at));
      cipher.final();
      cipher.getAuthTag().copy(closed, HEADER_BYTES + content.length);
      return closed;
    },
    open(name, kept) {
      if (kept.length < HEADER_BYTES + TAG_BYTES || !kept.subarray(0, MAGIC.length).equals(MAGIC)) {
        throw new DamagedError(damaged(name));
      }
      const { key: own, nonce } = under(kept.subarray(MAGIC.length, HEADER_BYTES));
      const decipher = createDecipheriv("aes-256-gcm", own, nonce, { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(name))
        .setAuthTag(kept.subarray(-TAG_BYTES));
      const content = Buffer.allocUnsafe(kept.length - HEADER_BYTES - TAG_BYTES);
      try {
        inPieces(kept.subarray(HEADER_BYTES, -TAG_BYTES), (piece, at) =>
          decipher.update(piece).copy(content, at),
        );
        decipher.final();
      } catch {
        throw new DamagedError(damaged(name));
      }
      if (nameOf(sha256Of(content)) !== name) throw new DamagedError(damaged(name));
      return content;
    },
    sign: (text) => hmac(signatures, text),
  };
}

/** What is long is closed and opened piece by piece into one buffer, instead of being held again for each step. */
const PIECE_BYTES = 1024 * 1024;

function inPieces(bytes: Uint8Array, each: (piece: Uint8Array, at: number) => void): void {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) each(bytes.subarray(at, at + PIECE_BYTES), at);
}

const derive = (key: Buffer, salt: string | Buffer, what: string, bytes: number): Buffer =>
  Buffer.from(hkdfSync("sha256", key, salt, what, bytes));

const damaged = (name: string): string =>
  `The file ${name} of the backup is damaged: it is not what was written.`;

/**
 * Reads a key: 32 bytes as 64 hexadecimal digits, or in base64.
 *
 * @throws BackupError where it is none
 */
export function readKey(text: string | undefined): Buffer | null {
  if (text === undefined) return null;
  const key = keyOf(text.trim());
  if (key) return key;
  throw new BackupError(
    "BACKUP_KEY is not a key: it takes 32 bytes, as 64 hexadecimal digits or in base64. Make one with: openssl rand -hex 32",
  );
}
