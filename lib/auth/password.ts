import { hash, verify } from "@node-rs/argon2";
import { z } from "zod";

/** Argon2id, the library's default, with the memory, passes and lanes of OWASP's password storage advice. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const PASSWORD_MIN_LENGTH = 10;

/** What a new password has to be. */
export const newPasswordSchema = z
  .string("Choose a password.")
  .min(PASSWORD_MIN_LENGTH, `A password has ${PASSWORD_MIN_LENGTH} characters or more.`)
  .max(1024, "The password is too long.");

/** A hash in PHC string format. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), PARAMETERS);
}

let decoy: Promise<string> | undefined;

/**
 * Whether a password belongs to a hash. Without a hash (no such account) it takes the same time and says no.
 */
export async function passwordMatches(password: string, passwordHash: string | null): Promise<boolean> {
  decoy ??= hashPassword("a decoy, so that an unknown account takes as long as a known one");
  const matches = await verify(passwordHash ?? (await decoy), password.normalize("NFKC"));
  return matches && passwordHash !== null;
}
