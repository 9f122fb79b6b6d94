import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from } from "pg-copy-streams";
import { boolean, text, texts } from "../columns";
import { Connection } from "../connection";
import { applyMigrations, whileNobodyMigrates } from "../migrate";
import { migrationNames } from "../migration-names";
import { NO_LIMIT_MS, type Queryable, queryable } from "../queryable";
import { statement } from "../statement";
import { DumpError } from "./dump-error";
import { madeFunctions, madeTables, madeTypes } from "./made-tables";
import { type SnapshotSequence, type SnapshotTable, schemaTables } from "./open-snapshot";
import { RESTORE_NOTE as NOTE } from "./restore-note";
import { withoutReferences } from "./set-aside";
import { liftTransactionLimit } from "./transaction-limit";

/** Any number that nothing else here locks: one restore at a time into a database. */
const RESTORE_LOCK = 7_201_995;
const MIGRATIONS = "_prisma_migrations";

/** What a fill takes from a dump. */
export type Fill = {
  readonly tables: readonly (SnapshotTable & { readonly rows: number })[];
  readonly sequences: readonly SnapshotSequence[];
  /** The rows of a table, as they were dumped. */
  read(table: string): AsyncIterable<Buffer>;
  onProgress(what: string, done: number, total: number): void;
};

/** A restore that was cut off: of which backup, and when it was begun. */
export type CutOff = { readonly backup: string; readonly at: Date };

/** A database that is made of a dump. */
export type Target = {
  readonly name: string;
  /** What was cut off here before; null where nothing was. */
  readonly cutOff: CutOff | null;
  /** Takes away what a cut-off restore, or `calot migrate`, left, and makes the tables of the migrations. */
  begin(backup: string, migrations: readonly string[]): Promise<void>;
  /** Fills the tables: all of them, or none. */
  fill(fill: Fill): Promise<void>;
  /** Says that the restore was finished. */
  finish(): Promise<void>;
  end(): Promise<void>;
};

const targetDatabase = statement({
  name: "restore-target",
  row: { name: text, login: text, makes: boolean },
  sql: `SELECT current_database()::text AS name, current_user::text AS login,
      has_schema_privilege(current_schema(), 'CREATE') AS makes`,
  prepared: false,
});

const standingTables = statement({
  name: "tables-of-target",
  row: { name: text, owned: boolean },
  sql: `SELECT c.relname::text AS name, pg_has_role(c.relowner, 'MEMBER') AS owned FROM pg_class c
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') ORDER BY c.relname`,
  prepared: false,
});

const leftovers = statement({
  name: "leftovers-of-migrations",
  row: { kind: text, name: text },
  sql: `SELECT 'TYPE' AS kind, t.oid::regtype::text AS name FROM pg_type t
      WHERE t.typnamespace = current_schema()::regnamespace AND t.typtype = 'e' AND t.typname = ANY($types)
    UNION ALL SELECT 'FUNCTION', p.oid::regprocedure::text FROM pg_proc p
      WHERE p.pronamespace = current_schema()::regnamespace AND p.proname = ANY($functions)`,
  params: { types: texts, functions: texts },
  prepared: false,
});

const takeRestoreLock = statement({
  name: "take-restore-lock",
  row: { mine: boolean },
  sql: `SELECT pg_try_advisory_xact_lock(${RESTORE_LOCK}) AS mine`,
  prepared: false,
});

/** What stands in a database that people have worked with. */
const PEOPLES = ["institution", "user", "frame", "dataset", "audit_event", "mail"];

/**
 * Opens a database to make it of a dump.
 *
 * @param owner the address for the login whose the tables will be
 * @throws DumpError where it isn't empty, another restore is under way, or the login may make no tables
 */
export async function openTarget(owner: string): Promise<Target> {
  const [keeper, client] = [connection(owner), connection(owner)];
  const end = async (): Promise<void> => {
    await Promise.allSettled([keeper.end(), client.end()]);
  };
  try {
    await keeper.connect();
    await client.connect();
    return { ...(await look(keeper, client, owner)), end };
  } catch (cause) {
    await end();
    throw cause;
  }
}

const connection = (connectionString: string): Connection =>
  new Connection({ connectionString, connectionTimeoutMillis: 10_000, application_name: "calot restore" });

async function look(keeper: Connection, client: Connection, owner: string): Promise<Omit<Target, "end">> {
  const ask = queryable(client, NO_LIMIT_MS);
  const utility = (sql: string): Promise<unknown> => client.query(sql);
  // The lock is a transaction's of its own, for as long as all of it takes.
  await keeper.query("BEGIN");
  await keeper.query("SET LOCAL idle_in_transaction_session_timeout = 0");
  const { mine } = await queryable(keeper, NO_LIMIT_MS).get(takeRestoreLock);
  const { name, login, makes } = await ask.get(targetDatabase);
  if (!mine) throw new DumpError(`Another restore into the database ${name} is under way.`);
  if (!makes) {
    throw new DumpError(
      `The login ${login} may make no tables in the database ${name}. Set DATABASE_OWNER_URL to one that may.`,
    );
  }
  const look = { client, ask, name, login };
  await assertNobodys(look);
  const cutOff = await readNote(client);
  return {
    name,
    cutOff,
    begin: (backup, migrations) =>
      whileNobodyMigrates(owner, async () => {
        await dropAll(look);
        await applyMigrations(owner, migrations);
        await utility(`CREATE TABLE ${NOTE} (backup text NOT NULL, at timestamptz NOT NULL DEFAULT now())`);
        await client.query(`INSERT INTO ${NOTE} (backup) VALUES ($1)`, [backup]);
      }),
    fill: (fill) => fillTables(client, ask, fill),
    finish: async () => void (await utility(`DROP TABLE ${NOTE}`)),
  };
}

type Looked = {
  readonly client: Connection;
  readonly ask: Queryable;
  readonly name: string;
  readonly login: string;
};

/**
 * Whatever was noted here: a restore fills all tables or none, so that rows are those of one that got that far, and perhaps
 * of people who have worked since.
 *
 * @returns the tables that stand here
 * @throws DumpError where a database holds anybody's data, or tables that this login may not drop
 */
async function assertNobodys({ client, ask, name, login }: Looked): Promise<string[]> {
  const ours = await madeTables(await migrationNames());
  const tables = await ask.all(standingTables);
  const foreign = tables.find(
    (each) => !ours.has(each.name) && each.name !== MIGRATIONS && each.name !== NOTE,
  );
  if (foreign) throw notEmpty(name, `it holds tables that are none of Calot’s, such as ${foreign.name}`);
  for (const { name: table } of tables.filter((each) => PEOPLES.includes(each.name))) {
    const { rowCount } = await client.query(`SELECT FROM ${pg.escapeIdentifier(table)} LIMIT 1`);
    if (rowCount) throw notEmpty(name, `its table ${table} has rows`);
  }
  const others = tables.find((each) => !each.owned);
  if (others) {
    throw new DumpError(
      `The table ${others.name} in the database ${name} is another login’s than ${login}. Set DATABASE_OWNER_URL to ` +
        "the one that owns it, or give an empty database.",
    );
  }
  return tables.map((each) => each.name);
}

/** Takes away what migrations made, and nothing else: hours after it was looked at, it is looked at again. */
async function dropAll(look: Looked): Promise<void> {
  const { client, ask, name } = look;
  const utility = (sql: string): Promise<unknown> => client.query(sql);
  const list = (names: readonly string[]): string => names.map(pg.escapeIdentifier).join(", ");
  const migrations = await migrationNames();
  await utility("BEGIN");
  try {
    await utility("SET LOCAL lock_timeout = '30s'");
    const locked = (await ask.all(standingTables)).map((each) => each.name);
    if (locked.length > 0) await utility(`LOCK TABLE ${list(locked)} IN ACCESS EXCLUSIVE MODE`);
    const standing = await assertNobodys(look);
    if (standing.join() !== locked.join()) throw notEmpty(name, "tables are being made in it just now");
    if (standing.length > 0) await utility(`DROP TABLE ${list(standing)}`);
    const made = { types: await madeTypes(migrations), functions: await madeFunctions(migrations) };
    for (const each of await ask.all(leftovers, { types: [...made.types], functions: [...made.functions] })) {
      await utility(`DROP ${each.kind} ${each.name}`);
    }
    await utility("COMMIT");
  } catch (cause) {
    await utility("ROLLBACK").catch(() => {});
    const { code, detail } = cause as { code?: string; detail?: string };
    if (code === "55P03") throw notEmpty(name, "somebody works in it just now");
    if (code === "2BP01") {
      throw notEmpty(name, `something that is none of Calot’s depends on its tables (${detail ?? ""})`);
    }
    throw cause;
  }
}

const notEmpty = (name: string, why: string): DumpError =>
  new DumpError(
    `The database ${name} is not empty: ${why}. Nothing was changed. A restore goes into an empty one: make it with ` +
      "createdb, and name it in DATABASE_URL and DATABASE_OWNER_URL.",
  );

async function readNote(client: Connection): Promise<CutOff | null> {
  const there = await client.query(`SELECT to_regclass('${NOTE}') AS name`);
  if (there.rows[0].name === null) return null;
  const { rows } = await client.query<{ backup: string; at: Date }>(`SELECT backup, at FROM ${NOTE}`);
  // Killed between the table and its row.
  return rows[0] ?? { backup: "", at: new Date(0) };
}

async function fillTables(client: Connection, ask: Queryable, fill: Fill): Promise<void> {
  const { tables, sequences, onProgress } = fill;
  const utility = (sql: string): Promise<unknown> => client.query(sql);
  await assertSameTables(ask, tables);
  await utility("BEGIN");
  try {
    for (const setting of [
      "statement_timeout = 0",
      "DateStyle = 'ISO'",
      "IntervalStyle = 'postgres'",
      "maintenance_work_mem = '256MB'",
    ]) {
      await utility(`SET LOCAL ${setting}`);
    }
    await liftTransactionLimit(ask, utility);
    const fillAll = async (): Promise<void> => {
      for (const [done, table] of tables.entries()) {
        onProgress("tables", done, tables.length);
        await fillTable(client, table, fill.read(table.name));
      }
      for (const { name, last } of sequences) {
        await client.query("SELECT setval($1::regclass, $2::bigint, $3)", [
          pg.escapeIdentifier(name),
          ...[last ?? "1", last !== null],
        ]);
      }
      onProgress("tables", tables.length, tables.length);
    };
    await withoutReferences(ask, utility, fillAll, (done, total) => onProgress("indexes", done, total));
    await utility("COMMIT");
  } catch (cause) {
    await utility("ROLLBACK").catch(() => {});
    throw cause;
  }
  await utility("ANALYZE");
}

async function fillTable(
  client: Connection,
  { name, columns, rows }: Fill["tables"][number],
  data: AsyncIterable<Buffer>,
): Promise<void> {
  const table = pg.escapeIdentifier(name);
  // Rows that migrations made stand in the dump too. Of the audit trail none may be deleted, and they make none.
  const { rowCount } = await client.query(`SELECT FROM ${table} LIMIT 1`);
  if (rowCount) await client.query(`DELETE FROM ${table}`);
  const into = client.query(
    from(`COPY ${table} (${columns.map(pg.escapeIdentifier).join(", ")}) FROM STDIN`),
  );
  await pipeline(data, into);
  if (into.rowCount !== rows) {
    throw new DumpError(`The table ${name} took ${into.rowCount} rows, where the backup has ${rows}.`);
  }
}

/** @throws DumpError where the migrations of the dump make other tables, or columns, than it holds */
async function assertSameTables(ask: Queryable, tables: Fill["tables"]): Promise<void> {
  const standing = new Map((await ask.all(schemaTables)).map(({ name, columns }) => [name, columns]));
  for (const { name, columns } of tables) {
    const made = standing.get(name);
    if (!made) throw new DumpError(`The backup has the table ${name}, which its migrations don’t make.`);
    const other =
      columns.find((each) => !made.includes(each)) ?? made.find((each) => !columns.includes(each));
    if (other !== undefined) {
      throw new DumpError(`The table ${name} has other columns than its migrations make: ${other}.`);
    }
  }
  const held = new Set([...tables.map(({ name }) => name), MIGRATIONS, NOTE]);
  const unheld = [...standing.keys()].find((name) => !held.has(name));
  if (unheld !== undefined)
    throw new DumpError(`The backup lacks the table ${unheld}, which its migrations make.`);
}
