import { inTransaction } from "../../db/transaction";
import type { OwnData } from "../../domain/leaving/views";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { loadData } from "./parts/load-data";

/** Everything that is kept about the actor, as tables. Results that an assignment withholds are left out until release. */
export async function getOwnData(ctx: Context): Promise<Result<OwnData>> {
  const { actor, db, now } = ctx;
  if (actor.kind !== "user") return notFound("account");
  return inTransaction(db, async (tx) => {
    const data = await loadData(tx, { personId: actor.id, person: actor.name }, actor, now);
    await writeAudit(tx, ctx, [{ action: "user.export", subject: actor.id }]);
    return succeed(data);
  });
}
