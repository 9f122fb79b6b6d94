import pg from "pg";
import type { Database } from "./client";
import type { Columns } from "./columns";
import { type Queryable, queryable, type Values } from "./queryable";
import type { Statement } from "./statement";

/**
 * A connection that one piece of work has to itself, with its transactions. Settings, locks and temporary tables are a
 * transaction's (SET LOCAL, ON COMMIT DROP): behind a pooler the next transaction may have another session.
 */
export type OwnConnection = Queryable & {
  /** Runs what takes no parameters and gives no rows: BEGIN, SET LOCAL, ANALYZE, the making of tables. Never outside text. */
  utility(sql: string): Promise<void>;
  /**
   * Makes a temporary table of what a statement gives, kept until the transaction ends. Its values are written into it:
   * CREATE TABLE takes no parameters.
   */
  makeTable<P extends Columns, R extends Columns>(
    name: string,
    statement: Statement<P, R>,
    ...values: Values<P>
  ): Promise<void>;
  /** Ends it; an open transaction is rolled back. */
  end(): void;
};

/** The longest that a timer takes, 24 days: its work says by itself how long it may last. */
const NO_LIMIT_MS = 2 ** 31 - 1;

export async function ownConnection(db: Database): Promise<OwnConnection> {
  const client = await db.pool.connect();
  const utility = async (text: string): Promise<void> => {
    await client.query({ text, ...{ query_timeout: NO_LIMIT_MS } });
  };
  return {
    ...queryable(client, NO_LIMIT_MS),
    utility,
    async makeTable(name, statement, values?) {
      const given = statement.values(values ?? ({} as NonNullable<typeof values>));
      const written = statement.text.replaceAll(/\$(\d+)/g, (_, n: string) => literal(given[Number(n) - 1]));
      await utility(`CREATE TEMPORARY TABLE ${name} ON COMMIT DROP AS ${written}`);
      await utility(`ANALYZE ${name}`);
    },
    end: () => client.release(true),
  };
}

function literal(value: unknown): string {
  if (value instanceof Date) return pg.escapeLiteral(value.toISOString());
  if (Array.isArray(value)) return pg.escapeLiteral(`{${value.map((each) => JSON.stringify(each)).join()}}`);
  if (typeof value === "number" || typeof value === "string") return pg.escapeLiteral(`${value}`);
  throw new Error("Only numbers, texts, moments and lists are written into statements.");
}
