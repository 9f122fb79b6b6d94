import { randomInt } from "node:crypto";
import { t } from "@/lib/language/t";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { boolean, certain, float, integer, nullable, timestamp, uuid } from "../../db/columns";
import { uniqueViolation } from "../../db/errors";
import { statement } from "../../db/statement";
import { refusalOfLock } from "../../domain/assignments/schedule";
import { type LockPhaseInput, lockPhaseInputSchema } from "../../domain/attempts/answer";
import { definedPhase, FIRST_MODE, type Mode, rulesOf, toldMode } from "../../domain/attempts/mode";
import type { LockedPhase } from "../../domain/attempts/views";
import { definitionOf, type Phase } from "../../domain/phases";
import type { Aid, AidKind } from "../../domain/second-look/aid";
import { drawAid } from "../../domain/second-look/draw-aid";
import type { Input } from "../../domain/view";
import { lacksLast } from "../../sql/attempts";
import { caseTables } from "../../sql/cases";
import {
  scheduleColumns,
  scheduleRow,
  setClock,
  termsColumns,
  termsRow,
  toSchedule,
  toTerms,
} from "../../sql/schedule";
import { aid } from "../../sql/second-look";
import { aidKind, mode, phase } from "../../sql/types";
import { examined, practicable, toldModeOf } from "../../sql/visibility";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, refuse, succeed } from "../result";
import { findAids } from "./parts/find-aids";

/**
 * How often a lock is tried when others of the same reader take its place in the order. Each failure is the success of
 * another, so that as many at once come to their end.
 */
const TRIES = 100;

const IN_AN_EXAM = t`This case is in an exam of yours too, and its phase can’t be given before the exam’s results are released.`;
export const ALL_ATTEMPTS_MADE = t`You have answered this case in this assignment already.`;

/** What is stored of an attempt once its phase is locked. */
type Lock = {
  readonly id: string;
  readonly caseId: string;
  readonly versionId: string;
  readonly assignmentId: string | null;
  readonly mode: Mode;
  /** The mode that says what the reader is told: an exam's while the case is in an exam, and before a second look. */
  readonly told: Mode;
  readonly phase: Phase;
  readonly phaseConfidence: number | null;
  readonly referencePhase: Phase;
  /** Whether the reader asked for a second look, in free practice. */
  readonly secondLook: boolean;
  /** What it will show, drawn once and for all; null without one. */
  readonly aid: Aid | null;
  /** Attempts that the assignment allows at a case; null in free practice. */
  readonly attemptsAllowed: number | null;
};

/**
 * Locks the phase of a new attempt; the server holds it from then on. Asking again with the same id and body
 * gives the same answer and stores nothing.
 */
export async function lockPhase(
  ctx: Context,
  input: Input<typeof lockPhaseInputSchema>,
): Promise<Result<LockedPhase>> {
  const { actor } = ctx;
  if (!may(actor, "practise")) return fail("forbidden", t`Only people who are signed in answer cases.`);
  const parsed = lockPhaseInputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  for (let tries = 1; ; tries++) {
    // Almost every request is sent once: it is asked for only where something stands against this one.
    const earlier = tries === 1 ? null : await findEarlier(ctx, actor, parsed.data);
    if (earlier) return earlier;
    const target = parsed.data.assignmentId
      ? await findAssigned(ctx, actor, parsed.data, parsed.data.assignmentId)
      : await findPracticable(ctx, actor, parsed.data);
    const lock = target.ok
      ? makeLock(parsed.data, target.value, await drawFor(ctx, actor, parsed.data, target.value))
      : target;
    // What stands against it may be this very request, sent twice and stored meanwhile.
    if (!lock.ok) return (await findEarlier(ctx, actor, parsed.data)) ?? lock;
    try {
      if ((await store(ctx, actor, lock.value)) > 0) return succeed(toAnswer(lock.value));
      // It is stored already, another tab took the last attempt that the assignment allows, or the reference changed: look
      // again.
      if (tries === TRIES) throw new Error("The case changed each time that its phase was to be locked.");
    } catch (error) {
      // Another request of this reader was faster at this case: look again.
      if (uniqueViolation(error) === null || tries === TRIES) throw error;
    }
  }
}

/** Where an attempt begins: the case's current reference, and the mode it is asked in. */
type Target = {
  readonly versionId: string;
  readonly referencePhase: Phase;
  /** The assignment's; null in free practice, where the reader says. */
  readonly mode: Mode | null;
  /** Whether it is in an exam of the reader's whose results are not released. */
  readonly examined: boolean;
  /** The kind of aid that the assignment's second look shows; null: it has none. In free practice the reader says. */
  readonly secondLook: AidKind | null;
  readonly attemptsAllowed: number | null;
};

/** Numbers in [0, 1) that nobody can foresee. */
const unforeseen = (): number => randomInt(2 ** 32) / 2 ** 32;

/** Draws what a second look at the case shows; null where there is none, or the case has no such aid. */
async function drawFor(
  ctx: Context,
  actor: User,
  input: LockPhaseInput,
  target: Target,
): Promise<Aid | null> {
  const asked = input.assignmentId ? target.secondLook !== null : input.secondLook === true;
  if (!asked) return null;
  const aids = await findAids(ctx, actor, { caseId: input.caseId, versionId: target.versionId });
  return drawAid(aids, target.secondLook, unforeseen);
}

function makeLock(input: LockPhaseInput, target: Target, drawn: Aid | null): Result<Lock> {
  const mode = target.mode ?? input.mode ?? FIRST_MODE;
  const { asksPhase, duringExam } = rulesOf(mode);
  const told = target.examined ? duringExam : toldMode(mode, { secondLook: drawn !== null });
  if (told === null) return fail("conflict", IN_AN_EXAM);
  const phase = asksPhase ? input.phase : target.referencePhase;
  if (!phase)
    return fail(
      "invalid",
      `phase: ${t`name the phase, A, B, C or D. Only in a phase-given drill is it left out.`}`,
    );
  return succeed({
    id: input.id,
    caseId: input.caseId,
    versionId: target.versionId,
    assignmentId: input.assignmentId ?? null,
    mode,
    told,
    phase,
    phaseConfidence: asksPhase ? (input.phaseConfidence ?? null) : null,
    referencePhase: target.referencePhase,
    secondLook: !input.assignmentId && input.secondLook === true,
    aid: drawn,
    attemptsAllowed: target.attemptsAllowed,
  });
}

function toAnswer(lock: Pick<Lock, "id" | "told" | "phase" | "referencePhase">): LockedPhase {
  const definition = definitionOf(definedPhase(lock.told, lock.phase, lock.referencePhase));
  return rulesOf(lock.told).tellsPhase
    ? { id: lock.id, definition, phaseCorrect: lock.phase === lock.referencePhase }
    : { id: lock.id, definition };
}

const earlierLock = statement({
  name: "earlier-lock",
  params: { attemptId: uuid, now: timestamp },
  row: {
    user_id: uuid,
    case_id: uuid,
    assignment_id: nullable(uuid),
    mode,
    told: mode,
    phase,
    phase_confidence: nullable(float),
    second_look: boolean,
    reference_phase: certain(phase),
  },
  sql: `SELECT t.user_id, t.case_id, t.assignment_id, t.mode, ${toldModeOf("$now", "t.user_id")} AS told, t.phase,
      t.phase_confidence, t.second_look, v.phase AS reference_phase
    FROM attempt t JOIN case_version v ON v.id = t.version_id WHERE t.id = $attemptId`,
});

/** The answer to a request that came before under the same id, or the refusal of another one. */
async function findEarlier(
  ctx: Context,
  actor: User,
  input: LockPhaseInput,
): Promise<Result<LockedPhase> | null> {
  const row = await ctx.db.find(earlierLock, { attemptId: input.id, now: ctx.now });
  if (!row) return null;
  const same =
    row.user_id === actor.id &&
    row.case_id === input.caseId &&
    row.assignment_id === (input.assignmentId ?? null) &&
    (row.assignment_id !== null ||
      (row.mode === (input.mode ?? FIRST_MODE) && row.second_look === (input.secondLook ?? false))) &&
    (!rulesOf(row.mode).asksPhase ||
      (row.phase === input.phase && row.phase_confidence === (input.phaseConfidence ?? null)));
  if (!same) {
    return fail(
      "conflict",
      t`An attempt with this id is stored already, with another answer. Make a new id for a new attempt.`,
    );
  }
  return succeed(
    toAnswer({ id: input.id, told: row.told, phase: row.phase, referencePhase: row.reference_phase }),
  );
}

const practicableVersion = statement({
  name: "practicable-version",
  params: { readerId: uuid, institutionId: uuid, now: timestamp, caseId: uuid },
  row: { id: uuid, phase: certain(phase) },
  sql: `SELECT v.id, v.phase FROM ${caseTables} WHERE ${practicable} AND c.id = $caseId`,
});

async function findPracticable(ctx: Context, actor: User, input: LockPhaseInput): Promise<Result<Target>> {
  const row = await ctx.db.find(practicableVersion, {
    readerId: actor.id,
    institutionId: actor.institutionId,
    now: ctx.now,
    caseId: input.caseId,
  });
  if (!row) return notFound("case");
  return succeed({
    versionId: row.id,
    referencePhase: row.phase,
    mode: null,
    examined: false,
    secondLook: null,
    attemptsAllowed: null,
  });
}

const assignedVersion = statement({
  name: "assigned-version",
  params: { readerId: uuid, institutionId: uuid, assignmentId: uuid, caseId: uuid, now: timestamp },
  row: {
    ...scheduleRow,
    ...termsRow,
    id: uuid,
    phase: certain(phase),
    attempts_allowed: integer,
    examined: boolean,
    second_look: nullable(aidKind),
    made: integer,
  },
  sql: `SELECT v.id, v.phase, a.attempts_allowed, a.second_look, ${scheduleColumns}, ${termsColumns},
      ${examined("c.id", "$readerId", "$now")} AS examined, (
        SELECT count(*)::int FROM attempt t
        WHERE t.user_id = $readerId AND t.case_id = c.id AND t.assignment_id = a.id
      ) AS made
    FROM assignment a
    JOIN assignment_reader ar ON ar.assignment_id = a.id AND ar.user_id = $readerId
    JOIN assignment_item i ON i.assignment_id = a.id AND i.case_id = $caseId
    JOIN "case" c ON c.id = i.case_id AND c.publication = 'published'
    JOIN case_version v ON v.id = c.current_version_id
    WHERE a.id = $assignmentId AND a.institution_id = $institutionId`,
});

async function findAssigned(
  ctx: Context,
  actor: User,
  input: LockPhaseInput,
  assignmentId: string,
): Promise<Result<Target>> {
  const row = await ctx.db.find(assignedVersion, {
    readerId: actor.id,
    institutionId: actor.institutionId,
    assignmentId,
    caseId: input.caseId,
    now: ctx.now,
  });
  const refusal = row && refusalOfLock(toSchedule(row), toTerms(row), ctx.now);
  if (!row || refusal === "not-open") return notFound("assignment with this case");
  if (refusal) return refuse(refusal);
  if (row.made >= row.attempts_allowed) return fail("conflict", ALL_ATTEMPTS_MADE);
  return succeed({
    versionId: row.id,
    referencePhase: row.phase,
    mode: row.assignment_mode,
    examined: row.examined,
    secondLook: row.second_look,
    attemptsAllowed: row.attempts_allowed,
  });
}

// One statement, and so one transaction: the attempt, a first one that it turns into a miss or whose second look it ends, the beginning of the
// reader's time, what the reader's clock shows, and the audit row. Two tabs at once get the same ordinal, which is taken once; and who comes after
// finds the attempts counted. Nothing is stored where an attempt of this id is, where all of the assignment's attempts are
// made, or where the case has another reference meanwhile: who changes it holds the case, and is waited for.
const storeLock = statement({
  name: "store-lock",
  params: {
    attemptId: uuid,
    readerId: uuid,
    caseId: uuid,
    versionId: uuid,
    assignmentId: nullable(uuid),
    mode,
    phase,
    phaseCorrect: boolean,
    phaseConfidence: nullable(float),
    now: timestamp,
    institutionId: uuid,
    attemptsAllowed: nullable(integer),
    clockMs: nullable(float),
    secondLook: boolean,
    aid: nullable(aid),
  },
  sql: `WITH stored AS (
      INSERT INTO attempt (
        id, user_id, case_id, version_id, assignment_id, mode, ordinal,
        phase, phase_correct, phase_confidence, locked_at, second_look, aided, aid
      )
      SELECT $attemptId, $readerId, $caseId, $versionId, $assignmentId, $mode,
        (SELECT coalesce(max(ordinal), 0) + 1 FROM attempt WHERE user_id = $readerId AND case_id = $caseId),
        $phase, $phaseCorrect, $phaseConfidence, $now, $secondLook, $aid IS NOT NULL, $aid
      FROM "case" c
      WHERE c.id = $caseId AND c.current_version_id = $versionId AND ($assignmentId IS NULL OR $attemptsAllowed > (
        SELECT count(*) FROM attempt
        WHERE user_id = $readerId AND case_id = $caseId AND assignment_id = $assignmentId
      ))
      FOR KEY SHARE OF c
      ON CONFLICT (id) DO NOTHING
      RETURNING id
    ), begun AS (
      UPDATE assignment_reader SET begun_at = coalesce(begun_at, $now), ${setClock}
      WHERE assignment_id = $assignmentId AND user_id = $readerId AND (begun_at IS NULL OR $clockMs IS NOT NULL)
        AND EXISTS (SELECT 1 FROM stored)
    ), due AS (
      INSERT INTO figures_due (user_id, case_id, locked_at)
      SELECT t.user_id, t.case_id, t.locked_at FROM attempt t
      WHERE t.user_id = $readerId AND t.case_id = $caseId AND t.ordinal = 1 AND (t.zone_at IS NULL OR ${lacksLast()})
        AND EXISTS (SELECT 1 FROM stored)
    )
    INSERT INTO audit_event (at, institution_id, actor_id, action, subject_id)
    SELECT $now, $institutionId, $readerId, 'attempt.lock', id::text FROM stored`,
});

function store(ctx: Context, actor: User, lock: Lock): Promise<number> {
  return ctx.db.run(storeLock, {
    attemptId: lock.id,
    readerId: actor.id,
    caseId: lock.caseId,
    versionId: lock.versionId,
    assignmentId: lock.assignmentId,
    mode: lock.mode,
    phase: lock.phase,
    phaseCorrect: lock.phase === lock.referencePhase,
    phaseConfidence: lock.phaseConfidence,
    now: ctx.now,
    institutionId: actor.institutionId,
    attemptsAllowed: lock.attemptsAllowed,
    clockMs: ctx.clockMs ?? null,
    secondLook: lock.secondLook,
    aid: lock.aid,
  });
}
