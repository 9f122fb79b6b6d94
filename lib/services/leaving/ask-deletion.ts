import { randomUUID } from "node:crypto";
import { t } from "@/lib/language/t";
import { boolean, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { tell } from "../notices/tell";
import { notFound, type Result, succeed } from "../result";

const setDeletionAsked = statement({
  name: "set-deletion-asked",
  params: { id: uuid, asked: boolean, now: timestamp },
  sql: `UPDATE "user" SET deletion_asked_at = CASE WHEN $asked THEN $now END
    WHERE id = $id AND (deletion_asked_at IS NULL) = $asked`,
});

const whoDeletes = statement({
  name: "who-deletes-people",
  params: { institutionId: uuid, personId: uuid },
  row: { id: uuid },
  sql: `SELECT id FROM "user"
    WHERE institution_id = $institutionId AND role IN ('director', 'admin') AND id <> $personId ORDER BY id`,
});

/** Asks for the actor's own account to be deleted, or takes that back. Directors and admins are told, and carry it out. */
export async function askDeletion(
  ctx: Context,
  asked: boolean,
): Promise<Result<{ readonly asked: boolean }>> {
  const { actor, db, now } = ctx;
  if (actor.kind !== "user") return notFound("account");
  return inTransaction(db, async (tx): Promise<Result<{ readonly asked: boolean }>> => {
    if ((await tx.run(setDeletionAsked, { id: actor.id, asked, now })) === 0) return succeed({ asked });
    await writeAudit(tx, ctx, [{ action: asked ? "user.ask-deletion" : "user.keep", subject: actor.id }]);
    if (!asked) return succeed({ asked });
    const deleters = await tx.all(whoDeletes, { institutionId: actor.institutionId, personId: actor.id });
    // Without a name: the notice stays when the person is gone.
    const message = {
      notice: t`Somebody asks for their account to be deleted.`,
      subject: t`Somebody asks to be deleted`,
      body: t`Somebody asks for their account and what is personal in it to be deleted. The list of people shows who.`,
    };
    await tell(
      tx,
      // Nor the id: the mail stays too.
      deleters.map(({ id }) => ({ userId: id, message, key: `user.ask-deletion ${randomUUID()}` })),
      { kind: "user.ask-deletion", href: "/people?account=leaving", now },
    );
    return succeed({ asked });
  });
}
