import { z } from "zod";
import { boolean, float, integer, jsonOf, nullable, timestamp, uuid, type ValuesOf } from "../../db/columns";
import { statement } from "../../db/statement";
import type { ScoredAttempt } from "../../domain/disputes/rescore";
import type { Phase } from "../../domain/phases";
import { secondLookColumns, secondLookRow } from "../../sql/second-look";
import { mode, phase, zoneOutcome } from "../../sql/types";
import { maybeZoneRow, zoneColumns, zoneOf } from "../../sql/zone";

/** Columns of an attempt `t` with the score that it has. */
export const scoredColumns = `t.id, t.user_id, t.mode, t.phase, t.phase_correct, ${zoneColumns("t")}, t.iou,
  t.center_distance, t.zone_outcome, t.contact, t.metric_version, ${secondLookColumns}, t.last_zone_outcome,
  t.last_contact, t.aid_right`;

export const scoredRow = {
  ...maybeZoneRow,
  id: uuid,
  user_id: uuid,
  mode,
  phase,
  phase_correct: boolean,
  iou: nullable(float),
  center_distance: nullable(float),
  zone_outcome: nullable(zoneOutcome),
  contact: nullable(float),
  metric_version: nullable(integer),
  ...secondLookRow,
  last_zone_outcome: nullable(zoneOutcome),
  last_contact: nullable(float),
  aid_right: nullable(boolean),
};

export const toScored = (row: ValuesOf<typeof scoredRow>): ScoredAttempt => ({
  mode: row.mode,
  phase: row.phase,
  box: zoneOf(row),
  score: {
    phaseCorrect: row.phase_correct,
    iou: row.iou,
    centerDistance: row.center_distance,
    zoneOutcome: row.zone_outcome,
    contact: row.contact,
    metricVersion: row.metric_version,
  },
  last: toLast(row),
});

function toLast(row: ValuesOf<typeof scoredRow>): ScoredAttempt["last"] {
  const { aid, last_phase: phase, last_box: box, last_phase_correct: phaseCorrect } = row;
  if (!aid || phase === null || box === null || phaseCorrect === null) return null;
  return {
    aid,
    aidRight: row.aid_right,
    phase,
    box,
    score: {
      phaseCorrect,
      iou: row.last_iou,
      centerDistance: row.last_center_distance,
      zoneOutcome: row.last_zone_outcome,
      contact: row.last_contact,
    },
  };
}

/** What an attempt is scored with from now on. */
type NewScore = ScoredAttempt["score"] & {
  readonly id: string;
  readonly versionId: string;
  readonly phase: Phase;
  readonly last: ScoredAttempt["last"];
};

/**
 * Gives attempts new scores and keeps the old ones beside. The old ones are read as they were before the statement
 * began: the caller holds the attempts.
 */
export const writeScores = statement({
  name: "write-scores",
  params: { scores: jsonOf(z.custom<readonly NewScore[]>()), now: timestamp },
  sql: `WITH next AS (
      SELECT * FROM jsonb_to_recordset($scores) AS x(
        id uuid, "versionId" uuid, phase phase, "phaseCorrect" boolean, iou float8, "centerDistance" float8,
        "zoneOutcome" text, contact float8, "metricVersion" int, last jsonb
      )
    ), kept AS (
      INSERT INTO attempt_score
        (attempt_id, version_id, phase_correct, iou, center_distance, zone_outcome, contact, metric_version,
         last_phase_correct, last_iou, last_center_distance, last_zone_outcome, last_contact, replaced_at)
      SELECT t.id, t.version_id, t.phase_correct, t.iou, t.center_distance, t.zone_outcome, t.contact,
        t.metric_version, t.last_phase_correct, t.last_iou, t.last_center_distance, t.last_zone_outcome,
        t.last_contact, $now
      FROM attempt t JOIN next ON next.id = t.id
    )
    UPDATE attempt t SET version_id = next."versionId", phase = next.phase, phase_correct = next."phaseCorrect",
      iou = next.iou, center_distance = next."centerDistance", zone_outcome = next."zoneOutcome", contact = next.contact,
      metric_version = next."metricVersion", last_phase = (next.last->>'phase')::phase,
      last_phase_correct = (next.last->'score'->>'phaseCorrect')::boolean,
      last_iou = (next.last->'score'->>'iou')::float8,
      last_center_distance = (next.last->'score'->>'centerDistance')::float8,
      last_zone_outcome = next.last->'score'->>'zoneOutcome',
      last_contact = (next.last->'score'->>'contact')::float8, aid_right = (next.last->>'aidRight')::boolean
    FROM next WHERE next.id = t.id`,
  prepared: false,
});
