import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { folderStorage } from "./folder-storage";

const folder = await mkdtemp(path.join(tmpdir(), "calot-storage-"));
afterAll(() => rm(folder, { recursive: true }));
const storage = folderStorage(folder);
const shaOf = (text: string): string => createHash("sha256").update(text).digest("hex");

describe("folderStorage", () => {
  test("gives back what was put, and knows what it holds", async () => {
    const sha = shaOf("a");
    await storage.putOriginal(sha, "jpeg", Buffer.from("original"));
    await storage.putRendition(sha, 320, Buffer.from("small"));
    const found = await storage.readRendition(sha, 320);
    expect(found).toMatchObject({ bytes: 5, contentType: "image/webp" });
    expect(Buffer.from(found!.body).toString()).toBe("small");
    expect(await storage.readRendition(sha, 960)).toBeNull();
    expect((await storage.readOriginal(sha, "jpeg"))?.toString()).toBe("original");
    expect(await storage.readOriginal(sha, "png")).toBeNull();
    const inventory = await storage.inventory();
    expect(inventory.hasOriginal(sha)).toBe(true);
    expect(inventory.hasRendition(sha, 320)).toBe(true);
    expect(inventory.hasRendition(sha, 960)).toBe(false);
    expect(inventory.hasOriginal(shaOf("b"))).toBe(false);
    expect(await readdir(path.join(folder, "unfinished"))).toEqual([]);
  });

  test("keeps clips beside them, and erases each alone", async () => {
    const [sha, other] = [shaOf("clip"), shaOf("another clip")];
    await storage.putClip(sha, "mp4", Buffer.from("film"));
    await storage.putClip(other, "webm", Buffer.from("other"));
    await storage.putOriginal(sha, "jpeg", Buffer.from("original"));
    expect(await storage.readClip(sha, "mp4")).toMatchObject({ bytes: 4, contentType: "video/mp4" });
    expect(await storage.readClip(other, "webm")).toMatchObject({ bytes: 5, contentType: "video/webm" });
    expect(await storage.readClip(sha, "webm")).toBeNull();
    await storage.removeClip(sha);
    await storage.removeClip(sha);
    expect(await storage.readClip(sha, "mp4")).toBeNull();
    const inventory = await storage.inventory();
    expect([inventory.hasClip(sha), inventory.hasClip(other)]).toEqual([false, true]);
    expect(inventory.hasOriginal(sha)).toBe(true);
    expect(() => storage.putClip("../../secret", "mp4", Buffer.alloc(1))).toThrow("not a SHA-256");
  });

  test("puts the same once more without harm", async () => {
    const sha = shaOf("twice");
    await Promise.all([1, 2, 3].map(() => storage.putRendition(sha, 320, Buffer.from("same"))));
    expect(Buffer.from((await storage.readRendition(sha, 320))!.body).toString()).toBe("same");
  });

  test("reads nothing outside its folder", async () => {
    await writeFile(path.join(folder, "secret.webp"), "secret");
    expect(() => storage.putOriginal("../../secret", "jpeg", Buffer.alloc(1))).toThrow("not a SHA-256");
    expect(() => storage.putOriginal(shaOf("c"), "../x", Buffer.alloc(1))).toThrow("not a picture format");
    await expect(storage.readOriginal(shaOf("c"), "../x")).rejects.toThrow("not a picture format");
    await expect(storage.readRendition("../secret", 320)).rejects.toThrow("not a SHA-256");
    await expect(storage.readRendition(shaOf("c"), Number.NaN)).rejects.toThrow("not a width");
  });

  test("leaves nothing behind when a file can't be written", async () => {
    const sha = shaOf("blocked");
    await mkdir(path.join(folder, "originals", sha.slice(0, 2), `${sha}.jpeg`), { recursive: true });
    await expect(storage.putOriginal(sha, "jpeg", Buffer.from("x"))).rejects.toThrow();
    expect(await readdir(path.join(folder, "unfinished"))).toEqual([]);
  });

  test("sweeps what the dead left, and not what the living write", async () => {
    const unfinished = path.join(folder, "unfinished");
    const dead = `${hostname()}.999999999.aa`;
    const own = `${hostname()}.${process.pid}.bb`;
    const elsewhere = "another-host.1.cc";
    const forgotten = "another-host.1.dd";
    for (const name of [dead, own, elsewhere, forgotten]) await writeFile(path.join(unfinished, name), "x");
    await utimes(path.join(unfinished, forgotten), new Date(0), new Date(0));
    await storage.sweep();
    expect((await readdir(unfinished)).sort()).toEqual([own, elsewhere].sort());
    expect(await readFile(path.join(unfinished, own), "utf8")).toBe("x");
  });

  test("is empty where there is no folder yet", async () => {
    const none = folderStorage(path.join(folder, "none"));
    expect((await none.inventory()).hasOriginal(shaOf("a"))).toBe(false);
    await none.sweep();
    expect(await none.readRendition(shaOf("a"), 320)).toBeNull();
  });
});
