import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import { checkListSchema } from "../../domain/invitations/input";
import type { InvitationReport } from "../../domain/invitations/views";
import type { Input } from "../../domain/view";
import type { Context } from "../context";
import { invalid, notFound, type Result } from "../result";
import { planInvitations } from "./parts/plan-invitations";

/** Tells row by row what inviting a list would do. Nothing is changed by it. */
export async function checkList(
  ctx: Context,
  input: Input<typeof checkListSchema>,
): Promise<Result<InvitationReport>> {
  const { actor, db } = ctx;
  if (!may(actor, "manage-people")) return notFound("page");
  const parsed = checkListSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  return inTransaction(db, (tx) => planInvitations(tx, actor, parsed.data.list));
}
