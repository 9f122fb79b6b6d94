import type pg from "pg";
import { grantToApp } from "./app-login";
import { Connection } from "./connection";
import { migrationNames } from "./migration-names";
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
  return withClient(owner, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const missing = await missingMigrations(client);
    if (missing.length > 0) await assertOwner(client, missing[0]!);
    const applied = missing.length === 0 ? [] : await applyMigrations(owner);
    const own = await client.query<{ role: string }>("SELECT current_user AS role");
    if (role !== null && role !== own.rows[0]!.role) await grantToApp(client, role);
    return applied;
  });
}

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

/** @throws MigrationError when the database is not exactly at the schema of this version */
export async function assertMigrated(url: string): Promise<void> {
  const missing = await withClient(url, missingMigrations);
  if (missing.length === 0) return;
  throw new MigrationError(
    `The database is older than this version of Calot: it lacks the migration ${missing[0]}. Run “calot migrate”.`,
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

async function missingMigrations(client: pg.Client): Promise<string[]> {
  const known = await migrationNames();
  const applied = await appliedMigrations(client);
  const newer = applied.filter((name) => !known.includes(name));
  if (newer.length > 0) {
    throw new MigrationError(
      `The database is newer than this version of Calot: it holds the migration ${newer.at(-1)}, which this ` +
        "version does not know. Nothing was changed. Start the version that made it, or restore an older backup.",
    );
  }
  return known.filter((name) => !applied.includes(name));
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

async function applyMigrations(url: string): Promise<string[]> {
  const engine = await openSchemaEngine(url);
  const result = await engine.applyMigrations({
    migrationsList: await migrationsList(),
    filters: { externalTables: [], externalEnums: [] },
  });
  return result.appliedMigrationNames;
}
