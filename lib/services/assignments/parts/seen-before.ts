import { integer, nullable, timestamp, uuid, uuids } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import { casesOfSamePicture } from "@/lib/sql/visibility";

/**
 * How many of some residents had answered how many of some cases by a moment, in practice or in another assignment, or
 * another case with the same picture: they were shown the references.
 */
export const seenBefore = statement({
  name: "seen-before",
  params: { caseIds: uuids, userIds: uuids, before: timestamp, assignmentId: nullable(uuid) },
  row: { readers: integer, cases: integer },
  sql: `SELECT count(DISTINCT t.user_id)::int AS readers, count(DISTINCT x.case_id)::int AS cases
    FROM unnest($caseIds) AS x(case_id) JOIN attempt t ON t.case_id IN ${casesOfSamePicture("ARRAY[x.case_id]")}
    WHERE t.user_id = ANY($userIds) AND t.zone_at < $before
      AND ($assignmentId IS NULL OR t.assignment_id IS DISTINCT FROM $assignmentId)`,
});
