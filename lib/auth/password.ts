import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import PQueue from "p-queue";

/** Argon2id, the library's default, with the memory, passes and lanes of OWASP's password storage advice. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

// The server and the pages it runs are bundled apart, and each would hold a queue of its own.
const holder = globalThis as typeof globalThis & { calotHashing?: PQueue };

/** Half of the processors are for passwords: however many guess at once, frames and answers have the other half. */
function hashing(): PQueue {
  holder.calotHashing ??= new PQueue({ concurrency: Math.max(1, Math.floor(availableParallelism() / 2)) });
  return holder.calotHashing;
}

/** A hash in PHC string format. */
export function hashPassword(password: string): Promise<string> {
  return hashing().add(() => hash(password.normalize("NFKC"), PARAMETERS));
}

/** In place of a hash: the person has no password, and signs in by a provider alone. */
export const NO_PASSWORD = "none";

let decoy: Promise<string> | undefined;

/**
 * Whether a password belongs to a hash. Without a hash (no such account, or none with a password) it takes the same time and says no.
 */
export async function passwordMatches(password: string, passwordHash: string | null): Promise<boolean> {
  decoy ??= hashPassword("a decoy, so that an unknown account takes as long as a known one");
  const own = passwordHash === NO_PASSWORD ? null : passwordHash;
  const against = own ?? (await decoy);
  const matches = await hashing().add(() => verify(against, password.normalize("NFKC")));
  return matches && own !== null;
}
