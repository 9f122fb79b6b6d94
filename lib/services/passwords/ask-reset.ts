import { setTimeout as pause } from "node:timers/promises";
import { SYSTEM } from "../../auth/actor";
import { takeTurn } from "../../auth/allowance";
import { NO_PASSWORD } from "../../auth/password";
import { resetAllowances } from "../../auth/sign-in-allowances";
import type { Database } from "../../db/client";
import { text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { mailText } from "../../domain/notices/message";
import { askResetSchema, MAILED_MINUTES } from "../../domain/passwords/input";
import { resetBody } from "../../domain/passwords/messages";
import type { Input } from "../../domain/view";
import { env } from "../../env";
import { plural, t } from "../../language/t";
import { writeAudit } from "../audit/write-audit";
import { invalid, type Result, succeed } from "../result";
import { writeReset } from "./parts/write-reset";

/** Every answer takes so long: nobody learns from it whether the address is known. */
const ANSWER_MS = 700;

const personOfAddress = statement({
  name: "person-of-address",
  params: { email: text },
  row: { id: uuid, name: text, email: text, institutionId: uuid },
  sql: `SELECT id, name, email, institution_id AS "institutionId" FROM "user"
    WHERE email = $email AND deactivated_at IS NULL AND password_hash <> '${NO_PASSWORD}'`,
});

// Without the user's id: a mail that holds a link is forgotten once it is sent. An earlier one is replaced.
const writeResetMail = statement({
  name: "write-reset-mail",
  params: { address: text, subject: text, text, key: text, now: timestamp },
  sql: `INSERT INTO mail (address, subject, text, key, created_at, send_after)
    VALUES ($address, $subject, $text, $key, $now, $now)
    ON CONFLICT (key) DO UPDATE SET text = excluded.text, created_at = $now, send_after = $now, sent_at = NULL,
      tries = 0, error = NULL`,
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
  await Promise.all([pause(ANSWER_MS), mailLink(db, email, address, now)]);
  return succeed({ asked: true });
}

async function mailLink(db: Database, email: string, address: string, now: Date): Promise<void> {
  const turn = await takeTurn(db, resetAllowances({ email, address }), { now });
  const person = await db.find(personOfAddress, { email });
  if (!person || "seconds" in turn) return;
  await inTransaction(db, async (tx) => {
    const { path } = await writeReset(tx, person.id, MAILED_MINUTES, now);
    const base = env().NEXTAUTH_URL;
    const link = base ? new URL(path, base).href : path;
    const body = resetBody(t`${plural(MAILED_MINUTES, "# minute", "# minutes")}`);
    const subject = t`Choose another password for Calot`;
    const mail = mailText(person.name, { body, subject, notice: "" }, link);
    await tx.run(writeResetMail, {
      address: person.email,
      subject,
      text: mail,
      key: `password reset ${person.email}`,
      now,
    });
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
