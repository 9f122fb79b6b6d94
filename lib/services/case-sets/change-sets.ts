import { t } from "@/lib/language/t";
import type { User } from "../../auth/actor";
import { uniqueViolation } from "../../db/errors";
import type { Queryable } from "../../db/queryable";
import { inTransaction } from "../../db/transaction";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { type Failure, fail, type Result } from "../result";

export type ActingUser = Context & { readonly actor: User };

/** Takes a transaction back, for a reason that was to be expected. */
class Refused extends Error {
  constructor(readonly failure: Failure) {
    super(failure.detail);
  }
}

/** Changes sets in one transaction, which a failure takes back whole. */
export async function changeSets<T>(
  ctx: Context,
  work: (tx: Queryable) => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    return await inTransaction(ctx.db, async (tx) => {
      const result = await work(tx);
      if (!result.ok) throw new Refused(result.failure);
      return result;
    });
  } catch (error) {
    if (error instanceof Refused) return { ok: false, failure: error.failure };
    const taken = uniqueViolation(error);
    if (taken === "case_set_pkey")
      return fail("conflict", t`Another set has this id. Make a new id for a new set.`);
    if (taken === "case_set_institution_id_name_key") {
      return fail("conflict", t`There is a set of that name already. Choose another name.`);
    }
    throw error;
  }
}

/** Writes the audit row of a change of a set, in the change's transaction. */
export async function auditSet(
  ctx: ActingUser,
  tx: Queryable,
  action: "create" | "update" | "publish" | "archive" | "restore" | "copy",
  id: string,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await writeAudit(tx, ctx, [{ action: `case-set.${action}`, subject: id, detail }]);
}
