import { z } from "zod";
import { may } from "../../auth/policy";
import { DISPUTES_A_DAY } from "../../domain/disputes/input";
import type { AttemptDisputes } from "../../domain/disputes/views";
import type { ZoneOutcome } from "../../domain/scoring/failure";
import { withheld } from "../../sql/visibility";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { type DisputeRow, disputeColumns, toOwnDispute } from "./dispute-rows";
import { ENOUGH_FOR_TODAY, openedLately, REFERENCE_CHANGED } from "./open-dispute";

const revealedAttempt = {
  name: "revealed-attempt",
  text: `SELECT c.current_version_id <> t.version_id AS reference_changed
    FROM attempt t JOIN "case" c ON c.id = t.case_id
    WHERE t.id = $1 AND t.user_id = $2 AND t.zone_at IS NOT NULL AND NOT ${withheld("t.case_id", "$2", "$3")}`,
};

const disputesOfAttempt = {
  name: "disputes-of-attempt",
  text: `SELECT ${disputeColumns} FROM dispute s WHERE s.attempt_id = $1 ORDER BY s.created_at DESC, s.id`,
};

const oldScoresOfAttempt = {
  name: "old-scores-of-attempt",
  text: `SELECT o.replaced_at, o.phase_correct, o.iou, o.center_distance, o.zone_outcome
    FROM attempt_score o JOIN case_version v ON v.id = o.version_id
    WHERE o.attempt_id = $1 AND o.iou IS NOT NULL ORDER BY v.number DESC`,
};

const disputesLately = { name: "disputes-lately", text: openedLately };

type OldScoreRow = {
  replaced_at: Date;
  phase_correct: boolean;
  iou: number;
  center_distance: number;
  zone_outcome: ZoneOutcome;
};

/** What became of the reference of a revealed attempt of the actor's: their questions, and the scores it had before. */
export async function getAttemptDisputes(ctx: Context, id: string): Promise<Result<AttemptDisputes>> {
  const { actor, db, now } = ctx;
  const attemptId = z.uuid().safeParse(id);
  if (!may(actor, "dispute") || !attemptId.success) return notFound("attempt");
  const [attempt] = await db.query<{ reference_changed: boolean }>(revealedAttempt, [
    attemptId.data,
    actor.id,
    now,
  ]);
  if (!attempt) return notFound("attempt");
  const [disputes, oldScores, [lately]] = await Promise.all([
    db.query<DisputeRow>(disputesOfAttempt, [attemptId.data]),
    db.query<OldScoreRow>(oldScoresOfAttempt, [attemptId.data]),
    db.query<{ n: number }>(disputesLately, [actor.id, now]),
  ]);
  const enough = lately!.n >= DISPUTES_A_DAY ? ENOUGH_FOR_TODAY : null;
  return succeed({
    attemptId: attemptId.data,
    disputes: disputes.map(toOwnDispute),
    oldScores: oldScores.map((row) => ({
      replacedAt: row.replaced_at.toISOString(),
      phaseCorrect: row.phase_correct,
      iou: row.iou,
      centerDistance: row.center_distance,
      zoneOutcome: row.zone_outcome,
    })),
    obstacle: attempt.reference_changed ? REFERENCE_CHANGED : enough,
  });
}
