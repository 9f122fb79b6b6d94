import type { Database } from "@/lib/db/client";
import { certain, float, nullable, timestamp, uuid } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import { rulesOf } from "@/lib/domain/attempts/mode";
import type { CountedAnswer } from "@/lib/domain/kept-figures/vector";
import { NO_ZONE } from "@/lib/domain/scoring/zone";
import { countedFirstAttempt } from "@/lib/sql/attempts";
import { mode, phase, zoneOutcome } from "@/lib/sql/types";

/** A counted answer and the video of its case. */
type ResidentAnswer = CountedAnswer & { readonly videoId: string };

const answersOfResident = statement({
  name: "answers-of-resident",
  params: { readerId: uuid, since: timestamp, now: timestamp },
  row: {
    video_id: uuid,
    mode,
    phase,
    reference_phase: certain(phase),
    locked_at: timestamp,
    iou: nullable(float),
    center_distance: nullable(float),
    zone_outcome: nullable(zoneOutcome),
    contact: nullable(float),
    phase_confidence: nullable(float),
    zone_confidence: nullable(float),
  },
  sql: `SELECT c.video_id, t.mode, t.phase, v.phase AS reference_phase, t.locked_at, t.iou, t.center_distance,
      t.zone_outcome, t.contact, t.phase_confidence, t.zone_confidence
    FROM attempt t JOIN case_version v ON v.id = t.version_id JOIN "case" c ON c.id = t.case_id
    WHERE t.user_id = $readerId AND t.locked_at >= $since AND ${countedFirstAttempt("$now")}
    ORDER BY t.locked_at, t.id`,
});

/** A resident's counted answers from a moment on, oldest first; a missed one is IoU 0 and distance 100. */
export async function loadResidentAnswers(
  db: Database,
  readerId: string,
  since: Date,
  now: Date,
): Promise<ResidentAnswer[]> {
  const rows = await db.all(answersOfResident, { readerId, since, now });
  return rows.map((row) => ({
    videoId: row.video_id,
    at: row.locked_at,
    given: !rulesOf(row.mode).asksPhase,
    chosenPhase: row.phase,
    referencePhase: row.reference_phase,
    iou: row.iou ?? NO_ZONE.iou,
    centerDistance: row.center_distance ?? NO_ZONE.centerDistance,
    zoneOutcome: row.zone_outcome ?? NO_ZONE.outcome,
    contact: row.contact,
    phaseConfidence: row.phase_confidence,
    zoneConfidence: row.zone_confidence,
  }));
}
