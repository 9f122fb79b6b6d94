import { giveBack, takeTurn } from "../../auth/allowance";
import { hashSecret } from "../../auth/secret";
import { linkAllowance } from "../../auth/sign-in-allowances";
import type { Database } from "../../db/client";
import { text, timestamp } from "../../db/columns";
import { statement } from "../../db/statement";
import { secretSchema } from "../../domain/invitations/input";
import type { OpenInvitation } from "../../domain/invitations/views";
import { role } from "../../sql/types";

/** Whether an invitation `i` is one that the secret with the hash `hash` opens now. */
export const opens = `i.secret_hash = $hash AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > $now`;

const openInvitation = statement({
  name: "open-invitation",
  params: { hash: text, now: timestamp },
  row: { institution: text, name: text, email: text, role },
  sql: `SELECT n.name AS institution, i.name, i.email, i.role FROM invitation i
    JOIN institution n ON n.id = i.institution_id WHERE ${opens}`,
});

type Found =
  | { readonly outcome: "open"; readonly invitation: OpenInvitation }
  /** Used, taken back, replaced, too old or never made: nobody is told which. */
  | { readonly outcome: "closed" }
  | { readonly outcome: "limited"; readonly seconds: number };

/** What a link opens, for who holds it. Looking uses nothing up: mail programs look at links before people do. */
export async function findInvitation(
  db: Database,
  secret: string,
  address: string,
  now: Date,
): Promise<Found> {
  const allowances = [linkAllowance(address)];
  const turn = await takeTurn(db, allowances, { now });
  if ("seconds" in turn) return { outcome: "limited", seconds: turn.seconds };
  // What can't be a secret is looked up all the same: it takes as long.
  const hash = hashSecret(secretSchema.safeParse(secret).data ?? "");
  const invitation = await db.find(openInvitation, { hash, now });
  if (!invitation) return { outcome: "closed" };
  await giveBack(db, allowances);
  return { outcome: "open", invitation };
}
