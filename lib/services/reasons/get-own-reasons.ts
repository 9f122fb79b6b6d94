import { may } from "../../auth/policy";
import { boolean, nullable, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { reasonProgressOf } from "../../domain/reasons/progress";
import type { ReasonProgress } from "../../domain/reasons/views";
import { reasonGrade, reasonPart } from "../../sql/types";
import { withheld } from "../../sql/visibility";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";

// Of what the reader has marked: the faculty's marks are seen beside the reader's own alone.
const ownMarks = statement({
  name: "marks-of-own-reasons",
  params: { readerId: uuid, now: timestamp },
  row: {
    part: reasonPart,
    at: timestamp,
    counted: boolean,
    grade: reasonGrade,
    blind_grade: reasonGrade,
    faculty_grade: nullable(reasonGrade),
    faculty_blind_grade: nullable(reasonGrade),
  },
  sql: `SELECT m.part, t.locked_at AS at, t.ordinal = 1 AS counted, m.grade, m.blind_grade,
      f.grade AS faculty_grade, f.blind_grade AS faculty_blind_grade
    FROM reason_mark m
    JOIN attempt t ON t.id = m.attempt_id
    LEFT JOIN reason_mark f ON f.attempt_id = m.attempt_id AND f.part = m.part AND f.side = 'faculty'
    WHERE m.marker_id = $readerId AND m.side = 'reader' AND NOT ${withheld("t.case_id", "$readerId", "$now")}`,
});

/** How the actor's own words did by their own marks, week by week, and how far the faculty agree. */
export async function getOwnReasons({ actor, db, now }: Context): Promise<Result<ReasonProgress>> {
  if (!may(actor, "practise")) return notFound("page");
  const rows = await db.all(ownMarks, { readerId: actor.id, now });
  const reasons = rows.map((row) => ({
    part: row.part,
    at: row.at,
    counted: row.counted,
    reader: { grade: row.grade, blindGrade: row.blind_grade },
    faculty: row.faculty_grade &&
      row.faculty_blind_grade && { grade: row.faculty_grade, blindGrade: row.faculty_blind_grade },
  }));
  return succeed(reasonProgressOf(reasons, actor.timeZone));
}
