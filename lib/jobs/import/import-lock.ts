import type { Database } from "@/lib/db/client";
import { text } from "@/lib/db/columns";
import { lockKeeper } from "@/lib/db/lock-keeper";
import { statement } from "@/lib/db/statement";
import { t } from "@/lib/language/t";
import { ImportError } from "./report";

/** How long an import that was killed may take to be noticed by the database. */
export const PATIENCE = "5s";
export const LOCK_NOT_AVAILABLE = "55P03";

/** What imports share, and whoever removes pictures has alone. */
export const PICTURES = "import pictures";

const sharePictures = statement({
  name: "share-pictures",
  params: { pictures: text },
  sql: "SELECT pg_advisory_xact_lock_shared(hashtextextended($pictures, 0))",
});

const lockImports = statement({
  name: "lock-imports",
  params: { into: text },
  sql: "SELECT pg_advisory_xact_lock(hashtextextended($into, 0))",
});

/**
 * Does something while no other import goes into the same dataset, and no picture is removed for being unused.
 *
 * @throws ImportError when another is under way
 */
export async function whileLocked<T>(
  db: Database,
  institutionId: string,
  dataset: string,
  work: () => Promise<T>,
): Promise<T> {
  const keeper = await lockKeeper(db);
  try {
    await keeper.run(sharePictures, { pictures: PICTURES });
    await keeper.waitAtMost(PATIENCE);
    await keeper
      .run(lockImports, { into: `import ${institutionId} ${dataset}` })
      .catch((cause: { code?: string }) => {
        if (cause.code !== LOCK_NOT_AVAILABLE) throw cause;
        throw new ImportError(t`Another import into ${dataset} is under way. Wait for it to end.`);
      });
    return await work();
  } finally {
    await keeper.letGo();
  }
}
