import type { User } from "@/lib/auth/actor";
import { timestamp, uuid } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import type { ReasonGrade, ReasonPart, ReasonSide } from "@/lib/domain/reasons/reason";
import type { ShownMarks } from "@/lib/domain/reasons/views";
import { reasonGrade, reasonPart, reasonSide } from "@/lib/sql/types";
import type { Context } from "../../context";
import { toShownMarks } from "./shown-marks";

// One statement, and so one transaction. The same grade again changes nothing. Once the other side's mark is there, the
// grade given without it is kept for the agreement. The trail tells of the faculty's marks alone: what readers think of
// their own words is nobody else's.
const upsertMark = statement({
  name: "upsert-reason-mark",
  params: {
    attemptId: uuid,
    part: reasonPart,
    side: reasonSide,
    grade: reasonGrade,
    markerId: uuid,
    now: timestamp,
    institutionId: uuid,
  },
  sql: `WITH stored AS (
      INSERT INTO reason_mark AS m (attempt_id, part, side, grade, blind_grade, marker_id, marked_at)
      VALUES ($attemptId, $part, $side, $grade, $grade, $markerId, $now)
      ON CONFLICT (attempt_id, part, side) DO UPDATE SET grade = $grade, marker_id = $markerId, marked_at = $now,
        blind_grade = CASE WHEN EXISTS (
          SELECT 1 FROM reason_mark o WHERE o.attempt_id = $attemptId AND o.part = $part AND o.side <> $side
        ) THEN m.blind_grade ELSE $grade END
      WHERE m.grade <> $grade
      RETURNING attempt_id
    )
    INSERT INTO audit_event (at, institution_id, actor_id, action, subject_id, detail)
    SELECT $now, $institutionId, $markerId, 'reason.mark', attempt_id::text,
      jsonb_build_object('part', $part, 'grade', $grade)
    FROM stored WHERE $side = 'faculty'`,
});

const marksOfPart = statement({
  name: "marks-of-part",
  params: { attemptId: uuid, part: reasonPart },
  row: { side: reasonSide, grade: reasonGrade },
  sql: "SELECT side, grade FROM reason_mark WHERE attempt_id = $attemptId AND part = $part",
});

type Mark = {
  readonly attemptId: string;
  readonly part: ReasonPart;
  readonly side: ReasonSide;
  readonly grade: ReasonGrade;
};

/** Stores a side's mark in place of an earlier one, and gives the part's marks as that side sees them. */
export async function storeMark({ db, now }: Context, actor: User, mark: Mark): Promise<ShownMarks> {
  const { id: markerId, institutionId } = actor;
  await db.run(upsertMark, { ...mark, markerId, institutionId, now });
  const { attemptId, part, side } = mark;
  return toShownMarks(await db.all(marksOfPart, { attemptId, part }), side);
}
