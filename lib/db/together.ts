import type pg from "pg";
import type { Connection } from "./connection";
import { isUnreachable } from "./errors";
import { type Queryable, queryable } from "./queryable";

/** What several questions give, each at its place. */
type Asked<T extends readonly unknown[]> = { readonly [at in keyof T]: Promise<T[at]> };

export type Together = {
  /**
   * Asks several statements in one trip, on one connection: they are sent at once, and Postgres runs one after the other,
   * each in a transaction of its own. So none may need what another gives, and a later one sees what an earlier one stored. The
   * first that fails is thrown, once all have ended.
   *
   * @param ask asks each, and waits for none
   */
  together<T extends readonly unknown[]>(ask: (on: Queryable) => Asked<T>): Promise<T>;
};

/** @param limitMs how long each statement is waited for, in milliseconds */
export const togetherOn = (pool: pg.Pool, limitMs: number): Together => ({
  async together<T extends readonly unknown[]>(ask: (on: Queryable) => Asked<T>): Promise<T> {
    const client = (await pool.connect()) as pg.PoolClient & Connection;
    const ended = await Promise.allSettled(client.inOnePiece(() => ask(queryable(client, limitMs))));
    const failures = ended.flatMap((each) => (each.status === "rejected" ? [each.reason as Error] : []));
    client.release(failures.find(isUnreachable));
    if (failures.length > 0) throw failures[0];
    return ended.map((each) => (each as PromiseFulfilledResult<unknown>).value) as unknown as T;
  },
});
