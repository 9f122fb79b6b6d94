import { text, timestamp } from "../../../db/columns";
import type { Queryable } from "../../../db/queryable";
import { statement } from "../../../db/statement";
import { mailText } from "../../../domain/notices/message";
import { linkTo } from "../../mail/link-to";
import { writeReset } from "./write-reset";

// Without the user's id: a mail that holds a link is forgotten once it is sent. An earlier one is replaced.
const writeResetMail = statement({
  name: "write-reset-mail",
  params: { address: text, subject: text, text, key: text, now: timestamp },
  sql: `INSERT INTO mail (address, subject, text, key, created_at, send_after)
    VALUES ($address, $subject, $text, $key, $now, $now)
    ON CONFLICT (key) DO UPDATE SET text = excluded.text, created_at = $now, send_after = $now, sent_at = NULL,
      tries = 0, error = NULL`,
});

type Person = { readonly id: string; readonly name: string; readonly email: string };
type Letter = {
  readonly subject: string;
  readonly body: string;
  /** The link opens for so long. */
  readonly minutes: number;
};

/** Mails somebody a link to choose a password with; one from before opens no more. */
export async function mailLink(
  tx: Queryable,
  { id, name, email }: Person,
  { subject, body, minutes }: Letter,
  now: Date,
): Promise<void> {
  const { path } = await writeReset(tx, id, minutes, now);
  await tx.run(writeResetMail, {
    address: email,
    subject,
    text: mailText(name, { body, subject, notice: "" }, linkTo(path)),
    key: `password reset ${email}`,
    now,
  });
}
