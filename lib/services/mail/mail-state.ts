import type { Database } from "../../db/client";
import { integer, nullable, text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { MailState } from "../../domain/homes/views";
import { mostTries } from "./claim-mail";

const mailsOfInstitution = statement({
  name: "mails-of-institution",
  params: { institutionId: uuid, now: timestamp },
  row: { sent: integer, waiting: integer, failed: integer, lastError: nullable(text) },
  sql: `SELECT
      count(*) FILTER (WHERE m.sent_at > $now - interval '7 days')::int AS sent,
      count(*) FILTER (WHERE m.sent_at IS NULL AND m.tries < ${mostTries} AND (m.tries = 0 OR m.error IS NOT NULL)
        AND m.created_at > $now - interval '3 days')::int AS waiting,
      count(*) FILTER (WHERE m.sent_at IS NULL AND m.created_at > $now - interval '7 days'
        AND m.tries >= ${mostTries})::int AS failed,
      (array_agg(m.error ORDER BY m.send_after DESC) FILTER (WHERE m.sent_at IS NULL AND m.error IS NOT NULL))[1]
        AS "lastError"
    FROM mail m JOIN "user" u ON u.id = m.user_id
    WHERE u.institution_id = $institutionId AND m.created_at > $now - interval '7 days'`,
});

/** How the mails to an institution's people get on, over the last seven days. */
export async function mailState(
  db: Database,
  institutionId: string,
  sending: MailState["sending"],
  now: Date,
): Promise<MailState> {
  return { ...(await db.get(mailsOfInstitution, { institutionId, now })), sending };
}
