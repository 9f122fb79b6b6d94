import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { foldNewAnswers } from "@/lib/services/estimates/fold-new-answers";
import { refreshDueFigures } from "@/lib/services/kept-figures/refresh-due-figures";
import { openDatabase } from "./client";
import { assertMigrated, migrate } from "./migrate";
import { openPulse } from "./pulse";
import { testDatabase } from "./testing";

const db = await testDatabase();
const owner = openDatabase(db.ownerUrl, { poolSize: 1 });
afterAll(() => owner.close());

/** As a newer version's `calot migrate` leaves it. */
async function apply(name: string, { rolling }: { rolling: boolean }): Promise<void> {
  await owner.pool.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES (gen_random_uuid()::text, 'x', $1, now(), now(), 1)`,
    [name],
  );
  if (rolling) {
    await owner.pool.query("INSERT INTO rolling_migration (name, because) VALUES ($1, 'it adds')", [name]);
  }
}

beforeEach(async () => {
  await owner.pool.query("DELETE FROM _prisma_migrations WHERE migration_name LIKE '2999%'");
  await owner.pool.query("DELETE FROM rolling_migration WHERE name LIKE '2999%'");
  await owner.pool.query("DROP TABLE IF EXISTS later");
});

const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "",
    (cause: Error) => cause.message,
  );

describe("a database of a newer version", () => {
  it("is gone on with where each of its migrations allows it, and refused by the name of one that doesn't", async () => {
    await assertMigrated(db.url);
    await apply("29990101000000_adds", { rolling: true });
    await apply("29990102000000_adds_more", { rolling: true });
    await assertMigrated(db.url);
    const pulse = openPulse(db.url);
    expect(await pulse.isMigrated()).toBe(true);
    await pulse.close();
    await apply("29990103000000_drops", { rolling: false });
    expect(await refusal(assertMigrated(db.url))).toContain("it holds the migration 29990103000000_drops,");
    expect(await refusal(migrate({ app: db.url, owner: db.ownerUrl }))).toContain("29990103000000_drops");
  });

  it("is left as it is by the migrate of the version before, rights included", async () => {
    await apply("29990101000000_adds", { rolling: true });
    await owner.pool.query("CREATE TABLE later (id int)");
    await owner.pool.query("REVOKE ALL ON later FROM calot_app");
    expect(await migrate({ app: db.url, owner: db.ownerUrl })).toEqual([]);
    await expect(db.pool.query("SELECT FROM later")).rejects.toThrow("permission denied");
  });

  it("is refused where it lacks a migration of this version: it went another way", async () => {
    await apply("29990101000000_adds", { rolling: true });
    const last =
      "migration_name = (SELECT max(migration_name) FROM _prisma_migrations WHERE migration_name < '2999')";
    await owner.pool.query(`UPDATE _prisma_migrations SET rolled_back_at = now() WHERE ${last}`);
    expect(await refusal(assertMigrated(db.url))).toContain("29990101000000_adds");
    await owner.pool.query(`UPDATE _prisma_migrations SET rolled_back_at = NULL WHERE ${last}`);
  });

  it("keeps its figures and estimates: servers of before leave them to the newer", async () => {
    await db.pool.query("UPDATE figures_state SET version = 1000000");
    await db.pool.query("UPDATE estimates_state SET version = 1000000");
    expect(await refreshDueFigures(db, new Date())).toBe(0);
    expect(await foldNewAnswers(db, new Date())).toBe(0);
    const { rows } = await db.pool.query(
      "SELECT f.version AS figures, e.version AS estimates FROM figures_state f, estimates_state e",
    );
    expect(rows).toEqual([{ figures: 1000000, estimates: 1000000 }]);
  });
});

it("what was migrated, and what may go on, is not the server's to write", async () => {
  for (const table of ["_prisma_migrations", "rolling_migration"]) {
    await expect(db.pool.query(`DELETE FROM ${table}`)).rejects.toThrow("permission denied");
  }
  await expect(db.pool.query("INSERT INTO rolling_migration VALUES ('x', 'y')")).rejects.toThrow(
    "permission denied",
  );
});
