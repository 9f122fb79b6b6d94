import { randomInt } from "node:crypto";
import { hashSecret } from "./secret";

/** Crockford's: without the letters that are taken for digits, and without U. */
const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH = 24;

/** So many are made at once. */
export const RECOVERY_CODES = 10;

/** 120 bits, in six groups of four: enough for a fast hash to keep them. */
export function makeRecoveryCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  return letters.replaceAll(/(.{4})(?=.)/g, "$1-");
}

/** What is kept of a code, however it is typed; null for what is none. It has too many bits to be guessed from it. */
export function hashRecoveryCode(typed: string): string | null {
  const plain = typed.toLowerCase().replaceAll(/[\s-]/g, "").replaceAll("o", "0").replaceAll(/[il]/g, "1");
  return new RegExp(`^[${LETTERS}]{${LENGTH}}$`).test(plain) ? hashSecret(plain) : null;
}
