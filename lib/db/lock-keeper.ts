import type { Database } from "./client";
import { type OwnConnection, ownConnection } from "./own-connection";

/** A connection that keeps locks, and does nothing else. */
export type LockKeeper = Pick<OwnConnection, "get" | "run"> & {
  /** How long each lock is waited for from here on, as Postgres writes times; until then for ever. */
  waitAtMost(patience: string): Promise<void>;
  /** Lets go of every lock, at once. */
  letGo(): Promise<void>;
};

/**
 * Keeps locks for work that goes over other connections: `pg_advisory_xact_lock` and its like, in a transaction that is
 * open for as long. A lock of the session would not do: a pooler gives the session to somebody else between two
 * transactions. It reads no table, so that it holds up neither vacuum nor an index that is being made.
 */
export async function lockKeeper(db: Database): Promise<LockKeeper> {
  const { get, run, utility, end } = await ownConnection(db);
  // The portal of a statement with parameters keeps its snapshot until another statement comes.
  const forget = <T>(done: T): Promise<T> => utility("SET LOCAL statement_timeout = 0").then(() => done);
  const letGo = async (): Promise<void> => {
    // Ended in so many words: Postgres takes a moment to notice that a connection is gone.
    await utility("COMMIT").catch(() => {});
    end();
  };
  try {
    await utility("BEGIN");
    await utility("SET LOCAL statement_timeout = 0");
    await utility("SET LOCAL idle_in_transaction_session_timeout = 0");
  } catch (cause) {
    end();
    throw cause;
  }
  const waitAtMost = (patience: string) => utility(`SET LOCAL lock_timeout = '${patience}'`);
  return {
    get: async (...asked) => forget(await get(...asked)),
    run: async (...asked) => forget(await run(...asked)),
    waitAtMost,
    letGo,
  };
}
