import { createHash } from "node:crypto";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Database } from "../db/client";

const MINUTES = 60;
/** Links that don't open, tried from one place; a hospital may be one address. */
const TRIES = 100;

type JoinLimit = {
  /** Seconds to wait before another link is looked at; 0 when it is. */
  secondsToWait(address: string): Promise<number>;
  /** Counts a link that doesn't open. */
  failed(address: string): Promise<void>;
};

/** How many links that don't open are looked at for a network address: all web processes count together. */
export function joinLimit(db: Database): JoinLimit {
  const limiter = new RateLimiterPostgres({
    storeClient: db.pool,
    storeType: "pool",
    tableName: "rate_limit",
    tableCreated: true,
    keyPrefix: "join address",
    points: TRIES,
    duration: 15 * MINUTES,
    clearExpiredByTimeout: false,
  });
  const keyOf = (address: string): string => createHash("sha256").update(address).digest("base64url");
  return {
    async secondsToWait(address) {
      const found = await limiter.get(keyOf(address));
      return found && found.remainingPoints <= 0 ? Math.ceil(found.msBeforeNext / 1000) : 0;
    },
    async failed(address) {
      await limiter.consume(keyOf(address)).catch((reason: unknown) => {
        if (!(reason instanceof RateLimiterRes)) throw reason;
      });
    },
  };
}
