import { z } from "zod";
import { boolean, float, integer, jsonOf, nullable, timestamp, uuid, uuids } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { type RowOf, statement } from "@/lib/db/statement";
import { rescore } from "@/lib/domain/disputes/rescore";
import type { Size } from "@/lib/domain/geometry";
import type { Reference } from "@/lib/domain/scoring/score";
import { mode, phase, zoneOutcome } from "@/lib/sql/types";
import { maybeZoneRow, zoneColumns, zoneOf } from "@/lib/sql/zone";

/** Attempts that are read, scored and written at once. */
const BATCH = 500;

/** The reference by which attempts are scored anew. */
type Revision = {
  readonly caseId: string;
  /** The versions whose attempts move to the new one. */
  readonly from: readonly string[];
  readonly to: string;
  readonly reference: Reference;
  readonly frame: Size;
  readonly now: Date;
};

type Rescoring = {
  /** Attempts that moved to the new version: repetitions, drills, misses and open ones among them. */
  readonly rescored: number;
  readonly changed: number;
  /** Whose score is another now, and an attempt of theirs that shows it. */
  readonly readers: ReadonlyMap<string, string>;
};

// Locked before they are read: a zone that is being stored is waited for, and one that comes later finds the new
// version (lib/services/attempts/submit-zone.ts).
const nextAttempts = statement({
  name: "attempts-to-rescore",
  params: { caseId: uuid, from: uuids, after: nullable(uuid) },
  row: {
    id: uuid,
    user_id: uuid,
    mode,
    phase,
    phase_correct: boolean,
    ...maybeZoneRow,
    iou: nullable(float),
    center_distance: nullable(float),
    zone_outcome: nullable(zoneOutcome),
    metric_version: nullable(integer),
  },
  prepared: false,
  sql: `SELECT t.id, t.user_id, t.mode, t.phase, t.phase_correct, ${zoneColumns("t")}, t.iou, t.center_distance,
      t.zone_outcome, t.metric_version
    FROM attempt t WHERE t.case_id = $caseId AND t.version_id = ANY($from) AND ($after IS NULL OR t.id > $after)
    ORDER BY t.id LIMIT ${BATCH} FOR UPDATE`,
});

// The old scores are read as they were before the statement began.
const writeScores = statement({
  name: "write-rescored-attempts",
  params: { scores: jsonOf(z.custom<readonly object[]>()), now: timestamp, versionId: uuid },
  prepared: false,
  sql: `WITH next AS (
    SELECT * FROM jsonb_to_recordset($scores) AS x(
      id uuid, phase phase, "phaseCorrect" boolean, iou float8, "centerDistance" float8, "zoneOutcome" text,
      "metricVersion" int
    )
  ), kept AS (
    INSERT INTO attempt_score
      (attempt_id, version_id, phase_correct, iou, center_distance, zone_outcome, metric_version, replaced_at)
    SELECT t.id, t.version_id, t.phase_correct, t.iou, t.center_distance, t.zone_outcome, t.metric_version, $now
    FROM attempt t JOIN next ON next.id = t.id
  )
  UPDATE attempt t SET version_id = $versionId, phase = next.phase, phase_correct = next."phaseCorrect", iou = next.iou,
    center_distance = next."centerDistance", zone_outcome = next."zoneOutcome",
    metric_version = next."metricVersion"
  FROM next WHERE next.id = t.id`,
});

/**
 * Scores all attempts of some versions of a case by another one, and keeps their old scores beside. In the caller's
 * transaction, which holds the case: no attempt begins under an old version meanwhile.
 */
export async function rescoreAttempts(tx: Queryable, revision: Revision): Promise<Rescoring> {
  const { caseId, from, to, reference, frame, now } = revision;
  const readers = new Map<string, string>();
  let [rescored, changed] = [0, 0];
  let last: string | null = null;
  for (;;) {
    const rows: RowOf<typeof nextAttempts>[] = await tx.all(nextAttempts, { caseId, from, after: last });
    if (rows.length === 0) return { rescored, changed, readers };
    const scores = rows.map((row) => {
      const next = rescore(toScored(row), reference, frame);
      if (next.changed) {
        changed++;
        if (!readers.has(row.user_id)) readers.set(row.user_id, row.id);
      }
      return { id: row.id, phase: next.phase, ...next.score };
    });
    await tx.run(writeScores, { scores, now, versionId: to });
    rescored += rows.length;
    last = rows.at(-1)!.id;
  }
}

function toScored(row: RowOf<typeof nextAttempts>) {
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
