import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { nullable, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { PracticeCase } from "../../domain/attempts/views";
import type { Input } from "../../domain/view";
import { answered } from "../../sql/attempts";
import { caseTables, practiceColumns, practiceRow, toPracticeCase } from "../../sql/cases";
import { practicable } from "../../sql/visibility";
import type { Context } from "../context";
import { fail, invalid, type Result, succeed } from "../result";

const PAGE = 100;

const inputSchema = z.object({
  /** The `next` of the page before. */
  cursor: z.uuid(t`The cursor is not one that this list gave out.`).optional(),
});

type CasePage = { readonly cases: readonly PracticeCase[]; readonly next: string | null };

// Ids are random, so that their order tells nothing of video, time or phase.
const pageOfCases = statement({
  name: "page-of-cases",
  params: { readerId: uuid, institutionId: uuid, now: timestamp, after: nullable(uuid) },
  row: practiceRow,
  sql: `SELECT ${practiceColumns}, ${answered("$readerId", "$now")} AS answered
    FROM ${caseTables}
    WHERE ${practicable} AND ($after IS NULL OR c.id > $after)
    ORDER BY c.id LIMIT ${PAGE + 1}`,
});

/** The cases the actor may practise, a hundred a page. */
export async function listCases(ctx: Context, input: Input<typeof inputSchema>): Promise<Result<CasePage>> {
  if (!may(ctx.actor, "practise")) return fail("forbidden", t`Only people who are signed in practise cases.`);
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const rows = await ctx.db.all(pageOfCases, {
    readerId: ctx.actor.id,
    institutionId: ctx.actor.institutionId,
    now: ctx.now,
    after: parsed.data.cursor ?? null,
  });
  const cases = rows.slice(0, PAGE).map(toPracticeCase);
  return succeed({ cases, next: rows.length > PAGE ? cases.at(-1)!.id : null });
}
