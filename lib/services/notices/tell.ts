import { records, text, timestamp, uuid, uuids } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { type Message, mailText } from "../../domain/notices/message";
import { linkTo } from "../mail/link-to";

export type Telling = {
  readonly userId: string;
  readonly message: Message;
  /** What it is about, and whom for: the same is told once. */
  readonly key: string;
  /** Where it leads this person; where it leads all of them unless given. */
  readonly href?: string;
};

const peopleToTell = statement({
  name: "people-to-tell",
  params: { userIds: uuids },
  row: { id: uuid, name: text, email: text },
  sql: `SELECT id, name, email FROM "user" WHERE id = ANY($userIds) AND deactivated_at IS NULL`,
});

// The mail's unique key decides, for the notice too: of two processes at once, one tells.
const writeNotices = statement({
  name: "write-notices",
  params: { told: records, kind: text, now: timestamp },
  sql: `WITH told AS (
      SELECT * FROM jsonb_to_recordset($told) AS x("userId" uuid, address text, key text, text text, subject text, notice text, href text)
    ), mailed AS (
      INSERT INTO mail (user_id, address, subject, text, key, created_at, send_after)
      SELECT "userId", address, subject, text, key, $now, $now FROM told ORDER BY key
      ON CONFLICT (key) DO NOTHING RETURNING key
    )
    INSERT INTO notice (user_id, kind, text, href, created_at)
    SELECT "userId", $kind, notice, href, $now FROM told WHERE key IN (SELECT key FROM mailed)`,
});

/**
 * Tells people of something, inside Calot and by mail, in the transaction of what it tells of. Each key is told once,
 * whoever tells it first; closed accounts are told nothing.
 *
 * @param kind a noun and a verb: `assignment.new`
 * @param href where it leads, inside Calot
 * @returns how many were told
 */
export async function tell(
  tx: Queryable,
  tellings: readonly Telling[],
  { kind, href, now }: { kind: string; href: string; now: Date },
): Promise<number> {
  if (tellings.length === 0) return 0;
  const found = await tx.all(peopleToTell, { userIds: tellings.map(({ userId }) => userId) });
  const people = new Map(found.map((person) => [person.id, person]));
  const told = tellings.flatMap(({ userId, message, key, href: own = href }) => {
    const person = people.get(userId);
    if (!person) return [];
    const body = mailText(person.name, message, linkTo(own));
    const { subject, notice } = message;
    return [{ userId, address: person.email, key, text: body, subject, notice, href: own }];
  });
  return tx.run(writeNotices, { told, kind, now });
}
