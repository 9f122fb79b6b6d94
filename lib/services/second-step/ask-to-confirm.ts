import type { RelyingParty } from "../../auth/relying-party";
import type { PasskeyQuestion } from "../../domain/second-step/views";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { askPasskey } from "./parts/ask-passkey";
import { noPasskeysHere } from "./parts/no-passkeys-here";

/** What the actor's browser asks for one of their passkeys with, in place of the password that is asked for again. */
export async function askToConfirm(
  { actor, db, now }: Context,
  party: RelyingParty | null,
): Promise<Result<PasskeyQuestion>> {
  if (actor.kind !== "user") return notFound("account");
  if (!party) return noPasskeysHere();
  return succeed(await askPasskey({ db, now, party }, { purpose: "confirm", userId: actor.id }));
}
