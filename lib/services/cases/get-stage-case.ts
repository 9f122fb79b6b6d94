import { z } from "zod";
import { may } from "../../auth/policy";
import { timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { StageCase } from "../../domain/attempts/views";
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
import { notFound, type Result, succeed } from "../result";

const stageCase = statement({
  name: "stage-case",
  params: { readerId: uuid, institutionId: uuid, now: timestamp, caseId: uuid },
  row: { ...stageRow, ...maybeOpenRow },
  sql: `SELECT ${stageColumns}, ${answered("$readerId", "$now")} AS answered, ${openColumns}
    FROM ${caseTables} ${openAttempt("$readerId", "$now")}
    WHERE ${practicable} AND c.id = $caseId`,
});

/** A case for the stage, with the actor's attempt at it that waits for its zone. */
export async function getStageCase(ctx: Context, id: string): Promise<Result<StageCase>> {
  const caseId = z.uuid().safeParse(id);
  if (!may(ctx.actor, "practise") || !caseId.success) return notFound("case");
  const row = await ctx.db.find(stageCase, {
    readerId: ctx.actor.id,
    institutionId: ctx.actor.institutionId,
    now: ctx.now,
    caseId: caseId.data,
  });
  if (!row) return notFound("case");
  const open = openOf(row);
  return succeed(toStageCase(row, open && toOpenAttempt(open)));
}
