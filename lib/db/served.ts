import type { Database } from "./client";

// The server and the pages it runs are bundled apart, and each would hold a pool of its own. Nor is the database opened
// from here: Next bundles every route apart too, and each would hold Prisma's half megabyte once more.
const holder = globalThis as typeof globalThis & { calotDatabase?: Database | null };

/** @returns what was given, which `database()` gives from then on, in pages too; null where it gives none any more */
export function keepServed<Given extends Database | null>(db: Given): Given {
  holder.calotDatabase = db;
  return db;
}

/**
 * The process's one database, for those who wait for an answer.
 *
 * @throws Error where the process opened none: `calot serve`, `calot work` and the demo do
 */
export function database(): Database {
  if (!holder.calotDatabase) throw new Error("No database was opened for this process.");
  return holder.calotDatabase;
}
