import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { integer, timestamp, uuid, uuids } from "../../db/columns";
import { statement } from "../../db/statement";
import type { StageCase } from "../../domain/attempts/views";
import type { Input } from "../../domain/view";
import { answered } from "../../sql/attempts";
import {
  caseTables,
  maybeOpenRow,
  openAttempt,
  openColumns,
  openOf,
  stageColumns,
  stageRow,
  toOpenAttempt,
  toStageCase,
} from "../../sql/cases";
import { practicable } from "../../sql/visibility";
import type { Context } from "../context";
import { fail, invalid, type Result, succeed } from "../result";

const inputSchema = z.object({
  /** Cases that are on the stage or in the queue already. */
  exclude: z.array(z.uuid()).max(50).default([]),
  limit: z.number().int().min(1).max(10).default(3),
  /** Cases answered before, once more. */
  again: z.boolean().default(false),
});

const params = { readerId: uuid, institutionId: uuid, now: timestamp, exclude: uuids, limit: integer };

// From a place in the random order that is the reader's own, so that neighbours at two phones see other cases. One that
// waits for its zone comes last: whoever begins with the next case leaves it for later.
const nextUnanswered = statement({
  name: "next-unanswered",
  params,
  row: { ...stageRow, ...maybeOpenRow },
  sql: `SELECT ${stageColumns}, false AS answered, ${openColumns}
    FROM ${caseTables} ${openAttempt("$readerId", "$now")}
    WHERE ${practicable} AND NOT ${answered("$readerId", "$now")} AND c.id <> ALL($exclude)
    ORDER BY t.id IS NOT NULL, c.id < $readerId, c.id LIMIT $limit`,
});

const nextAgain = statement({
  name: "next-again",
  params,
  row: { ...stageRow, ...maybeOpenRow },
  sql: `SELECT ${stageColumns}, true AS answered, ${openColumns}
    FROM ${caseTables} ${openAttempt("$readerId", "$now")}
    JOIN LATERAL (
      SELECT max(l.locked_at) AS at FROM attempt l WHERE l.user_id = $readerId AND l.case_id = c.id
    ) last ON last.at IS NOT NULL
    WHERE ${practicable} AND ${answered("$readerId", "$now")} AND c.id <> ALL($exclude)
    ORDER BY last.at, c.id LIMIT $limit`,
});

/**
 * The cases that come next for the actor: those not answered yet, or, again, those answered longest ago. Each with the
 * actor's attempt that waits for its zone, where there is one.
 */
export async function nextCases(
  ctx: Context,
  input: Input<typeof inputSchema>,
): Promise<Result<readonly StageCase[]>> {
  if (!may(ctx.actor, "practise")) return fail("forbidden", t`Only people who are signed in practise cases.`);
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { again, exclude, limit } = parsed.data;
  const rows = await ctx.db.all(again ? nextAgain : nextUnanswered, {
    readerId: ctx.actor.id,
    institutionId: ctx.actor.institutionId,
    now: ctx.now,
    exclude,
    limit,
  });
  return succeed(
    rows.map((row) => {
      const open = openOf(row);
      return toStageCase(row, open && toOpenAttempt(open));
    }),
  );
}
