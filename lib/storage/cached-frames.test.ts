import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { cachedFrames } from "./cached-frames";
import { folderStorage } from "./folder-storage";
import { frameCache } from "./frame-cache";

const base = await mkdtemp(path.join(tmpdir(), "calot-cache-"));
afterAll(() => rm(base, { recursive: true }));
const SHA = "a".repeat(64);
const DAY_MS = 86_400_000;
let folder: string;
let count = 0;
let now = 0;
beforeEach(() => {
  folder = path.join(base, String(count++));
  now = Date.parse("2026-11-30T12:00:00Z");
});

const filesIn = async (place: string): Promise<string[]> => {
  const entries = await readdir(place, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
};
const sizeOf = async (place: string): Promise<number> =>
  (await Promise.all((await filesIn(place)).map((file) => stat(file)))).reduce(
    (sum, { size }) => sum + size,
    0,
  );

describe("pictures that are kept near", () => {
  const open = async () => {
    const far = folderStorage(path.join(folder, "far"));
    await far.putRendition(SHA, 320, Buffer.from("picture"));
    let asked = 0;
    const counted: typeof far = {
      ...far,
      readRendition: (sha256, width) => {
        asked += 1;
        return far.readRendition(sha256, width);
      },
    };
    const near = path.join(folder, "near");
    const frames = cachedFrames(counted, frameCache(near, 1_000_000));
    const read = async () => Buffer.from((await frames.readRendition(SHA, 320))?.body ?? "none").toString();
    const kept = () => expect.poll(async () => (await filesIn(near)).length).toBe(1);
    return { frames, far, near, read, kept, asked: () => asked };
  };

  test("are fetched once, however many ask", async () => {
    const { read, kept, asked } = await open();
    expect(await Promise.all(Array.from({ length: 20 }, read))).toEqual(Array(20).fill("picture"));
    await kept();
    expect([await read(), asked()]).toEqual(["picture", 1]);
  });

  test("go with what they are of", async () => {
    const { frames, near, read, kept } = await open();
    await read();
    await kept();
    await frames.removeFrame(SHA);
    expect([await filesIn(near), await read()]).toEqual([[], "none"]);
  });

  test("that were cut off or changed are fetched anew", async () => {
    const { near, read, kept, asked } = await open();
    await read();
    await kept();
    const [file] = await filesIn(near);
    const whole = await readFile(file!);
    const damaged = Buffer.from(whole);
    damaged[damaged.length - 1]! ^= 1;
    for (const bytes of [damaged, whole.subarray(0, -1), Buffer.alloc(0)]) {
      await writeFile(file!, bytes);
      const before = asked();
      expect([await read(), asked() - before]).toEqual(["picture", 1]);
      await expect.poll(async () => (await readFile(file!)).equals(whole)).toBe(true);
    }
  });

  test("are none where there is no place for them", async () => {
    const { frames, far } = await open();
    const file = path.join(folder, "file");
    await writeFile(file, "");
    const none = cachedFrames(far, frameCache(path.join(file, "near"), 1_000_000));
    expect((await none.readRendition(SHA, 320))?.bytes).toBe(7);
    expect((await none.readRendition(SHA, 320))?.bytes).toBe(7);
    expect(await frames.readRendition(SHA, 960)).toBeNull();
    await none.removeFrame(SHA);
  });
});

describe("the cache", () => {
  test("holds no more than it may, of several processes too, and keeps what was used last", async () => {
    const processes = [1, 2, 3].map(() => frameCache(folder, 100_000, () => now));
    for (let n = 0; n < 300; n += 1) {
      now += 60_000;
      await processes[n % 3]!.keep(`renditions/${n}`, Buffer.alloc(2_000));
      // What is asked again and again.
      if (n > 0) await processes[0]!.read("renditions/0");
      expect(await sizeOf(folder)).toBeLessThanOrEqual(100_000 + 3 * (100_000 / 16 + 2_100));
    }
    expect(await sizeOf(folder)).toBeGreaterThan(60_000);
    expect(await processes[1]!.read("renditions/299")).not.toBeNull();
    expect(await processes[1]!.read("renditions/1")).toBeNull();
  });

  test("has nothing of the day before yesterday, nor what a process that was killed left", async () => {
    const cache = frameCache(folder, 100_000, () => now);
    await cache.keep("renditions/a", Buffer.from("a"));
    await writeFile(path.join(folder, "2026-11-30", "renditions_b.draft"), "half");
    now += DAY_MS;
    await cache.sweep();
    expect((await cache.read("renditions/a"))?.toString()).toBe("a");
    now += DAY_MS;
    expect(await cache.read("renditions/a")).toBeNull();
    await cache.sweep();
    expect(await filesIn(folder)).toEqual([]);
  });

  test("leaves alone what lies beside its days", async () => {
    const cache = frameCache(folder, 100_000, () => now);
    await cache.keep("renditions/a", Buffer.from("a"));
    for (const name of ["originals", "apt", "2026-11-30.kept"]) {
      await mkdir(path.join(folder, name));
      await writeFile(path.join(folder, name, "renditions_a"), "somebody’s");
    }
    now += 3 * DAY_MS;
    await cache.sweep();
    await cache.forget("renditions/a");
    expect((await readdir(folder)).sort()).toEqual(["2026-11-30.kept", "apt", "originals"]);
    expect(await filesIn(folder)).toHaveLength(3);
  });

  test.each([
    ["is another’s", () => void vi.spyOn(process, "getuid").mockReturnValue(process.getuid!() + 1)],
    ["anybody may write to", () => chmod(folder, 0o777)],
    [
      "is a link",
      async () => {
        await rename(folder, `${folder}.moved`);
        await symlink(`${folder}.moved`, folder);
      },
    ],
  ])("shows nothing from a folder that %s, and leaves it alone", async (_, planted) => {
    const cache = frameCache(folder, 100_000, () => now);
    await cache.keep("renditions/a", Buffer.from("a"));
    const before = await filesIn(folder);
    await planted();
    try {
      expect(await cache.read("renditions/a")).toBeNull();
      await cache.keep("renditions/b", Buffer.from("b"));
      now += 3 * DAY_MS;
      await cache.sweep();
      expect(await filesIn(`${folder}/`)).toHaveLength(before.length);
    } finally {
      vi.restoreAllMocks();
    }
  });
});
