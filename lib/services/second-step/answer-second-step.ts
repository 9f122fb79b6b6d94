import { randomUUID } from "node:crypto";
import { SYSTEM } from "../../auth/actor";
import { refill, takeTurn } from "../../auth/allowance";
import { deviceHashOf, type ShownPassword, type Visit } from "../../auth/open-session";
import type { RelyingParty } from "../../auth/relying-party";
import { secondStepAllowance, secondStepLockOutAllowance } from "../../auth/sign-in-allowances";
import type { Database } from "../../db/client";
import { nullable, text, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { type SecondStepAnswer, secondStepSchema } from "../../domain/second-step/input";
import { tooManyCodes } from "../../domain/second-step/messages";
import { writeAudit } from "../audit/write-audit";
import { tell } from "../notices/tell";
import { findHalfWayPerson, type HalfWayPerson } from "./half-way";
import { checkCode } from "./parts/check-code";
import { hasFactor, loadFactors } from "./parts/load-factors";
import { lockAccount } from "./parts/lock-account";
import { noteChange } from "./parts/note-change";
import { checkPasskey, provePasskey, storePasskey } from "./parts/passkeys";
import { proveSeed, storeApp } from "./parts/store-app";

type Asked = {
  readonly db: Database;
  readonly now: Date;
  readonly visit: Pick<Visit, "address" | "device">;
  /** Null where there can be no passkeys. */
  readonly party: RelyingParty | null;
};

export type SecondStepOutcome =
  /** Nobody has a session yet: it is opened with what is shown here, and that is used up with it. */
  | { readonly outcome: "welcome"; readonly shown: ShownPassword }
  | { readonly outcome: "refused" }
  /** The password was shown too long ago, or is another one by now. */
  | { readonly outcome: "over" }
  | { readonly outcome: "limited"; readonly seconds: number };

const knownDevice = statement({
  name: "known-device",
  params: { userId: uuid, deviceHash: nullable(text) },
  sql: "SELECT FROM known_device WHERE user_id = $userId AND device_hash = $deviceHash",
});

/**
 * Holds what somebody shows as the second step against what the account has. Where the role asks for a second step and
 * there is none yet, it is set up in its place.
 *
 * @param token what the browser keeps since the password was shown
 */
export async function answerSecondStep(
  asked: Asked,
  token: string | undefined,
  input: unknown,
): Promise<SecondStepOutcome> {
  const { db, now, visit } = asked;
  const person = await findHalfWayPerson(db, token);
  if (!person) return { outcome: "over" };
  const parsed = secondStepSchema.safeParse(input);
  if (!parsed.success) return { outcome: "refused" };
  const { user, passwordHash } = person;
  const userId = user.id;
  const deviceHash = deviceHashOf(visit);
  const isKnown = (await db.run(knownDevice, { userId, deviceHash })) > 0;
  const allowance = secondStepAllowance(userId, isKnown ? deviceHash : null);
  const turn = await takeTurn(db, [allowance], { now });
  if ("seconds" in turn) {
    await noteLockOut(asked, person);
    return { outcome: "limited", seconds: turn.seconds };
  }
  const spend = await spendingOf(asked, person, parsed.data);
  if (!spend) {
    const event = { action: "user.second-step-failed", subject: userId } as const;
    const { institutionId } = user;
    await writeAudit(db, { actor: SYSTEM, now }, [
      { ...event, institutionId, detail: { address: visit.address } },
    ]);
    return { outcome: "refused" };
  }
  await refill(db, allowance);
  const inTurn = async (tx: Queryable) => (await lockAccount(tx, userId, passwordHash)) && spend(tx);
  return { outcome: "welcome", shown: { userId, passwordHash, spend: inTurn } };
}

type Spend = (tx: Queryable) => Promise<boolean>;

/** What uses an answer up; null where it isn't right. */
async function spendingOf(
  { db, now, party }: Asked,
  { user, factors }: HalfWayPerson,
  answer: SecondStepAnswer,
): Promise<Spend | null> {
  const { id: userId } = user;
  if (answer.kind === "code") return checkCode(db, user, answer.code, now);
  if (answer.kind === "passkey") {
    const what = { purpose: "second-step", userId } as const;
    const checked = party && (await checkPasskey({ db, now, party, what }, answer.answer, false));
    return checked?.spend ?? null;
  }
  // With a password alone nothing is set up beside what is there.
  if (!factors.required || hasFactor(factors)) return null;
  const none = async (tx: Queryable) => !hasFactor(await loadFactors(tx, userId));
  if (answer.kind === "set-up-app") {
    const proven = proveSeed(userId, answer.sealed, answer.code, now);
    if (!proven) return null;
    return async (tx) => {
      if (!(await none(tx))) return false;
      await storeApp(tx, userId, proven, now);
      await noteChange(tx, { actor: user, now }, "set-app");
      return true;
    };
  }
  const what = { purpose: "add", userId } as const;
  const proven = party && (await provePasskey({ db, now, party, what }, answer.answer));
  if (!proven) return null;
  return async (tx) => {
    if (!(await none(tx)) || !(await storePasskey(tx, userId, proven, answer.name, now))) return false;
    await noteChange(tx, { actor: user, now }, "add-passkey");
    return true;
  };
}

/** Writes down that codes are over the limit, and tells the person, whose password somebody has: once in a while. */
async function noteLockOut({ db, now, visit }: Asked, { user }: HalfWayPerson): Promise<void> {
  const turn = await takeTurn(db, [secondStepLockOutAllowance(user.id)], { now });
  if ("seconds" in turn) return;
  const { id: userId, institutionId } = user;
  const { address } = visit;
  await inTransaction(db, async (tx) => {
    await writeAudit(tx, { actor: SYSTEM, now }, [
      { action: "user.second-step-lock-out", subject: userId, institutionId, detail: { address } },
    ]);
    const telling = { userId, message: tooManyCodes(address), key: `user.second-step ${randomUUID()}` };
    await tell(tx, [telling], { kind: "user.second-step", href: "/account#second-step", now });
  });
}
