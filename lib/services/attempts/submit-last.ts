import { z } from "zod";
import { t } from "@/lib/language/t";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { boolean, float, nullable, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { submitLastInputSchema } from "../../domain/attempts/answer";
import { isAidRight, lastAnswer, movementTowards } from "../../domain/attempts/last-answer";
import type { ScoredLast } from "../../domain/attempts/views";
import { completeScore, type Reference } from "../../domain/scoring/score";
import { isSameZone, readZone, type Zone, zoneProblem } from "../../domain/scoring/zone";
import type { Input } from "../../domain/view";
import { superseded } from "../../sql/attempts";
import { phase, zoneOutcome } from "../../sql/types";
import { toReference } from "../../sql/versions";
import { zoneOf, zoneParams, zoneValues } from "../../sql/zone";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { toAnswerReveal } from "./parts/answer-reveal";
import { type AttemptRow, attemptToScore, stateOf } from "./parts/attempt-to-score";

/** How often a last answer is scored again when its attempt changed in the meantime: each time is a change by another. */
const TRIES = 100;

/**
 * Stores and scores the last answer of a second look, and tells the reference: in an assignment not before the results
 * are released. What is left out is kept as it was answered first. Asking again for the same gives the same answer and
 * stores nothing. It is taken for a day from the zone on, after the end of an assignment too: it counts in the figures of
 * reliance alone.
 */
export async function submitLast(
  ctx: Context,
  id: string,
  input: Input<typeof submitLastInputSchema>,
): Promise<Result<ScoredLast>> {
  const { actor } = ctx;
  if (!may(actor, "practise")) return fail("forbidden", t`Only people who are signed in answer cases.`);
  const attemptId = z.uuid().safeParse(id);
  if (!attemptId.success) return notFound("attempt");
  const parsed = submitLastInputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  for (let tries = 1, lookedAgain = false; ; tries++) {
    const row = await ctx.db.find(attemptToScore, { attemptId: attemptId.data, now: ctx.now });
    if (!row) return fail("conflict", t`No phase is locked under this attempt’s id. Lock the phase first.`);
    if (row.user_id !== actor.id) return notFound("attempt");
    const refusal = whyNotToLookAgain(row);
    if (refusal) return refusal;
    const first = zoneOf(row)!;
    const last = lastAnswer({ mode: row.mode, phase: row.phase, box: first }, parsed.data);
    const problem = zoneProblem(last.box, row);
    if (problem) return fail("invalid", `box: ${problem}`);

    const stored =
      row.last_at === null ? await storeLast(ctx, actor, row, first, last) : isRepeated(row, last);
    // Another request was faster, perhaps this very one sent twice, or the reference changed: look again.
    if (stored === null && tries < TRIES) continue;
    if (stored === null)
      throw new Error("The attempt changed each time that its last answer was to be stored.");
    // A refusal too: this very request, sent earlier, may have been stored meanwhile.
    if (!stored.ok && row.last_at === null && !lookedAgain) {
      lookedAgain = true;
      continue;
    }
    if (!stored.ok) return stored;
    if (row.withheld) return succeed({ first: null, last: null, reveal: null });
    // As it is stored now: an earlier request may have been scored by another reference.
    const done =
      row.last_at === null ? await ctx.db.get(attemptToScore, { attemptId: row.id, now: ctx.now }) : row;
    const reveal = toAnswerReveal(done, { actor, now: ctx.now });
    return succeed({ first: firstScore(done), last: reveal.secondLook?.last?.score ?? null, reveal });
  }
}

function whyNotToLookAgain(row: AttemptRow): Result<never> | null {
  if (row.aid === null) return fail("conflict", t`This attempt has no second look.`);
  if (row.zone_at === null) {
    return fail("conflict", t`This attempt has no zone yet. Draw the zone first, then look again.`);
  }
  return null;
}

const firstScore = ({ phase_correct: phaseCorrect, iou, center_distance: centerDistance }: AttemptRow) =>
  iou === null || centerDistance === null ? null : completeScore(phaseCorrect, { iou, centerDistance });

type Last = ReturnType<typeof lastAnswer>;

/** Whether a last answer that is stored already is the same. */
function isRepeated(row: AttemptRow, last: Last): Result<null> {
  if (row.last_phase === last.phase && isSameZone(row.last_box, last.box)) return succeed(null);
  return fail(
    "conflict",
    t`The last answer of this attempt is stored already, and can’t be changed any more.`,
  );
}

// One statement, and so one transaction: the last answer, its score, the figures that are due, the audit row. Nothing
// happens where one is there already, or where another attempt has been begun or the reference changed in the meantime.
const storeLastOf = statement({
  name: "store-last",
  params: {
    ...zoneParams,
    attemptId: uuid,
    versionId: uuid,
    now: timestamp,
    phase,
    phaseCorrect: boolean,
    iou: float,
    centerDistance: float,
    outcome: zoneOutcome,
    contact: nullable(float),
    aidRight: nullable(boolean),
    movement: nullable(float),
    institutionId: uuid,
    readerId: uuid,
  },
  sql: `WITH stored AS (
      UPDATE attempt t SET last_at = $now, last_phase = $phase, last_phase_correct = $phaseCorrect,
        last_x1 = $x1, last_y1 = $y1, last_x2 = $x2, last_y2 = $y2, last_iou = $iou,
        last_center_distance = $centerDistance, last_zone_outcome = $outcome, last_contact = $contact,
        aid_right = $aidRight, last_movement = $movement
      WHERE t.id = $attemptId AND t.zone_at IS NOT NULL AND t.last_at IS NULL AND t.version_id = $versionId
        AND NOT ${superseded()}
      RETURNING t.id, t.user_id, t.case_id, t.locked_at, t.ordinal
    ), due AS (
      INSERT INTO figures_due (user_id, case_id, locked_at)
      SELECT user_id, case_id, locked_at FROM stored WHERE ordinal = 1
    )
    INSERT INTO audit_event (at, institution_id, actor_id, action, subject_id, detail)
    SELECT $now, $institutionId, $readerId, 'attempt.zone', id::text, '{"last": true}' FROM stored`,
});

/** Scores and stores a last answer, or tells why it is not taken; null where the attempt changed in the meantime. */
async function storeLast(
  ctx: Context,
  actor: User,
  row: AttemptRow,
  first: Zone,
  last: Last,
): Promise<Result<null> | null> {
  if (row.superseded) {
    return fail(
      "conflict",
      t`You began another attempt at this case, so the first answer of this one stands and takes no change.`,
    );
  }
  if (stateOf(row, ctx.now) !== "open") {
    return fail(
      "conflict",
      t`More than a day has passed since the zone was stored, so the first answer stands and takes no change.`,
    );
  }
  const reference: Reference = toReference(row);
  const { iou, centerDistance, outcome, contact } = readZone(last.box, reference, row);
  const stored = await ctx.db.run(storeLastOf, {
    ...zoneValues(last.box),
    attemptId: row.id,
    versionId: row.version_id,
    now: ctx.now,
    phase: last.phase,
    phaseCorrect: last.phase === reference.phase,
    iou,
    centerDistance,
    outcome,
    contact: contact?.share ?? null,
    aidRight: isAidRight(row.aid!, row.mode, reference, row),
    movement: movementTowards(row.aid!, first, last.box),
    institutionId: actor.institutionId,
    readerId: actor.id,
  });
  return stored > 0 ? succeed(null) : null;
}
