import { text, uuid } from "@/lib/db/columns";
import type { Queryable } from "@/lib/db/queryable";
import { statement } from "@/lib/db/statement";
import { t } from "@/lib/language/t";
import type { LockedPerson } from "../../people/lock-person";

/** Stands where somebody's question was. */
const REMOVED_REASON = t`Removed with the reader’s account.`;

// Notices and mails to others that tell of what the person said, with the person's name in them. A notice of a question
// is known by its moment, which is the question's own: it leads to the list of all.
const toldOthers = statement({
  name: "drop-what-was-told-others",
  params: { id: uuid, institutionId: uuid },
  sql: `WITH said AS (
      SELECT m.id, m.attempt_id FROM attempt_comment m JOIN attempt t ON t.id = m.attempt_id
      WHERE m.author_id = $id OR t.user_id = $id
    ), asked AS (
      SELECT id, created_at FROM dispute WHERE reader_id = $id
    ), mails AS (
      DELETE FROM mail WHERE split_part(key, ' ', 1) IN ('comment.new', 'comment.answer', 'dispute.open')
        AND split_part(key, ' ', 2) IN (SELECT id::text FROM said UNION ALL SELECT id::text FROM asked)
    )
    DELETE FROM notice n USING "user" u
    WHERE u.id = n.user_id AND u.institution_id = $institutionId AND (
      (n.kind IN ('comment.new', 'comment.answer') AND EXISTS (
        SELECT 1 FROM said WHERE n.href LIKE '%/attempts/' || said.attempt_id || '%'
      )) OR (n.kind = 'dispute.open' AND n.created_at IN (SELECT created_at FROM asked))
    )`,
});

const closeQuestions = statement({
  name: "close-questions-of-person",
  params: { id: uuid, reason: text },
  sql: `UPDATE dispute SET reason = $reason, status = CASE status WHEN 'open' THEN 'withdrawn' ELSE status END
    WHERE reader_id = $id`,
});

const ofPerson = (name: string, sql: string) =>
  statement({ name: `drop-${name}`, params: { id: uuid }, sql });

const dropped = [
  ofPerson(
    "comments",
    "DELETE FROM attempt_comment m USING attempt t WHERE t.id = m.attempt_id AND t.user_id = $id",
  ),
  ofPerson(
    "reason-marks",
    "DELETE FROM reason_mark m USING attempt t WHERE t.id = m.attempt_id AND t.user_id = $id",
  ),
  ofPerson(
    "reasons",
    `UPDATE attempt SET next_action = NULL, critical_risk = NULL
     WHERE user_id = $id AND (next_action IS NOT NULL OR critical_risk IS NOT NULL)`,
  ),
  ofPerson("excuses", "UPDATE assignment_reader SET excuse = NULL WHERE user_id = $id"),
  ofPerson("late-answers", "DELETE FROM late_answer WHERE user_id = $id"),
  ofPerson("notes", "DELETE FROM resident_note WHERE resident_id = $id"),
  ofPerson("notices", "DELETE FROM notice WHERE user_id = $id"),
  ofPerson("reset", "DELETE FROM password_reset WHERE user_id = $id"),
  ofPerson("passkeys", "DELETE FROM passkey WHERE user_id = $id"),
  ofPerson("authenticator", "DELETE FROM authenticator WHERE user_id = $id"),
  ofPerson("codes", "DELETE FROM recovery_code WHERE user_id = $id"),
  ofPerson("sessions", "DELETE FROM session WHERE user_id = $id"),
  ofPerson("devices", "DELETE FROM known_device WHERE user_id = $id"),
  ofPerson("privacy", "DELETE FROM privacy_acceptance WHERE user_id = $id"),
  ofPerson("deliveries", "DELETE FROM delivery WHERE user_id = $id"),
  ofPerson(
    "records",
    "DELETE FROM record_waiting w USING attempt t WHERE t.id = w.attempt_id AND t.user_id = $id",
  ),
  ofPerson("parting", "DELETE FROM parting WHERE user_id = $id"),
  ofPerson("courses", "DELETE FROM lti_course_member WHERE user_id = $id"),
  ofPerson("identities", "DELETE FROM external_identity WHERE user_id = $id"),
  ofPerson("directory", "DELETE FROM provisioned_person WHERE user_id = $id"),
  ofPerson("directory-groups", "DELETE FROM provisioned_member WHERE user_id = $id"),
];

const dropMails = statement({
  name: "drop-mails",
  params: { id: uuid, email: text },
  sql: "DELETE FROM mail WHERE user_id = $id OR lower(address) = $email",
});

const dropInvitations = statement({
  name: "drop-invitations",
  params: { institutionId: uuid, email: text },
  sql: "DELETE FROM invitation WHERE institution_id = $institutionId AND email = $email",
});

/**
 * Removes what a person wrote about themself and what was written about or to the person. What staff wrote for others
 * (comments on residents' answers, references, answers to questions) is the institution's, and stays without their name.
 */
export async function dropPersonalTexts(
  tx: Queryable,
  institutionId: string,
  { id, email }: LockedPerson,
): Promise<void> {
  await tx.run(toldOthers, { id, institutionId });
  await tx.run(closeQuestions, { id, reason: REMOVED_REASON });
  for (const each of dropped) await tx.run(each, { id });
  await tx.run(dropMails, { id, email });
  await tx.run(dropInvitations, { institutionId, email });
}
