import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { env } from "../env";
import { isWitnessed, witnessed } from "../witness";
import { applicationName } from "./application-name";
import { Connection } from "./connection";
import { PrismaClient } from "./generated/client";
import { type Queryable, queryable } from "./queryable";
import { type Together, togetherOn } from "./together";

/** Statements, alone or some in one trip. */
type Asking = Queryable &
  Together & {
    /** How long a statement is waited for, in milliseconds: a Postgres that stands still never answers. */
    readonly limitMs: number;
  };

/** The database: statements, and Prisma over the same pool (docs/decisions/0016-one-way-to-write-sql.md). */
export type Database = Asking & {
  readonly prisma: PrismaClient;
  /** For libraries that bring statements of their own, and for tests. */
  readonly pool: pg.Pool;
  close(): Promise<void>;
};

/** How long a request waits for a free connection, in milliseconds: a shorter time than a page waits for its answer. */
const TURN_MS = 10_000;

/** How long a connection may take to open. */
const OPENING_MS = 5_000;

/** How long Postgres lets a statement run. */
const STATEMENT_MS = 60_000;

/** The same where nobody waits: Postgres itself speaks first. */
const PATIENT_MS = STATEMENT_MS + 5_000;

/**
 * A connection that gives up opening sooner than a request gives up its turn: the one means that Postgres is away. It sends
 * what it is asked at once, whatever it waits for.
 */
class PromptConnection extends Connection {
  constructor(config: pg.ClientConfig = {}) {
    super({ ...config, connectionTimeoutMillis: OPENING_MS, pipeline: true });
  }
}

const asking = (pool: pg.Pool, limitMs: number): Asking => ({
  ...queryable(pool, limitMs),
  ...togetherOn(pool, limitMs),
  limitMs,
});

/** @param options.limitMs how long a statement is waited for: a moment longer than Postgres lets it run, unless given */
export function openDatabase(url: string, options: { poolSize?: number; limitMs?: number } = {}): Database {
  const limitMs = options.limitMs ?? PATIENT_MS;
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize ?? env().DATABASE_POOL_SIZE,
    Client: PromptConnection,
    connectionTimeoutMillis: TURN_MS,
    idleTimeoutMillis: 60_000,
    // A pooler refuses what is asked of a session as it opens: there it is the pooler's to say (docs/operating.md).
    ...(env().DATABASE_POOLER === undefined && { statement_timeout: STATEMENT_MS }),
    query_timeout: limitMs,
    application_name: applicationName(),
  });
  // An idle connection that breaks (the server restarts) must not end the process; the next query gets a new one.
  pool.on("error", () => {});
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: { maxWait: TURN_MS, timeout: 20_000 },
  });
  return {
    ...asking(pool, limitMs),
    prisma: isWitnessed() ? withWitness(prisma) : prisma,
    pool,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** Reads and writes by model are told of as statements are. */
const withWitness = (prisma: PrismaClient): PrismaClient =>
  prisma.$extends({
    query: {
      $allModels: {
        $allOperations: ({ model, operation, args, query }) =>
          witnessed("statement", `prisma ${model} ${operation}`, () => query(args)),
      },
    },
  }) as unknown as PrismaClient;

/** The same database for work that nobody waits for: its statements may take as long as Postgres lets them. */
export const patiently = (db: Database): Database => ({
  ...db,
  ...asking(db.pool, PATIENT_MS),
});
