import { database } from "./served";

/** What the server's pool of connections holds just now. */
export type PoolState = {
  readonly used: number;
  readonly idle: number;
  /** Requests that wait for one. */
  readonly waiting: number;
  readonly limit: number;
};

export function poolState(): PoolState {
  const { totalCount, idleCount, waitingCount, options } = database().pool;
  return { used: totalCount - idleCount, idle: idleCount, waiting: waitingCount, limit: options.max };
}
