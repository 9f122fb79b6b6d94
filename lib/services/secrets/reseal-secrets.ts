import { SealError, seal, sealedNow, unseal } from "../../auth/sealed";
import { connectionPlace, seedPlace } from "../../auth/secret-places";
import { text, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { log } from "../../log";
import { secretsOfOtherKeys } from "./parts/other-keys";

// What was entered anew meanwhile stays as it is.
const resealConnection = statement({
  name: "reseal-connection",
  params: { id: uuid, was: text, sealed: text },
  sql: "UPDATE connection SET secret = $sealed WHERE id = $id AND secret = $was",
});

const resealAuthenticator = statement({
  name: "reseal-authenticator",
  params: { id: uuid, was: text, sealed: text },
  sql: "UPDATE authenticator SET sealed_seed = $sealed WHERE user_id = $id AND sealed_seed = $was",
});

const kinds = {
  connection: { reseal: resealConnection, placeOf: connectionPlace },
  authenticator: { reseal: resealAuthenticator, placeOf: seedPlace },
} as const;

/**
 * Seals by today's key what one of before sealed, so that SECRETS_KEY needn't name that one any more. What no key opens
 * stays as it is: its key may be named again.
 *
 * @returns how many were sealed anew
 */
export async function resealSecrets(on: Queryable): Promise<number> {
  const now = sealedNow();
  if (now === null) return 0;
  let count = 0;
  for (const { of, id, sealed: was } of await on.all(secretsOfOtherKeys, { now })) {
    const { reseal, placeOf } = kinds[of];
    try {
      const sealed = seal(unseal(was, placeOf(id)), placeOf(id));
      count += await on.run(reseal, { id, was, sealed });
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
    }
  }
  if (count > 0) log().info({ count }, "secrets were sealed by another key");
  return count;
}
