import { findUser, type User } from "../../auth/actor";
import { readHalfWay } from "../../auth/half-way";
import { hashSecret } from "../../auth/secret";
import type { Database } from "../../db/client";
import { text, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { type Factors, hasFactor, loadFactors } from "./parts/load-factors";

const passwordOf = statement({
  name: "password-of-person",
  params: { userId: uuid },
  row: { passwordHash: text },
  sql: `SELECT password_hash AS "passwordHash" FROM "user" WHERE id = $userId`,
});

/** Who has shown the password and is to show, or set up, a second step. */
export type HalfWayPerson = {
  readonly user: User;
  readonly passwordHash: string;
  readonly factors: Factors;
};

/** Whether a person who has shown the password must show, or set up, a second step before a session is opened. */
export async function needsSecondStep(db: Database, userId: string): Promise<boolean> {
  const factors = await loadFactors(db, userId);
  return factors.required || hasFactor(factors);
}

/** Whom a browser's half-way token is of; null where it is old, the password another one, or the account closed. */
export async function findHalfWayPerson(
  db: Database,
  token: string | undefined,
): Promise<HalfWayPerson | null> {
  const halfWay = await readHalfWay(token);
  if (!halfWay) return null;
  const [user, found] = await Promise.all([
    findUser(db, halfWay.userId),
    db.find(passwordOf, { userId: halfWay.userId }),
  ]);
  if (!user || !found || hashSecret(found.passwordHash) !== halfWay.passwordDigest) return null;
  return { user, passwordHash: found.passwordHash, factors: await loadFactors(db, user.id) };
}
