import { witnessed } from "../witness";
import type { Database } from "./client";
import { isUnreachable } from "./errors";
import { type Queryable, queryable } from "./queryable";

/** Runs statements in one transaction: all of them, or none. */
export const inTransaction = <T>(db: Database, work: (tx: Queryable) => Promise<T>): Promise<T> =>
  witnessed("transaction", "transaction", () => transact(db, work));

async function transact<T>(db: Database, work: (tx: Queryable) => Promise<T>): Promise<T> {
  const client = await db.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const result = await work(queryable(client, db.limitMs));
    await client.query("COMMIT");
    return result;
  } catch (cause) {
    // Where Postgres is silent it would not answer to this either; it rolls back what loses its connection.
    if (isUnreachable(cause)) broken = cause as Error;
    else {
      await client.query("ROLLBACK").catch((error: Error) => {
        broken = error;
      });
    }
    throw cause;
  } finally {
    // A connection that can't even roll back must not be used again.
    client.release(broken);
  }
}
