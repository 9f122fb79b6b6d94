import { may } from "../../auth/policy";
import { integer, nullable, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { retentionSchema } from "../../domain/retention/input";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { invalid, notFound, type Result, succeed } from "../result";

// Waits until whoever is being told or let go by the rule before has been.
const updateRetention = statement({
  name: "update-retention",
  params: { institutionId: uuid, months: nullable(integer) },
  sql: `UPDATE institution SET retention_months = $months
    WHERE id = $institutionId AND retention_months IS DISTINCT FROM $months`,
});

// What people were told was told of another day.
const forgetPartings = statement({
  name: "forget-partings",
  params: { institutionId: uuid },
  sql: `DELETE FROM parting p USING "user" u WHERE u.id = p.user_id AND u.institution_id = $institutionId`,
});

/** Says how long after an account was closed what is personal in it goes. Everybody whom it concerns is told anew. */
export async function setRetention(
  ctx: Context,
  input: Input<typeof retentionSchema>,
): Promise<Result<{ readonly months: number | null }>> {
  const { actor, db } = ctx;
  if (!may(actor, "administer")) return notFound("page");
  const parsed = retentionSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { months } = parsed.data;
  const { institutionId } = actor;
  return inTransaction(db, async (tx): Promise<Result<{ readonly months: number | null }>> => {
    if ((await tx.run(updateRetention, { institutionId, months })) > 0) {
      await tx.run(forgetPartings, { institutionId });
      const detail = { retentionMonths: months };
      await writeAudit(tx, ctx, [{ action: "institution.change", subject: institutionId, detail }]);
    }
    return succeed({ months });
  });
}
