import { z } from "zod";
import { may } from "../../auth/policy";
import { timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { PracticeCase } from "../../domain/attempts/views";
import { answered } from "../../sql/attempts";
import { caseTables, practiceColumns, practiceRow, toPracticeCase } from "../../sql/cases";
import { practicable } from "../../sql/visibility";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

const oneCase = statement({
  name: "one-case",
  params: { readerId: uuid, institutionId: uuid, now: timestamp, caseId: uuid },
  row: practiceRow,
  sql: `SELECT ${practiceColumns}, ${answered("$readerId", "$now")} AS answered
    FROM ${caseTables} WHERE ${practicable} AND c.id = $caseId`,
});

/** One case that the actor may practise. */
export async function getCase(ctx: Context, id: string): Promise<Result<PracticeCase>> {
  const caseId = z.uuid().safeParse(id);
  if (!may(ctx.actor, "practise") || !caseId.success) return notFound("case");
  const row = await ctx.db.find(oneCase, {
    readerId: ctx.actor.id,
    institutionId: ctx.actor.institutionId,
    now: ctx.now,
    caseId: caseId.data,
  });
  return row ? succeed(toPracticeCase(row)) : notFound("case");
}
