import { mkdtemp } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { SYSTEM } from "@/lib/auth/actor";
import { readyMap } from "@/lib/domain/sources/ready-maps";
import { labelMe, picture, testFolder, writeFiles } from "@/lib/resgo/testing/bundle-files";
import { exportDataset } from "../export/export-dataset";
import { takeBackImport } from "./take-back/take-back-import";
import { countsOf, importTests, NOW } from "./testing";

const base = await testFolder();
const place = await importTests();

/** Two frames of a set as Endoscapes lays it out. */
async function writeSet(): Promise<void> {
  const file = (names: readonly string[]) =>
    JSON.stringify({
      images: names.map((file_name, id) => ({ id, file_name, width: 64, height: 48 })),
      annotations: names.flatMap((_, image_id) => [
        { id: image_id * 2, image_id, category_id: 2, bbox: [8, 6, 20, 12], segmentation: [] },
        { id: image_id * 2 + 1, image_id, category_id: 1, segmentation: [[1, 1, 9, 1, 9, 9]] },
      ]),
      categories: [
        "cystic_plate",
        "calot_triangle",
        "cystic_artery",
        "cystic_duct",
        "gallbladder",
        "tool",
      ].map((name, index) => ({ id: index + 1, name })),
    });
  place.folder = await writeFiles(await mkdtemp(path.join(base, "set-")), {
    "train/1_14050.jpg": await picture(64, 48, "#a04030"),
    "test/168_900.jpg": await picture(64, 48, "#40a030"),
    "train/annotation_coco.json": file(["1_14050.jpg"]),
    "test/annotation_coco.json": file(["168_900.jpg"]),
  });
}

const dataset = () => place.db.prisma.dataset.findFirstOrThrow({ where: { name: "D" } });

describe("a set that others made", () => {
  test("comes in as drafts, again without a change, and is taken back", async () => {
    await writeSet();
    const first = await place.run({ map: readyMap("endoscapes") });
    expect(countsOf(first)).toEqual([2, 0, 0, 0]);
    expect(first.drafts).toBe(2);
    const cases = await place.db.prisma.case.findMany({ include: { currentVersion: true, video: true } });
    expect(cases.map(({ publication, video }) => [publication, video.name, video.split]).sort()).toEqual([
      ["draft", "1", "train"],
      ["draft", "168", "test"],
    ]);
    expect(cases[0]!.currentVersion).toMatchObject({ phase: null, boxes: [[8, 6, 28, 18]], location: "" });
    expect(cases[0]!.currentVersion!.noGo).toEqual([expect.objectContaining({ name: "cystic plate" })]);
    expect(await dataset()).toMatchObject({
      licence: "CC BY-NC-SA 4.0",
      citation: expect.stringContaining("Murali"),
      publication: "draft",
      sharing: true,
    });
    expect(countsOf(await place.run({ map: readyMap("endoscapes") }))).toEqual([0, 0, 2, 0]);
    const ctx = { actor: SYSTEM, db: place.db, now: NOW };
    expect((await takeBackImport(ctx, place.storage, first.importId!)).ok).toBe(true);
    expect(await place.db.prisma.case.count()).toBe(0);
  });

  test("with terms of its own keeps them, and an export says that it may not be handed on", async () => {
    await writeSet();
    const map = { ...readyMap("endoscapes")!, sharing: false };
    await place.run({ map, terms: { licence: "Data use agreement 7", citation: "Us, 2026" } });
    const { id } = await dataset();
    expect(await dataset()).toMatchObject({ licence: "Data use agreement 7", sharing: false });
    const files = new Map<string, string>();
    for await (const { path: file, bytes } of exportDataset(place.db, place.storage, id, { drafts: true }))
      files.set(file, Buffer.from(bytes).toString());
    expect(JSON.parse(files.get("dataset.json")!)).toMatchObject({ sharing: false, citation: "Us, 2026" });
    expect(files.get("TERMS.txt")).toBe(
      "D: not to be handed on. The terms of this dataset forbid to share it: keep these files within your institution.\n\nLicence: Data use agreement 7\n\nTo be cited as: Us, 2026\n",
    );
  });

  test("without a map and without names that are known brings nothing, and says what there is", async () => {
    await writeSet();
    const report = await place.run();
    expect(countsOf(report)).toEqual([0, 0, 0, 2]);
    expect(report.problems[0]!.message).toContain("Its categories are cystic_plate, calot_triangle");
    expect(await place.db.prisma.dataset.count()).toBe(0);
  });

  test("an export of what may be handed on has no terms beside it", async () => {
    await place.run();
    const { id } = await dataset();
    const files: string[] = [];
    for await (const { path: file } of exportDataset(place.db, place.storage, id)) files.push(file);
    expect(files).not.toContain("TERMS.txt");
  });

  test("LabelMe files without a workbook are drafts with their boxes", async () => {
    place.folder = await writeFiles(await mkdtemp(path.join(base, "set-")), {
      "frames/V1/000001.jpg": await picture(),
      "labelme/V1/000001.json": labelMe(),
    });
    const report = await place.run();
    expect(countsOf(report)).toEqual([1, 0, 0, 0]);
    expect(report.drafts).toBe(1);
  });
});
