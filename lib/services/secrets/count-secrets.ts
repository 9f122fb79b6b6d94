import { SealError, sealedNow, unseal } from "../../auth/sealed";
import { connectionPlace, seedPlace } from "../../auth/secret-places";
import type { Queryable } from "../../db/queryable";
import { secretsOfOtherKeys } from "./parts/other-keys";

/** Kept secrets that another key than today's sealed. */
export type SecretCounts = {
  /** That a further key of SECRETS_KEY opens. */
  readonly before: number;
  /** That none opens. */
  readonly lost: number;
};

/** How many kept secrets wait for another key, and how many can't be opened. */
export async function countSecrets(on: Queryable): Promise<SecretCounts> {
  let [before, lost] = [0, 0];
  for (const { of, id, sealed } of await on.all(secretsOfOtherKeys, { now: sealedNow() ?? " " })) {
    try {
      unseal(sealed, of === "connection" ? connectionPlace(id) : seedPlace(id));
      before += 1;
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      lost += 1;
    }
  }
  return { before, lost };
}
