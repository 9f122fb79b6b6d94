import pg from "pg";
import { to } from "pg-copy-streams";
import { boolean, nullable, text, texts, timestamp } from "../columns";
import { Connection } from "../connection";
import { migrationNames } from "../migration-names";
import { NO_LIMIT_MS, type Queryable, queryable } from "../queryable";
import { statement } from "../statement";
import { DumpError } from "./dump-error";
import { madeTables } from "./made-tables";
import { RESTORE_NOTE } from "./restore-note";
import { liftTransactionLimit } from "./transaction-limit";
import { whichDatabase } from "./which-database";

/** What makes values the same text wherever they are read, and lets nothing end the reading but its end. */
const SETTINGS = [
  "statement_timeout = 0",
  "idle_in_transaction_session_timeout = 0",
  "lock_timeout = '30s'",
  "DateStyle = 'ISO'",
  "IntervalStyle = 'postgres'",
  "TimeZone = 'UTC'",
  "extra_float_digits = 3",
  "bytea_output = 'hex'",
];

export type SnapshotTable = { readonly name: string; readonly columns: readonly string[] };

/** A sequence, and the last number it gave; null where it gave none. */
export type SnapshotSequence = { readonly name: string; readonly last: string | null };

/** The database as it was at one moment, whatever is written meanwhile. */
export type Snapshot = {
  readonly at: Date;
  /** Its name, and what tells its Postgres and all standbys of it from others; null where the login may not ask. */
  readonly database: { readonly name: string; readonly cluster: string | null };
  /** Those that it had, in the order they were applied in. */
  readonly migrations: readonly string[];
  /** Calot's own, but for the one that migrations are noted in. */
  readonly tables: readonly SnapshotTable[];
  readonly sequences: readonly SnapshotSequence[];
  readonly ask: Queryable;
  /** The rows of a table, as COPY writes them. One table at a time. */
  copy(table: SnapshotTable): AsyncIterable<Buffer>;
  end(): Promise<void>;
};

export const schemaTables = statement({
  name: "dumped-tables",
  row: { name: text, readable: boolean, columns: texts },
  sql: `SELECT c.relname::text AS name, has_table_privilege(c.oid, 'SELECT') AS readable, ARRAY(
      SELECT a.attname::text FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum
    ) AS columns
    FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') ORDER BY c.relname`,
  prepared: false,
});

const schemaSequences = statement({
  name: "dumped-sequences",
  row: { name: text, readable: boolean, last: nullable(text) },
  sql: `SELECT c.relname::text AS name, has_sequence_privilege(c.oid, 'USAGE, SELECT') AS readable,
      CASE WHEN has_sequence_privilege(c.oid, 'USAGE, SELECT') THEN pg_sequence_last_value(c.oid)::text END AS last
    FROM pg_class c JOIN pg_depend d ON d.objid = c.oid AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
    JOIN pg_class owner ON owner.oid = d.refobjid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'S' AND owner.relname = ANY($tables)
    ORDER BY c.relname`,
  params: { tables: texts },
  prepared: false,
});

const finishedMigrations = statement({
  name: "dumped-migrations",
  row: { name: text, finished: boolean },
  sql: `SELECT migration_name::text AS name, finished_at IS NOT NULL AS finished FROM _prisma_migrations
    WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name`,
  prepared: false,
});

const where = statement({
  name: "dumped-database",
  row: { at: timestamp, login: text },
  sql: "SELECT now() AS at, current_user::text AS login",
  prepared: false,
});

/**
 * Opens a database as it is now. It needs no more rights than the app's login has, nor a session of its own in Postgres: all
 * of it is one transaction, which a pooler or a standby can serve.
 *
 * @throws DumpError where the login may not read all of it, or the database is none of this version's
 */
export async function openSnapshot(url: string): Promise<Snapshot> {
  const client = new Connection({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: "calot backup",
  });
  await client.connect();
  try {
    return await begin(client);
  } catch (cause) {
    await client.end().catch(() => {});
    throw (cause as { code?: string }).code === "55P03"
      ? new DumpError(
          "The database’s tables are being changed just now. Wait for that to end, and run it again.",
        )
      : cause;
  }
}

async function begin(client: Connection): Promise<Snapshot> {
  const ask = queryable(client, NO_LIMIT_MS);
  const database = await whichDatabase(ask);
  const before = (await ask.all(schemaTables)).map(({ name }) => name);
  if (!before.includes("_prisma_migrations")) {
    throw new DumpError("The database holds nothing of Calot’s: it was never migrated.");
  }
  if (before.includes(RESTORE_NOTE)) {
    throw new DumpError(
      "A restore into this database is under way, or was cut off: a backup of it would not be whole. Finish that first.",
    );
  }
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  for (const setting of SETTINGS) await client.query(`SET LOCAL ${setting}`);
  await liftTransactionLimit(ask, (sql) => client.query(sql));
  const { at, login } = await lockAll(client, ask, before);
  const found = await ask.all(finishedMigrations);
  const migrations = found.map((each) => each.name);
  await assertKnown(found);
  const made = await madeTables(migrations);
  const tables = (await ask.all(schemaTables)).filter((each) => made.has(each.name));
  const tableNames = tables.map((each) => each.name);
  const sequences = await ask.all(schemaSequences, { tables: tableNames });
  const closed = [...tables, ...sequences].find((each) => !each.readable);
  if (closed) throw mayNotRead(login, closed.name);
  return {
    at,
    database,
    migrations,
    tables: tables.map(({ name, columns }) => ({ name, columns })),
    sequences: sequences.map(({ name, last }) => ({ name, last })),
    ask,
    copy: (table) => {
      const columns = table.columns.map(pg.escapeIdentifier).join(", ");
      return client.query(to(`COPY ${pg.escapeIdentifier(table.name)} (${columns}) TO STDOUT`));
    },
    // Without another word: one that is given up in the middle of a table would not be heard.
    end: () => client.end().catch(() => {}),
  };
}

/**
 * Keeps everybody from changing the tables' form until the end: what is locked before anything is read, is read as it stood
 * at one moment.
 */
async function lockAll(client: Connection, ask: Queryable, names: readonly string[]) {
  const tables = names.map(pg.escapeIdentifier).join(", ");
  try {
    await client.query(`LOCK TABLE ${tables} IN ACCESS SHARE MODE`);
  } catch (cause) {
    if ((cause as { code?: string }).code !== "42501") throw cause;
    await client.query("ROLLBACK");
    const { login } = await ask.get(where);
    const closed = (await ask.all(schemaTables)).find((each) => !each.readable);
    throw mayNotRead(login, closed?.name ?? "");
  }
  return ask.get(where);
}

const mayNotRead = (login: string, what: string): DumpError =>
  new DumpError(
    `The login ${login} may not read ${what}: a backup would lack it. Let it (GRANT SELECT), or set DATABASE_URL to the ` +
      "login that owns the tables.",
  );

async function assertKnown(applied: readonly { readonly name: string; readonly finished: boolean }[]) {
  const failed = applied.find(({ finished }) => !finished);
  if (failed) {
    throw new DumpError(`The migration ${failed.name} failed in this database: mend that before a backup.`);
  }
  const known = new Set(await migrationNames());
  const unknown = applied.findLast(({ name }) => !known.has(name));
  if (!unknown) return;
  throw new DumpError(
    `The database is newer than this version of Calot: it holds the migration ${unknown.name}, which this version ` +
      "does not know. Back it up with the version that made it.",
  );
}
