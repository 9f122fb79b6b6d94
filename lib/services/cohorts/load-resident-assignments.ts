import { integer, nullable, text, timestamp, uuid } from "../../db/columns";
import { type RowOf, statement } from "../../db/statement";
import { dueFor, isLate, standingOf } from "../../domain/assignments/schedule";
import type { ResidentPage } from "../../domain/cohorts/views";
import { doneInAssignment } from "../../sql/attempts";
import {
  scheduleColumns,
  scheduleRow,
  termsColumns,
  termsRow,
  toSchedule,
  toTerms,
} from "../../sql/schedule";
import type { Context } from "../context";

type Assignments = ResidentPage["assignments"];

const assignmentsOfResident = statement({
  name: "assignments-of-resident",
  params: { readerId: uuid, now: timestamp },
  row: {
    id: uuid,
    name: text,
    ...scheduleRow,
    ...termsRow,
    cases: integer,
    answered: integer,
    last_locked: nullable(timestamp),
    last_zone: nullable(timestamp),
  },
  sql: `SELECT a.id, a.name, ${scheduleColumns}, ${termsColumns},
      (SELECT count(*)::int FROM assignment_item i WHERE i.assignment_id = a.id) AS cases,
      coalesce(d.answered, 0) AS answered, d.last_locked, d.last_zone
    FROM assignment_reader ar
    JOIN assignment a ON a.id = ar.assignment_id
    LEFT JOIN (
      SELECT t.assignment_id, count(DISTINCT t.case_id)::int AS answered, max(t.locked_at) AS last_locked,
        max(t.zone_at) AS last_zone
      FROM attempt t WHERE t.user_id = $readerId AND t.assignment_id IS NOT NULL AND ${doneInAssignment("$now")}
      GROUP BY t.assignment_id
    ) d ON d.assignment_id = a.id
    WHERE ar.user_id = $readerId AND a.opens_at <= $now
    ORDER BY a.opens_at DESC, a.id`,
});

/** What a resident was given so far, the latest first. Callers have authorized. */
export async function loadResidentAssignments({ db, now }: Context, readerId: string): Promise<Assignments> {
  const rows = await db.all(assignmentsOfResident, { readerId, now });
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    dueAt: dueFor(toSchedule(row), toTerms(row))?.toISOString() ?? null,
    state: stateOf(row, now),
    answered: row.answered,
    cases: row.cases,
  }));
}

function stateOf(row: RowOf<typeof assignmentsOfResident>, now: Date): Assignments[number]["state"] {
  const [schedule, terms] = [toSchedule(row), toTerms(row)];
  const standing = standingOf(schedule, terms, row, now);
  if (standing === "excused") return "excused";
  if (standing === "done") {
    const lockedAt = row.last_locked;
    return lockedAt && isLate(schedule, terms, { lockedAt, zoneAt: row.last_zone }) ? "late" : "done";
  }
  return standing === "open" || standing === "begun" || standing === "upcoming" ? "open" : "overdue";
}
