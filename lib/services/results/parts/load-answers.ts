import type { User } from "@/lib/auth/actor";
import type { Database } from "@/lib/db/client";
import { holdsBack } from "@/lib/domain/assignments/schedule";
import type { Mode } from "@/lib/domain/attempts/mode";
import { boxSchema } from "@/lib/domain/geometry";
import type { Phase } from "@/lib/domain/phases";
import type { Answer, Answers, AssignedItem, AssignedReader } from "@/lib/domain/results/answers";
import type { ResultHead } from "@/lib/domain/results/views";
import type { ZoneOutcome } from "@/lib/domain/scoring/failure";
import { caseTables, frameUrl, frameVersionColumn } from "@/lib/sql/cases";
import {
  type ScheduleRow,
  scheduleColumns,
  type TermsRow,
  termsColumns,
  toSchedule,
  toTerms,
} from "@/lib/sql/schedule";
import { zoneOf } from "@/lib/sql/zone";

export const headColumns = `a.id AS assignment_id, a.name AS assignment, s.name AS case_set, ${scheduleColumns}`;

export type HeadRow = ScheduleRow & { assignment_id: string; assignment: string; case_set: string };

export function toHead(row: HeadRow, now: Date): ResultHead {
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

const headOfResults = {
  name: "head-of-results",
  text: `SELECT ${headColumns} FROM assignment a JOIN case_set s ON s.id = a.case_set_id
    WHERE a.id = $1 AND a.institution_id = $2`,
};

const itemsOfResults = {
  name: "items-of-results",
  text: `SELECT c.id AS "caseId", i.position, vi.name AS video, c.frame_number AS frame, v.phase, v.boxes,
      ${frameVersionColumn}
    FROM assignment_item i JOIN ${caseTables} ON c.id = i.case_id
    WHERE i.assignment_id = $1 ORDER BY i.position`,
};

type ItemRow = Pick<AssignedItem, "caseId" | "position" | "video" | "frame" | "phase"> & {
  boxes: unknown;
  frame_version: string;
};

const readersOfResults = {
  name: "readers-of-results",
  text: `SELECT ar.user_id AS "userId", u.name, u.email, c.name AS cohort, ${termsColumns}
    FROM assignment_reader ar JOIN "user" u ON u.id = ar.user_id LEFT JOIN cohort c ON c.id = ar.cohort_id
    WHERE ar.assignment_id = $1 ORDER BY u.name, u.id`,
};

type ReaderRow = TermsRow & Pick<AssignedReader, "userId" | "name" | "email" | "cohort">;

// One index scan: what else is told of an attempt comes beside it, once for all of them.
const attemptsOfResults = {
  name: "attempts-of-results",
  text: `SELECT t.id, t.user_id, t.case_id, t.version_id, t.mode, t.ordinal, t.phase, t.phase_correct,
      t.phase_confidence, t.locked_at, t.zone_at, t.x1, t.y1, t.x2, t.y2, t.zone_confidence, t.elapsed_ms, t.iou,
      t.center_distance, t.zone_outcome
    FROM attempt t WHERE t.assignment_id = $1`,
};

const supersededOfResults = {
  name: "superseded-of-results",
  text: `SELECT t.id FROM attempt t WHERE t.assignment_id = $1 AND t.zone_at IS NULL AND EXISTS (
      SELECT 1 FROM attempt o WHERE o.user_id = t.user_id AND o.case_id = t.case_id AND o.ordinal > t.ordinal
    )`,
};

const versionsOfResults = {
  name: "versions-of-results",
  text: `SELECT v.id, v.phase, v.number FROM assignment_item i JOIN case_version v ON v.case_id = i.case_id
    WHERE i.assignment_id = $1`,
};

type VersionOfItem = { id: string; phase: Phase; number: number };

const commentCounts = {
  name: "comment-counts-of-results",
  text: `SELECT k.attempt_id, count(*)::int AS n FROM attempt_comment k JOIN attempt t ON t.id = k.attempt_id
    WHERE t.assignment_id = $1 GROUP BY k.attempt_id`,
};

type AttemptRow = {
  id: string;
  user_id: string;
  case_id: string;
  version_id: string;
  mode: Mode;
  ordinal: number;
  phase: Phase;
  phase_correct: boolean;
  phase_confidence: number | null;
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
  zone_outcome: ZoneOutcome | null;
};

/** An assignment of the actor's institution with all its answers; null where there is none. */
export async function loadAnswers(
  db: Database,
  actor: User,
  assignmentId: string,
  now: Date,
): Promise<(Answers & { readonly head: ResultHead }) | null> {
  const [head] = await db.query<HeadRow>(headOfResults, [assignmentId, actor.institutionId]);
  if (!head) return null;
  const [items, readers, attempts, superseded, versions, counts] = await Promise.all([
    db.query<ItemRow>(itemsOfResults, [assignmentId]),
    db.query<ReaderRow>(readersOfResults, [assignmentId]),
    db.query<AttemptRow>(attemptsOfResults, [assignmentId]),
    db.query<{ id: string }>(supersededOfResults, [assignmentId]),
    db.query<VersionOfItem>(versionsOfResults, [assignmentId]),
    db.query<{ attempt_id: string; n: number }>(commentCounts, [assignmentId]),
  ]);
  const readerIds = new Set(readers.map(({ userId }) => userId));
  const passed = new Set(superseded.map(({ id }) => id));
  const versionOf = new Map(versions.map((version) => [version.id, version]));
  const commentsOf = new Map(counts.map(({ attempt_id: id, n }) => [id, n]));
  return {
    head: toHead(head, now),
    schedule: toSchedule(head),
    items: items.map(({ boxes, frame_version: frameVersion, ...item }) => ({
      ...item,
      boxes: boxSchema.array().parse(boxes),
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
        ? [toAnswer(row, version, passed.has(row.id), commentsOf.get(row.id) ?? 0)]
        : [];
    }),
  };
}

function toAnswer(row: AttemptRow, version: VersionOfItem, superseded: boolean, comments: number): Answer {
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
    superseded,
    box: zoneOf(row),
    zoneConfidence: row.zone_confidence,
    elapsedMs: row.elapsed_ms,
    iou: row.iou,
    centerDistance: row.center_distance,
    zoneOutcome: row.zone_outcome,
    comments,
  };
}
