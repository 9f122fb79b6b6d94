import { z } from "zod";
import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import type { OwnDispute } from "../../domain/disputes/views";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { type DisputeRow, disputeColumns, toOwnDispute } from "./dispute-rows";

/** Takes back a question of the actor's own that nobody has decided yet. Taken back again, nothing happens. */
export async function withdrawDispute(ctx: Context, id: string): Promise<Result<OwnDispute>> {
  const { actor, db, now } = ctx;
  const disputeId = z.uuid().safeParse(id);
  if (!may(actor, "dispute") || !disputeId.success) return notFound("question");
  return inTransaction(db, async (client): Promise<Result<OwnDispute>> => {
    const { rows } = await client.query<DisputeRow>(
      `SELECT ${disputeColumns} FROM dispute s WHERE s.id = $1 AND s.reader_id = $2 FOR UPDATE`,
      [disputeId.data, actor.id],
    );
    const [row] = rows;
    if (!row) return notFound("question");
    if (row.status === "withdrawn") return succeed(toOwnDispute(row));
    if (row.status !== "open") {
      return fail("conflict", "This question has been answered meanwhile, so it can’t be withdrawn.");
    }
    await client.query("UPDATE dispute SET status = 'withdrawn' WHERE id = $1", [row.id]);
    await writeAudit(client, { actor, now }, [{ action: "dispute.withdraw", subject: row.id }]);
    return succeed(toOwnDispute({ ...row, status: "withdrawn" }));
  });
}
