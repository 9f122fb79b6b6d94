import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { env } from "../env";
import { applicationName } from "./application-name";
import { text } from "./columns";
import { Connection } from "./connection";
import { migrationNames } from "./migration-names";
import { queryable } from "./queryable";
import { statement } from "./statement";

/** How the database is, asked on a connection of its own: all others may be in use. */
export type Pulse = {
  /**
   * Whether the database answers. Told within a tenth of a second: where it takes longer to answer, by what it did the
   * time before.
   */
  beats(): Promise<boolean>;
  /** Whether it has every migration of this version. @throws Error where it doesn't answer within 2 s */
  isMigrated(): Promise<boolean>;
  close(): Promise<void>;
};

/** How long it may take to answer until it is taken for away. */
const AWAY_MS = 2_000;

/**
 * How long a connection may take to open: five round trips, each of which waits its turn in a process that has just started and is
 * asked by hundreds. That the database went away shows on the connection that was open.
 */
const OPENING_MS = 10_000;

/** Whoever asks whether the server lives waits no longer than a tenth of a second. */
const PROMPT_MS = 60;

const nothing = statement({ name: "pulse", sql: "SELECT 1" });

const appliedMigrations = statement({
  name: "applied-migrations",
  row: { migration_name: text },
  sql: "SELECT migration_name::text FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
});

class PulseConnection extends Connection {
  constructor(config: pg.ClientConfig = {}) {
    super({ ...config, connectionTimeoutMillis: OPENING_MS });
  }
}

export function openPulse(url: string): Pulse {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    Client: PulseConnection,
    connectionTimeoutMillis: 2 * OPENING_MS,
    query_timeout: AWAY_MS,
    // On a connection that stays open it shows within that time that the database is away.
    idleTimeoutMillis: 0,
    // It keeps no program from ending.
    allowExitOnIdle: true,
    application_name: applicationName("pulse"),
  });
  pool.on("error", () => {});
  const ask = queryable(pool, AWAY_MS);
  let last = false;
  let asking: Promise<boolean> | null = null;
  let migrated = false;

  const askNow = (): Promise<boolean> => {
    // Many at once are one question.
    asking ??= ask
      .run(nothing)
      .then(
        () => true,
        () => false,
      )
      .then((answered) => {
        asking = null;
        last = answered;
        return answered;
      });
    return asking;
  };

  return {
    beats: () => Promise.race([askNow(), sleep(PROMPT_MS).then(() => last)]),
    async isMigrated() {
      // What was done once stays done.
      if (migrated) return true;
      const applied = new Set((await ask.all(appliedMigrations)).map((row) => row.migration_name));
      migrated = (await migrationNames()).every((name) => applied.has(name));
      return migrated;
    },
    close: () => pool.end(),
  };
}

// One for the process, as with the database itself.
const holder = globalThis as typeof globalThis & { calotPulse?: Pulse };

/** The pulse of the server's database. */
export function pulse(): Pulse {
  const url = env().DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set: Calot needs to know its Postgres.");
  holder.calotPulse ??= openPulse(url);
  return holder.calotPulse;
}
