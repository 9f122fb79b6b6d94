import { expect, test } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import { emptyDatabases } from "@/lib/jobs/backup/testing";
import { runCalot } from "./testing";

const emptyDatabase = await emptyDatabases(await testDatabase());

test("calot migrate --dry-run tells what would be applied, and whether servers may go on, and applies nothing", async () => {
  const { app, owner } = await emptyDatabase();
  const calot = (...args: string[]) =>
    runCalot({ DATABASE_URL: app, DATABASE_OWNER_URL: owner }, ["migrate", ...args]);
  for (let time = 0; time < 2; time++) {
    const { code, out } = await calot("--dry-run");
    const lines = out.trimEnd().split("\n");
    expect(code).toBe(0);
    expect(lines[0]).toBe("20261122000000_first: not rolling");
    expect(lines).toContain(
      "20261130023000_rolling_migrations: not rolling, because servers of before refuse to start on any migration that they don't know",
    );
    expect(lines.at(-1)).toContain("Stop the servers of the version before first");
  }
  expect((await calot()).out).toContain("applied 20261122000000_first\n");
  expect((await calot("--dry-run")).out).toBe("The database is up to date.\n");
});
