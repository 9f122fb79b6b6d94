import { SYSTEM } from "../../auth/actor";
import { giveBack, takeTurn } from "../../auth/allowance";
import { guessableProblem } from "../../auth/guessable";
import { deviceOf, knowDevice, type Visit } from "../../auth/open-session";
import { hashPassword } from "../../auth/password";
import { hashSecret } from "../../auth/secret";
import { linkAllowance } from "../../auth/sign-in-allowances";
import type { Database } from "../../db/client";
import { text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { secretSchema } from "../../domain/invitations/input";
import { resetSchema } from "../../domain/passwords/input";
import type { Input } from "../../domain/view";
import { t } from "../../language/t";
import { writeAudit } from "../audit/write-audit";
import { fail, invalid, type Result, succeed } from "../result";
import { storePassword } from "./parts/store-password";

const personOfReset = statement({
  name: "person-of-password-reset",
  params: { hash: text, now: timestamp },
  row: { id: uuid, name: text, email: text, institutionId: uuid, institution: text },
  sql: `SELECT u.id, u.name, u.email, i.id AS "institutionId", i.name AS institution
    FROM password_reset r JOIN "user" u ON u.id = r.user_id JOIN institution i ON i.id = u.institution_id
    WHERE r.secret_hash = $hash AND r.expires_at > $now AND u.deactivated_at IS NULL
    FOR UPDATE OF r`,
});

type Reset = {
  readonly email: string;
  /** What the browser is to keep: it is known to the account from now on, and limits on guessing don't keep it out. */
  readonly device: string;
};

/** Chooses another password with a link. It works once, also when it is sent twice at the same moment. */
export async function resetPassword(
  { db, now }: { readonly db: Database; readonly now: Date },
  input: Input<typeof resetSchema>,
  visit: Pick<Visit, "address" | "device">,
): Promise<Result<Reset> | { readonly limited: number }> {
  const parsed = resetSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { address } = visit;
  const { password } = parsed.data;
  const allowances = [linkAllowance(address)];
  const turn = await takeTurn(db, allowances, { now });
  if ("seconds" in turn) return { limited: turn.seconds };
  // Before anything is looked up: a link that doesn't open takes as long as one that does.
  const passwordHash = await hashPassword(password);
  const hash = hashSecret(secretSchema.safeParse(parsed.data.secret).data ?? "");
  const result = await inTransaction(db, async (tx): Promise<Result<Reset>> => {
    const person = await tx.find(personOfReset, { hash, now });
    if (!person) {
      return fail("not-found", t`This link doesn’t open any more. Ask for a new one on the sign-in page.`);
    }
    const guessable = await guessableProblem(password, [person.name, person.email, person.institution]);
    if (guessable) return fail("invalid", guessable);
    await storePassword(tx, { userId: person.id, passwordHash }, now);
    const device = deviceOf(visit);
    await knowDevice(tx, { userId: person.id, device, now });
    // Nobody was signed in.
    await writeAudit(tx, { actor: SYSTEM, now }, [
      {
        action: "user.reset-password",
        subject: person.id,
        institutionId: person.institutionId,
        detail: { address },
      },
    ]);
    return succeed({ email: person.email, device });
  });
  if (result.ok || result.failure.code !== "not-found") await giveBack(db, allowances);
  return result;
}
