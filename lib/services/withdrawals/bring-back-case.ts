import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { holdCaseToRetire, setRetired } from "./parts/hold-case";

/** Offers a retired case again. Sets and assignments that it was taken out of stay without it. */
export async function bringBackCase(ctx: Context, id: string): Promise<Result<{ readonly retired: false }>> {
  const { actor, db, now } = ctx;
  const caseId = z.uuid().safeParse(id);
  if (!may(actor, "withdraw") || !caseId.success) return notFound("case");
  return inTransaction(db, async (tx): Promise<Result<{ readonly retired: false }>> => {
    const held = await tx.find(holdCaseToRetire, { caseId: caseId.data, institutionId: actor.institutionId });
    if (!held) return notFound("case");
    if (held.removed_at) {
      return fail("conflict", t`The picture of this case was removed for good: it can’t be offered again.`);
    }
    if (!held.retired_at) return succeed({ retired: false });
    await tx.run(setRetired, { caseId: caseId.data, now: null, reason: null });
    await writeAudit(tx, { actor, now }, [{ action: "case.bring-back", subject: caseId.data }]);
    return succeed({ retired: false });
  });
}
