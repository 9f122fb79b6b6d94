import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { boolean, certain, float, integer, nullable, text, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { type RowOf, statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { lateDecisionSchema } from "../../domain/late-answers/input";
import { lateDecisionMessage } from "../../domain/late-answers/messages";
import { METRIC_VERSION } from "../../domain/scoring/score";
import { readZone } from "../../domain/scoring/zone";
import type { Input } from "../../domain/view";
import { superseded } from "../../sql/attempts";
import { mode, phase, zoneOutcome } from "../../sql/types";
import { toReference, versionColumns, versionRow } from "../../sql/versions";
import { zoneColumns, zoneOf, zoneRow } from "../../sql/zone";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { markPastChanged } from "../estimates/mark-past-changed";
import { markDue } from "../kept-figures/mark-due";
import { tell } from "../notices/tell";
import { fail, invalid, notFound, type Result, succeed } from "../result";

/**
 * Takes a late answer as the assignment's, scored by the case's current reference (or by the one its phase was locked
 * under), or leaves it. Either is for good: after it the reader is told what an assignment that is released tells.
 */
export async function decideLateAnswer(
  ctx: Context,
  id: string,
  input: Input<typeof lateDecisionSchema>,
): Promise<Result<{ readonly id: string }>> {
  const { actor, db, now } = ctx;
  const lateId = z.uuid().safeParse(id);
  if (!may(actor, "assign") || !lateId.success) return notFound("late answer");
  const parsed = lateDecisionSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { taken, reason } = parsed.data;
  return inTransaction(db, async (tx): Promise<Result<{ readonly id: string }>> => {
    const row = await tx.find(lateToDecide, { id: lateId.data, institutionId: actor.institutionId });
    if (!row) return notFound("late answer");
    if (row.taken !== null) {
      if (row.taken === taken && row.reason === reason) return succeed({ id: row.id });
      return fail(
        "conflict",
        row.taken ? t`It was taken already, and counts.` : t`It was left already, and that stands.`,
      );
    }
    if (taken && row.barred) {
      return fail("conflict", t`Its reference could be known before it came: it can’t be taken.`);
    }
    if (taken && !(await storeAsAttempt(tx, row))) {
      return fail("conflict", t`Its reader has another answer to this case in the assignment, which stands.`);
    }
    await tx.run(noteDecision, { id: row.id, taken, reason, deciderId: actor.id, now });
    // Taken, it counts; and what waited for the decision is told now.
    await markDue(tx, { userIds: [row.user_id], caseIds: [row.case_id] });
    await markPastChanged(tx, [actor.institutionId]);
    const message = lateDecisionMessage({ assignment: row.name, taken, reason });
    await tell(tx, [{ userId: row.user_id, message, key: `late-answer.decision ${row.id}` }], {
      kind: "late-answer.decision",
      href: `/assignments/${row.assignment_id}`,
      now,
    });
    const action = taken ? "late-answer.take" : "late-answer.leave";
    const detail = { assignment: row.assignment_id, reader: row.user_id, case: row.case_id };
    await writeAudit(tx, { actor, now }, [{ action, subject: row.id, detail }]);
    return succeed({ id: row.id });
  });
}

const lateToDecide = statement({
  name: "late-to-decide",
  params: { id: uuid, institutionId: uuid },
  row: {
    ...versionRow,
    ...zoneRow,
    id: uuid,
    assignment_id: uuid,
    user_id: uuid,
    case_id: uuid,
    version_id: uuid,
    name: text,
    mode,
    phase: nullable(phase),
    phase_confidence: nullable(float),
    reference_phase: certain(phase),
    zone_confidence: nullable(float),
    elapsed_ms: nullable(integer),
    arrived_at: timestamp,
    barred: nullable(text),
    taken: nullable(boolean),
    reason: nullable(text),
    is_locked: boolean,
    attempts_allowed: integer,
  },
  sql: `SELECT l.id, l.assignment_id, l.user_id, l.case_id, v.id AS version_id, a.name, a.mode, l.phase,
      l.phase_confidence, v.phase AS reference_phase, l.zone_confidence, l.elapsed_ms, l.arrived_at, l.barred, l.taken,
      l.reason, t.id IS NOT NULL AS is_locked, a.attempts_allowed, ${zoneColumns("l")}, ${versionColumns}
    FROM late_answer l
    JOIN assignment a ON a.id = l.assignment_id AND a.institution_id = $institutionId
    JOIN assignment_item i ON i.assignment_id = l.assignment_id AND i.case_id = l.case_id
    JOIN "case" c ON c.id = l.case_id
    LEFT JOIN attempt t ON t.id = l.id
    JOIN case_version v ON v.id = coalesce(t.version_id, c.current_version_id)
    JOIN frame f ON f.id = v.frame_id
    WHERE l.id = $id FOR UPDATE OF l`,
});

type LateToDecide = RowOf<typeof lateToDecide>;

const score = {
  iou: float,
  centerDistance: float,
  outcome: zoneOutcome,
  contact: nullable(float),
  metricVersion: integer,
};
const SCORE = `iou = $iou, center_distance = $centerDistance, zone_outcome = $outcome, contact = $contact,
      metric_version = $metricVersion`;

// Its phase was locked in time: the zone follows, at the moment it came.
const takeZone = statement({
  name: "take-late-zone",
  params: { id: uuid, versionId: uuid, ...score },
  sql: `UPDATE attempt t SET zone_at = l.arrived_at, x1 = l.x1, y1 = l.y1, x2 = l.x2, y2 = l.y2,
      zone_confidence = l.zone_confidence, elapsed_ms = l.elapsed_ms, since_lock_ms = l.since_lock_ms,
      next_action = l.next_action, critical_risk = l.critical_risk, ${SCORE}
    FROM late_answer l
    WHERE l.id = $id AND t.id = l.id AND t.zone_at IS NULL AND t.version_id = $versionId AND NOT ${superseded()}`,
});

const takeAnswer = statement({
  name: "take-late-answer",
  params: {
    id: uuid,
    versionId: uuid,
    mode,
    phase,
    phaseCorrect: boolean,
    attemptsAllowed: integer,
    ...score,
  },
  sql: `INSERT INTO attempt (
      id, user_id, case_id, version_id, assignment_id, mode, ordinal, phase, phase_correct, phase_confidence, locked_at,
      zone_at, x1, y1, x2, y2, zone_confidence, elapsed_ms, next_action, critical_risk, iou, center_distance,
      zone_outcome, contact, metric_version
    )
    SELECT l.id, l.user_id, l.case_id, $versionId, l.assignment_id, $mode,
      (SELECT coalesce(max(ordinal), 0) + 1 FROM attempt m WHERE m.user_id = l.user_id AND m.case_id = l.case_id),
      $phase, $phaseCorrect, l.phase_confidence, l.arrived_at, l.arrived_at, l.x1, l.y1, l.x2, l.y2, l.zone_confidence,
      l.elapsed_ms, l.next_action, l.critical_risk, $iou, $centerDistance, $outcome, $contact, $metricVersion
    FROM late_answer l
    JOIN "case" c ON c.id = l.case_id AND c.current_version_id = $versionId
    WHERE l.id = $id AND $attemptsAllowed > (
      SELECT count(*) FROM attempt m
      WHERE m.user_id = l.user_id AND m.case_id = l.case_id AND m.assignment_id = l.assignment_id
    )
    FOR KEY SHARE OF c`,
});

/** Scores it and stores it as the reader's attempt in the assignment; false where there is another. */
async function storeAsAttempt(tx: Queryable, row: LateToDecide): Promise<boolean> {
  const reading = readZone(zoneOf(row), toReference(row), row);
  const scored = {
    iou: reading.iou,
    centerDistance: reading.centerDistance,
    outcome: reading.outcome,
    contact: reading.contact?.share ?? null,
    metricVersion: METRIC_VERSION,
  };
  const which = { id: row.id, versionId: row.version_id, ...scored };
  if (row.is_locked) return (await tx.run(takeZone, which)) > 0;
  const chosen = row.phase ?? row.reference_phase;
  const stored = await tx.run(takeAnswer, {
    ...which,
    mode: row.mode,
    phase: chosen,
    phaseCorrect: chosen === row.reference_phase,
    attemptsAllowed: row.attempts_allowed,
  });
  return stored > 0;
}

const noteDecision = statement({
  name: "note-late-decision",
  params: { id: uuid, taken: boolean, reason: text, deciderId: uuid, now: timestamp },
  sql: `UPDATE late_answer SET taken = $taken, reason = $reason, decider_id = $deciderId, decided_at = $now
    WHERE id = $id`,
});
