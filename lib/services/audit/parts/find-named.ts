import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { text, uuid, uuids } from "@/lib/db/columns";
import { statement } from "@/lib/db/statement";
import type { AuditNamed } from "@/lib/domain/audit/views";

/** More than so many that fit words are too many to look for at once. */
export const MOST_NAMED = 20;

const anyId = z.uuid();
const isId = (given: string): boolean => anyId.safeParse(given).success;

/** What has a name that the trail is searched by, in one institution. */
const searched = `SELECT id, name, name || ' ' || email AS sought, 'person' AS kind FROM "user" WHERE institution_id = $institutionId
  UNION ALL SELECT id, name, name, 'cohort' FROM cohort WHERE institution_id = $institutionId
  UNION ALL SELECT id, name, name, 'assignment' FROM assignment WHERE institution_id = $institutionId
  UNION ALL SELECT id, name, name, 'set' FROM case_set WHERE institution_id = $institutionId
  UNION ALL SELECT id, name, name, 'dataset' FROM dataset WHERE institution_id = $institutionId
  UNION ALL SELECT id, name, name, 'review' FROM blind_review WHERE institution_id = $institutionId
  UNION ALL SELECT id, name, name, 'connection' FROM connection WHERE institution_id = $institutionId
  UNION ALL SELECT id, name, name || ' ' || email, 'invitation' FROM invitation WHERE institution_id = $institutionId`;

/** With attempts, called as their readers are: of one name these can be thousands, so that no words look for them. */
const named = `${searched}
  UNION ALL SELECT t.id, u.name, u.name, 'attempt' FROM attempt t JOIN "user" u ON u.id = t.user_id
    WHERE u.institution_id = $institutionId`;

const namesOfIds = statement({
  name: "audit-names-of-ids",
  params: { institutionId: uuid, ids: uuids },
  row: { id: uuid, name: text },
  sql: `SELECT id, name FROM (${named}) AS n WHERE id = ANY($ids)`,
});

const namedByWords = statement({
  name: "audit-named-by-words",
  params: { institutionId: uuid, words: text, kinds: text },
  row: { id: uuid, name: text },
  sql: `SELECT id, name FROM (${searched}) AS n
    WHERE sought ILIKE '%' || replace(replace(replace($words, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'
      AND ($kinds = 'all' OR kind = 'person')
    ORDER BY name, id LIMIT ${MOST_NAMED + 1}`,
});

/** The names, as they are today, of what has ids of an institution; what has none is left out. */
export async function namesOf(
  db: Database,
  institutionId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const known = [...new Set(ids.filter(isId))];
  if (known.length === 0) return new Map();
  const rows = await db.all(namesOfIds, { institutionId, ids: known });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/**
 * What some words, or an id, stand for in an institution: one more than `MOST_NAMED` at most. An id stands for itself,
 * also where nothing is called by it any more.
 *
 * @param kinds "people": only they are meant
 */
export async function findNamed(
  db: Database,
  institutionId: string,
  words: string,
  kinds: "people" | "all",
): Promise<readonly AuditNamed[]> {
  if (isId(words)) {
    const names = await namesOf(db, institutionId, [words]);
    return [{ id: words, name: names.get(words) ?? null }];
  }
  return db.all(namedByWords, { institutionId, words, kinds });
}
