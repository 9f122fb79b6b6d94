import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { boolean, nullable, text, timestamp, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { readerTermsSchema } from "../../domain/assignments/input";
import { extendedMessage } from "../../domain/assignments/messages";
import { rulesOf } from "../../domain/attempts/mode";
import { momentOf } from "../../domain/time/zoned-time";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { tell } from "../notices/tell";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { dropUnsentMails } from "./parts/drop-mails";
import { assignmentHref } from "./parts/give-to-readers";
import { factsOf, type LockedAssignment, lockAssignment } from "./parts/lock-assignment";

/** Extends an assignment for one reader, excuses the reader, or takes either back. */
export async function changeReader(
  ctx: Context,
  place: { readonly id: string; readonly userId: string },
  input: Input<typeof readerTermsSchema>,
): Promise<Result<{ readonly changed: true }>> {
  const { actor, db, now } = ctx;
  const ids = z.object({ id: z.uuid(), userId: z.uuid() }).safeParse(place);
  if (!may(actor, "assign") || !ids.success) return notFound("reader");
  const parsed = readerTermsSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { id, userId } = ids.data;
  const { excuse, timeAnew } = parsed.data;
  const local = parsed.data.extendedUntil;
  const until = local ? momentOf(local, actor.timeZone) : null;
  if (local && !until)
    return fail("invalid", `extendedUntil: ${t`the clocks show no such time on that day.`}`);
  return inTransaction(db, async (tx): Promise<Result<{ readonly changed: true }>> => {
    const assignment = await lockAssignment(tx, actor, id);
    if (!assignment) return notFound("assignment");
    const problem = until && extensionProblem(assignment, until, now);
    if (problem) return fail("conflict", problem);
    const changed = await tx.run(setTermsOfReader, {
      assignmentId: id,
      userId,
      changesExtension: local !== undefined,
      extendedUntil: until,
      timeAnew: timeAnew === true,
      changesExcuse: excuse !== undefined,
      excuse: excuse ?? null,
      now,
    });
    if (changed === 0) return notFound("reader");
    if (until) await tellExtension(tx, assignment, { userId, until, timeZone: actor.timeZone, now });
    // An excused reader needs no reminder.
    if (typeof excuse === "string") await tx.run(dropUnsentMails, { userId, key: `assignment.due% ${id} %` });
    const action = excuse === undefined ? "assignment.extend" : "assignment.excuse";
    // The reason for an excuse is private, and audit rows are kept for ever: only whether there is one is written down.
    const detail = {
      reader: userId,
      ...parsed.data,
      ...(excuse !== undefined && { excuse: excuse !== null }),
    };
    await writeAudit(tx, { actor, now }, [{ action, subject: id, detail }]);
    return succeed({ changed: true });
  });
}

const setTermsOfReader = statement({
  name: "set-terms-of-reader",
  params: {
    assignmentId: uuid,
    userId: uuid,
    changesExtension: boolean,
    extendedUntil: nullable(timestamp),
    timeAnew: boolean,
    changesExcuse: boolean,
    excuse: nullable(text),
    now: timestamp,
  },
  sql: `UPDATE assignment_reader SET
      extended_until = CASE WHEN $changesExtension THEN $extendedUntil ELSE extended_until END,
      begun_at = CASE WHEN $timeAnew THEN NULL ELSE begun_at END,
      excused_at = CASE WHEN $changesExcuse THEN CASE WHEN $excuse IS NULL THEN NULL ELSE coalesce(excused_at, $now) END
        ELSE excused_at END,
      excuse = CASE WHEN $changesExcuse THEN $excuse ELSE excuse END
    WHERE assignment_id = $assignmentId AND user_id = $userId`,
});

function extensionProblem(assignment: LockedAssignment, until: Date, now: Date): string | null {
  if (until <= now) return t`An extension lies in the future.`;
  if (assignment.due_at === null && assignment.closes_at === null) {
    return t`The assignment is never due and never closes: there is nothing to extend.`;
  }
  const { assignment_mode: mode, results_released_at: released } = assignment;
  if (rulesOf(mode).isExam && released && released < until) {
    return released <= now
      ? t`The exam’s results are released: nobody can answer it any more.`
      : t`The exam’s results are released before that. Move their release first.`;
  }
  return null;
}

async function tellExtension(
  tx: Queryable,
  assignment: LockedAssignment,
  { userId, until, timeZone, now }: { userId: string; until: Date; timeZone: string; now: Date },
): Promise<void> {
  const message = extendedMessage(factsOf(assignment, timeZone), until);
  const key = `assignment.extend ${assignment.id} ${userId} ${until.toISOString()}`;
  await tell(tx, [{ userId, message, key }], {
    kind: "assignment.extend",
    href: assignmentHref(assignment.id),
    now,
  });
}
