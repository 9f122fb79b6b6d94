import type { Database } from "../../db/client";
import { type Mode, rulesOf } from "../../domain/attempts/mode";
import { ZONE_TIME_MS } from "../../domain/attempts/zone-time";
import type { CountedAnswer } from "../../domain/kept-figures/vector";
import type { Phase } from "../../domain/phases";
import type { ZoneOutcome } from "../../domain/scoring/failure";
import { NO_ZONE } from "../../domain/scoring/zone";
import { countedFirstAttempt } from "../../sql/attempts";

/** A counted answer and the video of its case. */
export type ResidentAnswer = CountedAnswer & { readonly videoId: string };

const answersOfResident = {
  name: "answers-of-resident",
  text: `SELECT c.video_id, t.mode, t.phase, v.phase AS reference_phase, t.locked_at, t.iou, t.center_distance,
      t.zone_outcome, t.phase_confidence, t.zone_confidence
    FROM attempt t JOIN case_version v ON v.id = t.version_id JOIN "case" c ON c.id = t.case_id
    WHERE t.user_id = $3 AND t.locked_at >= $4 AND ${countedFirstAttempt("$1", "$2")}
    ORDER BY t.locked_at, t.id`,
};

type Row = {
  video_id: string;
  mode: Mode;
  phase: Phase;
  reference_phase: Phase;
  locked_at: Date;
  iou: number | null;
  center_distance: number | null;
  zone_outcome: ZoneOutcome | null;
  phase_confidence: number | null;
  zone_confidence: number | null;
};

/** A resident's counted answers from a moment on, oldest first; a missed one is IoU 0 and distance 100. */
export async function loadResidentAnswers(
  db: Database,
  userId: string,
  since: Date,
  now: Date,
): Promise<ResidentAnswer[]> {
  const missedBy = new Date(now.getTime() - ZONE_TIME_MS);
  const rows = await db.query<Row>(answersOfResident, [now, missedBy, userId, since]);
  return rows.map((row) => ({
    videoId: row.video_id,
    at: row.locked_at,
    given: !rulesOf(row.mode).asksPhase,
    chosenPhase: row.phase,
    referencePhase: row.reference_phase,
    iou: row.iou ?? NO_ZONE.iou,
    centerDistance: row.center_distance ?? NO_ZONE.centerDistance,
    zoneOutcome: row.zone_outcome ?? NO_ZONE.outcome,
    phaseConfidence: row.phase_confidence,
    zoneConfidence: row.zone_confidence,
  }));
}
