import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import type { OwnDispute } from "../../domain/disputes/views";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { disputeColumns, disputeRow, toOwnDispute } from "./parts/dispute-rows";

const ownDispute = statement({
  name: "hold-own-dispute",
  params: { disputeId: uuid, readerId: uuid },
  row: disputeRow,
  sql: `SELECT ${disputeColumns} FROM dispute s WHERE s.id = $disputeId AND s.reader_id = $readerId FOR UPDATE`,
});

const withdraw = statement({
  name: "withdraw-dispute",
  params: { disputeId: uuid },
  sql: "UPDATE dispute SET status = 'withdrawn' WHERE id = $disputeId",
});

/** Takes back a question of the actor's own that nobody has decided yet. Taken back again, nothing happens. */
export async function withdrawDispute(ctx: Context, id: string): Promise<Result<OwnDispute>> {
  const { actor, db, now } = ctx;
  const disputeId = z.uuid().safeParse(id);
  if (!may(actor, "dispute") || !disputeId.success) return notFound("question");
  return inTransaction(db, async (tx): Promise<Result<OwnDispute>> => {
    const row = await tx.find(ownDispute, { disputeId: disputeId.data, readerId: actor.id });
    if (!row) return notFound("question");
    if (row.status === "withdrawn") return succeed(toOwnDispute(row));
    if (row.status !== "open") {
      return fail("conflict", t`This question has been answered meanwhile, so it can’t be withdrawn.`);
    }
    await tx.run(withdraw, { disputeId: row.id });
    await writeAudit(tx, { actor, now }, [{ action: "dispute.withdraw", subject: row.id }]);
    return succeed(toOwnDispute({ ...row, status: "withdrawn" }));
  });
}
