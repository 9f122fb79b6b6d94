import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { nullable, timestamp, uuid, uuids } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { notBegunMessage } from "../../domain/assignments/messages";
import { mayBeReminded } from "../../domain/assignments/reminder";
import { dueFor, refusalOfLock } from "../../domain/assignments/schedule";
import { termsColumns, termsRow, toSchedule, toTerms } from "../../sql/schedule";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { tell } from "../notices/tell";
import { fail, notFound, type Result, succeed } from "../result";
import { assignmentHref } from "./parts/give-to-readers";
import { factsOf, lockAssignment } from "./parts/lock-assignment";

const readersNotBegun = statement({
  name: "readers-not-begun",
  params: { assignmentId: uuid },
  row: { ...termsRow, user_id: uuid, reminded_at: nullable(timestamp) },
  sql: `SELECT ar.user_id, ${termsColumns}, ar.reminded_at
    FROM assignment_reader ar JOIN "user" u ON u.id = ar.user_id AND u.deactivated_at IS NULL
    WHERE ar.assignment_id = $assignmentId AND ar.begun_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM attempt t WHERE t.assignment_id = $assignmentId AND t.user_id = ar.user_id)
    ORDER BY ar.user_id`,
});

const markRemindedNow = statement({
  name: "mark-reminded-now",
  params: { assignmentId: uuid, userIds: uuids, now: timestamp },
  sql: `UPDATE assignment_reader SET reminded_at = $now
    WHERE assignment_id = $assignmentId AND user_id = ANY($userIds)`,
});

/**
 * Reminds the readers who have not begun an assignment and still can, by mail and inside Calot; each at most once in 24
 * hours, the reminders that come by themselves included. The assignment is held: of presses at once, one reminds.
 *
 * @returns how many were reminded now, and how many had been within the day before
 */
export async function remindNotBegun(
  ctx: Context,
  id: string,
): Promise<Result<{ readonly reminded: number; readonly before: number }>> {
  const { actor, db, now } = ctx;
  const assignmentId = z.uuid().safeParse(id);
  if (!may(actor, "assign") || !assignmentId.success) return notFound("assignment");
  return inTransaction(
    db,
    async (tx): Promise<Result<{ readonly reminded: number; readonly before: number }>> => {
      const assignment = await lockAssignment(tx, actor, assignmentId.data);
      if (!assignment) return notFound("assignment");
      const schedule = toSchedule(assignment);
      if (schedule.opensAt > now) {
        return fail("conflict", t`The assignment is not open yet: nobody can begin it.`);
      }
      const idle = (await tx.all(readersNotBegun, { assignmentId: assignment.id })).filter(
        (reader) => refusalOfLock(schedule, toTerms(reader), now) === null,
      );
      const readers = idle.filter(({ reminded_at: at }) => mayBeReminded(at, now));
      const counts = { reminded: readers.length, before: idle.length - readers.length };
      if (readers.length === 0) return succeed(counts);
      const userIds = readers.map(({ user_id }) => user_id);
      await tx.run(markRemindedNow, { assignmentId: assignment.id, userIds, now });
      const facts = factsOf(assignment, actor.timeZone);
      await tell(
        tx,
        readers.map((reader) => ({
          userId: reader.user_id,
          message: notBegunMessage({ ...facts, dueAt: dueFor(schedule, toTerms(reader)) }, now),
          key: `assignment.due-asked ${assignment.id} ${reader.user_id} ${now.toISOString()}`,
        })),
        { kind: "assignment.due", href: assignmentHref(assignment.id), now },
      );
      const detail = { readers: userIds };
      await writeAudit(tx, { actor, now }, [{ action: "assignment.remind", subject: assignment.id, detail }]);
      return succeed(counts);
    },
  );
}
