import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { type Database, openDatabase } from "./client";
import { startCluster } from "./embedded/cluster";
import { migrate } from "./migrate";

/** A Postgres that holds one migrated, empty database to make others from. */
export type TestServer = {
  /** The address of its maintenance database. */
  readonly url: string;
  /** The database that others are copies of. */
  readonly template: string;
};

declare module "vitest" {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/** A database of one test file. */
export type TestDatabase = Database & { readonly url: string };

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
  await migrate(cluster.url(template));
  const server = { url: cluster.url("postgres"), template };
  // A database can be copied only while nobody is connected to it.
  await onServer(server, `ALTER DATABASE ${template} ALLOW_CONNECTIONS false`);
  await onServer(
    server,
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

/** A fresh, migrated and empty database on a test server; closing it drops it. */
export async function createTestDatabase(server: TestServer): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  // Copying files rather than logging every page: a copy takes some 20 ms.
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${server.template} STRATEGY file_copy`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const db = openDatabase(url.href, { poolSize: 5 });
  return {
    ...db,
    url: url.href,
    async close() {
      await db.close();
      await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/**
 * A fresh database for the tests of one file, dropped when they have run.
 * Called at the top of the file or of a `describe`: `const db = await testDatabase()`.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const { afterAll, inject } = await import("vitest");
  const db = await createTestDatabase(inject("testServer"));
  afterAll(() => db.close());
  return db;
}

async function onServer(server: TestServer, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
