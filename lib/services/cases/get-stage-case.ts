import { z } from "zod";
import { may } from "../../auth/policy";
import { timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { StageCase } from "../../domain/attempts/views";
import { answered, isOver } from "../../sql/attempts";
import {
  caseTables,
  maybeOpenRow,
  openOf,
  stageColumns,
  stageRow,
  toOpenAttempt,
  toStageCase,
} from "../../sql/cases";
import { practicable } from "../../sql/visibility";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

// The newest attempt is open while its zone may still come; an older one is a miss once it was begun.
const stageCase = statement({
  name: "stage-case",
  params: { readerId: uuid, institutionId: uuid, now: timestamp, caseId: uuid },
  row: { ...stageRow, ...maybeOpenRow },
  sql: `SELECT ${stageColumns}, ${answered("$readerId", "$now")} AS answered,
      t.id AS attempt_id, t.mode, t.phase, t.phase_correct, t.locked_at, tv.phase AS reference_phase
    FROM ${caseTables}
    LEFT JOIN LATERAL (
      SELECT * FROM attempt t WHERE t.user_id = $readerId AND t.case_id = c.id ORDER BY t.ordinal DESC LIMIT 1
    ) t ON t.assignment_id IS NULL AND NOT ${isOver("$now")}
    LEFT JOIN case_version tv ON tv.id = t.version_id
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
