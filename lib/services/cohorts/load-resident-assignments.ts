import { dueFor, isLate, standingOf } from "../../domain/assignments/schedule";
import type { ResidentPage } from "../../domain/cohorts/views";
import { isOver } from "../../sql/attempts";
import { toSchedule, toTerms } from "../../sql/schedule";
import { type DueRow, dueColumns } from "../assignments/list-due";
import type { Context } from "../context";

type Assignments = ResidentPage["assignments"];

const assignmentsOfResident = {
  name: "assignments-of-resident",
  text: `SELECT ${dueColumns}, d.answered, d.last_locked, d.last_zone
    FROM assignment_reader ar
    JOIN assignment a ON a.id = ar.assignment_id
    LEFT JOIN (
      SELECT t.assignment_id, count(DISTINCT t.case_id)::int AS answered, max(t.locked_at) AS last_locked,
        max(t.zone_at) AS last_zone
      FROM attempt t WHERE t.user_id = $1 AND t.assignment_id IS NOT NULL AND ${isOver("$2")}
      GROUP BY t.assignment_id
    ) d ON d.assignment_id = a.id
    WHERE ar.user_id = $1 AND a.opens_at <= $2
    ORDER BY a.opens_at DESC, a.id`,
};

type Row = Omit<DueRow, "answered"> & {
  answered: number | null;
  last_locked: Date | null;
  last_zone: Date | null;
};

/** What a resident was given so far, the latest first. Callers have authorized. */
export async function loadResidentAssignments(
  { db, now }: Context,
  residentId: string,
): Promise<Assignments> {
  const rows = await db.query<Row>(assignmentsOfResident, [residentId, now]);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    dueAt: dueFor(toSchedule(row), toTerms(row))?.toISOString() ?? null,
    state: stateOf(row, now),
    answered: row.answered ?? 0,
    cases: row.cases,
  }));
}

function stateOf(row: Row, now: Date): Assignments[number]["state"] {
  const [schedule, terms] = [toSchedule(row), toTerms(row)];
  const standing = standingOf(schedule, terms, { answered: row.answered ?? 0, cases: row.cases }, now);
  if (standing === "excused") return "excused";
  if (standing === "done") {
    const lockedAt = row.last_locked;
    return lockedAt && isLate(schedule, terms, { lockedAt, zoneAt: row.last_zone }) ? "late" : "done";
  }
  return standing === "open" || standing === "begun" || standing === "upcoming" ? "open" : "overdue";
}
