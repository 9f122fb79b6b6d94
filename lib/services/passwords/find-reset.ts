import { giveBack, takeTurn } from "../../auth/allowance";
import { hashSecret } from "../../auth/secret";
import { linkAllowance } from "../../auth/sign-in-allowances";
import type { Database } from "../../db/client";
import { text, timestamp } from "../../db/columns";
import { statement } from "../../db/statement";
import { secretSchema } from "../../domain/invitations/input";

const openReset = statement({
  name: "open-password-reset",
  params: { hash: text, now: timestamp },
  row: { email: text },
  sql: `SELECT u.email FROM password_reset r JOIN "user" u ON u.id = r.user_id
    WHERE r.secret_hash = $hash AND r.expires_at > $now AND u.deactivated_at IS NULL`,
});

type Found =
  | { readonly outcome: "open"; readonly email: string }
  /** Used, replaced, too old or never made: nobody is told which. */
  | { readonly outcome: "closed" }
  | { readonly outcome: "limited"; readonly seconds: number };

/** Whose password a link changes, for who holds it. Looking uses nothing up: mail programs look at links before people do. */
export async function findReset(db: Database, secret: string, address: string, now: Date): Promise<Found> {
  const allowances = [linkAllowance(address)];
  const turn = await takeTurn(db, allowances, { now });
  if ("seconds" in turn) return { outcome: "limited", seconds: turn.seconds };
  const hash = hashSecret(secretSchema.safeParse(secret).data ?? "");
  const found = await db.find(openReset, { hash, now });
  if (!found) return { outcome: "closed" };
  await giveBack(db, allowances);
  return { outcome: "open", email: found.email };
}
