import {
  boolean,
  certain,
  float,
  floats,
  integer,
  nullable,
  text,
  timestamp,
  uuid,
} from "../../../db/columns";
import { statement } from "../../../db/statement";
import { answeredOf, countedAt, toldAttempt } from "../../../sql/attempts";
import { mode, phase } from "../../../sql/types";
import { zoneColumns, zoneRow } from "../../../sql/zone";

/** An answer whose result may be told, of somebody who has not objected; null for none. */
export const answerToTell = statement({
  name: "answer-to-tell",
  params: { attemptId: uuid, institutionId: uuid, now: timestamp },
  row: {
    ...zoneRow,
    userId: uuid,
    email: text,
    caseId: uuid,
    assignmentId: nullable(uuid),
    mode,
    ordinal: integer,
    phase,
    phaseCorrect: boolean,
    width: integer,
    height: integer,
    iou: certain(float),
    elapsedMs: nullable(integer),
    answeredAt: certain(timestamp),
    toldAt: certain(timestamp),
  },
  sql: `SELECT ${zoneColumns("t")}, t.user_id AS "userId", u.email, t.case_id AS "caseId", t.assignment_id AS "assignmentId",
      t.mode, t.ordinal, t.phase, t.phase_correct AS "phaseCorrect", f.width, f.height, t.iou,
      t.elapsed_ms AS "elapsedMs", t.zone_at AS "answeredAt", ${countedAt} AS "toldAt"
    FROM attempt t JOIN "user" u ON u.id = t.user_id
      JOIN case_version v ON v.id = t.version_id JOIN frame f ON f.id = v.frame_id
    WHERE t.id = $attemptId AND u.institution_id = $institutionId AND u.records_off_at IS NULL
      AND t.zone_at IS NOT NULL AND ${toldAttempt("$now")}`,
});

/** An assignment that its reader has answered whole, where all of it may be told; null for none. */
export const assignmentToTell = statement({
  name: "assignment-to-tell",
  params: { assignmentId: uuid, userId: uuid, institutionId: uuid, now: timestamp },
  row: { email: text, title: text, scores: certain(floats), completedAt: certain(timestamp) },
  sql: `WITH asked AS MATERIALIZED (SELECT case_id FROM assignment_item WHERE assignment_id = $assignmentId),
    last AS (
      SELECT DISTINCT ON (t.case_id) t.case_id,
        CASE WHEN t.phase_correct AND t.zone_at IS NOT NULL THEN coalesce(t.iou, 0) ELSE 0 END AS score,
        ${countedAt} AS at, ${toldAttempt("$now")} AS told
      FROM attempt t JOIN asked USING (case_id)
      WHERE t.assignment_id = $assignmentId AND t.user_id = $userId
      ORDER BY t.case_id, t.ordinal
    )
    SELECT u.email, a.name AS title, (SELECT array_agg(score ORDER BY case_id) FROM last) AS scores,
      (SELECT max(at) FROM last) AS "completedAt"
    FROM assignment a JOIN "user" u ON u.id = $userId AND u.institution_id = $institutionId AND u.records_off_at IS NULL
    WHERE a.id = $assignmentId
      AND ${answeredOf("ARRAY(SELECT case_id FROM asked)", "$assignmentId", "$userId", "$now")} = (SELECT count(*) FROM asked)
      AND (SELECT count(*) FROM asked) > 0 AND (SELECT bool_and(told) FROM last)`,
});
