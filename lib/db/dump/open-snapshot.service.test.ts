import pg from "pg";
import { expect, test } from "vitest";
import { migrationNames } from "../migration-names";
import { testDatabase } from "../testing";
import { madeFunctions, madeTables, madeTypes } from "./made-tables";
import { openSnapshot } from "./open-snapshot";

const db = await testDatabase();

test("a snapshot is of one moment, and is let go in the middle of a table", async () => {
  await db.pool.query(
    "INSERT INTO institution (name) SELECT n || repeat('x', 500) FROM generate_series(1, 5000) n",
  );
  const snapshot = await openSnapshot(db.url);
  await db.pool.query("DELETE FROM institution");
  const table = snapshot.tables.find(({ name }) => name === "institution")!;
  let bytes = 0;
  for await (const chunk of snapshot.copy(table)) {
    bytes += chunk.length;
    if (bytes > 1_000_000) break;
  }
  expect(bytes).toBeGreaterThan(1_000_000);
  await snapshot.end();
});

test("what is told from migrations’ text is what they make", async () => {
  const names = await migrationNames();
  const standing = async (sql: string): Promise<string[]> =>
    (await db.pool.query<{ name: string }>(sql)).rows.map(({ name }) => name);
  const tables = await standing("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'");
  const made = await madeTables(names);
  expect(tables.filter((name) => !made.has(name))).toEqual(["_prisma_migrations"]);
  const types = await standing("SELECT typname AS name FROM pg_type WHERE typtype = 'e'");
  expect([...(await madeTypes(names))]).toEqual(expect.arrayContaining(types));
  const functions = await standing(
    "SELECT proname AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
  );
  expect([...(await madeFunctions(names))]).toEqual(expect.arrayContaining(functions));
  expect([tables.length > 40, types.length > 0, functions.length > 0]).toEqual([true, true, true]);
});

test("tells a database that holds nothing of Calot’s, and one that is newer", async () => {
  const empty = new URL(db.ownerUrl);
  empty.pathname = "/postgres";
  await expect(openSnapshot(empty.href)).rejects.toThrow("it was never migrated");
  const owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
  await owner.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at)
     VALUES ('later', '', '20990101000000_later', now(), now())`,
  );
  await owner.end();
  await expect(openSnapshot(db.url)).rejects.toThrow("holds the migration 20990101000000_later");
});
