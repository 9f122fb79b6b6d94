import type { User } from "@/lib/auth/actor";
import type { Queryable } from "@/lib/db/queryable";
import { openSitting, type SittingRow } from "./find-sitting";
import { type Aim, planCases } from "./plan-cases";
import { isWaiting, soundCases } from "./sound-cases";
import { finishOpen, storeSitting } from "./store-sitting";

/**
 * The open sitting while a case of it waits; else a new one, or null where nothing is left to practise. To be called by who
 * holds the reader’s sittings.
 */
export async function goOnOrBegin(
  tx: Queryable,
  actor: User,
  now: Date,
  { aim, repeats }: { readonly aim: Exclude<Aim, object>; readonly repeats: boolean },
): Promise<SittingRow | null> {
  const open = await tx.find(openSitting, { readerId: actor.id, now, purpose: aim });
  if (open && (await soundCases(tx, actor, now, open)).some(isWaiting)) return open;
  await tx.run(finishOpen, { readerId: actor.id, now, purpose: aim });
  const planned = await planCases(tx, actor, now, { aim, without: new Set(), repeats });
  return planned.length === 0 ? null : storeSitting(tx, actor.id, now, { aim, planned });
}
