import pg from "pg";
import { expect, test } from "vitest";
import { testDatabase } from "../testing";
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
