import type { User } from "@/lib/auth/actor";
import { records, texts, timestamp } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import type { MadeInvitation } from "@/lib/domain/invitations/views";
import { letter } from "@/lib/domain/notices/message";
import { momentInWords } from "@/lib/domain/time/moment-in-words";
import { env } from "@/lib/env";
import { t } from "@/lib/language/t";

const keyOf = (id: string): string => `invitation ${id}`;

const insertMails = statement({
  name: "insert-invitation-mails",
  params: { mails: records, now: timestamp },
  sql: `INSERT INTO mail (address, subject, text, key, created_at, send_after)
    SELECT address, subject, text, key, $now, $now
    FROM jsonb_to_recordset($mails) AS x(address text, subject text, text text, key text)`,
});

const deleteMails = statement({
  name: "delete-mails",
  params: { keys: texts },
  sql: "DELETE FROM mail WHERE key = ANY($keys)",
});

/** Writes the mails with the links, in the transaction that makes them. A mail of an earlier link is replaced. */
export async function mailInvitations(
  tx: Queryable,
  actor: User,
  made: readonly (MadeInvitation & { readonly name: string })[],
  now: Date,
): Promise<void> {
  const base = env().NEXTAUTH_URL;
  const mails = made.map(({ id, email, name, path, expiresAt }) => ({
    address: email,
    subject: t`Your account for Calot at ${actor.institution}`,
    text: letter([
      t`Hello ${name},`,
      t`${actor.name} invites you to Calot at ${actor.institution}. Choose a password, and your account is made:`,
      base ? new URL(path, base).href : path,
      t`The link is for you alone. It works once, until ${momentInWords(new Date(expiresAt), actor.timeZone)}. If you expected no invitation, do nothing.`,
    ]),
    key: keyOf(id),
  }));
  await dropInvitationMails(
    tx,
    made.map(({ id }) => id),
  );
  await tx.run(insertMails, { mails, now });
}

/** Forgets the mails of invitations, sent or not: they hold a link. */
export async function dropInvitationMails(tx: Queryable, ids: readonly string[]): Promise<void> {
  await tx.run(deleteMails, { keys: ids.map(keyOf) });
}
