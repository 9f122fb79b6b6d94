import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { HEADER, labelMe, picture, TEXTS, workbook, writeFiles } from "@/lib/resgo/testing/bundle-files";
import { folderStorage } from "@/lib/storage/folder-storage";
import { contentOf, countsOf, importTests, rowVersions } from "./testing";

const at = await importTests();
const { db } = at;
const audits = () => db.prisma.auditEvent.findMany({ orderBy: { id: "asc" } });
const datasets = () => db.prisma.dataset.findMany({ select: { name: true, publication: true } });

describe("an import of what has changed", () => {
  test("makes a new version of that case alone, and keeps the old one", async () => {
    await at.run();
    await writeFiles(at.folder, {
      "labelme/V1/000002.json": labelMe([
        {
          points: [
            [1, 2],
            [30, 40],
          ],
        },
      ]),
    });
    expect(countsOf(await at.run())).toEqual([0, 1, 2, 0]);
    const versions = await db.prisma.caseVersion.findMany({
      where: { case: { frameNumber: 2 } },
      orderBy: { number: "asc" },
    });
    expect(versions.map(({ number, boxes }) => [number, boxes])).toEqual([
      [1, [[8, 6, 40, 30]]],
      [2, [[1, 2, 30, 40]]],
    ]);
    const changed = await db.prisma.case.findFirst({ where: { frameNumber: 2 } });
    expect(changed!.currentVersionId).toBe(versions[1]!.id);
    expect(await db.prisma.caseVersion.count()).toBe(4);
    expect((await audits()).at(-1)!.detail).toEqual({ new: 0, changed: 1 });
  });

  test.each<[string, () => Promise<Record<string, string | Uint8Array>>]>([
    [
      "a phase",
      async () => ({
        "annotations.xlsx": await workbook({
          V1: [HEADER, [1, "D", ...TEXTS], [2, "B", ...TEXTS]],
          V2: [HEADER, [7, "C", ...TEXTS]],
        }),
      }),
    ],
    [
      "a text",
      async () => ({
        "annotations.xlsx": await workbook({
          V1: [HEADER, [1, "A", ...TEXTS.slice(0, 3), "Other"], [2, "B", ...TEXTS]],
          V2: [HEADER, [7, "C", ...TEXTS]],
        }),
      }),
    ],
    ["a picture", async () => ({ "frames/V1/000001.jpg": await picture(64, 48, "#010203") })],
  ])("sees another %s", async (_, changes) => {
    await at.run();
    await writeFiles(at.folder, await changes());
    expect(countsOf(await at.run())).toEqual([0, 1, 2, 0]);
    expect((await contentOf(db)).map(({ number }) => number)).toEqual([2, 1, 1]);
  });

  test("moves a video to its split", async () => {
    await at.run();
    await writeFiles(at.folder, { "splits.csv": "video,split\nV1,test\nV2,test\n" });
    expect(countsOf(await at.run())).toEqual([0, 0, 3, 0]);
    expect(new Set((await contentOf(db)).map(({ split }) => split))).toEqual(new Set(["test"]));
    expect((await audits()).at(-1)!.detail).toMatchObject({ splits: 1 });
    await rm(path.join(at.folder, "splits.csv"));
    await at.run();
    expect(new Set((await contentOf(db)).map(({ split }) => split))).toEqual(new Set(["test"]));
  });

  test("brings what dataset.json says up to date", async () => {
    await writeFiles(at.folder, {
      "dataset.json": JSON.stringify({ name: "ResGo", version: "1", notice: "Drawn" }),
    });
    await at.run({ dataset: undefined });
    await writeFiles(at.folder, { "dataset.json": JSON.stringify({ name: "ResGo", version: "2" }) });
    await at.run({ dataset: undefined });
    expect(await db.prisma.dataset.findMany()).toMatchObject([
      { name: "ResGo", version: "2", notice: "Drawn" },
    ]);
  });

  test("takes no case away", async () => {
    await at.run();
    await rm(path.join(at.folder, "frames/V2"), { recursive: true });
    await rm(path.join(at.folder, "labelme/V2"), { recursive: true });
    await writeFiles(at.folder, {
      "annotations.xlsx": await workbook({ V1: [HEADER, [1, "A", ...TEXTS], [2, "B", ...TEXTS]] }),
    });
    const report = await at.run();
    expect(countsOf(report)).toEqual([0, 0, 2, 0]);
    expect(report.problems).toMatchObject([
      { level: "warning", message: expect.stringContaining("V2, frame 7") },
    ]);
    expect(await db.prisma.case.count()).toBe(3);
  });

  test("makes pictures again that the storage has lost", async () => {
    await at.run();
    await rm(path.join(at.storageFolder, "renditions"), { recursive: true });
    at.storage = folderStorage(at.storageFolder);
    const before = await rowVersions(db);
    expect(countsOf(await at.run())).toEqual([0, 0, 3, 0]);
    expect(await rowVersions(db)).toEqual(before);
    const [{ sha256 }] = await contentOf(db);
    expect(await at.storage.readRendition(sha256, 64)).not.toBeNull();
  });
});

describe("what is held back", () => {
  test("a draft: the dataset, until it is imported without", async () => {
    await at.run({ draft: true });
    expect(await datasets()).toEqual([{ name: "D", publication: "draft" }]);
    expect(countsOf(await at.run())).toEqual([0, 0, 3, 0]);
    expect(await datasets()).toEqual([{ name: "D", publication: "published" }]);
  });

  test("a draft into an open dataset: the new cases alone", async () => {
    await at.run();
    await writeFiles(at.folder, {
      "frames/V2/000008.jpg": await picture(64, 48, "#112233"),
      "labelme/V2/000008.json": labelMe(),
      "annotations.xlsx": await workbook({
        V1: [HEADER, [1, "A", ...TEXTS], [2, "B", ...TEXTS]],
        V2: [HEADER, [7, "C", ...TEXTS], [8, "C", ...TEXTS]],
      }),
    });
    expect(countsOf(await at.run({ draft: true }))).toEqual([1, 0, 3, 0]);
    expect((await contentOf(db)).map(({ publication }) => publication)).toEqual([
      "published",
      "published",
      "published",
      "draft",
    ]);
    expect(countsOf(await at.run({ draft: true }))).toEqual([0, 0, 4, 0]);
    expect(countsOf(await at.run())).toEqual([0, 1, 3, 0]);
    expect((await contentOf(db)).map(({ number, publication }) => [number, publication])).toEqual(
      Array(4).fill([1, "published"]),
    );
  });

  test("incomplete samples, where they are let in, until they are complete", async () => {
    await rm(path.join(at.folder, "labelme/V1/000001.json"));
    expect(countsOf(await at.run())).toEqual([2, 0, 0, 1]);
    const report = await at.run({ allowIncomplete: true });
    expect(countsOf(report)).toEqual([1, 0, 2, 0]);
    expect(report.drafts).toBe(1);
    expect((await contentOf(db))[0]).toMatchObject({
      boxes: [],
      phase: "A",
      publication: "draft",
      number: 1,
    });
    await writeFiles(at.folder, { "labelme/V1/000001.json": labelMe() });
    expect(countsOf(await at.run())).toEqual([0, 1, 2, 0]);
    expect((await contentOf(db))[0]).toMatchObject({ publication: "published", number: 2 });
  });

  test("everything, where a video is in both splits", async () => {
    await writeFiles(at.folder, { "splits.csv": "video,split\nV1,train\nV1,test\n" });
    expect(countsOf(await at.run())).toEqual([0, 0, 0, 3]);
    expect(await db.prisma.dataset.count()).toBe(0);
    expect(await readdir(at.storageFolder)).toEqual([]);
  });

  test("a case whose picture is cut short, and no other", async () => {
    await writeFiles(at.folder, { "frames/V1/000001.jpg": (await picture()).subarray(0, -20) });
    const report = await at.run();
    expect(countsOf(report)).toEqual([2, 0, 0, 1]);
    expect(report.problems).toMatchObject([
      { level: "error", file: "frames/V1/000001.jpg", message: expect.stringContaining("damaged") },
    ]);
    expect(await contentOf(db)).toHaveLength(2);
  });
});

test("never takes in again a picture that was removed for good, and opens no dataset that was closed", async () => {
  await at.run();
  await db.prisma.dataset.updateMany({
    data: { publication: "draft", closedAt: new Date("2026-02-01T10:00:00Z"), closedBecause: "Licence" },
  });
  const { frame } = await db.prisma.caseVersion.findFirstOrThrow({
    where: { case: { frameNumber: 2 } },
    include: { frame: true },
  });
  await db.prisma.frame.update({
    where: { id: frame.id },
    data: { removedAt: new Date("2026-02-01T10:00:00Z"), removedBecause: "Consent withdrawn" },
  });
  await at.storage.removeFrame(frame.sha256);
  const report = await at.run();
  expect(countsOf(report)).toEqual([0, 0, 2, 1]);
  expect(report.problems).toMatchObject([
    {
      level: "error",
      message: expect.stringContaining("removed for good on 1 Feb 2026 (Consent withdrawn)"),
    },
  ]);
  expect((await at.storage.inventory()).hasOriginal(frame.sha256)).toBe(false);
  expect(await datasets()).toEqual([{ name: "D", publication: "draft" }]);
  expect(countsOf(await at.run({ dryRun: true }))).toEqual([0, 0, 2, 1]);
});
