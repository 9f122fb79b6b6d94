import { integer, nullable, text, timestamp, uuid } from "../../db/columns";
import { type RowOf, statement } from "../../db/statement";
import { dueFor, endFor, isLate, standingOf } from "../../domain/assignments/schedule";
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
      SELECT f.assignment_id, count(*)::int AS answered, max(f.locked_at) AS last_locked, max(f.zone_at) AS last_zone
      FROM (
        SELECT DISTINCT ON (t.assignment_id, t.case_id) t.assignment_id, t.locked_at, t.zone_at
        FROM attempt t WHERE t.user_id = $readerId AND t.assignment_id IS NOT NULL AND ${doneInAssignment("$now")}
        ORDER BY t.assignment_id, t.case_id, t.ordinal
      ) f
      GROUP BY f.assignment_id
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
    mode: row.assignment_mode,
    ...stateOf(row, now),
    answered: row.answered,
    cases: row.cases,
  }));
}

type State = Pick<Assignments[number], "state" | "since">;

function stateOf(row: RowOf<typeof assignmentsOfResident>, now: Date): State {
  const [schedule, terms] = [toSchedule(row), toTerms(row)];
  const standing = standingOf(schedule, terms, row, now);
  if (standing === "excused") return { state: "excused", since: first(terms.excusedAt) };
  if (standing === "done") {
    const { last_locked: lockedAt, last_zone: zoneAt } = row;
    const isDoneLate = lockedAt !== null && isLate(schedule, terms, { lockedAt, zoneAt });
    const finishedAt = lockedAt && zoneAt && zoneAt > lockedAt ? zoneAt : lockedAt;
    return { state: isDoneLate ? "late" : "done", since: first(finishedAt) };
  }
  if (standing === "open" || standing === "begun" || standing === "upcoming") {
    return { state: "open", since: null };
  }
  const passed = [dueFor(schedule, terms), endFor(schedule, terms)].filter(
    (moment) => moment !== null && moment <= now,
  );
  return { state: "overdue", since: first(...passed) };
}

/** The earliest of moments, ISO 8601. */
const first = (...moments: readonly (Date | null)[]): string | null =>
  moments.flatMap((moment) => moment?.toISOString() ?? []).sort()[0] ?? null;
