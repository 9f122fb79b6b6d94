import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { SYSTEM } from "@/lib/auth/actor";
import { mp4Clip, webmClip } from "@/lib/domain/clips/testing";
import { REAL_DATA, testFolder, writeFiles } from "@/lib/resgo/testing/bundle-files";
import { unpackBundle } from "@/lib/resgo/zip/unpack-bundle";
import { takeBackImport } from "../import/take-back/take-back-import";
import { contentOf, countsOf, importTests, NOW, rowVersions } from "../import/testing";
import { type ExportOptions, exportDataset } from "./export-dataset";
import { zipFiles } from "./zip-files";

const place = await importTests();
const base = await testFolder();

async function exported(options: ExportOptions = {}): Promise<string> {
  const { id } = await place.db.prisma.dataset.findFirstOrThrow({ where: { name: "D" } });
  const folder = await mkdtemp(path.join(base, "export-"));
  for await (const { path: file, bytes } of exportDataset(place.db, place.storage, id, options)) {
    await writeFiles(folder, { [file]: bytes });
  }
  return folder;
}

describe("exportDataset", () => {
  test("imports again without a change", async () => {
    expect(countsOf(await place.run())).toEqual([3, 0, 0, 0]);
    place.folder = await exported();
    const before = await rowVersions(place.db);
    const report = await place.run();
    expect(countsOf(report)).toEqual([0, 0, 3, 0]);
    expect(report.problems).toEqual([]);
    expect(await rowVersions(place.db)).toEqual(before);
  });

  test("writes clips and times, and imports them again to the byte", async () => {
    const clips = { "clips/V1/000001.mp4": mp4Clip(), "clips/V2/000007.webm": webmClip() };
    await writeFiles(place.folder, clips);
    await place.run();
    await place.db.prisma.case.updateMany({
      where: { frameNumber: 7 },
      data: { timeUs: 7_200_000_000_123n },
    });
    place.folder = await exported();
    for (const [file, bytes] of Object.entries(clips)) {
      expect(Buffer.from(await readFile(path.join(place.folder, file)))).toEqual(Buffer.from(bytes));
    }
    const before = await rowVersions(place.db);
    const report = await place.run();
    expect([countsOf(report), report.problems]).toEqual([[0, 0, 3, 0], []]);
    expect(await rowVersions(place.db)).toEqual(before);
    await place.run({ dataset: "Copy" });
    const recorded = async (name: string) =>
      (
        await place.db.prisma.case.findMany({
          where: { video: { dataset: { name } } },
          include: { clip: true },
          orderBy: { frameNumber: "asc" },
        })
      ).map(({ timeUs, clip }) => [timeUs, clip?.sha256, clip?.type]);
    expect(await recorded("Copy")).toEqual(await recorded("D"));
    expect(await recorded("D")).toMatchObject([
      [null, expect.any(String), "mp4"],
      [null, undefined, undefined],
      [7_200_000_000_123n, expect.any(String), "webm"],
    ]);
  });

  test("a clip that a case lacks, or has another of, comes in with a bundle, and goes when that is taken back", async () => {
    await place.run();
    const clipNow = async () =>
      (await place.db.prisma.case.findFirstOrThrow({ where: { frameNumber: 1 }, include: { clip: true } }))
        .clip?.sha256;
    const [first, second] = [mp4Clip({ data: "first" }), mp4Clip({ data: "second" })];
    await writeFiles(place.folder, { "clips/V1/000001.mp4": first });
    expect(countsOf(await place.run())).toEqual([0, 1, 2, 0]);
    const before = await clipNow();
    await writeFiles(place.folder, { "clips/V1/000001.mp4": second });
    const { importId } = await place.run();
    expect(await clipNow()).not.toEqual(before);
    const undone = await takeBackImport({ actor: SYSTEM, now: NOW, db: place.db }, place.storage, importId!);
    expect(undone).toMatchObject({ ok: true });
    expect(await clipNow()).toEqual(before);
    const back = await place.storage.readClip(before!, "mp4");
    expect(Buffer.concat(await back!.body.toArray())).toEqual(Buffer.from(first));
    expect(await place.db.prisma.clip.count()).toBe(1);
    // A bundle without it leaves it.
    await rm(path.join(place.folder, "clips"), { recursive: true });
    expect(countsOf(await place.run())).toEqual([0, 0, 3, 0]);
    expect(await clipNow()).toEqual(before);
  });

  test.skipIf(!existsSync(REAL_DATA))("real frames come back as they were", async () => {
    place.folder = path.join(REAL_DATA, "real-frames");
    const first = await place.run();
    const [made] = countsOf(first);
    expect(made).toBe(15);
    place.folder = await exported();
    const report = await place.run();
    expect(countsOf(report)).toEqual([0, 0, 15, 0]);
    expect(report.problems).toEqual([]);
    // Into an empty dataset it makes the same cases.
    const content = await contentOf(place.db);
    await place.run({ dataset: "Copy" });
    const copy = (await contentOf(place.db)).filter(({ dataset }) => dataset === "Copy");
    expect(copy.map((row) => ({ ...row, dataset: "D" }))).toEqual(content);
  });

  test("as an archive it holds the same", async () => {
    await place.run();
    const { id } = await place.db.prisma.dataset.findFirstOrThrow({ where: { name: "D" } });
    const bytes = await buffer(zipFiles(exportDataset(place.db, place.storage, id)));
    const file = path.join(await mkdtemp(path.join(base, "zip-")), "d.zip");
    await writeFile(file, bytes);
    const unpacked = await unpackBundle(file, `${file}.unpacked`);
    expect(unpacked.problems).toEqual([]);
    place.folder = unpacked.root;
    expect(countsOf(await place.run())).toEqual([0, 0, 3, 0]);
  });

  test("leaves drafts out unless they are asked for", async () => {
    await place.run();
    await place.db.prisma.case.updateMany({ where: { frameNumber: 7 }, data: { publication: "draft" } });
    expect(existsSync(path.join(await exported(), "frames/V2"))).toBe(false);
    expect(existsSync(path.join(await exported({ drafts: true }), "frames/V2/000007.jpg"))).toBe(true);
  });

  test("says so when a picture is gone, and the archive breaks off", async () => {
    await place.run();
    const { id } = await place.db.prisma.dataset.findFirstOrThrow({ where: { name: "D" } });
    const gone = { ...place.storage, readOriginal: async () => null };
    await expect(buffer(zipFiles(exportDataset(place.db, gone, id)))).rejects.toThrow(
      "is not in the storage",
    );
  });
});
