import { z } from "zod";
import { may } from "../../auth/policy";
import { boolean, certain, float, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { DISPUTES_A_DAY } from "../../domain/disputes/input";
import type { AttemptDisputes } from "../../domain/disputes/views";
import { isScored } from "../../sql/attempts";
import { zoneOutcome } from "../../sql/types";
import { withheld } from "../../sql/visibility";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { ENOUGH_FOR_TODAY, openedLately, REFERENCE_CHANGED } from "./open-dispute";
import { disputeColumns, disputeRow, toOwnDispute } from "./parts/dispute-rows";

const revealedAttempt = statement({
  name: "revealed-attempt",
  params: { attemptId: uuid, readerId: uuid, now: timestamp },
  row: { reference_changed: boolean },
  sql: `SELECT c.current_version_id <> t.version_id AS reference_changed
    FROM attempt t JOIN "case" c ON c.id = t.case_id
    WHERE t.id = $attemptId AND t.user_id = $readerId AND ${isScored("$now")}
      AND NOT ${withheld("t.case_id", "$readerId", "$now")}`,
});

const disputesOfAttempt = statement({
  name: "disputes-of-attempt",
  params: { attemptId: uuid },
  row: disputeRow,
  sql: `SELECT ${disputeColumns} FROM dispute s WHERE s.attempt_id = $attemptId ORDER BY s.created_at DESC, s.id`,
});

const oldScoresOfAttempt = statement({
  name: "old-scores-of-attempt",
  params: { attemptId: uuid },
  row: {
    replaced_at: timestamp,
    phase_correct: boolean,
    iou: certain(float),
    center_distance: certain(float),
    zone_outcome: certain(zoneOutcome),
    by_metric: boolean,
  },
  sql: `SELECT o.replaced_at, o.phase_correct, o.iou, o.center_distance, o.zone_outcome,
      lead(o.version_id, 1, t.version_id) OVER (ORDER BY o.replaced_at, v.number) = o.version_id AS by_metric
    FROM attempt_score o JOIN attempt t ON t.id = o.attempt_id JOIN case_version v ON v.id = o.version_id
    WHERE o.attempt_id = $attemptId AND o.iou IS NOT NULL ORDER BY o.replaced_at DESC, v.number DESC`,
});

/** What became of the reference of a revealed attempt of the actor's: their questions, and the scores it had before. */
export async function getAttemptDisputes(ctx: Context, id: string): Promise<Result<AttemptDisputes>> {
  const { actor, db, now } = ctx;
  const attemptId = z.uuid().safeParse(id);
  if (!may(actor, "dispute") || !attemptId.success) return notFound("attempt");
  const asked = { attemptId: attemptId.data };
  const attempt = await db.find(revealedAttempt, { ...asked, readerId: actor.id, now });
  if (!attempt) return notFound("attempt");
  const [disputes, oldScores, lately] = await Promise.all([
    db.all(disputesOfAttempt, asked),
    db.all(oldScoresOfAttempt, asked),
    db.get(openedLately, { readerId: actor.id, now }),
  ]);
  const enough = lately.n >= DISPUTES_A_DAY ? ENOUGH_FOR_TODAY : null;
  return succeed({
    attemptId: attemptId.data,
    disputes: disputes.map(toOwnDispute),
    oldScores: oldScores.map((row) => ({
      replacedAt: row.replaced_at.toISOString(),
      phaseCorrect: row.phase_correct,
      iou: row.iou,
      centerDistance: row.center_distance,
      zoneOutcome: row.zone_outcome,
      because: row.by_metric ? ("metric" as const) : ("reference" as const),
    })),
    obstacle: attempt.reference_changed ? REFERENCE_CHANGED : enough,
  });
}
