import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Codes that change with time (RFC 6238): SHA-1, six digits, half a minute each, as every authenticator app knows them. */

const STEP_MS = 30_000;
const DIGITS = 6;
/** 160 bits, as RFC 4226 recommends. */
const SEED_BYTES = 20;
/** So many steps before and after now's are taken too: phones' clocks differ, and people type. */
const SKEW_STEPS = 1;

/** RFC 4648. */
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** A new seed, in base32: 32 letters and digits. */
export function makeSeed(): string {
  const bits = [...randomBytes(SEED_BYTES)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32[Number.parseInt(five, 2)]).join("");
}

/** The bytes of a seed in base32. */
function bytesOf(seed: string): Buffer {
  const bits = [...seed].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}

/** What an app reads off a QR code. @param account the person's e-mail */
export function setUpAddress(seed: string, account: string): string {
  const label = `Calot:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${seed}&issuer=Calot&algorithm=SHA1&digits=${DIGITS}&period=${STEP_MS / 1000}`;
}

/** Which half minute it is, since 1970. */
export const stepAt = (now: Date): number => Math.floor(now.getTime() / STEP_MS);

/** The code of a half minute (RFC 4226, section 5.3). @param seed in base32 */
export function codeOfStep(seed: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", bytesOf(seed)).update(counter).digest();
  const at = digest[digest.length - 1]! & 15;
  const number = digest.readUInt32BE(at) & 0x7fff_ffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, "0");
}

/**
 * The half minute that a code is of; null where it is none of now's.
 *
 * @param after only later ones are taken: each code is taken once, and none of before
 */
export function stepOfCode(seed: string, code: string, now: Date, after: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const current = stepAt(now);
  const given = Buffer.from(code);
  let found: number | null = null;
  for (let step = Math.max(0, current - SKEW_STEPS); step <= current + SKEW_STEPS; step++) {
    const isIt = timingSafeEqual(Buffer.from(codeOfStep(seed, step)), given);
    if (isIt && step > after) found ??= step;
  }
  return found;
}
