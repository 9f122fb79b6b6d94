import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { folderStore } from "./folder-store";
import { storageContract } from "./testing/contract";
import { folderSpool } from "./upload-spool";

const folder = await mkdtemp(path.join(tmpdir(), "calot-storage-"));
afterAll(() => rm(folder, { recursive: true }));

storageContract("a folder", async () => {
  const own = path.join(folder, "contract");
  return { store: folderStore(own), spools: [folderSpool(own), folderSpool(own)] };
});

describe("a folder", () => {
  const own = path.join(folder, "own");
  const store = folderStore(own);
  const unfinished = path.join(own, "unfinished");
  beforeAll(() => mkdir(unfinished, { recursive: true }));

  test("reads nothing outside it", async () => {
    await writeFile(path.join(folder, "secret"), "secret");
    for (const name of ["../secret", "things/../../secret", path.join(folder, "secret")]) {
      await expect((async () => store.get(name))()).rejects.toThrow("is not a name");
      await expect((async () => store.open(name))()).rejects.toThrow("is not a name");
    }
  });

  test("has nothing left behind when a file can't be written", async () => {
    await mkdir(path.join(own, "things", "a"), { recursive: true });
    await expect(store.put("things/a", Buffer.from("x"))).rejects.toThrow();
    expect(await readdir(unfinished)).toEqual([]);
  });

  test("is swept of what the dead left, and not of what the living write", async () => {
    const dead = `${hostname()}.999999999.aa`;
    const alive = `${hostname()}.${process.pid}.bb`;
    const elsewhere = "another-host.1.cc";
    const forgotten = "another-host.1.dd";
    for (const name of [dead, alive, elsewhere, forgotten]) await writeFile(path.join(unfinished, name), "x");
    await utimes(path.join(unfinished, forgotten), new Date(0), new Date(0));
    await store.sweep();
    expect((await readdir(unfinished)).sort()).toEqual([alive, elsewhere].sort());
    expect(await readFile(path.join(unfinished, alive), "utf8")).toBe("x");
  });

  test("has no sum of what a power cut left without one", async () => {
    await store.put("renditions/00/a-1", Buffer.from("x"), { summed: true });
    await writeFile(path.join(own, "sums/renditions/00/a-1"), "");
    expect(await (await store.get("renditions/00/a-1"))?.sum()).toBeNull();
  });

  test("has none of a part that reaches beyond the end of what is kept", async () => {
    await store.put("clips/a.mp4", Buffer.from("film"));
    await expect(store.open("clips/a.mp4", { from: 2, to: 9 })).rejects.toThrow("is damaged: clips/a.mp4");
  });

  test("lists nothing that has no name of ours, as a share or another program leave it there", async () => {
    const place = path.join(own, "originals", "aa");
    await mkdir(place, { recursive: true });
    for (const name of [".nfs0001", ".DS_Store", "Thumbs.db", "a.png"])
      await writeFile(path.join(place, name), "x");
    const names = [];
    for await (const { name } of store.list("originals/")) names.push(name);
    expect(names).toEqual(["originals/aa/a.png"]);
    await store.erase("originals/");
    expect((await readdir(place)).sort()).toEqual([".DS_Store", ".nfs0001", "Thumbs.db"]);
  });

  test("is empty where there is none yet", async () => {
    const none = folderStore(path.join(folder, "none"));
    expect(await none.names("originals")).toEqual([]);
    await none.sweep();
    expect(await none.get("things/a")).toBeNull();
  });
});
