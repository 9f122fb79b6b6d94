import pg from "pg";
import { grantToApp } from "./app-login";
import { Connection } from "./connection";
import { RESTORE_NOTE } from "./dump/restore-note";
import { migrationNames, migrationSql } from "./migration-names";
import { type RollingMark, rollingMark } from "./rolling-mark";
import { migrationsList, openSchemaEngine } from "./schema-engine";

/** Any number that nothing else here locks: one migration at a time on a database. */
const MIGRATION_LOCK = 7_201_993;

/** The database is not one that this version of Calot can bring to its schema. */
class MigrationError extends Error {}

/** How Calot comes to its database. */
export type Logins = {
  /** What the server and the commands work with. */
  readonly app: string;
  /** Whose the tables are: makes and changes them. The same where there is no other. */
  readonly owner: string;
};

/**
 * Brings a database to the schema of this version and gives the app's login its rights in it; does nothing where all
 * of that is done.
 *
 * @returns the migrations applied now, oldest first
 * @throws MigrationError when the database is newer than the code, a migration failed in it earlier, or the owner's
 *   login is none
 */
export async function migrate({ app, owner }: Logins): Promise<string[]> {
  const role = app === owner ? null : await roleOf(app);
  return whileNobodyMigrates(owner, async (client) => {
    const { missing, newer } = await compareMigrations(client);
    // What a newer version has done is that version's to go on with, its rights too.
    if (newer.length > 0) return [];
    if (missing.length > 0) await assertOwner(client, missing[0]!);
    // Before: a server that starts meanwhile finds no migration without its mark.
    await writeMarks(client, missing);
    const applied = missing.length === 0 ? [] : await applyMigrations(owner);
    await writeMarks(client, applied);
    const own = await client.query<{ role: string }>("SELECT current_user AS role");
    if (role !== null && role !== own.rows[0]!.role) await grantToApp(client, role);
    return applied;
  });
}

/** A migration that would be applied, and whether servers of the version before may go on beside it. */
type Pending = { readonly name: string; readonly mark: RollingMark | null };

/**
 * What `migrate` would apply, oldest first. Changes nothing.
 *
 * @throws MigrationError where `migrate` would refuse the database
 */
export async function pendingMigrations({ owner }: Logins): Promise<Pending[]> {
  const { missing } = await withClient(owner, compareMigrations);
  return Promise.all(missing.map(async (name) => ({ name, mark: rollingMark(await migrationSql(name)) })));
}

/** Does something while nobody else migrates: the lock is a transaction's, on a connection beside (lock-keeper.ts). */
export const whileNobodyMigrates = <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> =>
  withClient(url, async (keeper) => {
    await keeper.query("BEGIN");
    await keeper.query("SET LOCAL idle_in_transaction_session_timeout = 0");
    // Without parameters: the portal of such a statement would keep its snapshot, for which an index that is made
    // concurrently waits for ever.
    await keeper.query(`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`);
    const done = await withClient(url, work);
    await keeper.query("COMMIT");
    return done;
  });

async function roleOf(url: string): Promise<string> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ role: string }>("SELECT current_user AS role");
    return rows[0]!.role;
  });
}

async function assertOwner(client: pg.Client, missing: string): Promise<void> {
  const { rows } = await client.query<{ role: string; makes: boolean; owns: boolean }>(
    `SELECT current_user AS role, has_schema_privilege(current_schema(), 'CREATE') AS makes,
       coalesce((
         SELECT pg_has_role(relowner, 'MEMBER') FROM pg_class WHERE oid = to_regclass('_prisma_migrations')
       ), true) AS owns`,
  );
  const { role, makes, owns } = rows[0]!;
  if (makes && owns) return;
  throw new MigrationError(
    `The database lacks the migration ${missing}, and the login ${role} may not change its tables. Set ` +
      "DATABASE_OWNER_URL to the login that owns them and run “calot migrate”.",
  );
}

/**
 * @throws MigrationError when the database is neither at the schema of this version, nor at one of a newer version that
 *   lets this one go on (docs/decisions/0037-old-and-new-at-once.md), or a restore into it was not finished
 */
export async function assertMigrated(url: string): Promise<void> {
  const { missing } = await withClient(url, async (client) => {
    await assertRestored(client);
    return compareMigrations(client);
  });
  if (missing.length === 0) return;
  throw new MigrationError(
    `The database is older than this version of Calot: it lacks the migration ${missing[0]}. Run “calot migrate”.`,
  );
}

/** Whoever worked in a database that a restore has not finished would lose it to the next try. */
async function assertRestored(client: pg.Client): Promise<void> {
  const { rows } = await client.query(`SELECT to_regclass('${RESTORE_NOTE}') AS name`);
  if (rows[0].name === null) return;
  throw new MigrationError(
    "A restore into this database is under way, or was cut off: what is here is not whole. Wait for it to end, or restore " +
      "the backup again, with --anew or into an empty database.",
  );
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new Connection({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

type Compared = {
  /** Of this version's migrations those that the database lacks. */
  readonly missing: readonly string[];
  /** Those that it has from a newer version, each of which lets this one go on. */
  readonly newer: readonly string[];
};

/** @throws MigrationError when the database holds a migration that this version neither knows nor may go on beside */
async function compareMigrations(client: pg.Client): Promise<Compared> {
  const known = await migrationNames();
  const applied = await appliedMigrations(client);
  const missing = known.filter((name) => !applied.includes(name));
  const newer = applied.filter((name) => !known.includes(name));
  const marked = newer.length > 0 ? await markedMigrations(client) : new Set<string>();
  // Of a version that went another way nothing is known.
  const refusing = missing.length > 0 ? newer : newer.filter((name) => !marked.has(name));
  if (refusing.length > 0) {
    throw new MigrationError(
      `The database is newer than this version of Calot: it holds the migration ${refusing.at(-1)}, which this ` +
        "version does not know. Nothing was changed. Start the version that made it, or restore an older backup.",
    );
  }
  return { missing, newer };
}

async function hasMarks(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query("SELECT to_regclass('rolling_migration') AS name");
  return rows[0].name !== null;
}

/** The migrations that servers of before may go on beside. */
async function markedMigrations(client: pg.Client): Promise<Set<string>> {
  if (!(await hasMarks(client))) return new Set();
  const { rows } = await client.query<{ name: string }>("SELECT name FROM rolling_migration");
  return new Set(rows.map((row) => row.name));
}

/** Writes down which of some migrations servers of before may go on beside: those have no file of them to read it in. */
async function writeMarks(client: pg.Client, names: readonly string[]): Promise<void> {
  if (names.length === 0 || !(await hasMarks(client))) return;
  for (const name of names) {
    const mark = rollingMark(await migrationSql(name));
    if (!mark?.rolling) continue;
    await client.query(
      "INSERT INTO rolling_migration (name, because) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
      [name, mark.because],
    );
  }
}

async function appliedMigrations(client: pg.Client): Promise<string[]> {
  const table = await client.query("SELECT to_regclass('_prisma_migrations') AS name");
  if (table.rows[0].name === null) return [];
  const { rows } = await client.query<{ migration_name: string; finished: boolean }>(
    `SELECT migration_name, finished_at IS NOT NULL AS finished FROM _prisma_migrations
     WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  const failed = rows.find((row) => !row.finished);
  if (failed) {
    throw new MigrationError(
      `The migration ${failed.migration_name} failed in this database earlier and was not mended. Restore the ` +
        "backup from before it, or resolve it by hand with “prisma migrate resolve”.",
    );
  }
  return rows.map((row) => row.migration_name);
}

/**
 * Applies migrations that the database lacks.
 *
 * @param names which of them; all that this version has where it is left out
 * @returns those that were applied
 */
export async function applyMigrations(url: string, names?: readonly string[]): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: url, Client: Connection });
  pool.on("error", () => {});
  try {
    const engine = await openSchemaEngine(pool);
    const result = await engine.applyMigrations({
      migrationsList: await migrationsList(names),
      filters: { externalTables: [], externalEnums: [] },
    });
    return result.appliedMigrationNames;
  } finally {
    // The engine's lock is a connection's, which would stay for ten seconds more.
    await pool.end();
  }
}
