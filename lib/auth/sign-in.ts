import { setTimeout as pause } from "node:timers/promises";
import PQueue from "p-queue";
import { z } from "zod";
import type { Database } from "../db/client";
import { boolean, nullable, text, timestamp, uuid } from "../db/columns";
import { statement } from "../db/statement";
import { giveBack, refill, takeTurn } from "./allowance";
import { deviceHashOf, type Visit } from "./open-session";
import { passwordMatches } from "./password";
import { lockOutAllowance, signInAllowances } from "./sign-in-allowances";

const credentialsSchema = z.object({
  email: z.string().trim().toLowerCase().min(1).max(320),
  password: z.string().min(1).max(1024),
});

type SignInOutcome =
  /** With the hash that the password was held against: it may be another one by the time that a session is opened. */
  | { readonly outcome: "welcome"; readonly userId: string; readonly passwordHash: string }
  /** The e-mail is unknown, the account is closed or the password is wrong: nobody is told which. */
  | { readonly outcome: "refused" }
  | { readonly outcome: "limited"; readonly seconds: number };

const accountAtDoor = statement({
  name: "account-at-the-door",
  params: { email: text, deviceHash: nullable(text) },
  row: { id: uuid, password_hash: text, known: boolean },
  sql: `SELECT u.id, u.password_hash,
      EXISTS (SELECT FROM known_device d WHERE d.user_id = u.id AND d.device_hash = $deviceHash) AS known
    FROM "user" u WHERE u.email = $email AND u.deactivated_at IS NULL`,
});

const writeRefusal = statement({
  name: "write-sign-in-refusal",
  params: { email: text, action: text, address: text, now: timestamp },
  sql: `INSERT INTO audit_event (at, institution_id, action, subject_id, detail)
    SELECT $now, institution_id, $action, id::text, jsonb_build_object('address', $address)
    FROM "user" WHERE email = $email`,
});

/** How long a try waits for its turn before it is told to come back. */
const PATIENCE_MS = 3_000;

/** Passwords that wait to be looked at, at most, but for those of known devices. */
const MOST_WAITING = 500;
const BUSY = { outcome: "limited", seconds: 10 } as const;

// Few are counted before they are looked at: a lecture hall that signs in at once from one address is not over its
// allowance while it waits, for a right password gives its try back.
const door = new PQueue({ concurrency: 4 });

/** Holds an e-mail and a password against the accounts. Whoever is welcome has no session yet. */
export async function signIn(
  db: Database,
  credentials: unknown,
  visit: Pick<Visit, "address" | "device">,
  now: Date,
): Promise<SignInOutcome> {
  const parsed = credentialsSchema.safeParse(credentials);
  if (!parsed.success) return { outcome: "refused" };
  const { email, password } = parsed.data;
  const { address } = visit;
  const deviceHash = deviceHashOf(visit);
  const account = await db.find(accountAtDoor, { email, deviceHash });
  const known = account?.known ?? false;
  if (!known && door.size >= MOST_WAITING) return BUSY;
  const allowances = signInAllowances({ email, address, knownDevice: known ? deviceHash : null });
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => door.add(work, { priority: known ? 1 : 0 });

  const look = async (): Promise<SignInOutcome> => {
    const matches = await passwordMatches(password, account?.password_hash ?? null);
    if (!matches || !account) {
      await db.run(writeRefusal, { email, action: "user.sign-in-failed", address, now });
      return { outcome: "refused" };
    }
    await refill(db, allowances[0]!);
    await giveBack(db, allowances.slice(1));
    return { outcome: "welcome", userId: account.id, passwordHash: account.password_hash };
  };
  const first = await inTurn(async () => {
    const turn = await takeTurn(db, allowances, { now, patienceMs: PATIENCE_MS });
    if ("seconds" in turn) {
      await noteLockOut(db, email, address, now);
      return { outcome: "limited", seconds: turn.seconds } as const;
    }
    return turn.inMs > 0 ? turn : look();
  });
  if ("outcome" in first) return first;
  // Over its allowance it is looked at later, and nobody waits at the door meanwhile.
  await pause(first.inMs);
  return inTurn(look);
}

/** Writes down that guesses at an account are over the limit, once in a while. */
async function noteLockOut(db: Database, email: string, address: string, now: Date): Promise<void> {
  const turn = await takeTurn(db, [lockOutAllowance(email)], { now });
  if ("inMs" in turn) await db.run(writeRefusal, { email, action: "user.lock-out", address, now });
}
