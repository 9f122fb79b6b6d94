import { createHash } from "node:crypto";
import { type RateLimiterAbstract, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Database } from "../db/client";

const MINUTES = 60;

/**
 * How many wrong passwords are taken. Kept in Postgres, so that all web processes count together; the keys are
 * hashes. The account is limited whether it exists or not.
 */
const limits = [
  /** One person at one place. */
  {
    name: "account-and-address",
    points: 8,
    duration: 15 * MINUTES,
    key: (a: Tried) => `${a.email}|${a.address}`,
  },
  /** One account, guessed at from many places. */
  { name: "account", points: 40, duration: 60 * MINUTES, key: (a: Tried) => a.email },
  /** One place, guessing at many accounts; a hospital may be one address. */
  { name: "address", points: 100, duration: 15 * MINUTES, key: (a: Tried) => a.address },
] as const;

type Tried = { readonly email: string; readonly address: string };

type SignInLimits = {
  /** Seconds to wait before another try is taken; 0 when it is. */
  secondsToWait(tried: Tried): Promise<number>;
  /** Counts a wrong password. */
  failed(tried: Tried): Promise<void>;
  /** Forgets the wrong passwords of a person who got in. */
  succeeded(tried: Tried): Promise<void>;
};

export function signInLimits(db: Database): SignInLimits {
  const limiters: { limiter: RateLimiterAbstract; key: (tried: Tried) => string }[] = limits.map(
    ({ name, points, duration, key }) => ({
      limiter: new RateLimiterPostgres({
        storeClient: db.pool,
        storeType: "pool",
        tableName: "rate_limit",
        tableCreated: true,
        keyPrefix: `sign-in ${name}`,
        points,
        duration,
        // Expired keys are overwritten when they come again; no timer of ours keeps a process alive.
        clearExpiredByTimeout: false,
      }),
      key: (tried) => createHash("sha256").update(key(tried)).digest("base64url"),
    }),
  );
  return {
    async secondsToWait(tried) {
      const found = await Promise.all(limiters.map(({ limiter, key }) => limiter.get(key(tried))));
      const blocked = found.filter((result) => result !== null && result.remainingPoints <= 0);
      return Math.ceil(Math.max(0, ...blocked.map((result) => result!.msBeforeNext)) / 1000);
    },
    async failed(tried) {
      await Promise.all(
        limiters.map(({ limiter, key }) =>
          limiter.consume(key(tried)).catch((reason: unknown) => {
            // Over the limit, which the next try will be told.
            if (!(reason instanceof RateLimiterRes)) throw reason;
          }),
        ),
      );
    },
    async succeeded(tried) {
      const [own] = limiters;
      await own!.limiter.delete(own!.key(tried));
    },
  };
}
