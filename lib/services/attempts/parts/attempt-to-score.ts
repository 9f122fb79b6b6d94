import { boolean, float, integer, nullable, timestamp, uuid } from "@/lib/db/columns";
import { type RowOf, statement } from "@/lib/db/statement";
import { attemptState } from "@/lib/domain/attempts/state";
import { superseded } from "@/lib/sql/attempts";
import { maybeScheduleRow, scheduleColumns, termsColumns, termsRow } from "@/lib/sql/schedule";
import { mode, phase } from "@/lib/sql/types";
import { withheld } from "@/lib/sql/visibility";
import { maybeZoneRow, zoneColumns } from "@/lib/sql/zone";
import { answerReveal, answerRevealRow } from "./answer-reveal";

const { columns, join } = answerReveal("NOT t.withheld");

/**
 * An attempt of whomever's, with all that the storing of its next step is decided by, and what is told then unless it is withheld.
 */
export const attemptToScore = statement({
  name: "attempt-to-score",
  params: { attemptId: uuid, now: timestamp },
  row: {
    ...answerRevealRow,
    ...maybeZoneRow,
    ...termsRow,
    ...maybeScheduleRow,
    id: uuid,
    user_id: uuid,
    version_id: uuid,
    mode,
    phase,
    phase_correct: boolean,
    locked_at: timestamp,
    zone_at: nullable(timestamp),
    zone_confidence: nullable(float),
    elapsed_ms: nullable(integer),
    since_lock_ms: nullable(integer),
    iou: nullable(float),
    center_distance: nullable(float),
    superseded: boolean,
    withheld: boolean,
  },
  // LIMIT has Postgres ask once what is asked of the attempt, wherever it is asked for.
  sql: `SELECT t.id, t.user_id, t.version_id, t.mode, t.phase, t.phase_correct, t.locked_at, t.zone_at, ${zoneColumns("t")},
      t.zone_confidence, t.elapsed_ms, t.since_lock_ms, t.iou, t.center_distance, t.superseded, t.withheld, ${columns},
      ${scheduleColumns}, ${termsColumns}
    FROM (
      SELECT t.*, ${superseded()} AS superseded, ${withheld("t.case_id", "t.user_id", "$now")} AS withheld
      FROM attempt t WHERE t.id = $attemptId LIMIT 1
    ) t
    JOIN case_version v ON v.id = t.version_id
    JOIN frame f ON f.id = v.frame_id
    LEFT JOIN assignment a ON a.id = t.assignment_id
    LEFT JOIN assignment_reader ar ON ar.assignment_id = a.id AND ar.user_id = t.user_id
    ${join}`,
});

export type AttemptRow = RowOf<typeof attemptToScore>;

export const stateOf = (row: AttemptRow, now: Date): ReturnType<typeof attemptState> =>
  attemptState(
    {
      lockedAt: row.locked_at,
      zoneAt: row.zone_at,
      aided: row.aid !== null,
      lastAt: row.last_at,
      superseded: row.superseded,
    },
    now,
  );
