import { z } from "zod";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { refusalWords } from "../../domain/assignments/refusal";
import { refusalOfZone } from "../../domain/assignments/schedule";
import { type SubmitZoneInput, submitZoneInputSchema } from "../../domain/attempts/answer";
import { attemptState } from "../../domain/attempts/state";
import type { ScoredZone } from "../../domain/attempts/views";
import { boxProblem } from "../../domain/geometry";
import type { Phase } from "../../domain/phases";
import { readZone } from "../../domain/scoring/failure";
import { completeScore, METRIC_VERSION, type Score, scoreAnswer } from "../../domain/scoring/score";
import {
  type ScheduleRow,
  scheduleColumns,
  type TermsRow,
  termsColumns,
  toSchedule,
  toTerms,
} from "../assignments/schedule-rows";
import { withheld } from "../cases/visibility";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { boxOf, loadReveal, toReference, type VersionRow, versionColumns } from "./load-reveal";

/** How often a zone is scored again when its attempt changed in the meantime. */
const TRIES = 3;

/**
 * Stores and scores the zone of an attempt whose phase is locked, and tells the reference: not before it is
 * stored, and in an assignment not before the results are released. Asking again with the same body gives the
 * same answer and stores nothing.
 */
export async function submitZone(ctx: Context, id: unknown, input: unknown): Promise<Result<ScoredZone>> {
  const { actor } = ctx;
  if (!may(actor, "practise")) return fail("forbidden", "Only people who are signed in answer cases.");
  const attemptId = z.uuid().safeParse(id);
  if (!attemptId.success) return notFound("attempt");
  const parsed = submitZoneInputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  for (let tries = 1; ; tries++) {
    const [row] = await ctx.db.query<AttemptRow>(attemptToScore, [attemptId.data, ctx.now]);
    if (!row) {
      return fail(
        "conflict",
        "No phase is locked under this attempt’s id. Lock the phase first, then draw the zone.",
      );
    }
    if (row.user_id !== actor.id) return notFound("attempt");
    const problem = boxProblem(parsed.data.box, row);
    if (problem) return fail("invalid", `box: ${problem}`);

    const scored =
      row.zone_at === null ? await storeZone(ctx, actor, row, parsed.data) : repeatZone(row, parsed.data);
    // Another request was faster, perhaps this very one sent twice, or the reference changed: look again.
    if (scored === null && tries < TRIES) continue;
    if (scored === null) return fail("conflict", "This case is changing just now. Send the zone again.");
    if (!scored.ok) return scored;
    if (row.withheld) return succeed({ score: null, reveal: null });
    return succeed({
      score: scored.value,
      reveal: await loadReveal(ctx.db, row, toReference(row), showsModels(row)),
    });
  }
}

const attemptToScore = {
  name: "attempt-to-score",
  text: `SELECT t.id, t.user_id, t.version_id, t.phase, t.phase_correct, t.locked_at, t.zone_at, t.x1, t.y1, t.x2, t.y2,
      t.zone_confidence, t.elapsed_ms, t.iou, t.center_distance, ${versionColumns},
      EXISTS (
        SELECT 1 FROM attempt o WHERE o.user_id = t.user_id AND o.case_id = t.case_id AND o.ordinal > t.ordinal
      ) AS superseded,
      ${withheld("t.case_id", "t.user_id", "$2")} AS withheld,
      t.assignment_id, a.model_shown, ${scheduleColumns}, ${termsColumns}
    FROM attempt t
    JOIN case_version v ON v.id = t.version_id
    JOIN frame f ON f.id = v.frame_id
    LEFT JOIN assignment a ON a.id = t.assignment_id
    LEFT JOIN assignment_reader ar ON ar.assignment_id = a.id AND ar.user_id = t.user_id
    WHERE t.id = $1`,
};

type AttemptRow = VersionRow &
  AssignedPart & {
    id: string;
    user_id: string;
    version_id: string;
    phase: Phase;
    phase_correct: boolean;
    locked_at: Date;
    zone_at: Date | null;
    x1: number | null;
    y1: number | null;
    x2: number | null;
    y2: number | null;
    zone_confidence: number | null;
    elapsed_ms: number | null;
    iou: number | null;
    center_distance: number | null;
    superseded: boolean;
    withheld: boolean;
  };

type AssignedPart = TermsRow &
  (({ assignment_id: string; model_shown: boolean } & ScheduleRow) | { assignment_id: null });

const showsModels = (row: AttemptRow): boolean => row.assignment_id === null || row.model_shown;

/** The answer to a zone that is stored already: the same again, or a refusal. */
function repeatZone(row: AttemptRow, input: SubmitZoneInput): Result<Score> {
  const box = boxOf(row);
  const same =
    box?.every((edge, i) => edge === input.box[i]) &&
    row.zone_confidence === (input.zoneConfidence ?? null) &&
    row.elapsed_ms === (input.elapsedMs ?? null);
  if (!same || row.iou === null || row.center_distance === null) {
    return fail(
      "conflict",
      "This attempt has another zone already, and a zone can’t be changed once it is stored.",
    );
  }
  return succeed(completeScore(row.phase_correct, { iou: row.iou, centerDistance: row.center_distance }));
}

// One statement, and so one transaction: the zone, its score, the figures that are due, the audit row. Nothing happens
// where a zone is there already, or where another attempt has been begun or the reference changed in the meantime.
const storeZoneStatement = {
  name: "store-zone",
  text: `WITH stored AS (
      UPDATE attempt t SET zone_at = $2, x1 = $3, y1 = $4, x2 = $5, y2 = $6, zone_confidence = $7,
        elapsed_ms = $8, iou = $9, center_distance = $10, zone_outcome = $11, metric_version = $12
      WHERE t.id = $1 AND t.zone_at IS NULL AND t.version_id = $15 AND NOT EXISTS (
        SELECT 1 FROM attempt o WHERE o.user_id = t.user_id AND o.case_id = t.case_id AND o.ordinal > t.ordinal
      )
      RETURNING t.id, t.user_id, t.case_id, t.locked_at, t.ordinal
    ), due AS (
      INSERT INTO figures_due (user_id, case_id, locked_at)
      SELECT user_id, case_id, locked_at FROM stored WHERE ordinal = 1
    )
    INSERT INTO audit_event (at, institution_id, actor_id, action, subject_id)
    SELECT $2, $13, $14, 'attempt.zone', id::text FROM stored RETURNING id`,
};

/** Scores and stores a zone, or tells why it is not taken; null where the attempt changed in the meantime. */
async function storeZone(
  ctx: Context,
  actor: User,
  row: AttemptRow,
  input: SubmitZoneInput,
): Promise<Result<Score> | null> {
  const state = attemptState({ lockedAt: row.locked_at, zoneAt: null, superseded: row.superseded }, ctx.now);
  if (state === "missed") {
    return fail(
      "conflict",
      row.superseded
        ? "You began another attempt at this case, so this one counts as a miss and takes no zone."
        : "More than a day has passed since the phase was locked, so this attempt counts as a miss and takes no zone.",
    );
  }
  const refusal = row.assignment_id && refusalOfZone(toSchedule(row), toTerms(row), ctx.now);
  if (refusal) return fail("conflict", refusalWords[refusal]);
  const reference = toReference(row);
  const score = scoreAnswer(row.phase, input.box, reference, row);
  const stored = await ctx.db.query(storeZoneStatement, [
    row.id,
    ctx.now,
    ...input.box,
    input.zoneConfidence ?? null,
    input.elapsedMs ?? null,
    score.iou,
    score.centerDistance,
    readZone(input.box, reference).outcome,
    METRIC_VERSION,
    actor.institutionId,
    actor.id,
    row.version_id,
  ]);
  return stored.length > 0 ? succeed(score) : null;
}
