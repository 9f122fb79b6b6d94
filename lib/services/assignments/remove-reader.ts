import { z } from "zod";
import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { markDue } from "../kept-figures/mark-due";
import { fail, notFound, type Result, succeed } from "../result";
import { lockAssignment } from "./lock-assignment";

/**
 * Takes an assignment from a reader who has not begun it. Who has begun knows its cases: that reader is excused
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
  return inTransaction(db, async (client): Promise<Result<{ readonly removed: true }>> => {
    const assignment = await lockAssignment(client, actor, id);
    if (!assignment) return notFound("assignment");
    const reader = await client.query<{ begun: boolean }>(
      `SELECT begun_at IS NOT NULL OR EXISTS (
         SELECT 1 FROM attempt t WHERE t.assignment_id = $1 AND t.user_id = $2
       ) AS begun FROM assignment_reader WHERE assignment_id = $1 AND user_id = $2 FOR UPDATE`,
      [id, userId],
    );
    if (!reader.rows[0]) return notFound("reader");
    if (reader.rows[0].begun) {
      return fail("conflict", "This reader has begun and knows the cases. Excuse the reader instead.");
    }
    await client.query("DELETE FROM assignment_reader WHERE assignment_id = $1 AND user_id = $2", [
      id,
      userId,
    ]);
    await client.query(
      "DELETE FROM mail WHERE user_id = $1 AND sent_at IS NULL AND tries = 0 AND key LIKE $2",
      [userId, `assignment.% ${id} %`],
    );
    await markDue(client, { userIds: [userId], caseIds: assignment.caseIds });
    const detail = { reader: userId };
    await writeAudit(client, { actor, now }, [{ action: "assignment.remove-reader", subject: id, detail }]);
    return succeed({ removed: true });
  });
}
