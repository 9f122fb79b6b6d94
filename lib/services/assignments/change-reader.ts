import type pg from "pg";
import { z } from "zod";
import { may } from "../../auth/policy";
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
import { assignmentHref } from "./give-to-readers";
import { factsOf, type LockedAssignment, lockAssignment } from "./lock-assignment";

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
  if (local && !until) return fail("invalid", "extendedUntil: the clocks show no such time on that day.");
  return inTransaction(db, async (client): Promise<Result<{ readonly changed: true }>> => {
    const assignment = await lockAssignment(client, actor, id);
    if (!assignment) return notFound("assignment");
    const problem = until && extensionProblem(assignment, until, now);
    if (problem) return fail("conflict", problem);
    const changed = await client.query(
      `UPDATE assignment_reader SET
         extended_until = CASE WHEN $3 THEN $4 ELSE extended_until END,
         begun_at = CASE WHEN $5 THEN NULL ELSE begun_at END,
         excused_at = CASE WHEN $6 THEN CASE WHEN $7::text IS NULL THEN NULL ELSE coalesce(excused_at, $8) END
           ELSE excused_at END,
         excuse = CASE WHEN $6 THEN $7 ELSE excuse END
       WHERE assignment_id = $1 AND user_id = $2`,
      [id, userId, local !== undefined, until, timeAnew === true, excuse !== undefined, excuse ?? null, now],
    );
    if (changed.rowCount === 0) return notFound("reader");
    if (until) await tellExtension(client, assignment, { userId, until, timeZone: actor.timeZone, now });
    if (typeof excuse === "string") await dropMails(client, id, userId);
    const action = excuse === undefined ? "assignment.extend" : "assignment.excuse";
    // Why somebody is excused is theirs, and what is written down here stays: only whether.
    const detail = {
      reader: userId,
      ...parsed.data,
      ...(excuse !== undefined && { excuse: excuse !== null }),
    };
    await writeAudit(client, { actor, now }, [{ action, subject: id, detail }]);
    return succeed({ changed: true });
  });
}

function extensionProblem(assignment: LockedAssignment, until: Date, now: Date): string | null {
  if (until <= now) return "An extension lies in the future.";
  if (assignment.due_at === null && assignment.closes_at === null) {
    return "The assignment is never due and never closes: there is nothing to extend.";
  }
  const { assignment_mode: mode, results_released_at: released } = assignment;
  if (rulesOf(mode).isExam && released && released < until) {
    return released <= now
      ? "The exam’s results are released: nobody can answer it any more."
      : "The exam’s results are released before that. Move their release first.";
  }
  return null;
}

async function tellExtension(
  client: pg.ClientBase,
  assignment: LockedAssignment,
  { userId, until, timeZone, now }: { userId: string; until: Date; timeZone: string; now: Date },
): Promise<void> {
  const message = extendedMessage(factsOf(assignment, timeZone), until);
  const key = `assignment.extend ${assignment.id} ${userId} ${until.toISOString()}`;
  await tell(client, [{ userId, message, key }], {
    kind: "assignment.extend",
    href: assignmentHref(assignment.id),
    now,
  });
}

/** Who is excused needs no reminder. */
async function dropMails(client: pg.ClientBase, id: string, userId: string): Promise<void> {
  await client.query(
    "DELETE FROM mail WHERE user_id = $1 AND sent_at IS NULL AND tries = 0 AND key LIKE $2",
    [userId, `assignment.due% ${id} %`],
  );
}
