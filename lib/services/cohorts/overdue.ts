/** Assignments that were due earlier than this are not brought up any more. */
const WEEKS = 26;

/**
 * How many assignments of each of the readers $1 were due by $2 (or closed) and are not finished, as SQL. Those of the
 * last half year alone.
 */
export const overdueByReader = `
  SELECT b.user_id, count(*)::int AS overdue
  FROM (
    SELECT ar.user_id, ar.assignment_id,
      (SELECT count(*) FROM assignment_item i WHERE i.assignment_id = a.id) AS cases
    FROM assignment_reader ar JOIN assignment a ON a.id = ar.assignment_id
    WHERE ar.user_id = ANY($1::uuid[]) AND ar.excused_at IS NULL
      AND greatest(coalesce(a.due_at, a.closes_at), ar.extended_until) <= $2
      AND greatest(coalesce(a.due_at, a.closes_at), ar.extended_until) > $2::timestamptz - interval '${WEEKS} weeks'
  ) b
  LEFT JOIN LATERAL (
    SELECT count(DISTINCT t.case_id) AS answered FROM attempt t
    WHERE t.assignment_id = b.assignment_id AND t.user_id = b.user_id AND ${isOver("$2")}
  ) d ON true
  WHERE d.answered < b.cases
  GROUP BY b.user_id`;

import { isOver } from "../../sql/attempts";
