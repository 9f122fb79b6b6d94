import { z } from "zod";
import type { Database } from "../../db/client";
import type { AuditNamed } from "../../domain/audit/views";

/** More than so many that fit words are too many to look for at once. */
export const MOST_NAMED = 20;

const uuid = z.uuid();
export const isId = (text: string): boolean => uuid.safeParse(text).success;

/** What has a name that the trail is searched by, in one institution ($1). */
const searched = `SELECT id, name, name || ' ' || email AS sought, 'person' AS kind FROM "user" WHERE institution_id = $1
  UNION ALL SELECT id, name, name, 'cohort' FROM cohort WHERE institution_id = $1
  UNION ALL SELECT id, name, name, 'assignment' FROM assignment WHERE institution_id = $1
  UNION ALL SELECT id, name, name, 'set' FROM case_set WHERE institution_id = $1
  UNION ALL SELECT id, name, name, 'dataset' FROM dataset WHERE institution_id = $1
  UNION ALL SELECT id, name, name, 'review' FROM blind_review WHERE institution_id = $1
  UNION ALL SELECT id, name, name || ' ' || email, 'invitation' FROM invitation WHERE institution_id = $1`;

/** With attempts, called as their readers are: of one name these can be thousands, so that no words look for them. */
const named = `${searched}
  UNION ALL SELECT t.id, u.name, u.name, 'attempt' FROM attempt t JOIN "user" u ON u.id = t.user_id
    WHERE u.institution_id = $1`;

/** The names, as they are today, of what has ids of an institution; what has none is left out. */
export async function namesOf(
  db: Database,
  institutionId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const known = [...new Set(ids.filter(isId))];
  if (known.length === 0) return new Map();
  const { rows } = await db.pool.query<{ id: string; name: string }>(
    `SELECT id, name FROM (${named}) AS n WHERE id = ANY($2::uuid[])`,
    [institutionId, known],
  );
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
  text: string,
  kinds: "people" | "all",
): Promise<readonly AuditNamed[]> {
  if (isId(text)) {
    const names = await namesOf(db, institutionId, [text]);
    return [{ id: text, name: names.get(text) ?? null }];
  }
  const { rows } = await db.pool.query<AuditNamed>(
    `SELECT id::text, name FROM (${searched}) AS n
     WHERE sought ILIKE '%' || replace(replace(replace($2, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'
       AND ($3 = 'all' OR kind = 'person')
     ORDER BY name, id LIMIT $4`,
    [institutionId, text, kinds, MOST_NAMED + 1],
  );
  return rows;
}
