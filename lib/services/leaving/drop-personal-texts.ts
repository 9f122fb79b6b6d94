import type pg from "pg";
import type { LockedPerson } from "../people/lock-person";

/** Stands where somebody's question was. */
export const REMOVED_REASON = "Removed with the reader’s account.";

// Notices and mails to others that tell of what the person said, with the person's name in them. $1 is the person.
const toldOthers = `
  WITH said AS (
    SELECT m.id, m.attempt_id FROM attempt_comment m JOIN attempt t ON t.id = m.attempt_id
    WHERE m.author_id = $1 OR t.user_id = $1
  ), asked AS (
    SELECT d.id, vi.name || ', frame ' || c.frame_number AS case_name
    FROM dispute d JOIN "case" c ON c.id = d.case_id JOIN video vi ON vi.id = c.video_id WHERE d.reader_id = $1
  ), mails AS (
    DELETE FROM mail WHERE split_part(key, ' ', 1) IN ('comment.new', 'comment.answer', 'dispute.open')
      AND split_part(key, ' ', 2) IN (SELECT id::text FROM said UNION ALL SELECT id::text FROM asked)
  )
  DELETE FROM notice n USING "user" u
  WHERE u.id = n.user_id AND u.institution_id = $2 AND (
    (n.kind IN ('comment.new', 'comment.answer') AND EXISTS (
      SELECT 1 FROM said WHERE n.href LIKE '%/attempts/' || said.attempt_id || '%'
    )) OR (n.kind = 'dispute.open' AND EXISTS (
      SELECT 1 FROM asked WHERE n.text LIKE '%' || asked.case_name || '.'
    ))
  )`;

/**
 * Removes what a person wrote about themself and what was written about or to the person. What staff wrote for others
 * (comments on residents' answers, references, answers to questions) is the institution's, and stays without their name.
 */
export async function dropPersonalTexts(
  client: pg.ClientBase,
  institutionId: string,
  { id, email }: LockedPerson,
): Promise<void> {
  await client.query(toldOthers, [id, institutionId]);
  await client.query(
    "DELETE FROM attempt_comment m USING attempt t WHERE t.id = m.attempt_id AND t.user_id = $1",
    [id],
  );
  await client.query(
    `UPDATE dispute SET reason = $2, status = CASE status WHEN 'open' THEN 'withdrawn' ELSE status END
     WHERE reader_id = $1`,
    [id, REMOVED_REASON],
  );
  await client.query("UPDATE assignment_reader SET excuse = NULL WHERE user_id = $1", [id]);
  await client.query("DELETE FROM resident_note WHERE resident_id = $1", [id]);
  await client.query("DELETE FROM notice WHERE user_id = $1", [id]);
  await client.query("DELETE FROM mail WHERE user_id = $1 OR lower(address) = $2", [id, email]);
  await client.query("DELETE FROM invitation WHERE institution_id = $1 AND email = $2", [
    institutionId,
    email,
  ]);
}
