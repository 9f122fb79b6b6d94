import { z } from "zod";
import { may } from "../../auth/policy";
import { boolean, certain, float, integer, nullable, text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { isLate } from "../../domain/assignments/schedule";
import { cameLate } from "../../domain/attempts/late-zone";
import { namedPhase } from "../../domain/attempts/mode";
import { readContact } from "../../domain/no-go/contact";
import type { ResultAttempt } from "../../domain/results/views";
import { completeScore } from "../../domain/scoring/score";
import type { Input } from "../../domain/view";
import { isScored } from "../../sql/attempts";
import { frameUrl, frameVersionColumn } from "../../sql/cases";
import { termsColumns, termsRow, toSchedule, toTerms } from "../../sql/schedule";
import { mode, phase, zoneOutcome } from "../../sql/types";
import { toReference, versionColumns, versionRow } from "../../sql/versions";
import { zoneColumns, zoneOf, zoneRow } from "../../sql/zone";
import { loadReveal } from "../attempts/load-reveal";
import { auditView } from "../audit/audit-view";
import type { Context } from "../context";
import { markedReasonColumns, markedReasonRow, toReasons } from "../reasons/to-reasons";
import { notFound, type Result, succeed } from "../result";
import { headColumns, headRow, toHead } from "./parts/load-answers";
import { loadComments } from "./parts/load-comments";

const inputSchema = z.object({ assignmentId: z.uuid(), attemptId: z.uuid() });

const attemptOfResults = statement({
  name: "attempt-of-results",
  params: { attemptId: uuid, assignmentId: uuid, institutionId: uuid, now: timestamp },
  row: {
    ...headRow,
    ...termsRow,
    ...versionRow,
    ...zoneRow,
    ...markedReasonRow,
    frame_version: text,
    notice: nullable(text),
    dataset_id: uuid,
    video: text,
    frame_number: integer,
    reference_changed: boolean,
    reader: text,
    user_id: uuid,
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
    zone_outcome: certain(zoneOutcome),
  },
  sql: `SELECT ${headColumns}, ${termsColumns}, ${versionColumns}, ${frameVersionColumn}, d.notice,
      d.id AS dataset_id, vi.name AS video, c.frame_number, c.current_version_id <> t.version_id AS reference_changed,
      u.name AS reader, t.user_id, t.mode, t.ordinal, t.phase, t.phase_correct, t.phase_confidence,
      ${zoneColumns("t")}, t.zone_confidence, t.elapsed_ms, t.since_lock_ms, ${markedReasonColumns}, t.locked_at, t.zone_at, t.iou, t.center_distance, t.zone_outcome
    FROM attempt t
    JOIN assignment a ON a.id = t.assignment_id
    JOIN case_set s ON s.id = a.case_set_id
    JOIN assignment_reader ar ON ar.assignment_id = a.id AND ar.user_id = t.user_id
    JOIN "user" u ON u.id = t.user_id
    JOIN case_version v ON v.id = t.version_id
    JOIN frame f ON f.id = v.frame_id
    JOIN "case" c ON c.id = t.case_id
    JOIN video vi ON vi.id = c.video_id
    JOIN dataset d ON d.id = vi.dataset_id
    WHERE t.id = $attemptId AND a.id = $assignmentId AND a.institution_id = $institutionId AND ${isScored("$now")}`,
});

const answersOfReader = statement({
  name: "answers-of-reader",
  params: { assignmentId: uuid, readerId: uuid, now: timestamp },
  row: { id: uuid },
  sql: `SELECT t.id FROM attempt t
    JOIN assignment_item i ON i.assignment_id = t.assignment_id AND i.case_id = t.case_id
    WHERE t.assignment_id = $assignmentId AND t.user_id = $readerId AND ${isScored("$now")}
    ORDER BY i.position, t.ordinal`,
});

/** A reader's answer in an assignment beside the reference it was scored by, for those who assign there. */
export async function getResultAttempt(
  ctx: Context,
  input: Input<typeof inputSchema>,
): Promise<Result<ResultAttempt>> {
  const { actor, db, now } = ctx;
  const parsed = inputSchema.safeParse(input);
  if (!may(actor, "assign") || !parsed.success) return notFound("answer");
  const { assignmentId, attemptId } = parsed.data;
  const { institutionId } = actor;
  const row = await db.find(attemptOfResults, { attemptId, assignmentId, institutionId, now });
  if (!row) return notFound("answer");
  const [reveal, siblings, comments] = await Promise.all([
    loadReveal(db, row, toReference(row)),
    db.all(answersOfReader, { assignmentId, readerId: row.user_id, now }),
    loadComments(db, attemptId, actor.id),
  ]);
  const place = siblings.findIndex(({ id }) => id === attemptId);
  await auditView(ctx, "attempt.view", attemptId);
  return succeed({
    id: attemptId,
    head: toHead(row, now),
    reader: row.reader,
    frame: {
      caseId: row.case_id,
      video: row.video,
      frame: row.frame_number,
      width: row.width,
      height: row.height,
      frameUrl: frameUrl(row.case_id),
      frameVersion: row.frame_version,
      notice: row.notice,
      datasetId: row.dataset_id,
    },
    mode: row.mode,
    ordinal: row.ordinal,
    phase: namedPhase(row),
    phaseConfidence: row.phase_confidence,
    box: zoneOf(row),
    zoneConfidence: row.zone_confidence,
    elapsedMs: row.elapsed_ms,
    zoneAt: row.zone_at.toISOString(),
    late: isLate(toSchedule(row), toTerms(row), { lockedAt: row.locked_at, zoneAt: row.zone_at }),
    cameLate: cameLate({ lockedAt: row.locked_at, zoneAt: row.zone_at, sinceLockMs: row.since_lock_ms }),
    score: completeScore(row.phase_correct, { iou: row.iou, centerDistance: row.center_distance }),
    zone: row.zone_outcome,
    contact: readContact(zoneOf(row), row.no_go, row),
    reference: reveal.reference,
    rationale: reveal.rationale,
    predictions: reveal.predictions,
    reasons: toReasons(row, reveal.rationale, "faculty"),
    referenceChanged: row.reference_changed,
    previous: siblings[place - 1]?.id ?? null,
    next: siblings[place + 1]?.id ?? null,
    comments,
  });
}
