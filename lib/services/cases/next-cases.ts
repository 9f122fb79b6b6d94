import { z } from "zod";
import { may } from "../../auth/policy";
import type { StageCase } from "../../domain/attempts/views";
import type { Context } from "../context";
import { fail, invalid, type Result, succeed } from "../result";
import { type StageRow, stageColumns, toStageCase } from "./case-rows";
import { answered, caseTables, practicable } from "./visibility";

const inputSchema = z.object({
  /** Cases that are on the stage or in the queue already. */
  exclude: z.array(z.uuid()).max(50).default([]),
  limit: z.number().int().min(1).max(10).default(3),
  /** Cases answered before, once more. */
  again: z.boolean().default(false),
});

// From a place in the random order that is the reader's own, so that neighbours at two phones see other cases.
const nextUnanswered = {
  name: "next-unanswered",
  text: `SELECT ${stageColumns}, false AS answered
    FROM ${caseTables}
    WHERE ${practicable} AND NOT ${answered} AND c.id <> ALL($4::uuid[])
    ORDER BY c.id < $1, c.id LIMIT $5`,
};

const nextAgain = {
  name: "next-again",
  text: `SELECT ${stageColumns}, true AS answered
    FROM ${caseTables}
    JOIN LATERAL (
      SELECT max(t.locked_at) AS at FROM attempt t WHERE t.user_id = $1 AND t.case_id = c.id
    ) last ON last.at IS NOT NULL
    WHERE ${practicable} AND ${answered} AND c.id <> ALL($4::uuid[])
    ORDER BY last.at, c.id LIMIT $5`,
};

/** The cases that come next for the actor: those not answered yet, or, again, those answered longest ago. */
export async function nextCases(ctx: Context, input: unknown): Promise<Result<readonly StageCase[]>> {
  if (!may(ctx.actor, "practise")) return fail("forbidden", "Only people who are signed in practise cases.");
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { again, exclude, limit } = parsed.data;
  const rows = await ctx.db.query<StageRow>(again ? nextAgain : nextUnanswered, [
    ctx.actor.id,
    ctx.actor.institutionId,
    ctx.now,
    exclude,
    limit,
  ]);
  return succeed(rows.map((row) => toStageCase(row, null)));
}
