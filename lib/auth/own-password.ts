import type { Database } from "../db/client";
import { refill, takeTurn } from "./allowance";
import { passwordMatches } from "./password";
import { ownPasswordAllowance } from "./sign-in-allowances";

type Checked =
  /** With the hash that it was held against. */
  | { readonly outcome: "right"; readonly passwordHash: string }
  | { readonly outcome: "wrong" }
  | { readonly outcome: "limited"; readonly seconds: number };

/** Holds a password against the account of somebody who is signed in. */
export async function checkOwnPassword(
  db: Database,
  userId: string,
  password: string,
  now: Date,
): Promise<Checked> {
  const allowance = ownPasswordAllowance(userId);
  const turn = await takeTurn(db, [allowance], { now });
  if ("seconds" in turn) return { outcome: "limited", seconds: turn.seconds };
  const user = await db.prisma.user.findUnique({ where: { id: userId }, select: { passwordHash: true } });
  if (!user || !(await passwordMatches(password, user.passwordHash))) return { outcome: "wrong" };
  await refill(db, allowance);
  return { outcome: "right", passwordHash: user.passwordHash };
}
