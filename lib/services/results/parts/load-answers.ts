import type { User } from "@/lib/auth/actor";
import type { Database } from "@/lib/db/client";
import {
  boolean,
  certain,
  float,
  integer,
  nullable,
  text,
  timestamp,
  uuid,
  type ValuesOf,
} from "@/lib/db/columns";
import { type RowOf, statement } from "@/lib/db/statement";
import { holdsBack } from "@/lib/domain/assignments/schedule";
import { REASON_PARTS, type ReasonMark, type ReasonSide } from "@/lib/domain/reasons/reason";
import type { Answer, AnswerReason, Answers, LastAnswer } from "@/lib/domain/results/answers";
import type { ResultHead } from "@/lib/domain/results/views";
import { lacksLast, superseded } from "@/lib/sql/attempts";
import { caseTables, frameUrl, frameVersionColumn } from "@/lib/sql/cases";
import {
  scheduleColumns,
  scheduleRow,
  termsColumns,
  termsRow,
  toSchedule,
  toTerms,
} from "@/lib/sql/schedule";
import { lastZone, lastZoneColumn } from "@/lib/sql/second-look";
import {
  aidKind,
  boxes,
  mode,
  phase,
  reasonGrade,
  reasonPart,
  reasonSide,
  zoneOutcome,
} from "@/lib/sql/types";
import { maybeZoneRow, zoneColumns, zoneOf } from "@/lib/sql/zone";

const ofAssignment = { assignmentId: uuid };

export const headColumns = `a.id AS assignment_id, a.name AS assignment, s.name AS case_set, ${scheduleColumns}`;

export const headRow = { ...scheduleRow, assignment_id: uuid, assignment: text, case_set: text };

export function toHead(row: ValuesOf<typeof headRow>, now: Date): ResultHead {
  return {
    id: row.assignment_id,
    name: row.assignment,
    caseSet: row.case_set,
    mode: row.assignment_mode,
    opensAt: row.opens_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    closesAt: row.closes_at?.toISOString() ?? null,
    resultsReleasedAt: row.results_released_at?.toISOString() ?? null,
    released: !holdsBack(toSchedule(row), now),
  };
}

const headOfResults = statement({
  name: "head-of-results",
  params: { assignmentId: uuid, institutionId: uuid },
  row: headRow,
  sql: `SELECT ${headColumns} FROM assignment a JOIN case_set s ON s.id = a.case_set_id
    WHERE a.id = $assignmentId AND a.institution_id = $institutionId`,
});

const itemsOfResults = statement({
  name: "items-of-results",
  params: ofAssignment,
  row: {
    caseId: uuid,
    position: integer,
    video: text,
    frame: integer,
    phase: certain(phase),
    boxes,
    frame_version: text,
  },
  sql: `SELECT c.id AS "caseId", i.position, vi.name AS video, c.frame_number AS frame, v.phase, v.boxes,
      ${frameVersionColumn}
    FROM assignment_item i JOIN ${caseTables} ON c.id = i.case_id
    WHERE i.assignment_id = $assignmentId ORDER BY i.position`,
});

const readersOfResults = statement({
  name: "readers-of-results",
  params: ofAssignment,
  row: { ...termsRow, userId: uuid, name: text, email: text, cohort: nullable(text) },
  sql: `SELECT ar.user_id AS "userId", u.name, u.email, c.name AS cohort, ${termsColumns}
    FROM assignment_reader ar JOIN "user" u ON u.id = ar.user_id LEFT JOIN cohort c ON c.id = ar.cohort_id
    WHERE ar.assignment_id = $assignmentId ORDER BY u.name, u.id`,
});

// One index scan: what else is told of an attempt comes beside it, once for all of them.
const attemptsOfResults = statement({
  name: "attempts-of-results",
  params: ofAssignment,
  row: {
    ...maybeZoneRow,
    id: uuid,
    user_id: uuid,
    case_id: uuid,
    version_id: uuid,
    mode,
    ordinal: integer,
    phase,
    phase_correct: boolean,
    phase_confidence: nullable(float),
    locked_at: timestamp,
    zone_at: nullable(timestamp),
    aided: boolean,
    last_at: nullable(timestamp),
    zone_confidence: nullable(float),
    elapsed_ms: nullable(integer),
    since_lock_ms: nullable(integer),
    iou: nullable(float),
    center_distance: nullable(float),
    zone_outcome: nullable(zoneOutcome),
    contact: nullable(float),
    next_action: nullable(text),
    critical_risk: nullable(text),
    aid_kind: nullable(aidKind),
    aid_right: nullable(boolean),
    last_phase: nullable(phase),
    last_phase_correct: nullable(boolean),
    last_box: nullable(lastZone),
    last_iou: nullable(float),
    last_center_distance: nullable(float),
    last_zone_outcome: nullable(zoneOutcome),
    last_contact: nullable(float),
    last_movement: nullable(float),
  },
  sql: `SELECT t.id, t.user_id, t.case_id, t.version_id, t.mode, t.ordinal, t.phase, t.phase_correct,
      t.phase_confidence, t.locked_at, t.zone_at, t.aided, t.last_at, ${zoneColumns("t")}, t.zone_confidence, t.elapsed_ms, t.since_lock_ms, t.iou,
      t.center_distance, t.zone_outcome, t.contact, t.next_action, t.critical_risk,
      t.aid->>'kind' AS aid_kind, t.aid_right, t.last_phase, t.last_phase_correct, ${lastZoneColumn} AS last_box, t.last_iou,
      t.last_center_distance, t.last_zone_outcome, t.last_contact, t.last_movement
    FROM attempt t WHERE t.assignment_id = $assignmentId`,
});

const supersededOfResults = statement({
  name: "superseded-of-results",
  params: ofAssignment,
  row: { id: uuid },
  sql: `SELECT t.id FROM attempt t
    WHERE t.assignment_id = $assignmentId AND (t.zone_at IS NULL OR ${lacksLast()}) AND ${superseded()}`,
});

const versionsOfResults = statement({
  name: "versions-of-results",
  params: ofAssignment,
  row: { id: uuid, phase: certain(phase), number: integer },
  sql: `SELECT v.id, v.phase, v.number FROM assignment_item i JOIN case_version v ON v.case_id = i.case_id
    WHERE i.assignment_id = $assignmentId`,
});

const commentCounts = statement({
  name: "comment-counts-of-results",
  params: ofAssignment,
  row: { attempt_id: uuid, n: integer },
  sql: `SELECT k.attempt_id, count(*)::int AS n FROM attempt_comment k JOIN attempt t ON t.id = k.attempt_id
    WHERE t.assignment_id = $assignmentId GROUP BY k.attempt_id`,
});

const marksOfResults = statement({
  name: "reason-marks-of-results",
  params: ofAssignment,
  row: { attempt_id: uuid, part: reasonPart, side: reasonSide, grade: reasonGrade, blind_grade: reasonGrade },
  sql: `SELECT m.attempt_id, m.part, m.side, m.grade, m.blind_grade
    FROM reason_mark m JOIN attempt t ON t.id = m.attempt_id WHERE t.assignment_id = $assignmentId`,
});

type MarkRow = RowOf<typeof marksOfResults>;

/** An assignment of the actor's institution with all its answers; null where there is none. */
export async function loadAnswers(
  db: Database,
  actor: User,
  assignmentId: string,
  now: Date,
): Promise<(Answers & { readonly head: ResultHead }) | null> {
  const head = await db.find(headOfResults, { assignmentId, institutionId: actor.institutionId });
  if (!head) return null;
  const [items, readers, attempts, followed, versions, counts, marks] = await Promise.all([
    db.all(itemsOfResults, { assignmentId }),
    db.all(readersOfResults, { assignmentId }),
    db.all(attemptsOfResults, { assignmentId }),
    db.all(supersededOfResults, { assignmentId }),
    db.all(versionsOfResults, { assignmentId }),
    db.all(commentCounts, { assignmentId }),
    db.all(marksOfResults, { assignmentId }),
  ]);
  const readerIds = new Set(readers.map(({ userId }) => userId));
  const passed = new Set(followed.map(({ id }) => id));
  const versionOf = new Map(versions.map((version) => [version.id, version]));
  const commentsOf = new Map(counts.map(({ attempt_id: id, n }) => [id, n]));
  const marksOf = new Map<string, MarkRow[]>();
  for (const mark of marks) {
    const of = marksOf.get(mark.attempt_id);
    if (of) of.push(mark);
    else marksOf.set(mark.attempt_id, [mark]);
  }
  return {
    head: toHead(head, now),
    schedule: toSchedule(head),
    items: items.map(({ frame_version: frameVersion, ...item }) => ({
      ...item,
      frameUrl: frameUrl(item.caseId),
      frameVersion,
    })),
    readers: readers.map((row) => ({
      userId: row.userId,
      name: row.name,
      email: row.email,
      cohort: row.cohort,
      terms: toTerms(row),
    })),
    // Of readers who were taken off the assignment, nothing.
    answers: attempts.flatMap((row) => {
      const version = versionOf.get(row.version_id);
      return version && readerIds.has(row.user_id)
        ? [
            {
              ...toAnswer(row, version),
              superseded: passed.has(row.id),
              comments: commentsOf.get(row.id) ?? 0,
              reasons: toReasons(row, marksOf.get(row.id) ?? []),
            },
          ]
        : [];
    }),
  };
}

function toAnswer(
  row: RowOf<typeof attemptsOfResults>,
  version: RowOf<typeof versionsOfResults>,
): Omit<Answer, "superseded" | "comments" | "reasons"> {
  return {
    id: row.id,
    userId: row.user_id,
    caseId: row.case_id,
    mode: row.mode,
    ordinal: row.ordinal,
    phase: row.phase,
    referencePhase: version.phase,
    referenceVersion: version.number,
    phaseCorrect: row.phase_correct,
    phaseConfidence: row.phase_confidence,
    lockedAt: row.locked_at,
    zoneAt: row.zone_at,
    aided: row.aided,
    lastAt: row.last_at,
    box: zoneOf(row),
    zoneConfidence: row.zone_confidence,
    elapsedMs: row.elapsed_ms,
    sinceLockMs: row.since_lock_ms,
    iou: row.iou,
    centerDistance: row.center_distance,
    zoneOutcome: row.zone_outcome,
    contact: row.contact,
    aid: row.zone_at && row.aid_kind,
    last: toLast(row),
  };
}

function toLast(row: RowOf<typeof attemptsOfResults>): LastAnswer | null {
  const { last_phase: phase, last_phase_correct: phaseCorrect, last_box: box, last_iou: iou } = row;
  const { last_center_distance: centerDistance, last_zone_outcome: zoneOutcome } = row;
  if (phase === null || phaseCorrect === null || box === null) return null;
  if (iou === null || centerDistance === null || zoneOutcome === null) return null;
  return {
    phase,
    phaseCorrect,
    box,
    iou,
    centerDistance,
    zoneOutcome,
    contact: row.last_contact,
    aidRight: row.aid_right,
    movement: row.last_movement,
  };
}

function toReasons(row: RowOf<typeof attemptsOfResults>, marks: readonly MarkRow[]): readonly AnswerReason[] {
  const words = { nextAction: row.next_action, criticalRisk: row.critical_risk };
  return REASON_PARTS.flatMap((part) => {
    const said = words[part];
    if (said === null) return [];
    const markOf = (side: ReasonSide): ReasonMark | null => {
      const mark = marks.find((each) => each.part === part && each.side === side);
      return mark ? { grade: mark.grade, blindGrade: mark.blind_grade } : null;
    };
    return [{ part, words: said, reader: markOf("reader"), faculty: markOf("faculty") }];
  });
}
