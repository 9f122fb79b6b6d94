import type { RelyingParty } from "../../auth/relying-party";
import type { PasskeyQuestion } from "../../domain/second-step/views";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { askNewPasskey } from "./parts/ask-passkey";
import { noPasskeysHere } from "./parts/no-passkeys-here";

/** What the actor's browser makes a passkey with. */
export async function proposePasskey(
  { actor, db, now }: Context,
  party: RelyingParty | null,
): Promise<Result<PasskeyQuestion>> {
  if (actor.kind !== "user") return notFound("account");
  if (!party) return noPasskeysHere();
  return succeed(await askNewPasskey({ db, now, party }, actor));
}
