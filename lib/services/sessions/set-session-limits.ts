import { may } from "../../auth/policy";
import { integer, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { type SessionLimits, sessionLimitsSchema } from "../../domain/sessions/session-limits";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { invalid, notFound, type Result, succeed } from "../result";

const updateSessionLimits = statement({
  name: "update-session-limits",
  params: { institutionId: uuid, idleMinutes: integer, days: integer },
  sql: `UPDATE institution SET session_idle_minutes = $idleMinutes, session_days = $days WHERE id = $institutionId`,
});

/** Says when sessions of the actor's institution end by themselves. It holds at once, for those that go on too. */
export async function setSessionLimits(
  ctx: Context,
  input: Input<typeof sessionLimitsSchema>,
): Promise<Result<SessionLimits>> {
  const { actor, db } = ctx;
  if (!may(actor, "administer")) return notFound("institution");
  const parsed = sessionLimitsSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const limits = parsed.data;
  const { institutionId } = actor;
  return inTransaction(db, async (tx) => {
    await tx.run(updateSessionLimits, { institutionId, ...limits });
    await writeAudit(tx, ctx, [{ action: "institution.change", subject: institutionId, detail: limits }]);
    return succeed(limits);
  });
}
