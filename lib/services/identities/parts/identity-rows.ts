import { boolean, nullable, text, timestamp, uuid } from "../../../db/columns";
import { statement } from "../../../db/statement";
import { role } from "../../../sql/types";

/** Whose account an identity opens, held until the transaction ends. */
export const identityToOpen = statement({
  name: "identity-to-open",
  params: { institutionId: uuid, issuer: text, subject: text },
  row: { id: uuid, userId: uuid, role, active: boolean },
  sql: `SELECT e.id, e.user_id AS "userId", u.role, u.deactivated_at IS NULL AS active
    FROM external_identity e JOIN "user" u ON u.id = e.user_id
    WHERE e.institution_id = $institutionId AND e.issuer = $issuer AND e.subject = $subject
    FOR UPDATE OF e`,
});

// Of two at the same moment one is stored: the other finds it.
export const insertIdentity = statement({
  name: "insert-identity",
  params: {
    institutionId: uuid,
    issuer: text,
    subject: text,
    userId: uuid,
    connectionId: nullable(uuid),
    label: text,
    now: timestamp,
  },
  row: { id: uuid },
  sql: `INSERT INTO external_identity (institution_id, issuer, subject, user_id, connection_id, label, linked_at)
    SELECT $institutionId, $issuer, $subject, u.id, (SELECT c.id FROM connection c WHERE c.id = $connectionId), $label, $now
    FROM "user" u WHERE u.id = $userId AND u.institution_id = $institutionId AND u.deactivated_at IS NULL
    ON CONFLICT (institution_id, issuer, subject) DO NOTHING RETURNING id`,
});

export const touchIdentity = statement({
  name: "touch-identity",
  params: { id: uuid, connectionId: uuid, label: text, now: timestamp },
  sql: "UPDATE external_identity SET last_at = $now, connection_id = $connectionId, label = $label WHERE id = $id",
});
