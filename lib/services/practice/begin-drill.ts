import { t } from "@/lib/language/t";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import type { Queryable } from "../../db/queryable";
import { inTransaction } from "../../db/transaction";
import { drillSchema } from "../../domain/practice/drill";
import { type Miss, takenFor } from "../../domain/practice/misses";
import type { SittingView } from "../../domain/practice/sitting";
import type { Input } from "../../domain/view";
import type { Context } from "../context";
import { fail, invalid, type Result, succeed } from "../result";
import { openDrills } from "./parts/find-sitting";
import { planCases } from "./parts/plan-cases";
import { isWaiting, sittingAt, soundCases } from "./parts/sound-cases";
import { finishDrills, holdSittings, storeSitting } from "./parts/store-sitting";

/**
 * Begins a drill of up to ten cases for a kind of miss, or goes on with the actor’s open one for it: asked again, it is
 * the same until its last case is answered. Cases of exams and tests to come are never in it.
 */
export async function beginDrill(
  ctx: Context,
  input: Input<typeof drillSchema>,
): Promise<Result<{ sitting: SittingView }>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "practise")) return fail("forbidden", t`Only people who are signed in practise cases.`);
  const parsed = drillSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const aim = parsed.data;
  return inTransaction(db, async (tx) => {
    await tx.get(holdSittings, { readerId: actor.id });
    const sitting = (await goOn(tx, actor, now, aim)) ?? (await begin(tx, actor, now, aim));
    return sitting ? succeed({ sitting }) : fail("conflict", noCaseLeft(aim));
  });
}

async function goOn(tx: Queryable, actor: User, now: Date, aim: Miss): Promise<SittingView | null> {
  const open = await tx.all(openDrills, { readerId: actor.id, now });
  const same = open.find(({ miss_phase, miss_kind }) => miss_phase === aim.phase && miss_kind === aim.kind);
  if (!same) return null;
  const held = await soundCases(tx, actor, now, same);
  const next = held.findIndex(isWaiting);
  return next === -1 ? null : sittingAt(same, held, next + 1);
}

async function begin(tx: Queryable, actor: User, now: Date, aim: Miss): Promise<SittingView | null> {
  await tx.run(finishDrills, { readerId: actor.id, now, ...aim });
  const planned = await planCases(tx, actor, now, { aim, without: new Set(), repeats: true });
  if (planned.length === 0) return null;
  const sitting = await storeSitting(tx, actor.id, now, { aim, planned });
  return { id: sitting.id, purpose: sitting.purpose, at: 1, of: planned.length };
}

function noCaseLeft({ phase, kind }: Miss): string {
  const other = takenFor(kind);
  return other
    ? t`No case of ${phase} or ${other} is left to practise: none is open to practice, or an exam of yours holds them. Nothing was begun.`
    : t`No case of ${phase} is left to practise: none is open to practice, or an exam of yours holds them. Nothing was begun.`;
}
