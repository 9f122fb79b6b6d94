import type { User } from "@/lib/auth/actor";
import { hashRecoveryCode } from "@/lib/auth/recovery-code";
import { unseal } from "@/lib/auth/sealed";
import { seedPlace } from "@/lib/auth/secret-places";
import { stepOfCode } from "@/lib/auth/totp";
import type { Database } from "@/lib/db/client";
import { bigint, text, timestamp, uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import { noteChange } from "./note-change";

const authenticatorOf = statement({
  name: "authenticator-of-person",
  params: { userId: uuid },
  row: { sealed_seed: text, last_step: bigint },
  sql: "SELECT sealed_seed, last_step FROM authenticator WHERE user_id = $userId",
});

// Another app may have been set up since the code was looked at: then the seed is another one.
const takeStep = statement({
  name: "take-step-of-authenticator",
  params: { userId: uuid, seed: text, step: bigint },
  sql: `UPDATE authenticator SET last_step = $step
    WHERE user_id = $userId AND sealed_seed = $seed AND last_step < $step`,
});

const openRecoveryCode = statement({
  name: "open-recovery-code",
  params: { userId: uuid, codeHash: text },
  sql: "SELECT FROM recovery_code WHERE user_id = $userId AND code_hash = $codeHash AND used_at IS NULL",
});

const takeRecoveryCode = statement({
  name: "take-recovery-code",
  params: { userId: uuid, codeHash: text, now: timestamp },
  sql: `UPDATE recovery_code SET used_at = $now
    WHERE user_id = $userId AND code_hash = $codeHash AND used_at IS NULL`,
});

/** Uses a code up; false where it is used up by now. */
type Spend = (tx: Queryable) => Promise<boolean>;

/** Holds a typed code against a person's app and recovery codes: null where it is none of them. */
export async function checkCode(db: Database, actor: User, typed: string, now: Date): Promise<Spend | null> {
  const userId = actor.id;
  const plain = typed.replaceAll(/\s/g, "");
  if (/^\d{6}$/.test(plain)) {
    const found = await db.find(authenticatorOf, { userId });
    if (!found) return null;
    const { sealed_seed: seed, last_step } = found;
    const step = stepOfCode(unseal(seed, seedPlace(userId)), plain, now, last_step);
    return step === null ? null : async (tx) => (await tx.run(takeStep, { userId, seed, step })) > 0;
  }
  const codeHash = hashRecoveryCode(plain);
  if (codeHash === null || (await db.run(openRecoveryCode, { userId, codeHash })) === 0) return null;
  return async (tx) => {
    if ((await tx.run(takeRecoveryCode, { userId, codeHash, now })) === 0) return false;
    await noteChange(tx, { actor, now }, "use-code");
    return true;
  };
}
