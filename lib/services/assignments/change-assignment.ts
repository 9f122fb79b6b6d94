import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { boolean, integer, nullable, text, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { type AssignmentTerms, termsSchema } from "../../domain/assignments/input";
import { changedMessage } from "../../domain/assignments/messages";
import { type AssignmentDates, readDates } from "../../domain/assignments/read-dates";
import { holdsBack } from "../../domain/assignments/schedule";
import { rulesOf } from "../../domain/attempts/mode";
import type { Input } from "../../domain/view";
import { toSchedule } from "../../sql/schedule";
import { aidKind, reasonTerm } from "../../sql/types";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { markPastChanged } from "../estimates/mark-past-changed";
import { markDue } from "../kept-figures/mark-due";
import { tell } from "../notices/tell";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { assignmentHref } from "./parts/give-to-readers";
import { factsOf, type LockedAssignment, lockAssignment, readersOf } from "./parts/lock-assignment";

/** Changes an assignment's name, instructions, dates, release, whether it asks for reasons, and its second look. New dates are told to the readers. */
export async function changeAssignment(
  ctx: Context,
  id: string,
  input: Input<typeof termsSchema>,
): Promise<Result<{ readonly id: string }>> {
  const { actor, db, now } = ctx;
  const assignmentId = z.uuid().safeParse(id);
  if (!may(actor, "assign") || !assignmentId.success) return notFound("assignment");
  const parsed = termsSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const terms = parsed.data;
  return inTransaction(db, async (tx): Promise<Result<{ readonly id: string }>> => {
    const before = await lockAssignment(tx, actor, assignmentId.data);
    if (!before) return notFound("assignment");
    const { timeZone } = actor;
    const read = readDates(terms, { mode: before.assignment_mode, timeZone, now });
    if ("problem" in read) return fail("invalid", read.problem);
    const dates = withReleaseKept(before, terms, read.dates, now);
    const problem = await changeProblem(tx, before, dates, now);
    if (problem) return fail("conflict", problem);
    const { name, instructions, timeLimitMinutes } = terms;
    const reasons = terms.reasons ?? before.reasons;
    const secondLook = terms.secondLook === undefined ? before.second_look : terms.secondLook;
    await tx.run(setTerms, {
      ...dates,
      assignmentId: before.id,
      name,
      instructions,
      timeLimitMinutes,
      reasons,
      secondLook,
    });
    const after: LockedAssignment = {
      ...before,
      name: terms.name,
      time_limit_minutes: terms.timeLimitMinutes,
      reasons,
      second_look: secondLook,
      opens_at: dates.opensAt,
      due_at: dates.dueAt,
      closes_at: dates.closesAt,
      results_released_at: dates.resultsReleasedAt,
    };
    const userIds = await readersOf(tx, before.id);
    const moved = (from: Date | null, to: Date | null) => String(from) !== String(to);
    if (moved(before.opens_at, dates.opensAt) || moved(before.results_released_at, dates.resultsReleasedAt)) {
      await markDue(tx, { userIds, caseIds: before.caseIds });
      await markPastChanged(tx, [actor.institutionId]);
    }
    if (datesText(before) !== datesText(after)) {
      const message = changedMessage(factsOf(after, timeZone), now);
      const key = `assignment.change ${before.id} ${datesText(after)}`;
      const tellings = userIds.map((userId) => ({ userId, message, key: `${key} ${userId}` }));
      await tell(tx, tellings, { kind: "assignment.change", href: assignmentHref(before.id), now });
    }
    const detail = { before: detailOf(before), after: detailOf(after) };
    await writeAudit(tx, { actor, now }, [{ action: "assignment.change", subject: before.id, detail }]);
    return succeed({ id: before.id });
  });
}

/** Results that are out since the beginning stay out; the moment moves only with an opening that comes before it. */
function withReleaseKept(
  before: LockedAssignment,
  terms: AssignmentTerms,
  dates: AssignmentDates,
  now: Date,
): AssignmentDates {
  const { results_released_at: released } = before;
  if (terms.release.kind !== "at-once" || !released || holdsBack(toSchedule(before), now)) return dates;
  return { ...dates, resultsReleasedAt: new Date(Math.min(+released, +dates.opensAt)) };
}

const howFarReadersAre = statement({
  name: "how-far-readers-are",
  params: { assignmentId: uuid },
  row: { begun: nullable(boolean), extended: nullable(timestamp) },
  sql: `SELECT bool_or(begun_at IS NOT NULL) OR EXISTS (
      SELECT 1 FROM attempt t WHERE t.assignment_id = $assignmentId
    ) AS begun, max(extended_until) AS extended
    FROM assignment_reader WHERE assignment_id = $assignmentId`,
});

/** What of a change would take something back that people have. */
async function changeProblem(
  tx: Queryable,
  before: LockedAssignment,
  dates: AssignmentDates,
  now: Date,
): Promise<string | null> {
  const schedule = toSchedule(before);
  if (!holdsBack(schedule, now) && holdsBack(dates, now)) {
    return t`The results are released: what people have seen can’t be held back again.`;
  }
  const { begun, extended } = await tx.get(howFarReadersAre, { assignmentId: before.id });
  if (begun && dates.opensAt > now) {
    return t`Somebody has begun already, so it can’t open later than now.`;
  }
  const releases = dates.resultsReleasedAt;
  if (rulesOf(schedule.mode).isExam && extended && releases && extended > releases && extended > now) {
    return t`Somebody’s extension runs longer than that: an exam’s results come after it, or they would tell the answers.`;
  }
  return null;
}

const setTerms = statement({
  name: "set-terms-of-assignment",
  params: {
    assignmentId: uuid,
    name: text,
    instructions: text,
    opensAt: timestamp,
    dueAt: nullable(timestamp),
    closesAt: nullable(timestamp),
    timeLimitMinutes: nullable(integer),
    resultsReleasedAt: nullable(timestamp),
    reasons: reasonTerm,
    secondLook: nullable(aidKind),
  },
  sql: `UPDATE assignment SET name = $name, instructions = $instructions, opens_at = $opensAt, due_at = $dueAt,
      closes_at = $closesAt, time_limit_minutes = $timeLimitMinutes, results_released_at = $resultsReleasedAt,
      reasons = $reasons, second_look = $secondLook
    WHERE id = $assignmentId`,
});

const detailOf = (row: LockedAssignment) => ({
  name: row.name,
  opensAt: row.opens_at,
  dueAt: row.due_at,
  closesAt: row.closes_at,
  timeLimitMinutes: row.time_limit_minutes,
  resultsReleasedAt: row.results_released_at,
  reasons: row.reasons,
  secondLook: row.second_look,
});

const datesText = (row: LockedAssignment): string =>
  [row.opens_at, row.due_at, row.closes_at].map((date) => date?.toISOString() ?? "-").join(" ");
