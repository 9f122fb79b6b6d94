import { float, text } from "../db/columns";
import { constant } from "../db/statement";
import type { PhaseOutcome } from "../domain/scoring/failure";
import { NO_ZONE } from "../domain/scoring/zone";
import { asksPhase } from "./modes";

/** How an attempt `t` that is over went. One without a zone is a miss (`NO_ZONE`). */

const named = (outcome: PhaseOutcome): string => constant(text, outcome);

/** `phaseOutcome` of lib/domain/attempts/mode.ts, as SQL. */
export const phaseOutcomeColumn = `CASE WHEN NOT ${asksPhase("t.mode")} THEN ${named("given")}
  WHEN t.phase_correct THEN ${named("right")} ELSE ${named("wrong")} END`;

export const zoneOutcomeColumn = `coalesce(t.zone_outcome, ${constant(text, NO_ZONE.outcome)})`;

export const iouColumn = `coalesce(t.iou, ${constant(float, NO_ZONE.iou)})`;

/** In % of the frame's diagonal. */
export const distanceColumn = `coalesce(t.center_distance, ${constant(float, NO_ZONE.centerDistance)})`;
