import type { RelyingParty } from "../../auth/relying-party";
import { inTransaction } from "../../db/transaction";
import { newPasskeySchema } from "../../domain/second-step/input";
import type { Input } from "../../domain/view";
import { plural, t } from "../../language/t";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { lockAccount } from "./parts/lock-account";
import { noPasskeysHere } from "./parts/no-passkeys-here";
import { noteChange } from "./parts/note-change";
import { MOST_PASSKEYS, provePasskey, storePasskey } from "./parts/passkeys";

/** Adds a passkey to the actor's account. */
export async function addPasskey(
  ctx: Context,
  party: RelyingParty | null,
  input: Input<typeof newPasskeySchema>,
): Promise<Result<{ readonly added: true }>> {
  const { actor, db, now } = ctx;
  if (actor.kind !== "user") return notFound("account");
  const parsed = newPasskeySchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  if (!party) return noPasskeysHere();
  const { name, answer } = parsed.data;
  const what = { purpose: "add", userId: actor.id } as const;
  const proven = await provePasskey({ db, now, party, what }, answer);
  if (!proven) return fail("conflict", t`The browser’s answer is not right, or it took too long. Try again.`);
  return inTransaction(db, async (tx): Promise<Result<{ readonly added: true }>> => {
    if (!(await lockAccount(tx, actor.id))) return notFound("account");
    if (!(await storePasskey(tx, actor.id, proven, name, now))) {
      return fail(
        "conflict",
        t`This passkey is known already, or there are ${plural(MOST_PASSKEYS, "# passkey", "# passkeys")}: more are not kept.`,
      );
    }
    await noteChange(tx, { actor, now }, "add-passkey");
    return succeed({ added: true });
  });
}
