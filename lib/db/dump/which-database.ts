import { boolean, nullable, text } from "../columns";
import type { Queryable } from "../queryable";
import { statement } from "../statement";

const databaseName = statement({
  name: "dumped-database-name",
  row: { name: text, may: boolean },
  sql: `SELECT current_database()::text AS name, has_function_privilege('pg_control_system()', 'EXECUTE') AS may`,
  prepared: false,
});

const cluster = statement({
  name: "cluster",
  row: { id: nullable(text) },
  sql: "SELECT system_identifier::text AS id FROM pg_control_system()",
  prepared: false,
});

/** Which database it is: its name, and what its Postgres is called; null where the login may not ask that. */
export async function whichDatabase(ask: Queryable): Promise<{ name: string; cluster: string | null }> {
  const { name, may } = await ask.get(databaseName);
  return { name, cluster: may ? (await ask.get(cluster)).id : null };
}
