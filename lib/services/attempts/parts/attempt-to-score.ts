import { boolean, float, integer, nullable, timestamp, uuid } from "@/lib/db/columns";
import { type RowOf, statement } from "@/lib/db/statement";
import { attemptState } from "@/lib/domain/attempts/state";
import { superseded } from "@/lib/sql/attempts";
import { reasonColumns, reasonRow } from "@/lib/sql/reasons";
import { maybeScheduleRow, scheduleColumns, termsColumns, termsRow } from "@/lib/sql/schedule";
import { secondLookColumns, secondLookRow } from "@/lib/sql/second-look";
import { mode, phase } from "@/lib/sql/types";
import { versionColumns, versionRow } from "@/lib/sql/versions";
import { withheld } from "@/lib/sql/visibility";
import { maybeZoneRow, zoneColumns } from "@/lib/sql/zone";

/** An attempt of whomever's, with all that the storing of its next step is decided by. */
export const attemptToScore = statement({
  name: "attempt-to-score",
  params: { attemptId: uuid, now: timestamp },
  row: {
    ...versionRow,
    ...maybeZoneRow,
    ...termsRow,
    ...maybeScheduleRow,
    ...secondLookRow,
    ...reasonRow,
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
    model_shown: nullable(boolean),
  },
  sql: `SELECT t.id, t.user_id, t.version_id, t.mode, t.phase, t.phase_correct, t.locked_at, t.zone_at, ${zoneColumns("t")},
      t.zone_confidence, t.elapsed_ms, t.since_lock_ms, ${reasonColumns}, t.iou, t.center_distance, ${secondLookColumns}, ${versionColumns}, ${superseded()} AS superseded,
      ${withheld("t.case_id", "t.user_id", "$now")} AS withheld, a.model_shown, ${scheduleColumns}, ${termsColumns}
    FROM attempt t
    JOIN case_version v ON v.id = t.version_id
    JOIN frame f ON f.id = v.frame_id
    LEFT JOIN assignment a ON a.id = t.assignment_id
    LEFT JOIN assignment_reader ar ON ar.assignment_id = a.id AND ar.user_id = t.user_id
    WHERE t.id = $attemptId`,
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
