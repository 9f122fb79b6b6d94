import type { RelyingParty } from "../../auth/relying-party";
import { inTransaction } from "../../db/transaction";
import type { PasskeyAnswer } from "../../domain/second-step/input";
import { t } from "../../language/t";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { markConfirmed } from "../sessions/mark-confirmed";
import { lockAccount } from "./parts/lock-account";
import { noPasskeysHere } from "./parts/no-passkeys-here";
import { checkPasskey } from "./parts/passkeys";

/**
 * Notes that the actor has shown once more who they are, by a passkey whose device has made sure of its person: what it can
 * open an account with alone stands for the password too.
 */
export async function confirmByPasskey(
  { actor, db, now, sessionId }: Context,
  party: RelyingParty | null,
  answer: PasskeyAnswer,
): Promise<Result<{ readonly confirmed: true }>> {
  if (actor.kind !== "user" || !sessionId) return notFound("session");
  if (!party) return noPasskeysHere();
  const userId = actor.id;
  const what = { purpose: "confirm", userId } as const;
  const checked = await checkPasskey({ db, now, party, what }, answer, true);
  const isMarked =
    checked !== null &&
    (await inTransaction(
      db,
      async (tx) =>
        (await lockAccount(tx, userId, checked.passwordHash)) &&
        (await checked.spend(tx)) &&
        markConfirmed(tx, { sessionId, userId, now }),
    ));
  if (isMarked) return succeed({ confirmed: true });
  return fail(
    "conflict",
    t`That passkey is not one of yours, or its device did not make sure that it is you. Type your password.`,
  );
}
