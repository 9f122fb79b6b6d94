import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import { t } from "../../language/t";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { institutionOfNotices, requireNotice } from "./parts/rows";

/** Puts the notice out of force: nobody is asked to accept anything. Wordings and acceptances are kept. */
export async function withdrawNotice(ctx: Context): Promise<Result<{ readonly withdrawn: true }>> {
  const { actor, db } = ctx;
  if (!may(actor, "administer")) return notFound("institution");
  const { institutionId } = actor;
  return inTransaction(db, async (tx): Promise<Result<{ readonly withdrawn: true }>> => {
    const { required } = await tx.get(institutionOfNotices, { institutionId });
    if (required === null) return fail("conflict", t`No notice is in force.`);
    await tx.run(requireNotice, { institutionId, required: null });
    await writeAudit(tx, ctx, [{ action: "privacy.withdraw", subject: institutionId }]);
    return succeed({ withdrawn: true });
  });
}
