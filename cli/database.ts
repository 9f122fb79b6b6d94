import { type Database, openDatabase } from "@/lib/db/client";
import { type Cluster, startCluster } from "@/lib/db/embedded/cluster";
import { type Logins, migrate } from "@/lib/db/migrate";
import { env } from "@/lib/env";
import { CommandError } from "@/tooling/command-error";

/** The name of the demo's database in the embedded Postgres. */
const EMBEDDED_DATABASE = "calot";

/** The embedded Postgres with Calot's database in it, for when DATABASE_URL is not set. */
export async function startEmbedded(): Promise<{ cluster: Cluster; logins: Logins }> {
  const cluster = await startCluster(env().CALOT_HOME);
  await cluster.ensureDatabase(EMBEDDED_DATABASE);
  return {
    cluster,
    logins: { app: cluster.appUrl(EMBEDDED_DATABASE), owner: cluster.url(EMBEDDED_DATABASE) },
  };
}

/**
 * The logins of the environment; null where it names no database.
 *
 * @throws CommandError when an owner is named without a database
 */
export function givenLogins(): Logins | null {
  const { DATABASE_URL, DATABASE_OWNER_URL } = env();
  if (DATABASE_URL) return { app: DATABASE_URL, owner: DATABASE_OWNER_URL ?? DATABASE_URL };
  if (!DATABASE_OWNER_URL) return null;
  throw new CommandError(
    "DATABASE_OWNER_URL is set without DATABASE_URL: name the login that the app uses too.",
  );
}

/**
 * Runs a command's work on the database: the one of DATABASE_URL, or the embedded one, which is joined where it
 * runs already and otherwise started for as long as the work takes. Its schema is brought up to date first.
 *
 * @param as whose rights the work has: the app's, unless it needs the tables' owner
 */
export async function withDatabase<T>(
  work: (db: Database) => Promise<T>,
  as: keyof Logins = "app",
): Promise<T> {
  const given = givenLogins();
  if (given) return withLogins(given, as, work);
  const { cluster, logins } = await startEmbedded();
  try {
    return await withLogins(logins, as, work);
  } finally {
    await cluster.release();
  }
}

/** The same for work that takes the database as it is: nothing is brought up to date. */
export async function withLoginsOnly<T>(work: (logins: Logins) => Promise<T>): Promise<T> {
  const given = givenLogins();
  if (given) return work(given);
  const { cluster, logins } = await startEmbedded();
  try {
    return await work(logins);
  } finally {
    await cluster.release();
  }
}

async function withLogins<T>(
  logins: Logins,
  as: keyof Logins,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  await migrate(logins);
  const db = openDatabase(logins[as]);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}
