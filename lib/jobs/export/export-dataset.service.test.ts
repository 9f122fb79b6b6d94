import { existsSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { REAL_DATA, testFolder, writeFiles } from "@/lib/resgo/testing/bundle-files";
import { unpackBundle } from "@/lib/resgo/zip/unpack-bundle";
import { contentOf, countsOf, importTests, rowVersions } from "../import/testing";
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
