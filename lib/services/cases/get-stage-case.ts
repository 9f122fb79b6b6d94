import { z } from "zod";
import { may } from "../../auth/policy";
import type { StageCase } from "../../domain/attempts/views";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { type OpenRow, type StageRow, stageColumns, toOpenAttempt, toStageCase } from "./case-rows";
import { answered, caseTables, practicable } from "./visibility";

// The newest attempt is open while its zone may still come; an older one is a miss once it was begun.
const stageCase = {
  name: "stage-case",
  text: `SELECT ${stageColumns}, ${answered} AS answered,
      t.id AS attempt_id, t.mode, t.phase, t.phase_correct, t.locked_at, tv.phase AS reference_phase
    FROM ${caseTables}
    LEFT JOIN LATERAL (
      SELECT * FROM attempt t WHERE t.user_id = $1 AND t.case_id = c.id ORDER BY t.ordinal DESC LIMIT 1
    ) t ON t.zone_at IS NULL AND t.assignment_id IS NULL AND t.locked_at > $3::timestamptz - interval '1 day'
    LEFT JOIN case_version tv ON tv.id = t.version_id
    WHERE ${practicable} AND c.id = $4`,
};

/** A case for the stage, with the actor's attempt at it that waits for its zone. */
export async function getStageCase(ctx: Context, id: unknown): Promise<Result<StageCase>> {
  const caseId = z.uuid().safeParse(id);
  if (!may(ctx.actor, "practise") || !caseId.success) return notFound("case");
  const [row] = await ctx.db.query<StageRow & (OpenRow | { attempt_id: null })>(stageCase, [
    ctx.actor.id,
    ctx.actor.institutionId,
    ctx.now,
    caseId.data,
  ]);
  if (!row) return notFound("case");
  return succeed(toStageCase(row, row.attempt_id === null ? null : toOpenAttempt(row)));
}
