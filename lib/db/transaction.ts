import pg from "pg";
import { underWay } from "../under-way";
import { witnessed } from "../witness";
import { applicationName } from "./application-name";
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
    await client.query(beginning());
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

/** Postgres cuts names off there, and says so each time. */
const MOST_OF_A_NAME = 63;

/** Until it ends, Postgres lists the transaction under the number of its request: no round trip more, some 15 µs. */
function beginning(): string {
  const it = underWay();
  if (!it) return "BEGIN";
  const name = applicationName(it.id).slice(0, MOST_OF_A_NAME);
  return `BEGIN; SET LOCAL application_name = ${pg.escapeLiteral(name)}`;
}
