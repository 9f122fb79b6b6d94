import { networkOf } from "./address";
import type { Allowance } from "./allowance";

const SECOND_MS = 1000;

type Tried = {
  /** Whether or not there is such an account. */
  readonly email: string;
  readonly address: string;
  /** Of the browser's cookie, where it has signed in to this account before. */
  readonly knownDevice: string | null;
};

/**
 * How many passwords are looked at (docs/operating.md). A browser that has signed in to the account before has an
 * allowance of its own: whatever others guess, from the same address too, doesn't keep its person out.
 */
export function signInAllowances({ email, address, knownDevice }: Tried): readonly Allowance[] {
  if (knownDevice) {
    return [{ key: `sign-in device ${email} ${knownDevice}`, atOnce: 10, everyMs: 90 * SECOND_MS }];
  }
  return [
    // One person at one place.
    { key: `sign-in account and address ${email} ${networkOf(address)}`, atOnce: 8, everyMs: 60 * SECOND_MS },
    // One account, guessed at from many places.
    { key: `sign-in account ${email}`, atOnce: 40, everyMs: 90 * SECOND_MS },
    // One place, guessing at many accounts; a hospital may be one address.
    { key: `sign-in address ${networkOf(address)}`, atOnce: 100, everyMs: 3 * SECOND_MS },
  ];
}

/** How many of one's own passwords are looked at where it is asked for again: a session may be somebody else's by now. */
export function ownPasswordAllowance(userId: string): Allowance {
  return { key: `own password ${userId}`, atOnce: 8, everyMs: 60 * SECOND_MS };
}

/**
 * How many codes of a second step are looked at, which somebody types who has the password. A browser that has signed in
 * before has an allowance of its own: who guesses elsewhere doesn't keep its person out.
 */
export function secondStepAllowance(userId: string, knownDevice: string | null): Allowance {
  const key = knownDevice ? `second step device ${userId} ${knownDevice}` : `second step ${userId}`;
  return { key, atOnce: 10, everyMs: 300 * SECOND_MS };
}

/** How many answers for passkeys, which aren't right, are looked at from one place; a hospital may be one address. */
export function passkeyAllowance(address: string): Allowance {
  return { key: `passkey address ${networkOf(address)}`, atOnce: 100, everyMs: 3 * SECOND_MS };
}

/** How often it is written down, and told to the person, that codes of a second step are over the limit. */
export function secondStepLockOutAllowance(userId: string): Allowance {
  return { key: `second step lock-out ${userId}`, atOnce: 1, everyMs: 60 * 60 * SECOND_MS };
}

/** How many links to choose another password with are mailed; asked for more, none is. */
export function resetAllowances({ email, address }: Pick<Tried, "email" | "address">): readonly Allowance[] {
  return [
    { key: `reset account ${email}`, atOnce: 3, everyMs: 600 * SECOND_MS },
    { key: `reset address ${networkOf(address)}`, atOnce: 30, everyMs: 30 * SECOND_MS },
  ];
}

/** How often it is written down that guesses at an account, or by somebody at an address, are over the limit. */
export function lockOutAllowance(email: string): Allowance {
  return { key: `lock-out ${email}`, atOnce: 1, everyMs: 15 * 60 * SECOND_MS };
}

/** How many links with a secret, which don't open, are looked at from one place; a hospital may be one address. */
export function linkAllowance(address: string): Allowance {
  return { key: `link address ${networkOf(address)}`, atOnce: 100, everyMs: 9 * SECOND_MS };
}
