import { giveBack, takeTurn } from "../../auth/allowance";
import type { Visit } from "../../auth/open-session";
import type { RelyingParty } from "../../auth/relying-party";
import { passkeyAllowance } from "../../auth/sign-in-allowances";
import type { Database } from "../../db/client";
import { passkeyAnswerSchema } from "../../domain/second-step/input";
import type { SecondStepOutcome } from "./answer-second-step";
import { lockAccount } from "./parts/lock-account";
import { checkPasskey } from "./parts/passkeys";

type Asked = {
  readonly db: Database;
  readonly now: Date;
  readonly visit: Pick<Visit, "address">;
  /** Null where there can be no passkeys. */
  readonly party: RelyingParty | null;
};

/** Signs in with a passkey alone, whose device has made sure of its person: something held, and something known. */
export async function enterWithPasskey(
  { db, now, visit, party }: Asked,
  input: unknown,
): Promise<SecondStepOutcome> {
  const parsed = passkeyAnswerSchema.safeParse(input);
  if (!parsed.success || !party) return { outcome: "refused" };
  const allowances = [passkeyAllowance(visit.address)];
  const turn = await takeTurn(db, allowances, { now });
  if ("seconds" in turn) return { outcome: "limited", seconds: turn.seconds };
  const checked = await checkPasskey({ db, now, party, what: { purpose: "sign-in" } }, parsed.data, true);
  if (!checked) return { outcome: "refused" };
  await giveBack(db, allowances);
  const { userId, passwordHash, spend } = checked;
  return {
    outcome: "welcome",
    shown: {
      userId,
      passwordHash,
      spend: async (tx) => (await lockAccount(tx, userId, passwordHash)) && spend(tx),
    },
  };
}
