import { may } from "../../auth/policy";
import { boolean, integer, text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { privacyNoticeSchema } from "../../domain/privacy/input";
import type { Input } from "../../domain/view";
import { t } from "../../language/t";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { institutionOfNotices, noticeInForce, requireNotice } from "./parts/rows";

const insertNotice = statement({
  name: "insert-privacy-notice",
  params: { institutionId: uuid, text, substantial: boolean, now: timestamp },
  row: { version: integer },
  sql: `INSERT INTO privacy_notice (institution_id, version, text, substantial, published_at)
    SELECT $institutionId, coalesce(max(version), 0) + 1, $text, $substantial, $now
    FROM privacy_notice WHERE institution_id = $institutionId
    RETURNING version`,
});

/**
 * Puts a wording of the institution's notice in force. Changed in substance, nobody goes on who hasn't accepted it; else it is
 * what is shown from now on, and accepted by those who come anew. Earlier wordings are kept.
 */
export async function publishNotice(
  ctx: Context,
  input: Input<typeof privacyNoticeSchema>,
): Promise<Result<{ readonly version: number }>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "administer")) return notFound("institution");
  const parsed = privacyNoticeSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { institutionId } = actor;
  return inTransaction(db, async (tx): Promise<Result<{ readonly version: number }>> => {
    const { required } = await tx.get(institutionOfNotices, { institutionId });
    const before = await tx.find(noticeInForce, { institutionId });
    if (before?.text === parsed.data.text)
      return fail("conflict", t`These are the words that stand already.`);
    const substantial = parsed.data.substantial || required === null;
    const { version } = await tx.get(insertNotice, {
      institutionId,
      text: parsed.data.text,
      substantial,
      now,
    });
    if (substantial) await tx.run(requireNotice, { institutionId, required: version });
    await writeAudit(tx, ctx, [
      { action: "privacy.publish", subject: institutionId, detail: { version, substantial } },
    ]);
    return succeed({ version });
  });
}
