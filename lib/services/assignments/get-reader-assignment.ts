import { may } from "../../auth/policy";
import { timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { endFor, holdsBack, isLate } from "../../domain/assignments/schedule";
import type { AssignedCase, ReaderAssignment } from "../../domain/assignments/views";
import { phaseOutcome } from "../../domain/attempts/mode";
import { NO_ZONE } from "../../domain/scoring/zone";
import { frameUrl } from "../../sql/cases";
import { toSchedule, toTerms } from "../../sql/schedule";
import { withheld } from "../../sql/visibility";
import type { Context } from "../context";
import { listOwnLateAnswers } from "../late-answers/list-own-late-answers";
import { notFound, type Result, succeed } from "../result";
import { findOwnAssignment, type OwnRow } from "./find-own-assignment";
import { toDue } from "./list-due";
import { loadReaderCases, type ReaderCaseRow } from "./parts/load-reader-cases";

// A case may be held back by another assignment too.
const heldBackCases = statement({
  name: "held-back-cases",
  params: { assignmentId: uuid, readerId: uuid, now: timestamp },
  row: { case_id: uuid },
  sql: `SELECT i.case_id FROM assignment_item i
    WHERE i.assignment_id = $assignmentId AND ${withheld("i.case_id", "$readerId", "$now")}`,
});

/** An assignment to its reader: what is asked, how far it is, and once results are out how each case went. */
export async function getReaderAssignment(ctx: Context, id: string): Promise<Result<ReaderAssignment>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "practise")) return notFound("assignment");
  const row = await findOwnAssignment(ctx, actor, id);
  if (!row) return notFound("assignment");
  const [cases, held] = await Promise.all([
    loadReaderCases(db, row, actor.id, now),
    db.all(heldBackCases, { assignmentId: row.id, readerId: actor.id, now }),
  ]);
  const [schedule, terms] = [toSchedule(row), toTerms(row)];
  const answered = cases.filter((each) => each.attempt_id !== null && !each.is_open).length;
  const numbers = new Map(cases.map(({ caseId }, index) => [caseId, index + 1]));
  const hidden = new Set(held.map((each) => each.case_id));
  const list = cases.flatMap((each, index) => {
    const told = !hidden.has(each.caseId);
    return each.attempt_id === null ? [] : [toAssignedCase(row, each, { number: index + 1, told })];
  });
  return succeed({
    ...toDue({ ...row, answered }, now),
    instructions: row.instructions,
    attemptsAllowed: row.attempts_allowed,
    reasons: row.reasons,
    secondLook: row.second_look,
    begunAt: row.begun_at?.toISOString() ?? null,
    endsAt: endFor(schedule, terms)?.toISOString() ?? null,
    releasesAt: holdsBack(schedule, now) ? (row.results_released_at?.toISOString() ?? null) : null,
    excuse: row.excuse,
    list,
    late: await listOwnLateAnswers(db, actor, row.id, numbers),
  });
}

function toAssignedCase(
  assignment: OwnRow,
  row: ReaderCaseRow & { attempt_id: string },
  { number, told }: { number: number; told: boolean },
): AssignedCase {
  const scored = row.zone_at !== null && !row.is_open;
  const phase = phaseOutcome(row.mode, row.phase_correct);
  const shown = told && !row.is_open;
  return {
    number,
    caseId: row.caseId,
    state: row.is_open ? "open" : !told ? "withheld" : scored ? "scored" : "missed",
    frameUrl: frameUrl(row.caseId),
    frameVersion: row.attempt_frame_version,
    attemptId: told && scored ? row.attempt_id : null,
    phase: shown ? phase : null,
    zone: shown ? (row.zone_outcome ?? NO_ZONE.outcome) : null,
    iou: shown ? row.iou : null,
    contact: shown ? row.contact : null,
    late: isLate(toSchedule(assignment), toTerms(assignment), {
      lockedAt: row.locked_at,
      zoneAt: row.zone_at,
    }),
    left: Math.max(0, assignment.attempts_allowed - row.made),
  };
}
