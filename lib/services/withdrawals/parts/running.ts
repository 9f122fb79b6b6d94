import { timestamp, uuid, uuids } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import { isExam } from "@/lib/sql/modes";

/**
 * SQL for whether an assignment `a` asks its cases still, or will: neither closed for all of its readers, nor an exam
 * whose results are released. `now` is an SQL expression.
 */
export const asksStill = (now: string): string => `(
    (a.closes_at IS NULL OR a.closes_at > ${now} OR EXISTS (
      SELECT 1 FROM assignment_reader longer WHERE longer.assignment_id = a.id AND longer.extended_until > ${now}
    ))
    AND NOT (${isExam("a.mode")} AND a.results_released_at IS NOT NULL AND a.results_released_at <= ${now})
  )`;

const dropItems = statement({
  name: "drop-items-of-running-assignments",
  params: { caseIds: uuids, now: timestamp },
  row: { assignment_id: uuid },
  sql: `DELETE FROM assignment_item i USING assignment a
    WHERE a.id = i.assignment_id AND i.case_id = ANY($caseIds) AND ${asksStill("$now")}
    RETURNING i.assignment_id`,
});

/**
 * Takes cases out of all assignments that ask them still: for every reader, answered or not, so that all are measured by
 * the same. Answers stay, in histories and figures. @returns the assignments
 */
export async function takeOutOfRunning(
  tx: Queryable,
  caseIds: readonly string[],
  now: Date,
): Promise<readonly string[]> {
  const rows = await tx.all(dropItems, { caseIds, now });
  return [...new Set(rows.map((row) => row.assignment_id))];
}
