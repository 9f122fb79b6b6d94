import type { RelyingParty } from "../../auth/relying-party";
import type { PasskeyQuestion } from "../../domain/second-step/views";
import type { Context } from "../context";
import { type Result, succeed } from "../result";
import { askPasskey } from "./parts/ask-passkey";
import { noPasskeysHere } from "./parts/no-passkeys-here";

/** What a browser asks for a passkey with, whosever it is, to sign in with it alone. */
export async function askToSignIn(
  { db, now }: Pick<Context, "db" | "now">,
  party: RelyingParty | null,
): Promise<Result<PasskeyQuestion>> {
  if (!party) return noPasskeysHere();
  return succeed(await askPasskey({ db, now, party }, { purpose: "sign-in" }));
}
