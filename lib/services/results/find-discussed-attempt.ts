import { z } from "zod";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { withheld } from "../../sql/visibility";
import type { Context } from "../context";

// To those who assign: answers in assignments of their institution. To the reader: the reader's own, once its result is
// out, and where somebody has said something about it.
const discussedAttempt = {
  name: "discussed-attempt",
  text: `SELECT t.id, t.user_id AS "readerId", t.assignment_id AS "assignmentId", u.name AS reader,
      vi.name AS video, c.frame_number AS frame, ${withheld("t.case_id", "t.user_id", "$4")} AS "isWithheld"
    FROM attempt t
    JOIN "user" u ON u.id = t.user_id
    JOIN "case" c ON c.id = t.case_id
    JOIN video vi ON vi.id = c.video_id
    LEFT JOIN assignment a ON a.id = t.assignment_id
    WHERE t.id = $1 AND t.zone_at IS NOT NULL AND (
      ($5::boolean AND a.institution_id = $3)
      OR (t.user_id = $2 AND NOT ${withheld("t.case_id", "$2", "$4")})
    )`,
};

/** A scored attempt that the actor may talk about. */
export type DiscussedAttempt = {
  readonly id: string;
  readonly readerId: string;
  readonly reader: string;
  readonly assignmentId: string | null;
  readonly video: string;
  readonly frame: number;
  /** Whether the reader must not know the result yet. */
  readonly isWithheld: boolean;
};

/** Null where there is none, or the actor may not see it. */
export async function findDiscussedAttempt(
  ctx: Context,
  id: string,
): Promise<{ readonly actor: User; readonly attempt: DiscussedAttempt } | null> {
  const { actor, db, now } = ctx;
  const attemptId = z.uuid().safeParse(id);
  if (!may(actor, "practise") || !attemptId.success) return null;
  const staff = may(actor, "assign");
  const values = [attemptId.data, actor.id, actor.institutionId, now, staff];
  const [attempt] = await db.query<DiscussedAttempt>(discussedAttempt, values);
  return attempt ? { actor, attempt } : null;
}
