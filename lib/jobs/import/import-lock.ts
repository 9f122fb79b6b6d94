import type { Database } from "@/lib/db/client";
import { text } from "@/lib/db/columns";
import { ownConnection } from "@/lib/db/own-connection";
import { statement } from "@/lib/db/statement";
import { t } from "@/lib/language/t";
import { ImportError } from "./report";

/** How long an import that was killed may take to be noticed by the database. */
const PATIENCE = "5s";
const LOCK_NOT_AVAILABLE = "55P03";

const lockImports = statement({
  name: "lock-imports",
  params: { into: text },
  sql: "SELECT pg_advisory_lock(hashtextextended($into, 0))",
});

/**
 * Does something while no other import goes into the same dataset.
 *
 * @throws ImportError when another is under way
 */
export async function whileLocked<T>(
  db: Database,
  institutionId: string,
  dataset: string,
  work: () => Promise<T>,
): Promise<T> {
  const own = await ownConnection(db);
  try {
    await own.utility(`SET lock_timeout = '${PATIENCE}'`);
    await own
      .run(lockImports, { into: `import ${institutionId} ${dataset}` })
      .catch((cause: { code?: string }) => {
        if (cause.code !== LOCK_NOT_AVAILABLE) throw cause;
        throw new ImportError(t`Another import into ${dataset} is under way. Wait for it to end.`);
      });
    return await work();
  } finally {
    // The lock is the connection's, and ends with it.
    own.end();
  }
}
