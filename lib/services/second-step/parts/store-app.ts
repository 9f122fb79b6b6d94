import { canSeal, SealError, seal, unseal } from "@/lib/auth/sealed";
import { seedPlace } from "@/lib/auth/secret-places";
import { makeSeed, setUpAddress, stepOfCode } from "@/lib/auth/totp";
import { bigint, text, timestamp, uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import type { NewSeed } from "@/lib/domain/second-step/views";

const upsertAuthenticator = statement({
  name: "upsert-authenticator",
  params: { userId: uuid, sealedSeed: text, step: bigint, now: timestamp },
  sql: `INSERT INTO authenticator (user_id, sealed_seed, last_step, made_at) VALUES ($userId, $sealedSeed, $step, $now)
    ON CONFLICT (user_id) DO UPDATE
      SET sealed_seed = excluded.sealed_seed, last_step = excluded.last_step, made_at = excluded.made_at`,
});

/** A seed that is not in use: sealed for another place, so that a browser which brings it back can't bring one in use. */
const newSeedPlace = (userId: string): string => `totp to set up ${userId}`;

/** A seed for an app that is to be set up; null where this server keeps no secrets. Nothing is stored of it. */
export function proposeSeed({ id, email }: { readonly id: string; readonly email: string }): NewSeed | null {
  if (!canSeal()) return null;
  const seed = makeSeed();
  return { seed, address: setUpAddress(seed, email), sealed: seal(seed, newSeedPlace(id)) };
}

export type ProvenSeed = { readonly seed: string; readonly step: number };

/** A proposed seed with a code that the app makes of it now; null where either isn't right. */
export function proveSeed(userId: string, sealed: string, typed: string, now: Date): ProvenSeed | null {
  try {
    const seed = unseal(sealed, newSeedPlace(userId));
    const step = stepOfCode(seed, typed.replaceAll(/\s/g, ""), now, 0);
    return step === null ? null : { seed, step };
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}

/** Stores an app, in place of the one of before. The code that proved it isn't taken again. */
export async function storeApp(
  tx: Queryable,
  userId: string,
  { seed, step }: ProvenSeed,
  now: Date,
): Promise<void> {
  await tx.run(upsertAuthenticator, { userId, sealedSeed: seal(seed, seedPlace(userId)), step, now });
}
