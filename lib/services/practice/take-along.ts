import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import { ALONG_MS, type TakenAlong } from "../../domain/along/along";
import { openOf, toStageCase } from "../../sql/cases";
import type { Context } from "../context";
import { fail, type Result, succeed } from "../result";
import { goOnOrBegin } from "./parts/begin-sitting";
import type { SittingCaseRow } from "./parts/find-sitting";
import { isWaiting, soundCases } from "./parts/sound-cases";
import { holdSittings } from "./parts/store-sitting";

/**
 * The cases that the actor takes along: a sitting of its own, the same until its last case is answered, or its time is
 * over. None of them is in an assignment of theirs. Nothing tells what they are, or why they come.
 */
export async function takeAlong(ctx: Context): Promise<Result<TakenAlong>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "practise")) return fail("forbidden", t`Only people who are signed in practise cases.`);
  return inTransaction(db, async (tx) => {
    const readerId = actor.id;
    await tx.get(holdSittings, { readerId });
    const sitting = await goOnOrBegin(tx, actor, now, { aim: "along", repeats: true });
    if (!sitting) return fail("not-found", t`No case is left to be taken along.`);
    const held = await soundCases(tx, actor, now, sitting);
    return succeed({
      readerId,
      id: sitting.id,
      of: held.length,
      until: new Date(sitting.begun_at.getTime() + ALONG_MS).toISOString(),
      cases: held.flatMap((row, index) => (isFree(row) ? [{ ...toRow(row), number: index + 1 }] : [])),
    });
  });
}

/** Of a case that was begun and waits for its zone, another attempt would make a miss. */
const isFree = (row: SittingCaseRow): boolean => isWaiting(row) && openOf(row) === null;

function toRow(row: SittingCaseRow) {
  const { open: _, ...known } = toStageCase(row, null);
  return known;
}
