import type pg from "pg";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import {
  MOST_ASSIGNED_CASES,
  MOST_READERS,
  type NewAssignment,
  newAssignmentSchema,
} from "../../domain/assignments/input";
import { type AssignmentDates, readDates } from "../../domain/assignments/read-dates";
import { rulesOf } from "../../domain/attempts/mode";
import type { Input } from "../../domain/view";
import { visibleSet } from "../../sql/case-sets";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { giveToReaders } from "./give-to-readers";
import { resolveAudience } from "./resolve-audience";

/**
 * Gives a published case set to cohorts and residents. Its cases and their order are frozen into the assignment: what
 * becomes of the set afterwards changes nothing.
 */
export async function createAssignment(
  ctx: Context,
  input: Input<typeof newAssignmentSchema>,
): Promise<Result<{ readonly id: string }>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "assign")) return notFound("page");
  const parsed = newAssignmentSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const wanted = parsed.data;
  if (rulesOf(wanted.mode).isExam && wanted.attemptsAllowed !== 1) {
    return fail("invalid", "attemptsAllowed: an exam takes one attempt at each case.");
  }
  const read = readDates(wanted, { mode: wanted.mode, timeZone: actor.timeZone, now });
  if ("problem" in read) return fail("invalid", read.problem);
  return inTransaction(db, async (client): Promise<Result<{ readonly id: string }>> => {
    const caseIds = await casesOfSet(client, actor, wanted.caseSetId);
    if (caseIds === null) return notFound("published case set");
    if (caseIds.length === 0) return fail("conflict", "The case set is empty. Choose one with cases in it.");
    if (caseIds.length > MOST_ASSIGNED_CASES) {
      return fail(
        "conflict",
        `The case set has more than ${MOST_ASSIGNED_CASES} cases: too many for an assignment.`,
      );
    }
    const members = await resolveAudience(client, actor, wanted.audience);
    if (members === null) return notFound("cohort or resident");
    if (members.length === 0) {
      return fail("invalid", "audience: choose at least one resident, or a cohort that has one.");
    }
    if (members.length > MOST_READERS) {
      return fail("invalid", `audience: an assignment has ${MOST_READERS} residents at most.`);
    }
    const id = await store(client, actor, wanted, read.dates, now);
    await client.query(
      `INSERT INTO assignment_item (assignment_id, case_id, position)
       SELECT $1, case_id, position FROM unnest($2::uuid[]) WITH ORDINALITY AS x(case_id, position)`,
      [id, caseIds],
    );
    const facts = {
      ...read.dates,
      name: wanted.name,
      mode: wanted.mode,
      cases: caseIds.length,
      timeLimitMinutes: wanted.timeLimitMinutes,
      timeZone: actor.timeZone,
    };
    await giveToReaders(client, { id, facts, caseIds }, members, now);
    const detail = { caseSetId: wanted.caseSetId, cases: caseIds.length, readers: members.length };
    await writeAudit(client, { actor, now }, [{ action: "assignment.create", subject: id, detail }]);
    return succeed({ id });
  });
}

/** The cases of a set in its order, kept as they are until the transaction ends; null where it can't be assigned. */
async function casesOfSet(client: pg.ClientBase, actor: User, setId: string): Promise<string[] | null> {
  const set = await client.query(
    `SELECT 1 FROM case_set s WHERE s.id = $1 AND s.status = 'published' AND ${visibleSet("$2", "$3", "$4")}
     FOR SHARE`,
    [setId, actor.institutionId, actor.id, may(actor, "oversee-sets")],
  );
  if (set.rowCount === 0) return null;
  const items = await client.query<{ case_id: string }>(
    "SELECT case_id FROM case_set_item WHERE case_set_id = $1 ORDER BY position",
    [setId],
  );
  return items.rows.map((row) => row.case_id);
}

async function store(
  client: pg.ClientBase,
  actor: User,
  wanted: NewAssignment,
  dates: AssignmentDates,
  now: Date,
): Promise<string> {
  const stored = await client.query<{ id: string }>(
    `INSERT INTO assignment (institution_id, case_set_id, name, instructions, mode, opens_at, due_at, closes_at,
       time_limit_minutes, attempts_allowed, shuffled, model_shown, results_released_at, author_id, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id`,
    [
      actor.institutionId,
      wanted.caseSetId,
      wanted.name,
      wanted.instructions,
      wanted.mode,
      dates.opensAt,
      dates.dueAt,
      dates.closesAt,
      wanted.timeLimitMinutes,
      wanted.attemptsAllowed,
      wanted.shuffled,
      wanted.modelShown,
      dates.resultsReleasedAt,
      actor.id,
      now,
    ],
  );
  return stored.rows[0]!.id;
}
