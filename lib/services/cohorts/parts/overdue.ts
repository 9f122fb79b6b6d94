import { doneInAssignment } from "@/lib/sql/attempts";
import { span } from "@/lib/sql/time";

/** Assignments that were due earlier than this are not brought up any more: half a year. */
const RECENT_MS = 26 * 7 * 24 * 60 * 60 * 1000;

/**
 * How many assignments of each of the readers `$userIds` were due by `$now` (or closed) and are not finished, as SQL.
 * Those of the last half year alone.
 */
export const overdueByReader = `
  SELECT b.user_id, count(*)::int AS overdue
  FROM (
    SELECT ar.user_id, ar.assignment_id,
      (SELECT count(*) FROM assignment_item i WHERE i.assignment_id = a.id) AS cases
    FROM assignment_reader ar JOIN assignment a ON a.id = ar.assignment_id
    WHERE ar.user_id = ANY($userIds) AND ar.excused_at IS NULL
      AND greatest(coalesce(a.due_at, a.closes_at), ar.extended_until) <= $now
      AND greatest(coalesce(a.due_at, a.closes_at), ar.extended_until) > $now - ${span(RECENT_MS)}
  ) b
  LEFT JOIN LATERAL (
    SELECT count(DISTINCT t.case_id) AS answered FROM attempt t
    WHERE t.assignment_id = b.assignment_id AND t.user_id = b.user_id AND ${doneInAssignment("$now")}
  ) d ON true
  WHERE d.answered < b.cases
  GROUP BY b.user_id`;
