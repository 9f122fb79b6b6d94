import { may } from "../../auth/policy";
import { certain, integer, text, timestamp, uuid, type ValuesOf } from "../../db/columns";
import { statement } from "../../db/statement";
import { canAnswer, closingFor, dueFor, holdsBack, standingOf } from "../../domain/assignments/schedule";
import type { DueAssignment } from "../../domain/assignments/views";
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
import { notFound, type Result, succeed } from "../result";

/** Columns of an assignment `a` to its reader `ar`. */
export const dueColumns = `a.id, a.name, ${scheduleColumns}, ${termsColumns},
  (SELECT count(*)::int FROM assignment_item i WHERE i.assignment_id = a.id) AS cases`;

export const dueRow = { ...scheduleRow, ...termsRow, id: uuid, name: text, cases: integer };
type DueRow = ValuesOf<typeof dueRow> & { readonly answered: number };

const readersAssignments = statement({
  name: "readers-assignments",
  params: { readerId: uuid, institutionId: uuid },
  row: dueRow,
  sql: `SELECT ${dueColumns}
    FROM assignment_reader ar JOIN assignment a ON a.id = ar.assignment_id AND a.institution_id = $institutionId
    WHERE ar.user_id = $readerId
    ORDER BY a.opens_at DESC, a.id`,
});

// Apart from the assignments: joined, the planner takes the few for a handful, and goes through them again and again.
const casesAnswered = statement({
  name: "cases-answered-by-assignment",
  params: { readerId: uuid, now: timestamp },
  row: { assignment_id: certain(uuid), answered: integer },
  sql: `SELECT t.assignment_id, count(DISTINCT t.case_id)::int AS answered FROM attempt t
    WHERE t.user_id = $readerId AND t.assignment_id IS NOT NULL AND ${doneInAssignment("$now")}
    GROUP BY t.assignment_id`,
});

export function toDue(row: DueRow, now: Date): DueAssignment {
  const [schedule, terms] = [toSchedule(row), toTerms(row)];
  const due = dueFor(schedule, terms);
  return {
    id: row.id,
    name: row.name,
    mode: row.assignment_mode,
    opensAt: row.opens_at.toISOString(),
    dueAt: due?.toISOString() ?? null,
    closesAt: closingFor(schedule, terms)?.toISOString() ?? null,
    timeLimitMinutes: row.time_limit_minutes,
    standing: standingOf(schedule, terms, row, now),
    extended: due !== null && row.due_at !== null && due > row.due_at,
    answered: row.answered,
    cases: row.cases,
    released: !holdsBack(schedule, now),
  };
}

/** The actor's assignments: first those to be done, the next due first; then the others, the latest first. */
export async function listDue(ctx: Context): Promise<Result<readonly DueAssignment[]>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "practise")) return notFound("page");
  const [rows, counts] = await Promise.all([
    db.all(readersAssignments, { readerId: actor.id, institutionId: actor.institutionId }),
    db.all(casesAnswered, { readerId: actor.id, now }),
  ]);
  const answered = new Map(counts.map((each) => [each.assignment_id, each.answered]));
  const all = rows.map((row) => toDue({ ...row, answered: answered.get(row.id) ?? 0 }, now));
  const next = ({ dueAt, closesAt }: DueAssignment): string => dueAt ?? closesAt ?? "9999";
  const waiting = all.filter(({ standing }) => canAnswer(standing));
  return succeed([
    ...waiting.toSorted((a, b) => (next(a) < next(b) ? -1 : 1)),
    ...all.filter(({ standing }) => !canAnswer(standing)),
  ]);
}
