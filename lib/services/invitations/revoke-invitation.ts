import { may } from "../../auth/policy";
import { timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { dropInvitationMails } from "./parts/invitation-mail";
import { lockInvitation } from "./parts/lock-invitation";

const markRevoked = statement({
  name: "mark-invitation-revoked",
  params: { id: uuid, now: timestamp },
  sql: "UPDATE invitation SET revoked_at = $now WHERE id = $id",
});

/** Takes an invitation back: its link opens no more. */
export async function revokeInvitation(ctx: Context, id: string): Promise<Result<{ readonly id: string }>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "manage-people")) return notFound("invitation");
  return inTransaction(db, async (tx): Promise<Result<{ readonly id: string }>> => {
    const found = await lockInvitation(tx, actor, id);
    if (!found.ok) return found;
    const { id: invitationId } = found.value;
    await tx.run(markRevoked, { id: invitationId, now });
    await dropInvitationMails(tx, [invitationId]);
    await writeAudit(tx, ctx, [{ action: "invitation.revoke", subject: invitationId }]);
    return succeed({ id: invitationId });
  });
}
