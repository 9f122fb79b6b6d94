import type { Database } from "../../db/client";
import { integer, nullable, text, timestamp, uuid } from "../../db/columns";
import { constant, type RowOf, statement } from "../../db/statement";
import { span } from "../../sql/time";

/** How often a mail is tried that the server refuses for now. */
export const MOST_TRIES = 6;
/** News of so long ago is not sent any more. */
export const newsTime = span(3 * 24 * 60 * 60 * 1000);
export const mostTries = constant(integer, MOST_TRIES);

/** That a mail is still of use. */
export const notLapsed = (mail = ""): string => `coalesce(${mail}send_before > $now, true)`;

/** That a mail may still be sent, now or later. `$now` is the moment. */
export const isWaiting = (mail = ""): string =>
  `${mail}sent_at IS NULL AND ${mail}tries < ${mostTries} AND (${mail}tries = 0 OR ${mail}error IS NOT NULL)
    AND ${mail}created_at > $now - ${newsTime} AND ${notLapsed(mail)}`;

/** Of what time the mails are counted that were sent, or given up. */
export const shown = span(7 * 24 * 60 * 60 * 1000);

/** That a mail of the last days was given up. */
export const isGivenUp = (mail = ""): string =>
  `${mail}sent_at IS NULL AND ${mail}tries >= ${mostTries} AND ${mail}created_at > $now - ${shown}`;

// Those that lapse are many at once, in the morning: they wait for what somebody waits for.
const claim = statement({
  name: "claim-mail",
  params: { now: timestamp },
  row: { id: uuid, address: text, subject: text, text, tries: integer, switchOff: nullable(text) },
  sql: `UPDATE mail SET tries = tries + 1, error = NULL
    WHERE id IN (
      SELECT id FROM mail
      WHERE send_after <= $now AND ${isWaiting()}
      ORDER BY send_before NULLS FIRST, send_after, id LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING id, address, subject, text, tries, switch_off AS "switchOff"`,
});

/** A mail that somebody is sending now; this time is among its tries. */
export type ClaimedMail = RowOf<typeof claim>;

/**
 * Takes the mail that has waited longest, for this process alone; null where none is due. From here on a mail counts as perhaps sent; it is
 * tried again only when the sender says that it was not (docs/assignments.md).
 */
export async function claimMail(db: Database, now: Date): Promise<ClaimedMail | null> {
  return db.find(claim, { now });
}

const mailSent = statement({
  name: "mail-sent",
  params: { id: uuid, now: timestamp },
  sql: `UPDATE mail SET sent_at = $now, error = NULL, text = CASE WHEN user_id IS NULL THEN '' ELSE text END
    WHERE id = $id`,
});

/** Notes that a mail was sent. One to somebody without an account holds a link that makes one: its text is not kept. */
export async function markSent(db: Database, id: string, now: Date): Promise<void> {
  await db.run(mailSent, { id, now });
}

const MINUTE_MS = 60 * 1000;

/** How long to wait after a number of tries: 1, 4, 16, 64 minutes, then four hours. */
export const waitAfterTry = (tries: number): number => Math.min(240, 4 ** (tries - 1)) * MINUTE_MS;

const mailFailed = statement({
  name: "mail-failed",
  params: { id: uuid, error: text, tries: integer, after: timestamp },
  sql: "UPDATE mail SET error = $error, tries = $tries, send_after = $after WHERE id = $id",
});

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
  await db.run(mailFailed, {
    id: mail.id,
    error: failure.error.slice(0, 500),
    tries: failure.final ? MOST_TRIES : mail.tries,
    after: new Date(now.getTime() + waitAfterTry(mail.tries)),
  });
}
