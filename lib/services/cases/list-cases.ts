import { z } from "zod";
import { may } from "../../auth/policy";
import type { PracticeCase } from "../../domain/attempts/views";
import type { Context } from "../context";
import { fail, invalid, type Result, succeed } from "../result";
import { type PracticeRow, practiceColumns, toPracticeCase } from "./case-rows";
import { answered, caseTables, practicable } from "./visibility";

const PAGE = 100;

const inputSchema = z.object({
  /** The `next` of the page before. */
  cursor: z.uuid("The cursor is not one that this list gave out.").optional(),
});

export type CasePage = { readonly cases: readonly PracticeCase[]; readonly next: string | null };

// Ids are random, so that their order tells nothing of video, time or phase.
const pageOfCases = {
  name: "page-of-cases",
  text: `SELECT ${practiceColumns}, ${answered} AS answered
    FROM ${caseTables}
    WHERE ${practicable} AND ($4::uuid IS NULL OR c.id > $4)
    ORDER BY c.id LIMIT ${PAGE + 1}`,
};

/** The cases the actor may practise, a hundred a page. */
export async function listCases(ctx: Context, input: unknown): Promise<Result<CasePage>> {
  if (!may(ctx.actor, "practise")) return fail("forbidden", "Only people who are signed in practise cases.");
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const rows = await ctx.db.query<PracticeRow>(pageOfCases, [
    ctx.actor.id,
    ctx.actor.institutionId,
    ctx.now,
    parsed.data.cursor ?? null,
  ]);
  const cases = rows.slice(0, PAGE).map(toPracticeCase);
  return succeed({ cases, next: rows.length > PAGE ? cases.at(-1)!.id : null });
}
