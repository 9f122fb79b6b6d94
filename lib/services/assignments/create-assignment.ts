import { randomUUID } from "node:crypto";
import { plural, t } from "@/lib/language/t";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { boolean, integer, nullable, text, timestamp, uuid, uuids } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
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
import { mode } from "../../sql/types";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { giveToReaders } from "./parts/give-to-readers";
import { resolveAudience } from "./parts/resolve-audience";

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
    return fail("invalid", `attemptsAllowed: ${t`an exam takes one attempt at each case.`}`);
  }
  const read = readDates(wanted, { mode: wanted.mode, timeZone: actor.timeZone, now });
  if ("problem" in read) return fail("invalid", read.problem);
  return inTransaction(db, async (tx): Promise<Result<{ readonly id: string }>> => {
    const earlier = await findEarlier(tx, actor, wanted);
    if (earlier) return earlier;
    const caseIds = await casesOfSet(tx, actor, wanted.caseSetId);
    if (caseIds === null) return notFound("published case set");
    if (caseIds.length === 0) return fail("conflict", t`The case set is empty. Choose one with cases in it.`);
    if (caseIds.length > MOST_ASSIGNED_CASES) {
      return fail(
        "conflict",
        t`The case set has more than ${plural(MOST_ASSIGNED_CASES, "# case", "# cases")}: too many for an assignment.`,
      );
    }
    const members = await resolveAudience(tx, actor, wanted.audience);
    if (members === null) return notFound("cohort or resident");
    if (members.length === 0) {
      return fail("invalid", `audience: ${t`choose at least one resident, or a cohort that has one.`}`);
    }
    if (members.length > MOST_READERS) {
      return fail(
        "invalid",
        `audience: ${t`an assignment has ${plural(MOST_READERS, "# resident", "# residents")} at most.`}`,
      );
    }
    const id = await store(tx, actor, wanted, read.dates, now);
    if (id === null) return (await findEarlier(tx, actor, wanted)) ?? idTaken();
    await tx.run(freezeCases, { assignmentId: id, caseIds });
    const facts = {
      ...read.dates,
      name: wanted.name,
      mode: wanted.mode,
      cases: caseIds.length,
      timeLimitMinutes: wanted.timeLimitMinutes,
      timeZone: actor.timeZone,
    };
    await giveToReaders(tx, { id, facts, caseIds }, members, now);
    const detail = { caseSetId: wanted.caseSetId, cases: caseIds.length, readers: members.length };
    await writeAudit(tx, { actor, now }, [{ action: "assignment.create", subject: id, detail }]);
    return succeed({ id });
  });
}

const idTaken = () =>
  fail("conflict", t`Another assignment has this id. Make a new id for a new assignment.`);

const earlierAssignment = statement({
  name: "earlier-assignment",
  params: { id: uuid },
  row: { author_id: nullable(uuid), case_set_id: uuid, mode },
  sql: "SELECT author_id, case_set_id, mode FROM assignment WHERE id = $id",
});

/** The answer to a request that came before under the same id, or the refusal of another one. */
async function findEarlier(
  tx: Queryable,
  actor: User,
  { id, caseSetId, mode: asked }: NewAssignment,
): Promise<Result<{ readonly id: string }> | null> {
  const row = id === undefined ? null : await tx.find(earlierAssignment, { id });
  if (!row || id === undefined) return null;
  // Its terms may have been changed since; what can't be tells whether it is the same.
  const same = row.author_id === actor.id && row.case_set_id === caseSetId && row.mode === asked;
  return same ? succeed({ id }) : idTaken();
}

const setToAssign = statement({
  name: "set-to-assign",
  params: { setId: uuid, institutionId: uuid, actorId: uuid, overseesSets: boolean },
  row: { id: uuid },
  sql: `SELECT s.id FROM case_set s WHERE s.id = $setId AND s.status = 'published' AND ${visibleSet()} FOR SHARE`,
});

const casesInOrder = statement({
  name: "cases-of-set-in-order",
  params: { setId: uuid },
  row: { case_id: uuid },
  sql: "SELECT case_id FROM case_set_item WHERE case_set_id = $setId ORDER BY position",
});

/** The cases of a set in its order, kept as they are until the transaction ends; null where it can't be assigned. */
async function casesOfSet(tx: Queryable, actor: User, setId: string): Promise<string[] | null> {
  const overseesSets = may(actor, "oversee-sets");
  const { id: actorId, institutionId } = actor;
  const found = await tx.find(setToAssign, { setId, institutionId, actorId, overseesSets });
  if (!found) return null;
  return (await tx.all(casesInOrder, { setId })).map((row) => row.case_id);
}

const freezeCases = statement({
  name: "freeze-cases-of-assignment",
  params: { assignmentId: uuid, caseIds: uuids },
  sql: `INSERT INTO assignment_item (assignment_id, case_id, position)
    SELECT $assignmentId, case_id, position FROM unnest($caseIds) WITH ORDINALITY AS x(case_id, position)`,
});

const storeAssignment = statement({
  name: "store-assignment",
  params: {
    id: uuid,
    institutionId: uuid,
    caseSetId: uuid,
    name: text,
    instructions: text,
    mode,
    opensAt: timestamp,
    dueAt: nullable(timestamp),
    closesAt: nullable(timestamp),
    timeLimitMinutes: nullable(integer),
    attemptsAllowed: integer,
    shuffled: boolean,
    modelShown: boolean,
    resultsReleasedAt: nullable(timestamp),
    authorId: uuid,
    now: timestamp,
  },
  row: { id: uuid },
  sql: `INSERT INTO assignment (id, institution_id, case_set_id, name, instructions, mode, opens_at, due_at, closes_at,
      time_limit_minutes, attempts_allowed, shuffled, model_shown, results_released_at, author_id, created_at)
    VALUES ($id, $institutionId, $caseSetId, $name, $instructions, $mode, $opensAt, $dueAt, $closesAt,
      $timeLimitMinutes, $attemptsAllowed, $shuffled, $modelShown, $resultsReleasedAt, $authorId, $now)
    ON CONFLICT (id) DO NOTHING RETURNING id`,
});

/** @returns its id; null where that is taken, perhaps by this very request, sent twice */
async function store(
  tx: Queryable,
  actor: User,
  wanted: NewAssignment,
  dates: AssignmentDates,
  now: Date,
): Promise<string | null> {
  const { institutionId, id: authorId } = actor;
  const id = wanted.id ?? randomUUID();
  const stored = { ...wanted, ...dates, id, institutionId, authorId, now };
  return (await tx.find(storeAssignment, stored))?.id ?? null;
}
