import type { Database } from "./client";
import { type Queryable, queryable } from "./queryable";

/** A connection that one piece of work has to itself, with the settings, locks and temporary tables it makes. */
export type OwnConnection = Queryable & {
  /** Runs what takes no parameters and gives no rows: BEGIN, SET, ANALYZE, the making of tables. Never outside text. */
  utility(sql: string): Promise<void>;
  /** Ends it; an open transaction is rolled back, and settings and locks go with it. */
  end(): void;
};

export async function ownConnection(db: Database): Promise<OwnConnection> {
  const client = await db.pool.connect();
  // The server may close the connection while nothing is asked of it; the next statement tells.
  client.on("error", () => {});
  return {
    ...queryable(client),
    async utility(sql) {
      await client.query(sql);
    },
    end: () => client.release(true),
  };
}
