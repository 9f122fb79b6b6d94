import { z } from "zod";
import { may } from "../../auth/policy";
import { boolean, certain, float, integer, nullable, text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { namedPhase } from "../../domain/attempts/mode";
import type { AttemptReview } from "../../domain/attempts/views";
import { completeScore } from "../../domain/scoring/score";
import { isScored } from "../../sql/attempts";
import { stageColumns, stageRow, toPracticeCase } from "../../sql/cases";
import { mode, phase } from "../../sql/types";
import { practicable, withheld } from "../../sql/visibility";
import { zoneColumns, zoneOf, zoneRow } from "../../sql/zone";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { answerReveal, answerRevealRow, toAnswerReveal } from "./parts/answer-reveal";

const { columns, join } = answerReveal("true");

// Over, the actor's own, and of a case that no assignment holds back.
const scoredAttempt = statement({
  name: "scored-attempt",
  params: { attemptId: uuid, readerId: uuid, institutionId: uuid, now: timestamp },
  row: {
    ...stageRow,
    ...answerRevealRow,
    ...zoneRow,
    mode,
    ordinal: integer,
    phase,
    phase_correct: boolean,
    phase_confidence: nullable(float),
    zone_confidence: nullable(float),
    elapsed_ms: nullable(integer),
    since_lock_ms: nullable(integer),
    locked_at: timestamp,
    zone_at: certain(timestamp),
    iou: certain(float),
    center_distance: certain(float),
    video: text,
    frame_number: integer,
    dataset: text,
    reference_changed: boolean,
    practicable: boolean,
    assignment_id: nullable(uuid),
  },
  sql: `SELECT ${stageColumns}, true AS answered, ${columns}, ${zoneColumns("t")}, t.mode, t.ordinal, t.phase, t.phase_correct, t.phase_confidence,
      t.zone_confidence, t.elapsed_ms, t.since_lock_ms, t.locked_at, t.zone_at, t.iou, t.center_distance,
      vi.name AS video, c.frame_number, d.name AS dataset, c.current_version_id <> t.version_id AS reference_changed,
      (${practicable}) AS practicable, t.assignment_id
    FROM attempt t
    JOIN case_version v ON v.id = t.version_id
    JOIN frame f ON f.id = v.frame_id
    JOIN "case" c ON c.id = t.case_id
    JOIN video vi ON vi.id = c.video_id
    JOIN dataset d ON d.id = vi.dataset_id
    LEFT JOIN assignment a ON a.id = t.assignment_id
    ${join}
    WHERE t.id = $attemptId AND t.user_id = $readerId AND ${isScored("$now")}
      AND NOT ${withheld("t.case_id", "$readerId", "$now")}`,
});

/** A past attempt of the actor's with its reveal, against the reference it was scored by. */
export async function getAttempt(ctx: Context, id: string): Promise<Result<AttemptReview>> {
  const attemptId = z.uuid().safeParse(id);
  if (!may(ctx.actor, "practise") || !attemptId.success) return notFound("attempt");
  const { actor, db, now } = ctx;
  const { id: readerId, institutionId } = actor;
  const row = await db.find(scoredAttempt, { attemptId: attemptId.data, readerId, institutionId, now });
  if (!row) return notFound("attempt");
  return succeed({
    id: attemptId.data,
    case: {
      ...toPracticeCase(row),
      frameVersion: row.frame_version,
      notice: row.notice,
      datasetId: row.dataset_id,
      video: row.video,
      frame: row.frame_number,
      dataset: row.dataset,
    },
    mode: row.mode,
    assignmentId: row.assignment_id,
    ordinal: row.ordinal,
    phase: namedPhase(row),
    phaseConfidence: row.phase_confidence,
    box: zoneOf(row),
    zoneConfidence: row.zone_confidence,
    elapsedMs: row.elapsed_ms,
    zoneAt: row.zone_at.toISOString(),
    score: completeScore(row.phase_correct, { iou: row.iou, centerDistance: row.center_distance }),
    reveal: toAnswerReveal(row, { actor, now }),
    referenceChanged: row.reference_changed,
    practicable: row.practicable,
  });
}
