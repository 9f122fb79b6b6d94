import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { dropInvitationMails } from "./invitation-mail";
import { lockInvitation } from "./lock-invitation";

/** Takes an invitation back: its link opens no more. */
export async function revokeInvitation(ctx: Context, id: unknown): Promise<Result<{ readonly id: string }>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "manage-people")) return notFound("invitation");
  return inTransaction(db, async (client): Promise<Result<{ readonly id: string }>> => {
    const found = await lockInvitation(client, actor, id);
    if (!found.ok) return found;
    const { id: invitationId } = found.value;
    await client.query("UPDATE invitation SET revoked_at = $2 WHERE id = $1", [invitationId, now]);
    await dropInvitationMails(client, [invitationId]);
    await writeAudit(client, ctx, [{ action: "invitation.revoke", subject: invitationId }]);
    return succeed({ id: invitationId });
  });
}
