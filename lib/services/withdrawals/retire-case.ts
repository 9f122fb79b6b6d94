import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import type { Input, View } from "../../domain/view";
import { retirementSchema } from "../../domain/withdrawals/input";
import type { retiredSchema } from "../../domain/withdrawals/views";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { markPastChanged } from "../estimates/mark-past-changed";
import { markDue } from "../kept-figures/mark-due";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { holdCaseToRetire, setRetired } from "./parts/hold-case";
import { takeOutOfRunning } from "./parts/running";

/**
 * Retires a case: it is offered in practice no more, and no set can take it in. What was answered stays, in histories and
 * figures. Assignments that are running go on with it, unless the input says otherwise.
 */
export async function retireCase(
  ctx: Context,
  id: string,
  input: Input<typeof retirementSchema>,
): Promise<Result<View<typeof retiredSchema>>> {
  const { actor, db, now } = ctx;
  const parsedId = z.uuid().safeParse(id);
  if (!may(actor, "withdraw") || !parsedId.success) return notFound("case");
  const parsed = retirementSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { reason, fromAssignments } = parsed.data;
  const caseId = parsedId.data;
  return inTransaction(db, async (tx): Promise<Result<View<typeof retiredSchema>>> => {
    const held = await tx.find(holdCaseToRetire, { caseId, institutionId: actor.institutionId });
    if (!held) return notFound("case");
    if (held.retired_at) return fail("conflict", t`The case is retired already.`);
    await tx.run(setRetired, { caseId, now, reason });
    const assignments = fromAssignments ? await takeOutOfRunning(tx, [caseId], now) : [];
    if (assignments.length > 0) {
      await markDue(tx, { userIds: null, caseIds: [caseId] });
      await markPastChanged(tx, [actor.institutionId]);
    }
    await writeAudit(tx, { actor, now }, [
      { action: "case.retire", subject: caseId, detail: { reason, assignments } },
    ]);
    return succeed({ assignments: assignments.length });
  });
}
