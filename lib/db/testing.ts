import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { applicationName } from "./application-name";
import { type Database, openDatabase } from "./client";
import { startCluster } from "./embedded/cluster";
import { type Logins, migrate } from "./migrate";
import { keepServed } from "./served";

/** A Postgres that holds one migrated, empty database to make others from. */
export type TestServer = {
  /** The address of its maintenance database, for the owner and for the app's login. */
  readonly url: string;
  readonly appUrl: string;
  /** The database that others are copies of. */
  readonly template: string;
};

declare module "vitest" {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/** A database of one test file. */
type TestDatabase = Database & { readonly url: string; readonly ownerUrl: string };

/** Nothing in a test needs to outlive a power cut, and many test files connect at once. */
const FAST = { fsync: "off", full_page_writes: "off", synchronous_commit: "off", max_connections: "200" };

/** Starts a Postgres of its own under the temporary folder. Benchmarks give settings that are true to life. */
export async function startTestCluster(
  settings: Readonly<Record<string, string>> = FAST,
): Promise<{ server: TestServer; stop(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), "calot-test-"));
  // Postgres runs as another user where this process is root.
  await chmod(folder, 0o755);
  const cluster = await startCluster(path.join(folder, "cluster"), { settings });
  const template = "calot_template";
  await cluster.ensureDatabase(template);
  const owner = cluster.url(template);
  await migrate({ app: cluster.appUrl(template), owner });
  // Tests begin anew in a table, which the app never does. Of the audit trail nobody does.
  await onServer(
    owner,
    `GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO calot_app; REVOKE TRUNCATE ON audit_event FROM calot_app`,
  );
  const server = { url: cluster.url("postgres"), appUrl: cluster.appUrl("postgres"), template };
  // A database can be copied only while nobody is connected to it.
  await onServer(server.url, `ALTER DATABASE ${template} ALLOW_CONNECTIONS false`);
  await onServer(
    server.url,
    `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '${template}'`,
  );
  return {
    server,
    async stop() {
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A fresh, migrated and empty database on a test server; closing it drops it.
 *
 * @param as whose rights it is worked in with
 */
export async function createTestDatabase(
  server: TestServer,
  as: keyof Logins = "owner",
): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  // Copying files rather than logging every page: a copy takes some 20 ms.
  await onServer(server.url, `CREATE DATABASE ${name} TEMPLATE ${server.template} STRATEGY file_copy`);
  const addressOf = (address: string): string => {
    const url = new URL(address);
    url.pathname = `/${name}`;
    return url.href;
  };
  const ownerUrl = addressOf(server.url);
  const url = as === "owner" ? ownerUrl : addressOf(server.appUrl);
  const db = openDatabase(url, { poolSize: 5 });
  return {
    ...db,
    url,
    ownerUrl,
    async close() {
      await db.close();
      await onServer(server.url, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/**
 * A fresh database for the tests of one file, dropped when they have run, with the rights that the app has.
 * Called at the top of the file or of a `describe`: `const db = await testDatabase()`.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const { afterAll, inject } = await import("vitest");
  const server: TestServer | undefined = inject("testServer");
  if (!server) throw new Error("This test needs a Postgres: end its file’s name with .service.test.ts.");
  const db = await createTestDatabase(server, "app");
  afterAll(() => db.close());
  return db;
}

/** The same, for tests of what asks for `database()`: routes and pages. */
export async function servedTestDatabase(): Promise<TestDatabase> {
  const { afterAll } = await import("vitest");
  afterAll(() => {
    keepServed(null);
  });
  return keepServed(await testDatabase());
}

/**
 * Resolves once Postgres has ended all that a program asked of a database: where the program was killed, what it asked last goes
 * on for a moment, and its locks are held.
 *
 * @param program its command, as connections are named after it
 */
export async function untilGone(url: string, program: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const left =
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE $1";
    while ((await client.query(left, [`${applicationName(program)}%`])).rowCount !== 0) await pause(10);
  } finally {
    await client.end();
  }
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
