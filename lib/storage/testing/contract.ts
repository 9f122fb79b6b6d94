import { createHash, randomBytes, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { FrameStorage } from "../frame-storage";
import { framesIn } from "../frames-in";
import type { Listed, ObjectStore } from "../object-store";
import type { UploadSpool } from "../upload-spool";

type Opened = {
  readonly store: ObjectStore;
  /** Of one process, and of another that sees the same place. */
  readonly spools: readonly [UploadSpool, UploadSpool];
};

const shaOf = (bytes: string | Buffer): string => createHash("sha256").update(bytes).digest("hex");
const namesOf = async (listing: AsyncIterable<Listed>): Promise<string[]> => {
  const names: string[] = [];
  for await (const { name } of listing) names.push(name);
  return names;
};
const all = async (body: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
};
async function* chunksOf(...chunks: readonly (Uint8Array | Error)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) {
    if (chunk instanceof Error) throw chunk;
    yield chunk;
  }
}

/** What every place of frames and uploads does, whatever its kind. Each needs one that is empty. */
export function storageContract(kind: string, open: () => Promise<Opened>): void {
  let store: ObjectStore;
  let frames: FrameStorage;
  let spools: readonly [UploadSpool, UploadSpool];
  beforeAll(async () => {
    ({ store, spools } = await open());
    frames = framesIn(store);
  });

  describe(`objects in ${kind}`, () => {
    test("are given back as they were put, whole, in parts, and as a stream", async () => {
      const bytes = randomBytes(300_000);
      await store.put("things/a.bin", bytes);
      expect((await store.get("things/a.bin"))?.bytes.equals(bytes)).toBe(true);
      for (const part of [
        { from: 0, to: 1 },
        { from: 100, to: 100 },
        { from: 65_000, to: 300_000 },
      ]) {
        const opened = await store.open("things/a.bin", part);
        expect(opened?.bytes).toBe(part.to - part.from);
        expect((await all(opened!.body)).equals(bytes.subarray(part.from, part.to))).toBe(true);
      }
      const whole = await store.open("things/a.bin");
      expect([whole?.bytes, (await all(whole!.body)).equals(bytes)]).toEqual([300_000, true]);
      const given = await store.open("things/a.bin");
      given!.body.destroy();
    });

    test("that aren’t there are null, and removing them does nothing", async () => {
      expect(await store.get("things/none")).toBeNull();
      expect(await store.open("things/none")).toBeNull();
      expect(await store.open("things/none", { from: 0, to: 4 })).toBeNull();
      await store.remove("things/none");
      expect(await namesOf(store.list("nothing/"))).toEqual([]);
      expect(await store.names("nothing")).toEqual([]);
    });

    test("may be empty, and are replaced by what is put after them", async () => {
      await store.put("things/b", Buffer.alloc(0));
      expect((await store.get("things/b"))?.bytes).toEqual(Buffer.alloc(0));
      expect((await all((await store.open("things/b"))!.body)).length).toBe(0);
      await Promise.all([1, 2, 3, 4].map(() => store.put("things/b", Buffer.from("new"))));
      expect((await store.get("things/b"))?.bytes.toString()).toBe("new");
    });

    test("that were put once may be put once more", async () => {
      await Promise.all([1, 2, 3, 4].map(() => store.put("things/c", Buffer.from("same"), { once: true })));
      await store.put("things/c", Buffer.from("same"), { once: true });
      expect((await store.get("things/c"))?.bytes.toString()).toBe("same");
    });

    test("that are summed have their sum beside them, which goes with them", async () => {
      await store.put("renditions/00/d-1", Buffer.from("first"), { summed: true });
      await store.put("renditions/00/d-1", Buffer.from("second"), { summed: true });
      expect(await (await store.get("renditions/00/d-1"))?.sum()).toBe(shaOf("second"));
      await store.remove("renditions/00/d-1");
      await store.put("renditions/00/d-1", Buffer.from("third"));
      expect([null, shaOf("third")]).toContain(await (await store.get("renditions/00/d-1"))?.sum());
      await store.remove("renditions/00/d-1");
      expect(await store.names("renditions")).toEqual([]);
    });

    test("are listed in order, with their sizes, from any of them on", async () => {
      const names = ["list/a", "list/a-b", "list/a.b", "list/b/c", "list/b/d", "list/c", "list/c0"];
      for (const [index, name] of [...names].reverse().entries()) await store.put(name, Buffer.alloc(index));
      const sorted = [...names].sort((a, b) => (a < b ? -1 : 1));
      expect(await namesOf(store.list("list/"))).toEqual(sorted);
      expect(await namesOf(store.list("list/", "list/a.b"))).toEqual(
        sorted.filter((name) => name > "list/a.b"),
      );
      expect(await namesOf(store.list("list/", "list/b/"))).toEqual(
        sorted.filter((name) => name > "list/b/"),
      );
      expect(await namesOf(store.list("list/b"))).toEqual(["list/b/c", "list/b/d"]);
      for await (const { name, bytes, at } of store.list("list/")) {
        expect(bytes).toBe(names.length - 1 - names.indexOf(name));
        expect(Math.abs(Date.now() - at.getTime())).toBeLessThan(60_000);
      }
    });

    test("are put from a stream of any length, or not at all", async () => {
      for (const length of [0, 5, 16 * 1024 * 1024, 17_500_000]) {
        const bytes = randomBytes(length);
        const chunks = Array.from({ length: Math.ceil(length / 1_000_003) }, (_, n) =>
          bytes.subarray(n * 1_000_003, (n + 1) * 1_000_003),
        );
        await store.putStream("streams/a", chunksOf(...chunks));
        const opened = await store.open("streams/a");
        expect(opened?.bytes).toBe(length);
        expect((await all(opened!.body)).equals(bytes)).toBe(true);
      }
      const broken = chunksOf(Buffer.alloc(20_000_000), new Error("broken off"));
      await expect(store.putStream("streams/b", broken)).rejects.toThrow("broken off");
      expect(await store.get("streams/b")).toBeNull();
    });

    test("have names that lead nowhere else", async () => {
      for (const name of ["../a", "a/../b", "/a", "a//b", "a/", "", "a\0", "a/.b", "A", "a b", "\ud800"]) {
        await expect((async () => store.put(name, Buffer.alloc(1)))()).rejects.toThrow("is not a name");
        await expect((async () => store.get(name))()).rejects.toThrow("is not a name");
      }
    });

    test("can be kept, which leaves nothing behind", async () => {
      await store.check();
      expect(await namesOf(store.list("unfinished/"))).toEqual([]);
      await store.sweep();
    });
  });

  describe(`frames in ${kind}`, () => {
    test("are given back, and known", async () => {
      const bytes = randomBytes(1000);
      const sha = shaOf(bytes);
      await frames.putOriginal(sha, "jpeg", bytes);
      await frames.putRendition(sha, 320, Buffer.from("small"));
      const found = await frames.readRendition(sha, 320);
      expect(found).toMatchObject({ bytes: 5, contentType: "image/webp" });
      expect(Buffer.from(found!.body).toString()).toBe("small");
      expect(await frames.readRendition(sha, 960)).toBeNull();
      expect((await frames.readOriginal(sha, "jpeg"))?.equals(bytes)).toBe(true);
      expect(await frames.readOriginal(sha, "png")).toBeNull();
      const inventory = await frames.inventory();
      expect(inventory.hasOriginal(sha)).toBe(true);
      expect(inventory.hasRendition(sha, 320)).toBe(true);
      expect(inventory.hasRendition(sha, 960)).toBe(false);
      expect(inventory.hasOriginal(shaOf("b"))).toBe(false);
      await frames.removeFrame(sha);
      await frames.removeFrame(sha);
      expect(await frames.readRendition(sha, 320)).toBeNull();
      expect(await frames.readOriginal(sha, "jpeg")).toBeNull();
    });

    test("that were damaged are not given for what they were", async () => {
      const sha = shaOf("as it was");
      await store.put(`originals/${sha.slice(0, 2)}/${sha}.png`, Buffer.from("as it wasn’t"));
      await expect(frames.readOriginal(sha, "png")).rejects.toThrow(/is damaged: originals/);
    });

    test("keep clips beside them, which are erased each alone, and read in parts", async () => {
      const [sha, other] = [shaOf("clip"), shaOf("another clip")];
      await frames.putClip(sha, "mp4", Buffer.from("film"));
      await frames.putClip(other, "webm", Buffer.from("other"));
      const part = await frames.readClip(sha, "mp4", { from: 1, to: 3 });
      expect(part).toMatchObject({ bytes: 2, contentType: "video/mp4" });
      expect((await all(part!.body)).toString()).toBe("il");
      expect((await all((await frames.readClip(other, "webm"))!.body)).toString()).toBe("other");
      expect(await frames.readClip(sha, "webm")).toBeNull();
      await frames.removeClip(sha);
      await frames.removeClip(sha);
      expect(await frames.readClip(sha, "mp4")).toBeNull();
      const inventory = await frames.inventory();
      expect([inventory.hasClip(sha), inventory.hasClip(other)]).toEqual([false, true]);
    });

    test("have hashes and widths for names", async () => {
      const sha = shaOf("c");
      expect(() => frames.putOriginal("../../secret", "jpeg", Buffer.alloc(1))).toThrow("not a SHA-256");
      expect(() => frames.putOriginal(sha, "../x", Buffer.alloc(1))).toThrow("not a picture format");
      expect(() => frames.putClip("../../secret", "mp4", Buffer.alloc(1))).toThrow("not a SHA-256");
      await expect(frames.readOriginal(sha, "../x")).rejects.toThrow("not a picture format");
      await expect(frames.readRendition("../secret", 320)).rejects.toThrow("not a SHA-256");
      await expect(frames.readRendition(sha, Number.NaN)).rejects.toThrow("not a width");
    });
  });

  describe(`uploads in ${kind}`, () => {
    const bytes = randomBytes(1000);
    const atHand = async (spool: UploadSpool, id: string): Promise<Buffer> =>
      readFile((await spool.atHand(id, bytes.length)).file);

    test("go on in another process, and are read by any", async () => {
      const id = randomUUID();
      const [here, there] = spools;
      expect(await here.received(id)).toBe(0);
      expect(await here.append(id, 0, chunksOf(bytes.subarray(0, 300), bytes.subarray(300, 400)), 1000)).toBe(
        400,
      );
      expect(await there.received(id)).toBe(400);
      expect(await there.append(id, 400, chunksOf(bytes.subarray(400, 900)), 1000)).toBe(900);
      expect(await here.append(id, 400, chunksOf(bytes.subarray(400, 900)), 1000)).toBeNull();
      expect(await here.append(id, 900, chunksOf(bytes.subarray(900), Buffer.from("too much")), 1000)).toBe(
        1000,
      );
      expect([await here.received(id), await there.received(id)]).toEqual([1000, 1000]);
      expect(await there.ids()).toContain(id);
      expect((await atHand(there, id)).equals(bytes)).toBe(true);
      await there.remove(id);
      expect([await here.received(id), await there.received(id)]).toEqual([0, 0]);
      expect(await here.ids()).not.toContain(id);
      await here.remove(id);
    });

    test("count as far as a piece came that broke off", async () => {
      const id = randomUUID();
      const [here, there] = spools;
      const broken = chunksOf(bytes.subarray(0, 250), new Error("the line broke"));
      await expect(here.append(id, 0, broken, 1000)).rejects.toThrow("the line broke");
      expect(await there.received(id)).toBe(250);
      expect(await there.append(id, 250, chunksOf(bytes.subarray(250)), 1000)).toBe(1000);
      expect((await atHand(here, id)).equals(bytes)).toBe(true);
      await here.remove(id);
    });

    test("of several requests at once, late and early, are what was sent", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 12 }), async (lengths) => {
          const id = randomUUID();
          // The same piece twice at once, of another length, by another process.
          for (const [index, length] of lengths.entries()) {
            const spool = spools[index % 2]!;
            const at = await spool.received(id);
            if (at === 1000) break;
            const send = (to: number, by: UploadSpool) =>
              by.append(id, at, chunksOf(bytes.subarray(at, Math.min(to, 1000))), 1000);
            await Promise.all([
              send(at + length, spools[0]),
              send(at + Math.ceil(length / 2), spools[1]),
              send(at + length, spools[1]),
            ]);
          }
          const at = await spools[0].received(id);
          if (at < 1000)
            expect(await spools[0].append(id, at, chunksOf(bytes.subarray(at)), 1000)).toBe(1000);
          expect((await atHand(spools[1], id)).equals(bytes)).toBe(true);
          for (const spool of spools) await spool.remove(id);
        }),
        { numRuns: 10 },
      );
    });

    test("have ids for names", async () => {
      for (const spool of spools) {
        await expect((async () => spool.received("../x"))()).rejects.toThrow("not the id of an upload");
        await expect((async () => spool.remove("../x"))()).rejects.toThrow("not the id of an upload");
      }
    });
  });
}
