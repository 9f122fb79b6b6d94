import type { Database } from "./client";
import { type Queryable, queryable } from "./queryable";

/** Runs statements in one transaction: all of them, or none. */
export async function inTransaction<T>(db: Database, work: (tx: Queryable) => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const result = await work(queryable(client));
    await client.query("COMMIT");
    return result;
  } catch (cause) {
    await client.query("ROLLBACK").catch((error: Error) => {
      broken = error;
    });
    throw cause;
  } finally {
    // A connection that can't even roll back must not be used again.
    client.release(broken);
  }
}
