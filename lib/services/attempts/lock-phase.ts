import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { uniqueViolation } from "../../db/errors";
import { type LockPhaseInput, lockPhaseInputSchema } from "../../domain/attempts/answer";
import { definedPhase, type Mode } from "../../domain/attempts/mode";
import type { LockedPhase } from "../../domain/attempts/views";
import { definitionOf, type Phase } from "../../domain/phases";
import { caseTables, practicable } from "../cases/visibility";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";

/** How often a lock is tried again when another of the same reader took its place in the order. */
const TRIES = 5;

/** What is stored of an attempt once its phase is locked. */
type Lock = {
  readonly id: string;
  readonly caseId: string;
  readonly versionId: string;
  readonly assignmentId: string | null;
  readonly mode: Mode;
  readonly phase: Phase;
  readonly phaseConfidence: number | null;
  readonly referencePhase: Phase;
};

/**
 * Locks the phase of a new attempt; the server holds it from then on. Asking again with the same id and body
 * gives the same answer and stores nothing.
 */
export async function lockPhase(ctx: Context, input: unknown): Promise<Result<LockedPhase>> {
  const { actor } = ctx;
  if (!may(actor, "practise")) return fail("forbidden", "Only people who are signed in answer cases.");
  const parsed = lockPhaseInputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  for (let tries = 1; ; tries++) {
    const earlier = await findEarlier(ctx, actor, parsed.data);
    if (earlier) return earlier;
    const target = parsed.data.assignmentId
      ? await findAssigned(ctx, actor, parsed.data)
      : await findPracticable(ctx, actor, parsed.data);
    if (!target.ok) return target;
    const lock = makeLock(parsed.data, target.value);
    if (!lock.ok) return lock;
    try {
      await ctx.db.query(storeLock, valuesOf(ctx, actor, lock.value));
      return succeed(toAnswer(lock.value));
    } catch (error) {
      // Another request of this reader was faster, with this id or at this case: look again.
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
};

function makeLock(input: LockPhaseInput, target: Target): Result<Lock> {
  const mode = target.mode ?? input.mode ?? "guided";
  const phase = mode === "phase-given" ? target.referencePhase : input.phase;
  if (!phase)
    return fail(
      "invalid",
      "phase: name the phase, A, B, C or D. Only in a phase-given drill is it left out.",
    );
  return succeed({
    id: input.id,
    caseId: input.caseId,
    versionId: target.versionId,
    assignmentId: input.assignmentId ?? null,
    mode,
    phase,
    phaseConfidence: mode === "phase-given" ? null : (input.phaseConfidence ?? null),
    referencePhase: target.referencePhase,
  });
}

function toAnswer(lock: Pick<Lock, "id" | "mode" | "phase" | "referencePhase">): LockedPhase {
  const definition = definitionOf(definedPhase(lock.mode, lock.phase, lock.referencePhase));
  return lock.mode === "guided"
    ? { id: lock.id, definition, phaseCorrect: lock.phase === lock.referencePhase }
    : { id: lock.id, definition };
}

const earlierLock = {
  name: "earlier-lock",
  text: `SELECT t.user_id, t.case_id, t.assignment_id, t.mode, t.phase, t.phase_confidence,
      v.phase AS reference_phase
    FROM attempt t JOIN case_version v ON v.id = t.version_id WHERE t.id = $1`,
};

type EarlierRow = {
  user_id: string;
  case_id: string;
  assignment_id: string | null;
  mode: Mode;
  phase: Phase;
  phase_confidence: number | null;
  reference_phase: Phase;
};

/** The answer to a request that came before under the same id, or the refusal of another one. */
async function findEarlier(
  ctx: Context,
  actor: User,
  input: LockPhaseInput,
): Promise<Result<LockedPhase> | null> {
  const [row] = await ctx.db.query<EarlierRow>(earlierLock, [input.id]);
  if (!row) return null;
  const given = row.mode === "phase-given";
  const same =
    row.user_id === actor.id &&
    row.case_id === input.caseId &&
    row.assignment_id === (input.assignmentId ?? null) &&
    (row.assignment_id !== null || row.mode === (input.mode ?? "guided")) &&
    (given || (row.phase === input.phase && row.phase_confidence === (input.phaseConfidence ?? null)));
  if (!same) {
    return fail(
      "conflict",
      "An attempt with this id is stored already, with another answer. Make a new id for a new attempt.",
    );
  }
  return succeed(
    toAnswer({ id: input.id, mode: row.mode, phase: row.phase, referencePhase: row.reference_phase }),
  );
}

const practicableVersion = {
  name: "practicable-version",
  text: `SELECT v.id, v.phase FROM ${caseTables} WHERE ${practicable} AND c.id = $4`,
};

async function findPracticable(ctx: Context, actor: User, input: LockPhaseInput): Promise<Result<Target>> {
  const [row] = await ctx.db.query<{ id: string; phase: Phase }>(practicableVersion, [
    actor.id,
    actor.institutionId,
    ctx.now,
    input.caseId,
  ]);
  if (!row) return notFound("case");
  return succeed({ versionId: row.id, referencePhase: row.phase, mode: null });
}

const assignedVersion = {
  name: "assigned-version",
  text: `SELECT v.id, v.phase, a.mode, a.opens_at, a.closes_at,
      EXISTS (
        SELECT 1 FROM attempt t WHERE t.user_id = $1 AND t.case_id = c.id AND t.assignment_id = a.id
      ) AS begun
    FROM assignment a
    JOIN assignment_reader ar ON ar.assignment_id = a.id AND ar.user_id = $1
    JOIN case_set s ON s.id = a.case_set_id AND s.institution_id = $2
    JOIN case_set_item i ON i.case_set_id = s.id AND i.case_id = $4
    JOIN "case" c ON c.id = i.case_id AND c.publication = 'published'
    JOIN case_version v ON v.id = c.current_version_id
    WHERE a.id = $3`,
};

type AssignedRow = {
  id: string;
  phase: Phase;
  mode: Mode;
  opens_at: Date;
  closes_at: Date | null;
  begun: boolean;
};

async function findAssigned(ctx: Context, actor: User, input: LockPhaseInput): Promise<Result<Target>> {
  const [row] = await ctx.db.query<AssignedRow>(assignedVersion, [
    actor.id,
    actor.institutionId,
    input.assignmentId,
    input.caseId,
  ]);
  if (!row || row.opens_at > ctx.now) return notFound("assignment with this case");
  if (row.closes_at && row.closes_at <= ctx.now) {
    return fail("conflict", "The assignment is closed: it takes no more answers.");
  }
  if (row.begun) return fail("conflict", "You have answered this case in this assignment already.");
  return succeed({ versionId: row.id, referencePhase: row.phase, mode: row.mode });
}

// One statement, and so one transaction: the attempt and its audit row.
const storeLock = {
  name: "store-lock",
  text: `WITH stored AS (
      INSERT INTO attempt (
        id, user_id, case_id, version_id, assignment_id, mode, ordinal,
        phase, phase_correct, phase_confidence, locked_at
      )
      SELECT $1, $2, $3, $4, $5, $6,
        (SELECT coalesce(max(ordinal), 0) + 1 FROM attempt WHERE user_id = $2 AND case_id = $3),
        $7, $8, $9, $10
      RETURNING id
    )
    INSERT INTO audit_event (at, institution_id, actor_id, action, subject_id)
    SELECT $10, $11, $2, 'attempt.lock', id::text FROM stored`,
};

function valuesOf(ctx: Context, actor: User, lock: Lock): unknown[] {
  return [
    lock.id,
    actor.id,
    lock.caseId,
    lock.versionId,
    lock.assignmentId,
    lock.mode,
    lock.phase,
    lock.phase === lock.referencePhase,
    lock.phaseConfidence,
    ctx.now,
    actor.institutionId,
  ];
}
