import type pg from "pg";
import type { Mode } from "../../domain/attempts/mode";
import { ZONE_TIME_MS } from "../../domain/attempts/state";
import type { CountedAnswer } from "../../domain/kept-figures/vector";
import type { Phase } from "../../domain/phases";
import type { ZoneOutcome } from "../../domain/scoring/failure";
import { countedFirstAttempt } from "../progress/load-first-attempts";

export type AnswerRow = {
  user_id: string;
  mode: Mode;
  phase: Phase;
  reference_phase: Phase;
  locked_at: Date;
  iou: number | null;
  center_distance: number | null;
  zone_outcome: ZoneOutcome | null;
  phase_confidence: number | null;
  zone_confidence: number | null;
  elapsed_ms: number | null;
};

/** The columns of an answer, over `t` (attempt) and `v` (case_version). */
export const answerColumns = `t.user_id, t.mode, t.phase, v.phase AS reference_phase, t.locked_at, t.iou,
  t.center_distance, t.zone_outcome, t.phase_confidence, t.zone_confidence, t.elapsed_ms`;

/** Whether the attempt `t` counts, as SQL over the parameters $1 (now) and $2 (when a miss was locked, at the latest). */
export const counted = countedFirstAttempt("$1", "$2");

/** One order for all figures, so that the same attempts give the same digits. */
export const answerOrder = "t.locked_at, t.id";

/** A missed attempt is IoU 0 and distance 100. */
export function toAnswer(row: AnswerRow): CountedAnswer {
  return {
    at: row.locked_at,
    given: row.mode === "phase-given",
    chosenPhase: row.phase,
    referencePhase: row.reference_phase,
    iou: row.iou ?? 0,
    centerDistance: row.center_distance ?? 100,
    zoneOutcome: row.zone_outcome ?? "missed",
    phaseConfidence: row.phase_confidence,
    zoneConfidence: row.zone_confidence,
  };
}

/** Loads the counted answers of a query whose first two parameters are now and the time of the latest miss. */
export async function loadAnswers<Row extends AnswerRow>(
  client: pg.ClientBase,
  text: string,
  now: Date,
  values: readonly unknown[],
): Promise<Row[]> {
  const { rows } = await client.query<Row>(text, [now, new Date(now.getTime() - ZONE_TIME_MS), ...values]);
  return rows;
}
