import type { Database } from "../../db/client";
import type { MailState } from "../../domain/homes/views";
import { MOST_TRIES } from "./claim-mail";

const ownMails = {
  name: "mail-state",
  text: `SELECT
      count(*) FILTER (WHERE m.sent_at > $2::timestamptz - interval '7 days')::int AS sent,
      count(*) FILTER (WHERE m.sent_at IS NULL AND m.tries < $3 AND (m.tries = 0 OR m.error IS NOT NULL)
        AND m.created_at > $2::timestamptz - interval '3 days')::int AS waiting,
      count(*) FILTER (WHERE m.sent_at IS NULL AND m.created_at > $2::timestamptz - interval '7 days'
        AND m.tries >= $3)::int AS failed,
      (array_agg(m.error ORDER BY m.send_after DESC) FILTER (WHERE m.sent_at IS NULL AND m.error IS NOT NULL))[1]
        AS "lastError"
    FROM mail m JOIN "user" u ON u.id = m.user_id
    WHERE u.institution_id = $1 AND m.created_at > $2::timestamptz - interval '7 days'`,
};

/** How the mails to an institution's people get on, over the last seven days. */
export async function mailState(
  db: Database,
  institutionId: string,
  sending: MailState["sending"],
  now: Date,
): Promise<MailState> {
  const [row] = await db.query<Omit<MailState, "sending">>(ownMails, [institutionId, now, MOST_TRIES]);
  return { sent: 0, waiting: 0, failed: 0, lastError: null, ...row, sending };
}
