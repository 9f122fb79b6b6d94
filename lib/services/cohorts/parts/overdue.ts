import { answeredOf } from "@/lib/sql/attempts";
import { span } from "@/lib/sql/time";

/** Assignments that were due earlier than this are not brought up any more: half a year. */
const RECENT_MS = 26 * 7 * 24 * 60 * 60 * 1000;

/**
 * How many assignments of each of the readers `$userIds` were due by `$now` (or closed) and are not finished, as SQL.
 * Those of the last half year alone.
 */
export const overdueByReader = `
  WITH given AS MATERIALIZED (
    SELECT ar.user_id, ar.assignment_id
    FROM assignment_reader ar JOIN assignment a ON a.id = ar.assignment_id
    WHERE ar.user_id = ANY($userIds) AND ar.excused_at IS NULL
      AND greatest(coalesce(a.due_at, a.closes_at), ar.extended_until) <= $now
      AND greatest(coalesce(a.due_at, a.closes_at), ar.extended_until) > $now - ${span(RECENT_MS)}
  ), asked AS MATERIALIZED (
    SELECT g.assignment_id, ARRAY(SELECT case_id FROM assignment_item WHERE assignment_id = g.assignment_id) AS case_ids
    FROM (SELECT DISTINCT assignment_id FROM given) g
  )
  SELECT user_id, count(*)::int AS overdue
  FROM given JOIN asked USING (assignment_id)
  WHERE cardinality(case_ids) > ${answeredOf("asked.case_ids", "given.assignment_id", "given.user_id", "$now")}
  GROUP BY user_id`;
