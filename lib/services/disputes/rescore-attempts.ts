import type pg from "pg";
import type { Mode } from "../../domain/attempts/mode";
import { rescore } from "../../domain/disputes/rescore";
import type { Size } from "../../domain/geometry";
import type { Phase } from "../../domain/phases";
import type { ZoneOutcome } from "../../domain/scoring/failure";
import type { Reference } from "../../domain/scoring/score";
import { zoneOf } from "../../sql/zone";

/** Attempts that are read, scored and written at once. */
const BATCH = 500;

/** The reference by which attempts are scored anew. */
export type Revision = {
  readonly caseId: string;
  /** The versions whose attempts move to the new one. */
  readonly from: readonly string[];
  readonly to: string;
  readonly reference: Reference;
  readonly frame: Size;
  readonly now: Date;
};

export type Rescoring = {
  /** Attempts that moved to the new version: repetitions, drills, misses and open ones among them. */
  readonly rescored: number;
  readonly changed: number;
  /** Whose score is another now, and an attempt of theirs that shows it. */
  readonly readers: ReadonlyMap<string, string>;
};

type Row = {
  id: string;
  user_id: string;
  mode: Mode;
  phase: Phase;
  phase_correct: boolean;
  x1: number | null;
  y1: number | null;
  x2: number | null;
  y2: number | null;
  iou: number | null;
  center_distance: number | null;
  zone_outcome: ZoneOutcome | null;
  metric_version: number | null;
};

// Locked before they are read: a zone that is being stored is waited for, and one that comes later finds the new
// version (lib/services/attempts/submit-zone.ts).
const nextAttempts = `SELECT id, user_id, mode, phase, phase_correct, x1, y1, x2, y2, iou, center_distance,
    zone_outcome, metric_version
  FROM attempt WHERE case_id = $1 AND version_id = ANY($2::uuid[]) AND ($3::uuid IS NULL OR id > $3)
  ORDER BY id LIMIT ${BATCH} FOR UPDATE`;

// The old scores are read as they were before the statement began.
const writeScores = `WITH next AS (
    SELECT * FROM jsonb_to_recordset($1) AS x(
      id uuid, phase phase, "phaseCorrect" boolean, iou float8, "centerDistance" float8, "zoneOutcome" text,
      "metricVersion" int
    )
  ), kept AS (
    INSERT INTO attempt_score
      (attempt_id, version_id, phase_correct, iou, center_distance, zone_outcome, metric_version, replaced_at)
    SELECT t.id, t.version_id, t.phase_correct, t.iou, t.center_distance, t.zone_outcome, t.metric_version, $2
    FROM attempt t JOIN next ON next.id = t.id
  )
  UPDATE attempt t SET version_id = $3, phase = next.phase, phase_correct = next."phaseCorrect", iou = next.iou,
    center_distance = next."centerDistance", zone_outcome = next."zoneOutcome",
    metric_version = next."metricVersion"
  FROM next WHERE next.id = t.id`;

/**
 * Scores all attempts of some versions of a case by another one, and keeps their old scores beside. In the caller's
 * transaction, which holds the case: no attempt begins under an old version meanwhile.
 */
export async function rescoreAttempts(client: pg.ClientBase, revision: Revision): Promise<Rescoring> {
  const { caseId, from, to, reference, frame, now } = revision;
  const readers = new Map<string, string>();
  let [rescored, changed] = [0, 0];
  let last: string | null = null;
  for (;;) {
    const { rows }: pg.QueryResult<Row> = await client.query<Row>(nextAttempts, [caseId, from, last]);
    if (rows.length === 0) return { rescored, changed, readers };
    const written = rows.map((row) => {
      const next = rescore(toScored(row), reference, frame);
      if (next.changed) {
        changed++;
        if (!readers.has(row.user_id)) readers.set(row.user_id, row.id);
      }
      return { id: row.id, phase: next.phase, ...next.score };
    });
    await client.query(writeScores, [JSON.stringify(written), now, to]);
    rescored += rows.length;
    last = rows.at(-1)!.id;
  }
}

function toScored(row: Row) {
  return {
    mode: row.mode,
    phase: row.phase,
    box: zoneOf(row),
    score: {
      phaseCorrect: row.phase_correct,
      iou: row.iou,
      centerDistance: row.center_distance,
      zoneOutcome: row.zone_outcome,
      metricVersion: row.metric_version,
    },
  };
}
