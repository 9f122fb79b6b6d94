import { randomUUID } from "node:crypto";
import { plural, t } from "@/lib/language/t";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { boolean, integer, nullable, text, timestamp, uuid, uuids } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
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
import { aidKind, mode, reasonTerm, setStatus } from "../../sql/types";
import { writeAudit } from "../audit/write-audit";
import { type ActingUser, changeSets } from "../case-sets/change-sets";
import { changeStatusIn } from "../case-sets/change-status";
import { publishCases } from "../case-sets/publish-cases";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { giveToReaders } from "./parts/give-to-readers";
import { resolveAudience } from "./parts/resolve-audience";

/**
 * Gives a published case set to cohorts and residents; a draft is published first where that is asked for, and of cases
 * of the library a published set is made. Cases and their order are frozen into the assignment: what becomes of the set
 * afterwards changes nothing. All of it in one transaction, or nothing.
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
  const made = await changeSets(ctx, async (tx): Promise<Result<{ readonly id: string }>> => {
    const earlier = await findEarlier(tx, actor, wanted);
    if (earlier) return earlier;
    const over = overBefore(read.dates, now);
    if (over) return fail("invalid", over);
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
    const content = await contentOf({ ...ctx, actor }, tx, wanted);
    if (!content.ok) return content;
    const { caseSetId, caseIds } = content.value;
    const id = await store(tx, actor, { ...wanted, caseSetId }, read.dates, now);
    if (id === null) return idTaken();
    await tx.run(freezeCases, { assignmentId: id, caseIds });
    const facts = {
      ...read.dates,
      name: wanted.name,
      mode: wanted.mode,
      cases: caseIds.length,
      timeLimitMinutes: wanted.timeLimitMinutes,
      timeZone: actor.timeZone,
    };
    await giveToReaders(tx, { id, institutionId: actor.institutionId, facts, caseIds }, members, now);
    const detail = { caseSetId, cases: caseIds.length, readers: members.length };
    await writeAudit(tx, { actor, now }, [{ action: "assignment.create", subject: id, detail }]);
    return succeed({ id });
  });
  // What stands against it may be this very request, sent twice and stored meanwhile.
  return made.ok ? made : ((await findEarlier(db, actor, wanted)) ?? made);
}

const idTaken = () =>
  fail("conflict", t`Another assignment has this id. Make a new id for a new assignment.`);

/** What is wrong with dates that have passed before anybody could answer; null for nothing. */
function overBefore({ dueAt, closesAt }: AssignmentDates, now: Date): string | null {
  if (dueAt && dueAt <= now) return `due: ${t`this moment has passed. Choose a later one.`}`;
  return closesAt && closesAt <= now ? `closes: ${t`this moment has passed. Choose a later one.`}` : null;
}

const earlierAssignment = statement({
  name: "earlier-assignment",
  params: { id: uuid },
  row: { author_id: nullable(uuid), case_set_id: uuid, mode, case_ids: uuids },
  sql: `SELECT author_id, case_set_id, mode,
      ARRAY(SELECT i.case_id FROM assignment_item i WHERE i.assignment_id = a.id ORDER BY i.position) AS case_ids
    FROM assignment a WHERE id = $id`,
});

/** The answer to a request that came before under the same id, or the refusal of another one. */
async function findEarlier(
  db: Queryable,
  actor: User,
  { id, caseSetId, caseIds, mode: asked }: NewAssignment,
): Promise<Result<{ readonly id: string }> | null> {
  const row = id === undefined ? null : await db.find(earlierAssignment, { id });
  if (!row || id === undefined) return null;
  // Its terms may have been changed since; what can't be tells whether it is the same.
  const sameContent = caseIds ? `${row.case_ids}` === `${caseIds}` : row.case_set_id === caseSetId;
  const same = row.author_id === actor.id && row.mode === asked && sameContent;
  return same ? succeed({ id }) : idTaken();
}

const setToAssign = statement({
  name: "set-to-assign",
  params: { setId: uuid, institutionId: uuid, actorId: uuid, overseesSets: boolean },
  row: { status: setStatus },
  sql: `SELECT s.status FROM case_set s WHERE s.id = $setId AND ${visibleSet()} FOR UPDATE`,
});

const casesInOrder = statement({
  name: "cases-of-set-in-order",
  params: { setId: uuid },
  row: { case_id: uuid },
  sql: `SELECT i.case_id FROM case_set_item i JOIN "case" c ON c.id = i.case_id
    WHERE i.case_set_id = $setId AND c.retired_at IS NULL ORDER BY i.position`,
});

type Content = { readonly caseSetId: string; readonly caseIds: readonly string[] };

/** The set that is given and its cases in order, but those that are retired, kept as they are until the transaction ends. */
async function contentOf(ctx: ActingUser, tx: Queryable, wanted: NewAssignment): Promise<Result<Content>> {
  const { actor } = ctx;
  const { caseIds: chosen, caseSetId: setId, name, publish } = wanted;
  if (chosen) {
    const made = await publishCases(ctx, tx, { name, caseIds: chosen });
    return made.ok ? succeed({ caseSetId: made.value, caseIds: chosen }) : made;
  }
  if (setId === undefined) return notFound("published case set");
  const overseesSets = may(actor, "oversee-sets");
  const { id: actorId, institutionId } = actor;
  const set = await tx.find(setToAssign, { setId, institutionId, actorId, overseesSets });
  if (set?.status === "draft" && publish) {
    const published = await changeStatusIn(ctx, tx, setId, "publish");
    if (!published.ok) return published;
  } else if (set?.status !== "published") return notFound("published case set");
  const caseIds = (await tx.all(casesInOrder, { setId })).map((row) => row.case_id);
  if (caseIds.length === 0) return fail("conflict", t`The case set is empty. Choose one with cases in it.`);
  if (caseIds.length > MOST_ASSIGNED_CASES) {
    return fail(
      "conflict",
      t`The case set has more than ${plural(MOST_ASSIGNED_CASES, "# case", "# cases")}: too many for an assignment.`,
    );
  }
  return succeed({ caseSetId: setId, caseIds });
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
    reasons: reasonTerm,
    secondLook: nullable(aidKind),
    resultsReleasedAt: nullable(timestamp),
    authorId: uuid,
    now: timestamp,
  },
  row: { id: uuid },
  sql: `INSERT INTO assignment (id, institution_id, case_set_id, name, instructions, mode, opens_at, due_at, closes_at,
      time_limit_minutes, attempts_allowed, shuffled, model_shown, reasons, second_look, results_released_at, author_id, created_at)
    VALUES ($id, $institutionId, $caseSetId, $name, $instructions, $mode, $opensAt, $dueAt, $closesAt,
      $timeLimitMinutes, $attemptsAllowed, $shuffled, $modelShown, $reasons, $secondLook, $resultsReleasedAt, $authorId, $now)
    ON CONFLICT (id) DO NOTHING RETURNING id`,
});

/** @returns its id; null where that is taken, perhaps by this very request, sent twice */
async function store(
  tx: Queryable,
  actor: User,
  wanted: NewAssignment & { readonly caseSetId: string },
  dates: AssignmentDates,
  now: Date,
): Promise<string | null> {
  const { institutionId, id: authorId } = actor;
  const id = wanted.id ?? randomUUID();
  const { reasons = "no", secondLook = null } = wanted;
  const stored = { ...wanted, reasons, secondLook, ...dates, id, institutionId, authorId, now };
  return (await tx.find(storeAssignment, stored))?.id ?? null;
}
