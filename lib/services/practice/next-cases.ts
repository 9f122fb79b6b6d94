import { z } from "zod";
import { t } from "@/lib/language/t";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import type { Queryable } from "../../db/queryable";
import { inTransaction } from "../../db/transaction";
import type { SittingStageCase } from "../../domain/attempts/views";
import type { SittingView } from "../../domain/practice/sitting";
import type { Input } from "../../domain/view";
import { openOf, toOpenAttempt, toStageCase } from "../../sql/cases";
import type { Context } from "../context";
import { fail, invalid, type Result, succeed } from "../result";
import { goOnOrBegin } from "./parts/begin-sitting";
import {
  openSitting,
  ownSitting,
  type SittingCaseRow,
  type SittingRow,
  sittingHolding,
} from "./parts/find-sitting";
import { isSound, isWaiting, readCases, sittingAt, soundCases } from "./parts/sound-cases";
import { holdSittings } from "./parts/store-sitting";

const inputSchema = z.object({
  /** Cases that are on the stage or in the queue already, or that are left for later. */
  exclude: z.array(z.uuid()).max(50).default([]),
  limit: z.number().int().min(1).max(10).default(3),
  /** Cases answered before, once more. */
  again: z.boolean().default(false),
  /** Whether cases answered before come by themselves where nothing unseen is left. */
  repeats: z.boolean().default(false),
  /** The sitting that is gone on with, and after which nothing comes; left out, the one that is open or a new one. */
  sitting: z.uuid().optional(),
  /** The case on the stage: what comes next is of its sitting, where it is in one. */
  beside: z.uuid().optional(),
});

type NextCases = {
  /** The case that comes next, until it is answered; null where none does. */
  readonly next: SittingStageCase | null;
  /** The next few in their order; those whose phase is locked and whose zone is not drawn come last. */
  readonly cases: readonly SittingStageCase[];
  /** Null where nothing is left to practise. */
  readonly sitting: SittingView | null;
  /** The place in it of the case on the stage; null where that is in none. */
  readonly besidePlace: number | null;
};

/**
 * The cases that come next for the actor, in a sitting of ten that is planned whole when it begins: whoever asks again
 * is told the same, wherever. Each with the actor’s attempt that waits for its zone, where there is one. Nothing tells
 * why a case comes.
 */
export async function nextCases(ctx: Context, input: Input<typeof inputSchema>): Promise<Result<NextCases>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "practise")) return fail("forbidden", t`Only people who are signed in practise cases.`);
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const asked = parsed.data;
  const named = await findNamed(db, actor, now, asked);
  const begun = named ?? (await db.find(openSitting, { readerId: actor.id, now, purpose: purposeOf(asked) }));
  const held = begun && (await readCases(db, actor, now, begun));
  if (begun && held?.every(isSound) && (named || held.some(isWaiting)))
    return succeed(answerOf(begun, held, asked));
  return inTransaction(db, async (tx) => {
    await tx.get(holdSittings, { readerId: actor.id });
    const sitting =
      named ?? (await goOnOrBegin(tx, actor, now, { aim: purposeOf(asked), repeats: asked.repeats }));
    if (!sitting) return succeed({ next: null, cases: [], sitting: null, besidePlace: null });
    return succeed(answerOf(sitting, await soundCases(tx, actor, now, sitting), asked));
  });
}

type Asked = z.output<typeof inputSchema>;

const purposeOf = ({ again }: Asked) => (again ? "again" : "usual");

async function findNamed(
  db: Queryable,
  { id: readerId }: User,
  now: Date,
  { sitting, beside }: Asked,
): Promise<SittingRow | null> {
  if (sitting) return db.find(ownSitting, { readerId, sittingId: sitting });
  return beside ? db.find(sittingHolding, { readerId, now, caseId: beside }) : null;
}

function answerOf(sitting: SittingRow, held: readonly SittingCaseRow[], asked: Asked): NextCases {
  const excluded = new Set(asked.exclude);
  const numbered = held.map((row, index) => ({ row, number: index + 1 }));
  const waiting = numbered.filter(({ row }) => isWaiting(row));
  const open = waiting.filter(({ row }) => !excluded.has(row.id)).map(toSittingCase);
  const lastOpen = [...open.filter((each) => !each.open), ...open.filter((each) => each.open)];
  const beside = numbered.find(({ row }) => row.id === asked.beside);
  return {
    next: open[0] ?? null,
    cases: lastOpen.slice(0, asked.limit),
    sitting:
      held.length === 0
        ? null
        : sittingAt(sitting, held, open[0]?.number ?? waiting[0]?.number ?? held.length),
    besidePlace: beside?.number ?? null,
  };
}

function toSittingCase({ row, number }: { row: SittingCaseRow; number: number }): SittingStageCase & {
  number: number;
} {
  const attempt = openOf(row);
  return { ...toStageCase(row, attempt && toOpenAttempt(attempt)), number };
}
