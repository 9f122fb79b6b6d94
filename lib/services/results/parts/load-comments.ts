import type { Database } from "@/lib/db/client";
import { boolean, text, timestamp, uuid } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import type { Comment } from "@/lib/domain/results/views";

const commentsOfAttempt = statement({
  name: "comments-of-attempt",
  params: { attemptId: uuid, viewerId: uuid },
  row: { id: uuid, author: text, byReader: boolean, own: boolean, text, created_at: timestamp },
  sql: `SELECT k.id, u.name AS author, k.author_id = t.user_id AS "byReader", k.author_id = $viewerId AS own, k.text,
      k.created_at
    FROM attempt_comment k JOIN attempt t ON t.id = k.attempt_id JOIN "user" u ON u.id = k.author_id
    WHERE k.attempt_id = $attemptId ORDER BY k.created_at, k.id`,
});

/**
 * What was said about an attempt, the first thing first. The caller has checked that the viewer may see the attempt.
 */
export async function loadComments(
  db: Database,
  attemptId: string,
  viewerId: string,
): Promise<readonly Comment[]> {
  const rows = await db.all(commentsOfAttempt, { attemptId, viewerId });
  return rows.map(({ created_at: at, ...comment }) => ({ ...comment, at: at.toISOString() }));
}
