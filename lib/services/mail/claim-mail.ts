import type { Database } from "../../db/client";

/** A mail that somebody is sending now. */
export type ClaimedMail = {
  readonly id: string;
  readonly address: string;
  readonly subject: string;
  readonly text: string;
  /** This time included. */
  readonly tries: number;
};

/** So often a mail is tried that a server refuses for now. */
export const MOST_TRIES = 6;

/**
 * Takes the mail that has waited longest, for this process alone; null where none is due. From here on a mail counts as perhaps sent; it is
 * tried again only when the sender says that it was not (docs/assignments.md).
 * News of three days ago is not sent any more.
 */
export async function claimMail(db: Database, now: Date): Promise<ClaimedMail | null> {
  const { rows } = await db.pool.query<ClaimedMail>(
    `UPDATE mail SET tries = tries + 1, error = NULL
     WHERE id IN (
       SELECT id FROM mail
       WHERE sent_at IS NULL AND send_after <= $1 AND created_at > $1::timestamptz - interval '3 days'
         AND tries < $2 AND (tries = 0 OR error IS NOT NULL)
       ORDER BY send_after, id LIMIT 1 FOR UPDATE SKIP LOCKED
     )
     RETURNING id, address, subject, text, tries`,
    [now, MOST_TRIES],
  );
  return rows[0] ?? null;
}

/** Notes that a mail was sent. One to somebody without an account holds a link that makes one: its text is not kept. */
export async function markSent(db: Database, id: string, now: Date): Promise<void> {
  await db.pool.query(
    "UPDATE mail SET sent_at = $2, error = NULL, text = CASE WHEN user_id IS NULL THEN '' ELSE text END WHERE id = $1",
    [id, now],
  );
}

const MINUTE_MS = 60 * 1000;

/** How long to wait after a number of tries: 1, 4, 16, 64 minutes, then four hours. */
export const waitAfterTry = (tries: number): number => Math.min(240, 4 ** (tries - 1)) * MINUTE_MS;

/**
 * Notes that a mail was certainly not sent.
 *
 * @param final whether it is not to be tried again
 */
export async function markFailed(
  db: Database,
  mail: Pick<ClaimedMail, "id" | "tries">,
  failure: { readonly error: string; readonly final: boolean },
  now: Date,
): Promise<void> {
  const after = new Date(now.getTime() + waitAfterTry(mail.tries));
  await db.pool.query("UPDATE mail SET error = $2, tries = $3, send_after = $4 WHERE id = $1", [
    mail.id,
    failure.error.slice(0, 500),
    failure.final ? MOST_TRIES : mail.tries,
    after,
  ]);
}
