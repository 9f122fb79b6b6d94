import pg from "pg";
import { text } from "../columns";
import type { Queryable } from "../queryable";
import { statement } from "../statement";

const references = statement({
  name: "references-between-tables",
  row: { table: text, name: text, definition: text },
  sql: `SELECT c.conrelid::regclass::text AS table, c.conname::text AS name, pg_get_constraintdef(c.oid) AS definition
    FROM pg_constraint c WHERE c.connamespace = current_schema()::regnamespace AND c.contype = 'f'
    ORDER BY c.conrelid::regclass::text, c.conname`,
  prepared: false,
});

const searchIndexes = statement({
  name: "indexes-of-no-constraint",
  row: { name: text, definition: text },
  sql: `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
    FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
    WHERE t.relnamespace = current_schema()::regnamespace
      AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
    ORDER BY i.indexrelid::regclass::text`,
  prepared: false,
});

/**
 * Takes references between tables and indexes away while they are filled, and makes them anew, which holds every row against
 * them: tables can be filled in any order, in a third of the time. To be called in a transaction.
 *
 * @param utility runs what gives no rows
 */
export async function withoutReferences(
  ask: Queryable,
  utility: (sql: string) => Promise<unknown>,
  fill: () => Promise<void>,
  onFilled: (done: number, total: number) => void,
): Promise<void> {
  const bound = await ask.all(references);
  const indexes = await ask.all(searchIndexes);
  for (const { table, name } of bound) {
    await utility(`ALTER TABLE ${table} DROP CONSTRAINT ${pg.escapeIdentifier(name)}`);
  }
  for (const { name } of indexes) await utility(`DROP INDEX ${name}`);
  await fill();
  const total = indexes.length + bound.length;
  let done = 0;
  onFilled(done, total);
  for (const { definition } of indexes) {
    await utility(definition);
    onFilled(++done, total);
  }
  for (const { table, name, definition } of bound) {
    await utility(`ALTER TABLE ${table} ADD CONSTRAINT ${pg.escapeIdentifier(name)} ${definition}`);
    onFilled(++done, total);
  }
}
