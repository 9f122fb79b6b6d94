import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { testDatabase, untilGone } from "@/lib/db/testing";
import { emptyDatabases, run } from "@/lib/jobs/backup/testing";
import { testFolder, writeSmallBundle } from "@/lib/resgo/testing/bundle-files";
import { BUILT_CALOT } from "@/tooling/build-commands";
import { runCalot } from "./testing";

const db = await testDatabase();
const base = await testFolder();
const emptyDatabase = await emptyDatabases(db);
const storage = path.join(base, "storage");
const KEY = "5a".repeat(32);
const env = { DATABASE_URL: db.url, STORAGE_DIR: storage, BACKUP_KEY: KEY };
const out = path.join(base, "backups");

test("calot backup and calot restore, as people call them", async () => {
  await db.prisma.institution.create({ data: { name: "Hospital" } });
  await runCalot(env, ["import", await writeSmallBundle(base), "--dataset", "D"]);
  const made = await runCalot(env, ["backup", "--out", out, "--keep", "2"]);
  expect(made).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Backup \S+: \d+ rows of \d+ tables, \d+ files; /),
  });
  const id = /^Backup (\S+):/.exec(made.out)![1]!;
  expect((await runCalot(env, ["backup", "--out", out, "--list"])).out).toContain(id);
  const checked = await runCalot(env, ["backup", "--out", out, "--check"]);
  expect(checked).toMatchObject({ code: 0, out: `${id}: every byte is as it was written.\n` });

  const others = await runCalot({ ...env, BACKUP_KEY: "00".repeat(32) }, ["backup", "--out", out, "--check"]);
  expect(others).toMatchObject({ code: 1, err: expect.stringContaining("No backup here can be read") });
  expect(others.out).toContain(`${id}: not read.`);
  const alone = await runCalot(env, ["backup", "--out", out, "--backup", id]);
  expect(alone).toMatchObject({ code: 1, err: expect.stringContaining("it goes with --check") });

  const restore = ["restore", "--from", out];
  const full = await runCalot({ ...env, DATABASE_OWNER_URL: db.ownerUrl }, restore);
  expect(full).toMatchObject({ code: 1, err: expect.stringMatching(/is not empty.*Nothing was changed\./) });
  const logins = await emptyDatabase();
  const into = {
    ...env,
    DATABASE_URL: logins.app,
    DATABASE_OWNER_URL: logins.owner,
    STORAGE_DIR: path.join(base, "restored"),
  };
  const wrong = await runCalot({ ...into, BACKUP_KEY: "00".repeat(32) }, restore);
  expect(wrong).toMatchObject({
    code: 1,
    err: `The backup ${id} was made with another key than BACKUP_KEY.\n`,
  });
  const restored = await runCalot(into, [...restore, "--json"]);
  expect(restored).toMatchObject({ code: 0 });
  expect(JSON.parse(restored.out)).toMatchObject({ backup: id, differing: 0, missing: 0, applied: [] });

  // Nothing can be made there, and nothing is waited for.
  const nowhere = process.platform === "linux" ? "/proc/calot/backups" : path.join(base, "file");
  await writeFile(path.join(base, "file"), "");
  expect(await runCalot(env, ["backup", "--out", nowhere])).toMatchObject({
    code: 1,
    err: expect.stringContaining(`The folder of the backups, ${nowhere}, `),
  });

  // One that lacks a file is made nevertheless, and told.
  const folder = path.join(storage, "originals");
  const [original] = await readdir(folder);
  await rm(path.join(folder, original!), { recursive: true });
  const holed = await runCalot(env, ["backup", "--out", path.join(base, "holed")]);
  expect(holed).toMatchObject({ code: 1, err: expect.stringContaining("not in the storage") });
  expect(holed.out).toMatch(/^Backup /);
});

/** Starts a command, and waits until something holds. @throws Error where it ends before */
async function startedUntil(
  env: Readonly<Record<string, string>>,
  args: readonly string[],
  holds: () => Promise<boolean>,
) {
  const child: ChildProcess = spawn(process.execPath, [BUILT_CALOT, ...args], {
    env: { ...process.env, ...env },
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  while (!(await holds())) {
    if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}.`);
    await sleep(1);
  }
  return { child, ended };
}

test("a restore that was killed says so, and begins anew", async () => {
  const logins = await emptyDatabase();
  const into = {
    ...env,
    DATABASE_URL: logins.app,
    DATABASE_OWNER_URL: logins.owner,
    STORAGE_DIR: path.join(base, "killed"),
  };
  const restore = ["restore", "--from", out];
  const noted = "SELECT FROM pg_tables WHERE tablename = 'calot_restore'";
  const { child, ended } = await startedUntil(
    into,
    restore,
    async () => (await run(logins.owner, noted)).rowCount === 1,
  );
  child.kill("SIGKILL");
  await ended;
  await untilGone(logins.owner, "restore");
  expect(await runCalot(into, ["doctor"])).toMatchObject({
    out: expect.stringContaining("A restore into this database is under way, or was cut off"),
  });
  const again = await runCalot(into, restore);
  expect(again).toMatchObject({
    code: 1,
    err: expect.stringMatching(/was cut off in this database.*--anew/),
  });
  expect(await runCalot(into, [...restore, "--anew"])).toMatchObject({ code: 0 });
});

test("--daily makes one that is due at once, and ends when it is asked to", async () => {
  const daily = path.join(base, "daily");
  const args = ["backup", "--out", daily, "--daily", "02:30", "--keep", "14"];
  const { child, ended } = await startedUntil(env, args, async () =>
    existsSync(path.join(daily, "last-try.json")),
  );
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
  expect(await readdir(path.join(daily, "backups"))).toHaveLength(1);
  expect(await readdir(path.join(daily, "running"))).toEqual([]);
});
