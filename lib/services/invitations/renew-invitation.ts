import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import type { MadeInvitation } from "../../domain/invitations/views";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { lockInvitation } from "./parts/lock-invitation";
import { writeInvitations } from "./parts/write-invitations";

/** Gives an invitation a new link, and mails it; the old one opens no more. */
export async function renewInvitation(ctx: Context, id: string): Promise<Result<MadeInvitation>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "manage-people")) return notFound("invitation");
  return inTransaction(db, async (tx): Promise<Result<MadeInvitation>> => {
    const found = await lockInvitation(tx, actor, id);
    if (!found.ok) return found;
    const { id: invitationId, ...invited } = found.value;
    const [link] = await writeInvitations(tx, actor, [invited], now);
    await writeAudit(tx, ctx, [{ action: "invitation.renew", subject: invitationId }]);
    return succeed(link!);
  });
}
