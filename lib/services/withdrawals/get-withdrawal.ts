import { z } from "zod";
import { may } from "../../auth/policy";
import type { Withdrawal } from "../../domain/withdrawals/views";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { loadWithdrawal } from "./parts/load-withdrawal";

/** What hangs on a case, before it is retired or its picture is removed. The system sees all institutions' cases. */
export async function getWithdrawal(ctx: Context, id: string): Promise<Result<Withdrawal>> {
  const { actor, db, now } = ctx;
  const caseId = z.uuid().safeParse(id);
  if (!caseId.success || !(actor.kind === "system" || may(actor, "withdraw"))) return notFound("case");
  const institutionId = actor.kind === "system" ? null : actor.institutionId;
  const loaded = await loadWithdrawal(db, caseId.data, institutionId, now);
  return loaded ? succeed(loaded.view) : notFound("case");
}
