import { z } from "zod";
import { may } from "../../auth/policy";
import { type Mode, namedPhase } from "../../domain/attempts/mode";
import type { AttemptReview } from "../../domain/attempts/views";
import type { Phase } from "../../domain/phases";
import { completeScore } from "../../domain/scoring/score";
import { type StageRow, stageColumns, toPracticeCase } from "../cases/case-rows";
import { withheld } from "../cases/visibility";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { boxOf, loadReveal, toReference, type VersionRow, versionColumns } from "./load-reveal";

// Scored, the actor's own, and of a case that no assignment holds back.
const scoredAttempt = {
  name: "scored-attempt",
  text: `SELECT ${stageColumns}, true AS answered, ${versionColumns},
      t.mode, t.ordinal, t.phase, t.phase_correct, t.phase_confidence, t.x1, t.y1, t.x2, t.y2,
      t.zone_confidence, t.elapsed_ms, t.zone_at, t.iou, t.center_distance,
      vi.name AS video, c.frame_number, d.name AS dataset, c.current_version_id <> t.version_id AS reference_changed,
      t.assignment_id, coalesce(a.model_shown, true) AS model_shown
    FROM attempt t
    JOIN case_version v ON v.id = t.version_id
    JOIN frame f ON f.id = v.frame_id
    JOIN "case" c ON c.id = t.case_id
    JOIN video vi ON vi.id = c.video_id
    JOIN dataset d ON d.id = vi.dataset_id
    LEFT JOIN assignment a ON a.id = t.assignment_id
    WHERE t.id = $1 AND t.user_id = $2 AND t.zone_at IS NOT NULL
      AND NOT ${withheld("t.case_id", "$2", "$3")}`,
};

type ReviewRow = StageRow &
  VersionRow & {
    mode: Mode;
    ordinal: number;
    phase: Phase;
    phase_correct: boolean;
    phase_confidence: number | null;
    x1: number;
    y1: number;
    x2: number;
    y2: number;
    zone_confidence: number | null;
    elapsed_ms: number | null;
    zone_at: Date;
    iou: number;
    center_distance: number;
    video: string;
    frame_number: number;
    dataset: string;
    reference_changed: boolean;
    assignment_id: string | null;
    model_shown: boolean;
  };

/** A past attempt of the actor's with its reveal, against the reference it was scored by. */
export async function getAttempt(ctx: Context, id: unknown): Promise<Result<AttemptReview>> {
  const attemptId = z.uuid().safeParse(id);
  if (!may(ctx.actor, "practise") || !attemptId.success) return notFound("attempt");
  const [row] = await ctx.db.query<ReviewRow>(scoredAttempt, [attemptId.data, ctx.actor.id, ctx.now]);
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
    box: boxOf(row)!,
    zoneConfidence: row.zone_confidence,
    elapsedMs: row.elapsed_ms,
    zoneAt: row.zone_at.toISOString(),
    score: completeScore(row.phase_correct, { iou: row.iou, centerDistance: row.center_distance }),
    reveal: await loadReveal(ctx.db, row, toReference(row), row.model_shown),
    referenceChanged: row.reference_changed,
  });
}
