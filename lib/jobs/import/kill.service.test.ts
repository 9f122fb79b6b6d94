import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, inject, test } from "vitest";
import { createTestDatabase, testDatabase, untilGone } from "@/lib/db/testing";
import { testFolder } from "@/lib/resgo/testing/bundle-files";
import { makeBundle } from "@/lib/resgo/testing/make-bundle";
import { folderStorage } from "@/lib/storage/folder-storage";
import { ladder } from "@/lib/storage/ladder";
import { BUILT_CALOT } from "@/tooling/build-commands";
import { importBundle } from "./import-bundle";
import { contentOf } from "./testing";

const CASES = 170;
const KILLS = 5;

const db = await testDatabase();
const base = await testFolder();

/** Starts `calot import` as a process of its own. */
function startImport(folder: string, url: string, storage: string): ChildProcess {
  return spawn(process.execPath, [BUILT_CALOT, "import", folder, "--json"], {
    env: { ...process.env, DATABASE_URL: url, STORAGE_DIR: storage },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function endOf(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  const text = { out: "", err: "" };
  child.stdout!.on("data", (chunk: Buffer) => (text.out += chunk));
  child.stderr!.on("data", (chunk: Buffer) => (text.err += chunk));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, ...text };
}

/** Checks that every case is whole: a version, its frame, and all the pictures of it. */
async function expectWholeCases(storage: string): Promise<number> {
  const inventory = await folderStorage(storage).inventory();
  const content = await contentOf(db);
  for (const { sha256, width, number, phase } of content) {
    expect([sha256, number, phase]).not.toContain(null);
    expect(inventory.hasOriginal(sha256)).toBe(true);
    expect(ladder(width).every((each) => inventory.hasRendition(sha256, each))).toBe(true);
  }
  return content.length;
}

describe("an import that is killed", () => {
  test("leaves whole cases and no half ones, goes on, and ends as one that never was", {
    timeout: 180_000,
  }, async () => {
    await db.prisma.institution.create({ data: { name: "Hospital" } });
    const storage = await mkdtemp(path.join(base, "storage-"));
    const folder = path.join(base, "bundle");
    await makeBundle(folder, [0, CASES], "");

    let largest = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const child = startImport(folder, db.url, storage);
      const ended = endOf(child);
      // Somewhere between the first picture it stores and its end, a little later each time.
      const before = await filesIn(storage);
      while (child.exitCode === null && (await filesIn(storage)) <= before) await pause(10);
      await pause(Math.random() * 250 * (kill + 1));
      child.kill("SIGKILL");
      await ended;
      await untilGone(db.url, "import");
      const whole = await expectWholeCases(storage);
      expect(whole).toBeGreaterThanOrEqual(largest);
      largest = whole;
    }

    const { code, out, err } = await endOf(startImport(folder, db.url, storage));
    expect(err).toContain(`reading: ${CASES} of ${CASES}`);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ dataset: "bundle", videos: 21, refused: 0 });
    // Its pictures are few, and that is said.
    expect(JSON.parse(out).problems.filter(({ level }: { level: string }) => level === "error")).toEqual([]);
    expect(JSON.parse(out).new + JSON.parse(out).unchanged).toBe(CASES);
    expect(await expectWholeCases(storage)).toBe(CASES);
    expect(await readdir(path.join(storage, "unfinished"))).toEqual([]);

    const other = await createTestDatabase(inject("testServer"));
    const otherStorage = await mkdtemp(path.join(base, "storage-"));
    await other.prisma.institution.create({ data: { name: "Hospital" } });
    await importBundle(other, folderStorage(otherStorage), folder, { now: new Date() });
    expect(await contentOf(db)).toEqual(await contentOf(other));
    expect(await pictures(storage)).toEqual(await pictures(otherStorage));
    await other.close();
  });
});

async function filesIn(folder: string): Promise<number> {
  return existsSync(folder) ? (await readdir(folder, { recursive: true })).length : 0;
}

/** Every picture of a storage by name and size. */
async function pictures(storage: string): Promise<[string, number][]> {
  const names = (await readdir(storage, { recursive: true }))
    .filter((name) => /\.(?:webp|jpeg)$/.test(name))
    .sort();
  return Promise.all(names.map(async (name) => [name, (await readFile(path.join(storage, name))).length]));
}
