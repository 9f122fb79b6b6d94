import { inTransaction } from "../../db/transaction";
import { t } from "../../language/t";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { link } from "./parts/link";
import { openStranger } from "./parts/way";

/**
 * Links the account of who has typed its password a moment ago to the identity that the same browser brought from a
 * provider.
 *
 * @param kept what the browser keeps of it; null for nothing
 */
export async function linkStranger(
  ctx: Context,
  kept: string | null,
): Promise<Result<{ readonly next: string }>> {
  const { actor, db, now } = ctx;
  if (actor.kind !== "user") return notFound("account");
  const stranger = openStranger(kept, now);
  if (!stranger) {
    return fail(
      "conflict",
      t`That took too long. Begin again on the sign-in page, with your institution’s button.`,
    );
  }
  const { next, until: _, ...identity } = stranger;
  if (identity.institutionId !== actor.institutionId) {
    return fail(
      "conflict",
      t`Your account is not of the institution whose sign-in service you used. Nothing was linked.`,
    );
  }
  const linked = await inTransaction(db, (tx) =>
    link(tx, ctx, { ...identity, userId: actor.id, tells: true }),
  );
  return linked
    ? succeed({ next })
    : fail("conflict", t`This sign-in opens another account of Calot already. Ask your administrator.`);
}
