import type { Database } from "../../db/client";
import { integer, nullable, text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { MailState } from "../../domain/homes/views";
import { isGivenUp, isWaiting, shown } from "./claim-mail";

const mailsOfInstitution = statement({
  name: "mails-of-institution",
  params: { institutionId: uuid, now: timestamp },
  row: { sent: integer, waiting: integer, failed: integer, lastError: nullable(text) },
  sql: `SELECT
      count(*) FILTER (WHERE m.sent_at > $now - ${shown})::int AS sent,
      count(*) FILTER (WHERE ${isWaiting("m.")})::int AS waiting,
      count(*) FILTER (WHERE ${isGivenUp("m.")})::int AS failed,
      (array_agg(m.error ORDER BY m.send_after DESC) FILTER (WHERE m.sent_at IS NULL AND m.error IS NOT NULL))[1]
        AS "lastError"
    FROM mail m JOIN "user" u ON u.id = m.user_id
    WHERE u.institution_id = $institutionId AND m.created_at > $now - ${shown}`,
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
