import { integer, nullable, timestamp, uuid, uuids } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import { samePicture } from "@/lib/sql/visibility";

/**
 * How many of some residents had answered how many of some cases by a moment, in practice or in another assignment, or
 * another case with the same picture: they were shown the references.
 */
export const seenBefore = statement({
  name: "seen-before",
  params: { caseIds: uuids, userIds: uuids, before: timestamp, assignmentId: nullable(uuid) },
  row: { readers: integer, cases: integer },
  // The doubles as a list, which is made once: for each case anew, all answers of these readers are gone through.
  sql: `WITH shown AS MATERIALIZED (
      SELECT DISTINCT px.case_id AS asked, py.case_id AS id FROM ${samePicture} WHERE px.case_id = ANY($caseIds)
    )
    SELECT count(DISTINCT t.user_id)::int AS readers, count(DISTINCT shown.asked)::int AS cases
    FROM shown JOIN attempt t ON t.case_id = shown.id
    WHERE t.user_id = ANY($userIds) AND t.zone_at < $before
      AND ($assignmentId IS NULL OR t.assignment_id IS DISTINCT FROM $assignmentId)`,
});
