import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { boolean, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { markPastChanged } from "../estimates/mark-past-changed";
import { markDue } from "../kept-figures/mark-due";
import { fail, notFound, type Result, succeed } from "../result";
import { dropUnsentMails } from "./parts/drop-mails";
import { lockAssignment } from "./parts/lock-assignment";

const readerToRemove = statement({
  name: "reader-to-remove",
  params: { assignmentId: uuid, userId: uuid },
  row: { begun: boolean },
  sql: `SELECT begun_at IS NOT NULL OR EXISTS (
      SELECT 1 FROM attempt t WHERE t.assignment_id = $assignmentId AND t.user_id = $userId
    ) AS begun
    FROM assignment_reader WHERE assignment_id = $assignmentId AND user_id = $userId FOR UPDATE`,
});

const removeFromAssignment = statement({
  name: "remove-from-assignment",
  params: { assignmentId: uuid, userId: uuid },
  sql: "DELETE FROM assignment_reader WHERE assignment_id = $assignmentId AND user_id = $userId",
});

/**
 * Takes an assignment from a reader who has not begun it. A reader who has begun knows its cases, and is excused
 * instead, so that an exam's cases stay out of practice.
 */
export async function removeReader(
  ctx: Context,
  input: { readonly id: string; readonly userId: string },
): Promise<Result<{ readonly removed: true }>> {
  const { actor, db, now } = ctx;
  const ids = z.object({ id: z.uuid(), userId: z.uuid() }).safeParse(input);
  if (!may(actor, "assign") || !ids.success) return notFound("reader");
  const { id, userId } = ids.data;
  return inTransaction(db, async (tx): Promise<Result<{ readonly removed: true }>> => {
    const assignment = await lockAssignment(tx, actor, id);
    if (!assignment) return notFound("assignment");
    const whose = { assignmentId: id, userId };
    const reader = await tx.find(readerToRemove, whose);
    if (!reader) return notFound("reader");
    if (reader.begun) {
      return fail("conflict", t`This reader has begun and knows the cases. Excuse the reader instead.`);
    }
    await tx.run(removeFromAssignment, whose);
    await tx.run(dropUnsentMails, { userId, key: `assignment.% ${id} %` });
    await markDue(tx, { userIds: [userId], caseIds: assignment.caseIds });
    await markPastChanged(tx, [actor.institutionId]);
    const detail = { reader: userId };
    await writeAudit(tx, { actor, now }, [{ action: "assignment.remove-reader", subject: id, detail }]);
    return succeed({ removed: true });
  });
}
