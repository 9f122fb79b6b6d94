import type { Database } from "@/lib/db/client";
import type { Comment } from "@/lib/domain/results/views";

const commentsOfAttempt = {
  name: "comments-of-attempt",
  text: `SELECT k.id, u.name AS author, k.author_id = t.user_id AS "byReader", k.author_id = $2 AS own, k.text,
      k.created_at
    FROM attempt_comment k JOIN attempt t ON t.id = k.attempt_id JOIN "user" u ON u.id = k.author_id
    WHERE k.attempt_id = $1 ORDER BY k.created_at, k.id`,
};

type Row = Omit<Comment, "at"> & { created_at: Date };

/**
 * What was said about an attempt, the first thing first. The caller has checked that the viewer may see the attempt.
 */
export async function loadComments(
  db: Database,
  attemptId: string,
  viewerId: string,
): Promise<readonly Comment[]> {
  const rows = await db.query<Row>(commentsOfAttempt, [attemptId, viewerId]);
  return rows.map(({ created_at: at, ...comment }) => ({ ...comment, at: at.toISOString() }));
}
