import type { User } from "../../auth/actor";
import type { Database } from "../../db/client";
import { uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { OwnLateAnswer } from "../../domain/late-answers/views";
import { lateColumns, lateRow, toOffered } from "./parts/late-rows";

const ownLateAnswers = statement({
  name: "own-late-answers",
  params: { assignmentId: uuid, readerId: uuid },
  row: lateRow,
  sql: `SELECT ${lateColumns} FROM late_answer l
    JOIN assignment a ON a.id = l.assignment_id
    JOIN assignment_reader ar ON ar.assignment_id = l.assignment_id AND ar.user_id = l.user_id
    WHERE l.assignment_id = $assignmentId AND l.user_id = $readerId`,
});

/**
 * A reader's answers that came after the end of an assignment, in the order of its cases. The caller has checked that the
 * reader has the assignment.
 *
 * @param numbers each case's place in the reader's order, from 1
 */
export async function listOwnLateAnswers(
  db: Database,
  { id }: User,
  assignmentId: string,
  numbers: ReadonlyMap<string, number>,
): Promise<readonly OwnLateAnswer[]> {
  const rows = await db.all(ownLateAnswers, { assignmentId, readerId: id });
  return rows
    .flatMap((row) => {
      const number = numbers.get(row.case_id);
      const own = {
        ...toOffered(row),
        caseId: row.case_id,
        givenAt: row.given_at.toISOString(),
        reason: row.reason,
      };
      return number === undefined ? [] : [{ ...own, number }];
    })
    .toSorted((a, b) => a.number - b.number);
}
