import type pg from "pg";
import { aboutOf } from "../columns";
import type { Statement } from "../statement";

type Field = {
  readonly name: string;
  readonly tableID: number;
  readonly columnID: number;
  readonly dataTypeID: number;
};

/**
 * Has Postgres prepare a statement without running it, and compares what it says of the columns with what is declared:
 * their names and order, their types, and, of columns of a table, whether they may be null. The columns of a table that
 * is only joined by LEFT JOIN may. Of expressions Postgres knows no nullability: rows are held against it as they come.
 *
 * @returns a sentence for each difference
 */
export async function differencesOf(client: pg.Client, statement: Statement): Promise<string[]> {
  const told = await columnsOf(client, statement.text).catch((error: Error) => error.message);
  if (typeof told === "string") return [`${statement.name}: ${told}`];
  const found = told.map(({ name }) => name);
  const wanted = Object.keys(statement.row);
  if (wanted.length === 0) return [];
  if ([...new Set(found)].toSorted().join() !== wanted.toSorted().join()) {
    return [`${statement.name}: gives ${found.join(", ")}; declared are ${wanted.join(", ")}`];
  }
  const { rows } = await client.query<{ type: string; not_null: boolean | null; table: string | null }>(
    `SELECT format_type(f.type, NULL) AS type, a.attnotnull AS not_null, c.relname AS table
     FROM unnest($1::oid[], $2::oid[], $3::int[]) WITH ORDINALITY AS f(type, class, number, at)
     LEFT JOIN pg_attribute a ON a.attrelid = f.class AND a.attnum = f.number
     LEFT JOIN pg_class c ON c.oid = f.class ORDER BY f.at`,
    [told.map((f) => f.dataTypeID), told.map((f) => f.tableID), told.map((f) => f.columnID)],
  );
  return rows.flatMap(({ type, not_null, table }, index) => {
    const name = found[index]!;
    const about = aboutOf(statement.row[name]!);
    if (about.postgres !== type) return [`${statement.name}.${name}: is ${type}, declared ${about.postgres}`];
    if (not_null === null || table === null) return [];
    const mayBeNull = !not_null || onlyLeftJoined(statement.sql, table);
    if (mayBeNull && !about.nullable && !about.certain) {
      return [`${statement.name}.${name}: may be null; declared never to be`];
    }
    if (!mayBeNull && (about.nullable || about.certain) && !joinsLeft(statement.sql)) {
      return [`${statement.name}.${name}: is never null; declared to be, in its table`];
    }
    return [];
  });
}

const joinsLeft = (sql: string): boolean => /\b(LEFT|FULL|RIGHT) JOIN\b|\bUNION\b/.test(sql);

function onlyLeftJoined(sql: string, table: string): boolean {
  const named = (before: string): boolean => new RegExp(`${before}\\s+"?${table}"?\\b`).test(sql);
  return named("(LEFT|FULL) JOIN") && !named("(FROM|INTO|UPDATE|,|(?<!LEFT |FULL )JOIN)");
}

/** The columns that a statement would give; empty where it gives none. */
function columnsOf(client: pg.Client, text: string): Promise<readonly Field[]> {
  return new Promise((resolve, reject) => {
    let fields: readonly Field[] = [];
    let failure: Error | null = null;
    client.query({
      submit(connection: pg.Connection) {
        connection.parse({ name: "", text, types: [] }, true);
        connection.describe({ type: "S", name: "" }, true);
        connection.sync();
      },
      handleRowDescription: (message: { fields: readonly Field[] }) => {
        fields = message.fields;
      },
      handleError: (error: Error) => {
        failure = error;
        reject(error);
      },
      handleReadyForQuery: () => {
        if (!failure) resolve(fields);
      },
      handleDataRow() {},
      handleCommandComplete() {},
      handleEmptyQuery() {},
      handlePortalSuspended() {},
    } as unknown as pg.Submittable);
  });
}
