import { randomUUID } from "node:crypto";
import { inTransaction } from "../../db/transaction";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { tell } from "../notices/tell";
import { notFound, type Result, succeed } from "../result";

/** Asks for the actor's own account to be deleted, or takes that back. Directors and admins are told, and carry it out. */
export async function askDeletion(
  ctx: Context,
  asked: boolean,
): Promise<Result<{ readonly asked: boolean }>> {
  const { actor, db, now } = ctx;
  if (actor.kind !== "user") return notFound("account");
  return inTransaction(db, async (client): Promise<Result<{ readonly asked: boolean }>> => {
    const changed = await client.query(
      `UPDATE "user" SET deletion_asked_at = CASE WHEN $2 THEN $3::timestamptz END
       WHERE id = $1 AND (deletion_asked_at IS NULL) = $2`,
      [actor.id, asked, now],
    );
    if (changed.rowCount === 0) return succeed({ asked });
    await writeAudit(client, ctx, [{ action: asked ? "user.ask-deletion" : "user.keep", subject: actor.id }]);
    if (!asked) return succeed({ asked });
    const { rows } = await client.query<{ id: string }>(
      `SELECT id FROM "user" WHERE institution_id = $1 AND role IN ('director', 'admin') AND id <> $2 ORDER BY id`,
      [actor.institutionId, actor.id],
    );
    // Without a name: the notice stays when the person is gone.
    const message = {
      notice: "Somebody asks for their account to be deleted.",
      subject: "Somebody asks to be deleted",
      body: "Somebody asks for their account and what is personal in it to be deleted. The list of people shows who.",
    };
    await tell(
      client,
      // Nor the id: the mail stays too.
      rows.map(({ id }) => ({ userId: id, message, key: `user.ask-deletion ${randomUUID()}` })),
      { kind: "user.ask-deletion", href: "/people?account=leaving", now },
    );
    return succeed({ asked });
  });
}
