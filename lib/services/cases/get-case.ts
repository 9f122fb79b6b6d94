import { z } from "zod";
import { may } from "../../auth/policy";
import type { PracticeCase } from "../../domain/attempts/views";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { type PracticeRow, practiceColumns, toPracticeCase } from "./case-rows";
import { answered, caseTables, practicable } from "./visibility";

const oneCase = {
  name: "one-case",
  text: `SELECT ${practiceColumns}, ${answered} AS answered
    FROM ${caseTables} WHERE ${practicable} AND c.id = $4`,
};

/** One case that the actor may practise. */
export async function getCase(ctx: Context, id: unknown): Promise<Result<PracticeCase>> {
  const caseId = z.uuid().safeParse(id);
  if (!may(ctx.actor, "practise") || !caseId.success) return notFound("case");
  const [row] = await ctx.db.query<PracticeRow>(oneCase, [
    ctx.actor.id,
    ctx.actor.institutionId,
    ctx.now,
    caseId.data,
  ]);
  return row ? succeed(toPracticeCase(row)) : notFound("case");
}
