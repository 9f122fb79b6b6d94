import { setImmediate as sent } from "node:timers/promises";
import { z } from "zod";
import { t } from "@/lib/language/t";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { float, integer, nullable, text, timestamp, uuid, type ValuesOf } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { refusalWords } from "../../domain/assignments/refusal";
import { holdsBack, refusalOfZone } from "../../domain/assignments/schedule";
import { type SubmitZoneInput, submitZoneInputSchema } from "../../domain/attempts/answer";
import { fateOfLateZone } from "../../domain/attempts/late-zone";
import type { ScoredZone } from "../../domain/attempts/views";
import { completeScore, METRIC_VERSION, type Score } from "../../domain/scoring/score";
import { isSameZone, readZone, zoneProblem } from "../../domain/scoring/zone";
import type { Input } from "../../domain/view";
import { superseded } from "../../sql/attempts";
import type { ReasonRow } from "../../sql/reasons";
import { maybeSchedule, toTerms } from "../../sql/schedule";
import { zoneOutcome } from "../../sql/types";
import { toReference } from "../../sql/versions";
import { setZone, zoneOf, zoneParams, zoneValues } from "../../sql/zone";
import type { Context } from "../context";
import { markPastChanged } from "../estimates/mark-past-changed";
import { fail, invalid, notFound, type Result, refuse, succeed } from "../result";
import { toAnswerReveal } from "./parts/answer-reveal";
import { type AttemptRow, attemptToScore, stateOf } from "./parts/attempt-to-score";
import { toldElsewhere } from "./parts/told-elsewhere";

/** How often a zone is scored again when its attempt changed in the meantime: each time is a change by another. */
const TRIES = 100;

/**
 * Stores and scores the zone of an attempt whose phase is locked, and tells the reference: not before it is
 * stored, in an assignment not before the results are released, and in a second look not at all: there the aid is told,
 * and the reference with the last answer. Asking again with the same body gives the
 * same answer and stores nothing.
 */
export async function submitZone(
  ctx: Context,
  id: string,
  input: Input<typeof submitZoneInputSchema>,
): Promise<Result<ScoredZone>> {
  const { actor } = ctx;
  if (!may(actor, "practise")) return fail("forbidden", t`Only people who are signed in answer cases.`);
  const attemptId = z.uuid().safeParse(id);
  if (!attemptId.success) return notFound("attempt");
  const parsed = submitZoneInputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  for (let tries = 1, lookedAgain = false; ; tries++) {
    const row = await ctx.db.find(attemptToScore, { attemptId: attemptId.data, now: ctx.now });
    if (!row) {
      return fail(
        "conflict",
        t`No phase is locked under this attempt’s id. Lock the phase first, then draw the zone.`,
      );
    }
    if (row.user_id !== actor.id) return notFound("attempt");
    const problem = zoneProblem(parsed.data.box, row);
    if (problem) return fail("invalid", `box: ${problem}`);

    const reference = toReference(row);
    const reading = readZone(parsed.data.box, reference, row);
    // As it is once the zone is stored, if it wasn't.
    const next = {
      ...row,
      ...zoneValues(parsed.data.box),
      ...wordsOf(parsed.data),
      zone_at: row.zone_at ?? ctx.now,
      since_lock_ms: parsed.data.sinceLockMs ?? null,
    };
    // What is told is made while the zone is stored, once that is on its way, and told when it is stored.
    const [scored, told] = await Promise.all([
      row.zone_at === null ? storeZone(ctx, actor, row, parsed.data, reading) : repeatZone(row, parsed.data),
      sent().then(() => toTell(next, actor, ctx.now)),
    ]);
    // Another request was faster, perhaps this very one sent twice, or the reference changed: look again.
    if (scored === null && tries < TRIES) continue;
    if (scored === null) throw new Error("The attempt changed each time that its zone was to be stored.");
    // A refusal too: this very request, sent earlier, may have been stored meanwhile.
    if (!scored.ok && row.zone_at === null && !lookedAgain) {
      lookedAgain = true;
      continue;
    }
    if (!scored.ok) return scored;
    return succeed({ score: told.reveal && scored.value, ...told });
  }
}

/** What is told of a stored zone beside its score. Of a second look it is the aid: the rest comes with the last answer. */
function toTell(row: AttemptRow, actor: User, now: Date): Omit<ScoredZone, "score"> {
  if (row.aid && (row.last_at !== null || stateOf(row, now) === "open")) {
    return { reveal: null, aid: row.aid };
  }
  return { reveal: row.withheld ? null : toAnswerReveal(row, { actor, now }) };
}

/** A reader's words as they are stored: of a part of which nothing was written, null. */
const wordsOf = ({ nextAction, criticalRisk }: SubmitZoneInput): ReasonRow => ({
  own_next_action: nextAction || null,
  own_critical_risk: criticalRisk || null,
});

/** The answer to a zone that is stored already: the same again, or a refusal. */
function repeatZone(row: AttemptRow, input: SubmitZoneInput): Result<Score> {
  const words = wordsOf(input);
  const same =
    isSameZone(zoneOf(row), input.box) &&
    row.zone_confidence === (input.zoneConfidence ?? null) &&
    row.elapsed_ms === (input.elapsedMs ?? null) &&
    row.since_lock_ms === (input.sinceLockMs ?? null) &&
    row.own_next_action === words.own_next_action &&
    row.own_critical_risk === words.own_critical_risk;
  if (!same || row.iou === null || row.center_distance === null) {
    return fail(
      "conflict",
      t`This attempt has another answer already, and none can be changed once it is stored.`,
    );
  }
  return succeed(completeScore(row.phase_correct, { iou: row.iou, centerDistance: row.center_distance }));
}

// One statement, and so one transaction: the zone, its score, the figures that are due, the audit row. Nothing happens
// where a zone is there already, or where another attempt has been begun or the reference changed in the meantime.
const storeZoneOf = statement({
  name: "store-zone",
  params: {
    ...zoneParams,
    attemptId: uuid,
    versionId: uuid,
    now: timestamp,
    zoneConfidence: nullable(float),
    elapsedMs: nullable(integer),
    sinceLockMs: nullable(integer),
    nextAction: nullable(text),
    criticalRisk: nullable(text),
    iou: float,
    centerDistance: float,
    outcome: zoneOutcome,
    contact: nullable(float),
    metricVersion: integer,
    institutionId: uuid,
    readerId: uuid,
  },
  sql: `WITH stored AS (
      UPDATE attempt t SET zone_at = $now, ${setZone}, zone_confidence = $zoneConfidence, elapsed_ms = $elapsedMs,
        since_lock_ms = $sinceLockMs, next_action = $nextAction, critical_risk = $criticalRisk, iou = $iou, center_distance = $centerDistance, zone_outcome = $outcome, contact = $contact,
        metric_version = $metricVersion
      WHERE t.id = $attemptId AND t.zone_at IS NULL AND t.version_id = $versionId AND NOT ${superseded()}
      RETURNING t.id, t.user_id, t.case_id, t.locked_at, t.ordinal
    ), due AS (
      INSERT INTO figures_due (user_id, case_id, locked_at)
      SELECT user_id, case_id, locked_at FROM stored WHERE ordinal = 1
    )
    INSERT INTO audit_event (at, institution_id, actor_id, action, subject_id)
    SELECT $now, $institutionId, $readerId, 'attempt.zone', id::text FROM stored`,
});

/** Scores and stores a zone, or tells why it is not taken; null where the attempt changed in the meantime. */
async function storeZone(
  ctx: Context,
  actor: User,
  row: AttemptRow,
  input: SubmitZoneInput,
  reading: ReturnType<typeof readZone>,
): Promise<Result<Score> | null> {
  if (row.superseded) {
    return fail(
      "conflict",
      t`You began another attempt at this case, so this one counts as a miss and takes no zone.`,
    );
  }
  const schedule = maybeSchedule(row);
  const refusal = schedule && refusalOfZone(schedule, toTerms(row), ctx.now);
  if (refusal) return refuse(refusal);
  const isLate = stateOf(row, ctx.now) === "missed";
  const refusedLate = isLate && (await refusalOfLateZone(ctx, row, input));
  if (refusedLate) return refusedLate;
  const words = wordsOf(input);
  const values = {
    ...zoneValues(input.box),
    attemptId: row.id,
    versionId: row.version_id,
    now: ctx.now,
    zoneConfidence: input.zoneConfidence ?? null,
    elapsedMs: input.elapsedMs ?? null,
    sinceLockMs: input.sinceLockMs ?? null,
    nextAction: words.own_next_action,
    criticalRisk: words.own_critical_risk,
    iou: reading.iou,
    centerDistance: reading.centerDistance,
    outcome: reading.outcome,
    contact: reading.contact?.share ?? null,
    metricVersion: METRIC_VERSION,
    institutionId: actor.institutionId,
    readerId: actor.id,
  };
  const stored = isLate
    ? await inTransaction(ctx.db, (tx) => storeLateZone(tx, values))
    : await ctx.db.run(storeZoneOf, values);
  return stored > 0 ? succeed(completeScore(row.phase_correct, reading)) : null;
}

/** Stores a zone whose attempt was counted as a miss until now. */
async function storeLateZone(tx: Queryable, values: ValuesOf<typeof storeZoneOf.params>): Promise<number> {
  const stored = await tx.run(storeZoneOf, values);
  if (stored > 0) await markPastChanged(tx, [values.institutionId]);
  return stored;
}

/** Why a zone is not taken that comes when its attempt is a miss by time; null where it is. */
async function refusalOfLateZone(
  ctx: Context,
  row: AttemptRow,
  input: SubmitZoneInput,
): Promise<ReturnType<typeof refuse> | null> {
  const schedule = maybeSchedule(row);
  const { told } = await ctx.db.get(toldElsewhere, { attemptId: row.id, now: ctx.now });
  const fate = fateOfLateZone(
    {
      mode: row.mode,
      aided: row.aid !== null,
      lockedAt: row.locked_at,
      assignment: schedule && { holdsBack: holdsBack(schedule, ctx.now) },
      sinceLockMs: input.sinceLockMs ?? null,
      toldElsewhere: told,
    },
    ctx.now,
  );
  if (fate === "taken") return null;
  return fate === "faculty" ? refuse("lapsed") : fail("conflict", refusalWords.lapsed);
}
