import type { NewSeed } from "../../domain/second-step/views";
import { t } from "../../language/t";
import type { Context } from "../context";
import { fail, notFound, type Result, succeed } from "../result";
import { proposeSeed } from "./parts/store-app";

/** A seed for the actor's authenticator app. Nothing changes before a code of it is shown. */
export async function proposeApp({ actor }: Context): Promise<Result<NewSeed>> {
  if (actor.kind !== "user") return notFound("account");
  const seed = proposeSeed(actor);
  return seed
    ? succeed(seed)
    : fail(
        "conflict",
        t`This server keeps no secrets, so no authenticator app can be set up. Use a passkey.`,
      );
}
