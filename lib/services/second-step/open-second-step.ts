import type { RelyingParty } from "../../auth/relying-party";
import type { Database } from "../../db/client";
import type { SecondStepToCome } from "../../domain/second-step/views";
import { findHalfWayPerson } from "./half-way";
import { askNewPasskey, askPasskey } from "./parts/ask-passkey";
import { hasFactor } from "./parts/load-factors";
import { proposeSeed } from "./parts/store-app";

/** What somebody who has shown the password is asked for next; null where that was too long ago. */
export async function openSecondStep(
  { db, now, party }: { readonly db: Database; readonly now: Date; readonly party: RelyingParty | null },
  token: string | undefined,
): Promise<SecondStepToCome | null> {
  const person = await findHalfWayPerson(db, token);
  if (!person) return null;
  const { user, factors } = person;
  if (!hasFactor(factors)) {
    const passkey = party && (await askNewPasskey({ db, now, party }, user));
    return { kind: "set-up", passkey, seed: proposeSeed(user) };
  }
  const what = { purpose: "second-step", userId: user.id } as const;
  const passkey = party && factors.passkeys > 0 ? await askPasskey({ db, now, party }, what) : null;
  return { kind: "show", passkey, app: factors.app, codes: factors.codes > 0 };
}
