import { integer, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { acceptanceOfNoticeSchema } from "../../domain/privacy/input";
import type { Input } from "../../domain/view";
import { t } from "../../language/t";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { noticeInForce } from "./parts/rows";

const insertAcceptance = statement({
  name: "insert-privacy-acceptance",
  params: { userId: uuid, version: integer, now: timestamp },
  sql: `INSERT INTO privacy_acceptance (user_id, version, accepted_at) VALUES ($userId, $version, $now)
    ON CONFLICT DO NOTHING`,
});

/** Accepts the notice of the actor's institution, in the wording that was read. Again, it is the same. */
export async function acceptNotice(
  ctx: Context,
  input: Input<typeof acceptanceOfNoticeSchema>,
): Promise<Result<{ readonly accepted: true }>> {
  const { actor, db, now } = ctx;
  if (actor.kind !== "user") return notFound("account");
  const parsed = acceptanceOfNoticeSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { version } = parsed.data;
  return inTransaction(db, async (tx): Promise<Result<{ readonly accepted: true }>> => {
    const notice = await tx.find(noticeInForce, { institutionId: actor.institutionId });
    if (notice?.version !== version) {
      return fail(
        "conflict",
        t`The notice has changed meanwhile. Load the page again, and read it as it is now.`,
      );
    }
    if ((await tx.run(insertAcceptance, { userId: actor.id, version, now })) > 0) {
      await writeAudit(tx, ctx, [{ action: "privacy.accept", subject: actor.id, detail: { version } }]);
    }
    return succeed({ accepted: true });
  });
}
