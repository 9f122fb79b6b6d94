import { type Database, openDatabase } from "@/lib/db/client";
import { type Cluster, startCluster } from "@/lib/db/embedded/cluster";
import { migrate } from "@/lib/db/migrate";
import { env } from "@/lib/env";

/** The name of the demo's database in the embedded Postgres. */
export const EMBEDDED_DATABASE = "calot";

/** The embedded Postgres with Calot's database in it, for when DATABASE_URL is not set. */
export async function startEmbedded(): Promise<{ cluster: Cluster; url: string }> {
  const cluster = await startCluster(env().CALOT_HOME);
  await cluster.ensureDatabase(EMBEDDED_DATABASE);
  return { cluster, url: cluster.url(EMBEDDED_DATABASE) };
}

/**
 * Runs a command's work on the database: the one of DATABASE_URL, or the embedded one, which is joined where it
 * runs already and otherwise started for as long as the work takes. Its schema is brought up to date first.
 */
export async function withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const given = env().DATABASE_URL;
  if (given) return withUrl(given, work);
  const { cluster, url } = await startEmbedded();
  try {
    return await withUrl(url, work);
  } finally {
    await cluster.release();
  }
}

async function withUrl<T>(url: string, work: (db: Database) => Promise<T>): Promise<T> {
  await migrate(url);
  const db = openDatabase(url);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}
