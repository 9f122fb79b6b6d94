import { t } from "@/lib/language/t";
import { integer, text, timestamp, uuid, uuids } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { heldCommentsMessage } from "../../domain/results/messages";
import { withheld } from "../../sql/visibility";
import { type Telling, tell } from "../notices/tell";

const heldComments = statement({
  name: "held-comments",
  params: { assignmentId: uuid, userIds: uuids, now: timestamp },
  row: { userId: uuid, attemptId: uuid, video: text, frame: integer },
  sql: `SELECT t.user_id AS "userId", t.id AS "attemptId", vi.name AS video, c.frame_number AS frame
    FROM attempt t
    JOIN "case" c ON c.id = t.case_id
    JOIN video vi ON vi.id = c.video_id
    WHERE t.assignment_id = $assignmentId AND t.user_id = ANY($userIds)
      AND EXISTS (SELECT 1 FROM attempt_comment k WHERE k.attempt_id = t.id AND k.author_id <> t.user_id)
      AND NOT ${withheld("t.case_id", "t.user_id", "$now")}
    ORDER BY t.user_id, vi.name, c.frame_number`,
});

/**
 * Tells readers, as an assignment's results are released, of what was said about their answers before: until then it would
 * have told of the results. In the transaction of the release, or after it; callers have authorized.
 *
 * @returns how many were told
 */
export async function tellHeldComments(
  tx: Queryable,
  assignment: { readonly id: string; readonly name: string; readonly href: string },
  userIds: readonly string[],
  now: Date,
): Promise<number> {
  const rows = await tx.all(heldComments, { assignmentId: assignment.id, userIds, now });
  const tellings = [...new Set(rows.map((row) => row.userId))].map((userId): Telling => {
    const own = rows.filter((row) => row.userId === userId);
    const cases = own.map(({ video, frame }) => t`${video}, frame ${frame}`);
    return {
      userId,
      message: heldCommentsMessage({ assignment: assignment.name, cases }),
      key: `comment.held ${assignment.id} ${userId}`,
      href: own.length === 1 ? `/attempts/${own[0]!.attemptId}#comments` : assignment.href,
    };
  });
  return tell(tx, tellings, { kind: "comment.held", href: assignment.href, now });
}
