import type pg from "pg";
import { env } from "../env";
import { witnessed } from "../witness";
import type { Columns, ValuesOf } from "./columns";
import type { Statement } from "./statement";

/** What a statement is given: nothing where it takes nothing. */
export type Values<P extends Columns> = keyof P extends never ? [] : [values: ValuesOf<P>];

/** What runs statements: the pool, or the one connection of a transaction. */
export type Queryable = {
  /** Every row. */
  all<P extends Columns, R extends Columns>(
    statement: Statement<P, R>,
    ...values: Values<P>
  ): Promise<ValuesOf<R>[]>;
  /** The first row, or null. */
  find<P extends Columns, R extends Columns>(
    statement: Statement<P, R>,
    ...values: Values<P>
  ): Promise<ValuesOf<R> | null>;
  /** The first row. @throws Error where there is none */
  get<P extends Columns, R extends Columns>(
    statement: Statement<P, R>,
    ...values: Values<P>
  ): Promise<ValuesOf<R>>;
  /** How many rows were written, or found. */
  run<P extends Columns, R extends Columns>(
    statement: Statement<P, R>,
    ...values: Values<P>
  ): Promise<number>;
};

/** The longest that a timer takes: for a large table, which is read for hours. */
export const NO_LIMIT_MS = 2 ** 31 - 1;

/**
 * Runs statements on a connection, or on whichever the pool has free.
 *
 * @param limitMs how long each is waited for, in milliseconds. What Postgres makes of it then is not known.
 */
export function queryable(on: pg.Pool | pg.ClientBase, limitMs: number): Queryable {
  // A pooler gives each transaction another session, which would know nothing of a name.
  const keeps = env().DATABASE_POOLER === undefined;
  const ask = <P extends Columns, R extends Columns>(
    statement: Statement<P, R>,
    [values]: Values<P> | [],
  ): Promise<pg.QueryResult> =>
    witnessed("statement", statement.name, () =>
      on.query({
        ...(keeps && statement.prepared && { name: statement.key }),
        text: statement.text,
        values: statement.values(values ?? ({} as ValuesOf<P>)),
        ...{ query_timeout: limitMs },
      }),
    );
  return {
    async all(statement, ...values) {
      return statement.parse((await ask(statement, values)).rows);
    },
    async find(statement, ...values) {
      const { rows } = await ask(statement, values);
      return statement.parse(rows.slice(0, 1))[0] ?? null;
    },
    async get(statement, ...values) {
      const [row] = statement.parse((await ask(statement, values)).rows.slice(0, 1));
      if (!row) throw new Error(`Statement ${statement.name} found nothing.`);
      return row;
    },
    async run(statement, ...values) {
      return (await ask(statement, values)).rowCount ?? 0;
    },
  };
}
