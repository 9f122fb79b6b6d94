import { certain, integer, nullable, text, timestamp, uuid } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";

/** The institution's notice as it stands, where one is in force. */
export const noticeInForce = statement({
  name: "privacy-notice-in-force",
  params: { institutionId: uuid },
  row: { version: integer, text, publishedAt: timestamp, required: certain(integer) },
  sql: `SELECT n.version, n.text, n.published_at AS "publishedAt", i.privacy_required AS required
    FROM institution i JOIN privacy_notice n ON n.institution_id = i.id
    WHERE i.id = $institutionId AND i.privacy_required IS NOT NULL ORDER BY n.version DESC LIMIT 1`,
});

/** Held until the transaction ends: one wording follows the other. */
export const institutionOfNotices = statement({
  name: "institution-of-notices",
  params: { institutionId: uuid },
  row: { required: nullable(integer) },
  sql: `SELECT privacy_required AS required FROM institution WHERE id = $institutionId FOR UPDATE`,
});

export const requireNotice = statement({
  name: "require-privacy-notice",
  params: { institutionId: uuid, required: nullable(integer) },
  sql: "UPDATE institution SET privacy_required = $required WHERE id = $institutionId",
});
