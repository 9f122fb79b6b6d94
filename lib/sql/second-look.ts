import { boolean, float, jsonOf, nullable, timestamp, type ValuesOf } from "../db/columns";
import { type Mode, namedPhase } from "../domain/attempts/mode";
import type { SecondLook } from "../domain/attempts/views";
import type { Size } from "../domain/geometry";
import { completeScore, type Reference } from "../domain/scoring/score";
import { readingOf, readZone } from "../domain/scoring/zone";
import { zoneSchema } from "../domain/scoring/zone-schema";
import { aidSchema } from "../domain/second-look/aid";
import { phase } from "./types";

/** The zone of an attempt's last answer, in one column: the row holds the first one's already. */
export const lastZoneColumn = `CASE WHEN t.last_at IS NOT NULL THEN
      jsonb_build_array(t.last_x1, t.last_y1, t.last_x2, t.last_y2) END`;

export const aid = jsonOf(aidSchema);
export const lastZone = jsonOf(zoneSchema);

/** What is stored of the second look of an attempt `t`. */
export const secondLookColumns = `t.aid, t.last_at, t.last_phase, t.last_phase_correct, ${lastZoneColumn} AS last_box, t.last_iou,
      t.last_center_distance`;

export const secondLookRow = {
  aid: nullable(aid),
  last_at: nullable(timestamp),
  last_phase: nullable(phase),
  last_phase_correct: nullable(boolean),
  last_box: nullable(lastZone),
  last_iou: nullable(float),
  last_center_distance: nullable(float),
};

type SecondLookRow = ValuesOf<typeof secondLookRow>;

/** A second look to the reader of its attempt, once that is over; null where there is none. */
export function toSecondLook(
  row: SecondLookRow & Size & { readonly mode: Mode },
  reference: Reference,
): SecondLook | null {
  const { aid, last_phase: phase, last_phase_correct: phaseCorrect, last_box: box, last_iou: iou } = row;
  if (!aid) return null;
  const centerDistance = row.last_center_distance;
  if (phase === null || phaseCorrect === null || box === null || iou === null || centerDistance === null) {
    return { aid, last: null };
  }
  return {
    aid,
    last: {
      phase: namedPhase({ mode: row.mode, phase }),
      box,
      score: completeScore(phaseCorrect, { iou, centerDistance }),
      zone: readingOf(readZone(box, reference, row)),
    },
  };
}
