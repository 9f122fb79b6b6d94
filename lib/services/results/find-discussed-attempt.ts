import { z } from "zod";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { boolean, integer, nullable, text, timestamp, uuid } from "../../db/columns";
import { type RowOf, statement } from "../../db/statement";
import { isScored } from "../../sql/attempts";
import { withheld } from "../../sql/visibility";
import type { Context } from "../context";

// To those who assign: answers in assignments of their institution. To the reader: the reader's own, once its result is
// out, and where somebody has said something about it.
const discussedAttempt = statement({
  name: "discussed-attempt",
  params: { attemptId: uuid, actorId: uuid, institutionId: uuid, now: timestamp, isStaff: boolean },
  row: {
    id: uuid,
    readerId: uuid,
    assignmentId: nullable(uuid),
    reader: text,
    video: text,
    frame: integer,
    /** Whether the reader must not know the result yet. */
    isWithheld: boolean,
  },
  sql: `SELECT t.id, t.user_id AS "readerId", t.assignment_id AS "assignmentId", u.name AS reader,
      vi.name AS video, c.frame_number AS frame, ${withheld("t.case_id", "t.user_id", "$now")} AS "isWithheld"
    FROM attempt t
    JOIN "user" u ON u.id = t.user_id
    JOIN "case" c ON c.id = t.case_id
    JOIN video vi ON vi.id = c.video_id
    LEFT JOIN assignment a ON a.id = t.assignment_id
    WHERE t.id = $attemptId AND ${isScored("$now")} AND (
      ($isStaff AND a.institution_id = $institutionId)
      OR (t.user_id = $actorId AND NOT ${withheld("t.case_id", "$actorId", "$now")})
    )`,
});

/** A scored attempt that the actor may talk about. */
export type DiscussedAttempt = RowOf<typeof discussedAttempt>;

/** Null where there is none, or the actor may not see it. */
export async function findDiscussedAttempt(
  ctx: Context,
  id: string,
): Promise<{ readonly actor: User; readonly attempt: DiscussedAttempt } | null> {
  const { actor, db, now } = ctx;
  const attemptId = z.uuid().safeParse(id);
  if (!may(actor, "practise") || !attemptId.success) return null;
  const attempt = await db.find(discussedAttempt, {
    attemptId: attemptId.data,
    actorId: actor.id,
    institutionId: actor.institutionId,
    now,
    isStaff: may(actor, "assign"),
  });
  return attempt ? { actor, attempt } : null;
}
