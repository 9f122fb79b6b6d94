import { setTimeout as pause } from "node:timers/promises";
import { SYSTEM } from "../../auth/actor";
import { takeTurn } from "../../auth/allowance";
import { NO_PASSWORD } from "../../auth/password";
import { resetAllowances } from "../../auth/sign-in-allowances";
import type { Database } from "../../db/client";
import { text, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { askResetSchema, MAILED_MINUTES } from "../../domain/passwords/input";
import { resetBody } from "../../domain/passwords/messages";
import type { Input } from "../../domain/view";
import { plural, t } from "../../language/t";
import { writeAudit } from "../audit/write-audit";
import { invalid, type Result, succeed } from "../result";
import { mailLink } from "./parts/mail-link";

/** Every answer takes so long: nobody learns from it whether the address is known. */
const ANSWER_MS = 700;

const personOfAddress = statement({
  name: "person-of-address",
  params: { email: text },
  row: { id: uuid, name: text, email: text, institutionId: uuid },
  sql: `SELECT id, name, email, institution_id AS "institutionId" FROM "user"
    WHERE email = $email AND deactivated_at IS NULL AND password_hash <> '${NO_PASSWORD}'`,
});

/** Mails a link to choose another password with, where the address has an account with one. The answer is the same where not. */
export async function askReset(
  { db, now }: { readonly db: Database; readonly now: Date },
  input: Input<typeof askResetSchema>,
  address: string,
): Promise<Result<{ readonly asked: true }>> {
  const parsed = askResetSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { email } = parsed.data;
  await Promise.all([pause(ANSWER_MS), mailReset(db, email, address, now)]);
  return succeed({ asked: true });
}

async function mailReset(db: Database, email: string, address: string, now: Date): Promise<void> {
  const turn = await takeTurn(db, resetAllowances({ email, address }), { now });
  const person = await db.find(personOfAddress, { email });
  if (!person || "seconds" in turn) return;
  await inTransaction(db, async (tx) => {
    const body = resetBody(t`${plural(MAILED_MINUTES, "# minute", "# minutes")}`);
    await mailLink(
      tx,
      person,
      { subject: t`Choose another password for Calot`, body, minutes: MAILED_MINUTES },
      now,
    );
    await writeAudit(tx, { actor: SYSTEM, now }, [
      {
        action: "user.ask-reset",
        subject: person.id,
        institutionId: person.institutionId,
        detail: { address },
      },
    ]);
  });
}
