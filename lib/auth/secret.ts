import { createHash, randomBytes } from "node:crypto";

/** 256 bits that nobody can guess, in base64url. */
export function makeSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a secret. It has too many bits to be guessed from it: no slow hash is needed. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
