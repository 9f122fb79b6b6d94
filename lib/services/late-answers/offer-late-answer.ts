import { z } from "zod";
import { t } from "@/lib/language/t";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { boolean, float, integer, nullable, text, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { type RowOf, statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { holdsBack, isAfterEnd, refusalOfLock, refusalOfZone } from "../../domain/assignments/schedule";
import { fateOfLateZone, isGivenInTime } from "../../domain/attempts/late-zone";
import { rulesOf } from "../../domain/attempts/mode";
import { stepEndsAt } from "../../domain/attempts/state";
import { lateAnswerSchema } from "../../domain/late-answers/input";
import type { Offered } from "../../domain/late-answers/views";
import { isSameZone, zoneProblem } from "../../domain/scoring/zone";
import type { Input } from "../../domain/view";
import { isOver, superseded } from "../../sql/attempts";
import {
  scheduleColumns,
  scheduleRow,
  termsColumns,
  termsRow,
  toSchedule,
  toTerms,
} from "../../sql/schedule";
import { phase } from "../../sql/types";
import { withheld } from "../../sql/visibility";
import { zoneColumns, zoneOf, zoneParams, zoneValues } from "../../sql/zone";
import { ALL_ATTEMPTS_MADE } from "../attempts/lock-phase";
import type { Context } from "../context";
import { markPastChanged } from "../estimates/mark-past-changed";
import { markDue } from "../kept-figures/mark-due";
import { fail, invalid, notFound, type Result, refuse, succeed } from "../result";
import { lateColumns, lateRow, toOffered } from "./parts/late-rows";

const ANOTHER = t`Another late answer to this case is kept already. The first one stands.`;

type Answer = z.infer<typeof lateAnswerSchema>;

/**
 * Keeps an answer that its assignment refused because it came after the end, for the faculty to decide. Nothing is told of
 * it: neither a score nor the reference. The same request again gives the same answer.
 *
 * It can be taken only if its reference couldn't be known when it came: not after an exam's release, nor after this reader
 * was told the case's answer elsewhere. That its own attempt became a miss meanwhile tells nothing that its lock didn't, if
 * the zone was given within the day.
 */
export async function offerLateAnswer(
  ctx: Context,
  id: string,
  input: Input<typeof lateAnswerSchema>,
): Promise<Result<Offered>> {
  const { actor, db } = ctx;
  if (!may(actor, "practise")) return notFound("attempt");
  const attemptId = z.uuid().safeParse(id);
  if (!attemptId.success) return notFound("attempt");
  const parsed = lateAnswerSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const answer = parsed.data;
  const earlier = await findEarlier(ctx, actor, attemptId.data, answer);
  if (earlier) return earlier;
  const row = await db.find(lateTarget, {
    attemptId: attemptId.data,
    readerId: actor.id,
    institutionId: actor.institutionId,
    assignmentId: answer.assignmentId,
    caseId: answer.caseId,
    now: ctx.now,
    givenInTime: isGivenInTime(answer.sinceLockMs ?? null),
  });
  if (!row) return notFound("assignment with this case");
  const locked = row.locked_at !== null;
  const [schedule, terms] = [toSchedule(row), toTerms(row)];
  const isMissed =
    locked && row.zone_at === null && stepEndsAt({ lockedAt: row.locked_at!, zoneAt: null }) <= ctx.now;
  const refusal =
    (locked ? refusalOfZone : refusalOfLock)(schedule, terms, ctx.now) ??
    (isMissed && isForFaculty(row, answer, ctx.now) ? "lapsed" : null);
  if (refusal === null || !isAfterEnd(refusal)) {
    return refusal === null
      ? fail("conflict", t`The assignment still takes this answer: it is not late.`)
      : refuse(refusal);
  }
  if (row.zone_at !== null || row.superseded || (!locked && row.made >= row.attempts_allowed)) {
    return fail("conflict", ALL_ATTEMPTS_MADE);
  }
  const asked = !locked && rulesOf(row.assignment_mode).asksPhase;
  if (asked && !answer.phase) return fail("invalid", `phase: ${t`name the phase that was chosen.`}`);
  const problem = zoneProblem(answer.box, row);
  if (problem) return fail("invalid", `box: ${problem}`);
  const values = {
    ...zoneValues(answer.box),
    attemptId: attemptId.data,
    assignmentId: answer.assignmentId,
    readerId: actor.id,
    caseId: answer.caseId,
    phase: asked ? (answer.phase ?? null) : null,
    phaseConfidence: asked ? (answer.phaseConfidence ?? null) : null,
    zoneConfidence: answer.zoneConfidence ?? null,
    elapsedMs: answer.elapsedMs ?? null,
    sinceLockMs: locked ? (answer.sinceLockMs ?? null) : null,
    nextAction: answer.nextAction || null,
    criticalRisk: answer.criticalRisk || null,
    phaseGivenAt: !locked && answer.phaseGivenAt ? new Date(answer.phaseGivenAt) : null,
    givenAt: new Date(answer.givenAt),
    now: ctx.now,
    clockMs: ctx.clockMs ?? null,
    refusal,
    barred: refusal === "released" ? "released" : row.told ? "told" : null,
    institutionId: actor.institutionId,
  };
  await inTransaction(db, async (tx) => {
    await tx.run(insertLateAnswer, values);
    if (isMissed) await uncountMiss(tx, values);
  });
  return (await findEarlier(ctx, actor, attemptId.data, answer)) ?? fail("conflict", ANOTHER);
}

/** Whether a zone that came more than a day after its phase is for the faculty to take. */
function isForFaculty(row: RowOf<typeof lateTarget>, answer: Answer, now: Date): boolean {
  const late = {
    mode: row.assignment_mode,
    aided: row.aided ?? false,
    lockedAt: row.locked_at!,
    assignment: { holdsBack: holdsBack(toSchedule(row), now) },
    sinceLockMs: answer.sinceLockMs ?? null,
    toldElsewhere: row.told,
  };
  return fateOfLateZone(late, now) === "faculty";
}

/** Figures counted the miss: while its zone waits for a decision, they don't. */
async function uncountMiss(
  tx: Queryable,
  of: { readonly readerId: string; readonly caseId: string; readonly institutionId: string },
): Promise<void> {
  await markDue(tx, { userIds: [of.readerId], caseIds: [of.caseId] });
  await markPastChanged(tx, [of.institutionId]);
}

const lateTarget = statement({
  name: "late-target",
  params: {
    attemptId: uuid,
    readerId: uuid,
    institutionId: uuid,
    assignmentId: uuid,
    caseId: uuid,
    now: timestamp,
    givenInTime: boolean,
  },
  row: {
    ...scheduleRow,
    ...termsRow,
    attempts_allowed: integer,
    made: integer,
    width: integer,
    height: integer,
    locked_at: nullable(timestamp),
    zone_at: nullable(timestamp),
    aided: nullable(boolean),
    superseded: boolean,
    told: boolean,
  },
  // Told: an attempt of the reader's at the picture is over since the assignment opened, and nothing keeps its result.
  sql: `SELECT a.attempts_allowed, ${scheduleColumns}, ${termsColumns}, f.width, f.height, t.locked_at, t.zone_at, t.aided,
      coalesce(${superseded()}, false) AS superseded, (
        SELECT count(*)::int FROM attempt m
        WHERE m.user_id = $readerId AND m.case_id = c.id AND m.assignment_id = a.id
      ) AS made, EXISTS (
        SELECT 1 FROM attempt o JOIN case_version ov ON ov.case_id = o.case_id
        JOIN case_version cv ON cv.frame_id = ov.frame_id AND cv.case_id = c.id
        WHERE o.user_id = $readerId AND coalesce(o.zone_at, o.locked_at) >= a.opens_at AND ${isOver("$now", "o")}
          AND NOT ${withheld("o.case_id", "$readerId", "$now")} AND NOT (o.id = $attemptId AND $givenInTime)
      ) AS told
    FROM assignment a
    JOIN assignment_reader ar ON ar.assignment_id = a.id AND ar.user_id = $readerId
    JOIN assignment_item i ON i.assignment_id = a.id AND i.case_id = $caseId
    JOIN "case" c ON c.id = i.case_id AND c.publication = 'published'
    LEFT JOIN attempt t ON t.id = $attemptId AND t.user_id = $readerId AND t.assignment_id = a.id AND t.case_id = c.id
    JOIN case_version v ON v.id = coalesce(t.version_id, c.current_version_id)
    JOIN frame f ON f.id = v.frame_id
    WHERE a.id = $assignmentId AND a.institution_id = $institutionId
      AND NOT EXISTS (SELECT 1 FROM attempt x WHERE x.id = $attemptId AND t.id IS NULL)`,
});

// What the reader's clock showed in time is copied: later messages change what is noted of it.
const insertLateAnswer = statement({
  name: "insert-late-answer",
  params: {
    ...zoneParams,
    attemptId: uuid,
    assignmentId: uuid,
    readerId: uuid,
    caseId: uuid,
    phase: nullable(phase),
    phaseConfidence: nullable(float),
    zoneConfidence: nullable(float),
    elapsedMs: nullable(integer),
    sinceLockMs: nullable(integer),
    nextAction: nullable(text),
    criticalRisk: nullable(text),
    phaseGivenAt: nullable(timestamp),
    givenAt: timestamp,
    now: timestamp,
    clockMs: nullable(float),
    refusal: text,
    barred: nullable(text),
    institutionId: uuid,
  },
  sql: `WITH stored AS (
      INSERT INTO late_answer (
        id, assignment_id, user_id, case_id, phase, phase_confidence, x1, y1, x2, y2, zone_confidence, elapsed_ms, since_lock_ms, next_action,
        critical_risk, phase_given_at, given_at, arrived_at, clock_ms, clock_before_ms, clock_before_at, refusal, barred
      )
      SELECT $attemptId, $assignmentId, $readerId, $caseId, $phase, $phaseConfidence, $x1, $y1, $x2, $y2, $zoneConfidence,
        $elapsedMs, $sinceLockMs, $nextAction, $criticalRisk, $phaseGivenAt, $givenAt, $now, $clockMs, ar.clock_ms, ar.clock_at, $refusal, $barred
      FROM assignment_reader ar WHERE ar.assignment_id = $assignmentId AND ar.user_id = $readerId
      ON CONFLICT DO NOTHING
      RETURNING id
    )
    INSERT INTO audit_event (at, institution_id, actor_id, action, subject_id)
    SELECT $now, $institutionId, $readerId, 'late-answer.offer', id::text FROM stored`,
});

const earlierLateAnswer = statement({
  name: "earlier-late-answer",
  params: { attemptId: uuid },
  row: {
    ...lateRow,
    ...zoneParams,
    user_id: uuid,
    assignment_id: uuid,
    phase: nullable(phase),
  },
  sql: `SELECT ${lateColumns}, ${zoneColumns("l")}, l.user_id, l.assignment_id, l.phase
    FROM late_answer l JOIN assignment a ON a.id = l.assignment_id
    JOIN assignment_reader ar ON ar.assignment_id = l.assignment_id AND ar.user_id = l.user_id
    WHERE l.id = $attemptId`,
});

/** The answer to a request that came before under the same id, or the refusal of another one. */
async function findEarlier(
  ctx: Context,
  actor: User,
  attemptId: string,
  answer: Answer,
): Promise<Result<Offered> | null> {
  const row = await ctx.db.find(earlierLateAnswer, { attemptId });
  if (!row) return null;
  const same =
    row.user_id === actor.id &&
    row.assignment_id === answer.assignmentId &&
    row.case_id === answer.caseId &&
    row.given_at.getTime() === Date.parse(answer.givenAt) &&
    (row.phase === null || row.phase === answer.phase) &&
    isSameZone(zoneOf(row), answer.box);
  return same ? succeed(toOffered(row)) : fail("conflict", ANOTHER);
}
