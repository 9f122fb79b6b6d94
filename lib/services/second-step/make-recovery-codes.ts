import { hashRecoveryCode, makeRecoveryCode, RECOVERY_CODES } from "../../auth/recovery-code";
import { texts, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { t } from "../../language/t";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { dropCodes } from "./parts/drop-codes";
import { hasFactor, loadFactors } from "./parts/load-factors";
import { lockAccount } from "./parts/lock-account";
import { noteChange } from "./parts/note-change";

const insertRecoveryCodes = statement({
  name: "insert-recovery-codes",
  params: { userId: uuid, hashes: texts, now: timestamp },
  sql: `INSERT INTO recovery_code (user_id, code_hash, made_at)
    SELECT $userId, code_hash, $now FROM unnest($hashes) AS code_hash`,
});

/** Makes recovery codes in place of those of before. They are told this once. */
export async function makeRecoveryCodes(
  ctx: Context,
): Promise<Result<{ readonly codes: readonly string[] }>> {
  const { actor, db, now } = ctx;
  if (actor.kind !== "user") return notFound("account");
  const userId = actor.id;
  return inTransaction(db, async (tx): Promise<Result<{ readonly codes: readonly string[] }>> => {
    if (!(await lockAccount(tx, userId))) return notFound("account");
    if (!hasFactor(await loadFactors(tx, userId))) {
      return fail("conflict", t`Add a passkey or set up an app first: recovery codes stand in for those.`);
    }
    const codes = Array.from({ length: RECOVERY_CODES }, makeRecoveryCode);
    await dropCodes(tx, userId);
    await tx.run(insertRecoveryCodes, { userId, hashes: codes.map((code) => hashRecoveryCode(code)!), now });
    await noteChange(tx, { actor, now }, "make-codes");
    return succeed({ codes });
  });
}
