import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import {
  HEADER,
  labelMe,
  picture,
  REAL_DATA,
  smallBundle,
  TEXTS,
  testFolder,
  workbook,
  writeFiles,
} from "@/lib/resgo/testing";
import { folderStorage } from "@/lib/storage/folder-storage";
import type { FrameStorage } from "@/lib/storage/frame-storage";
import { type ImportOptions, importBundle } from "./import-bundle";
import { contentOf, rowVersions } from "./testing";

const db = await testDatabase();
const base = await testFolder();
const now = new Date("2026-01-02T03:04:05Z");

let storageFolder = "";
let storage: FrameStorage;
let folder = "";

beforeEach(async () => {
  await db.pool.query("TRUNCATE institution, model, frame, audit_event CASCADE");
  await db.prisma.institution.create({ data: { name: "Hospital" } });
  storageFolder = await mkdtemp(path.join(base, "storage-"));
  storage = folderStorage(storageFolder);
  folder = await writeFiles(await mkdtemp(path.join(base, "bundle-")), await smallBundle());
});

const run = (options: Partial<ImportOptions> = {}) =>
  importBundle(db, storage, folder, { dataset: "D", now, ...options });
const counts = ({ new: made, changed, unchanged, refused }: Awaited<ReturnType<typeof run>>) => [
  made,
  changed,
  unchanged,
  refused,
];
const audits = () => db.prisma.auditEvent.findMany({ orderBy: { id: "asc" } });
const datasets = () => db.prisma.dataset.findMany({ select: { name: true, publication: true } });

describe("an import", () => {
  test("puts whole cases into the database, open to practice, and their pictures into the storage", async () => {
    const report = await run();
    expect(counts(report)).toEqual([3, 0, 0, 0]);
    expect(report.videos).toMatchObject([
      { video: "V1", split: "train", cases: 2, new: 2 },
      { video: "V2", split: "test", cases: 1, new: 1 },
    ]);
    const content = await contentOf(db);
    expect(content).toHaveLength(3);
    expect(content[0]).toMatchObject({
      dataset: "D",
      open: "published",
      video: "V1",
      split: "train",
      frame: 1,
      publication: "published",
      number: 1,
      phase: "A",
      boxes: [[8, 6, 40, 30]],
      next_action: TEXTS[2],
      width: 64,
      height: 48,
    });
    for (const { sha256 } of content) {
      expect(await storage.readRendition(sha256, 64)).not.toBeNull();
      expect((await storage.inventory()).hasOriginal(sha256)).toBe(true);
    }
  });

  test("writes down what it did, as the system", async () => {
    await run();
    const events = await audits();
    expect(events.map(({ action, actorId, at }) => [action, actorId, at])).toEqual(
      events.map(() => ["dataset.import", null, now]),
    );
    expect(events.map(({ detail }) => detail)).toContainEqual({ new: 3, changed: 0 });
  });

  test("writes nothing the second time", async () => {
    await run();
    const before = await rowVersions(db);
    expect(counts(await run())).toEqual([0, 0, 3, 0]);
    expect(await rowVersions(db)).toEqual(before);
  });

  test("keeps one picture for two cases that show the same", async () => {
    const same = await picture();
    await writeFiles(folder, { "frames/V1/000001.jpg": same, "frames/V1/000002.jpg": same });
    await run();
    expect(await db.prisma.frame.count()).toBe(2);
    expect(await db.prisma.case.count()).toBe(3);
  });

  test("gives ids that tell nothing of the order", async () => {
    await run();
    const ids = (await db.prisma.case.findMany({ select: { id: true } })).map(({ id }) => id);
    expect(ids.every((id) => id[14] === "4")).toBe(true);
  });
});

describe("an import of what has changed", () => {
  test("makes a new version of that case alone, and keeps the old one", async () => {
    await run();
    await writeFiles(folder, {
      "labelme/V1/000002.json": labelMe([
        {
          points: [
            [1, 2],
            [30, 40],
          ],
        },
      ]),
    });
    expect(counts(await run())).toEqual([0, 1, 2, 0]);
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
    await run();
    await writeFiles(folder, await changes());
    expect(counts(await run())).toEqual([0, 1, 2, 0]);
    expect((await contentOf(db)).map(({ number }) => number)).toEqual([2, 1, 1]);
  });

  test("moves a video to its split", async () => {
    await run();
    await writeFiles(folder, { "splits.csv": "video,split\nV1,test\nV2,test\n" });
    expect(counts(await run())).toEqual([0, 0, 3, 0]);
    expect(new Set((await contentOf(db)).map(({ split }) => split))).toEqual(new Set(["test"]));
    expect((await audits()).at(-1)!.detail).toMatchObject({ splits: 1 });
    await rm(path.join(folder, "splits.csv"));
    await run();
    expect(new Set((await contentOf(db)).map(({ split }) => split))).toEqual(new Set(["test"]));
  });

  test("brings what dataset.json says up to date", async () => {
    await writeFiles(folder, {
      "dataset.json": JSON.stringify({ name: "ResGo", version: "1", notice: "Drawn" }),
    });
    await run({ dataset: undefined });
    await writeFiles(folder, { "dataset.json": JSON.stringify({ name: "ResGo", version: "2" }) });
    await run({ dataset: undefined });
    expect(await db.prisma.dataset.findMany()).toMatchObject([
      { name: "ResGo", version: "2", notice: "Drawn" },
    ]);
  });

  test("takes no case away", async () => {
    await run();
    await rm(path.join(folder, "frames/V2"), { recursive: true });
    await rm(path.join(folder, "labelme/V2"), { recursive: true });
    await writeFiles(folder, {
      "annotations.xlsx": await workbook({ V1: [HEADER, [1, "A", ...TEXTS], [2, "B", ...TEXTS]] }),
    });
    const report = await run();
    expect(counts(report)).toEqual([0, 0, 2, 0]);
    expect(report.problems).toMatchObject([
      { level: "warning", message: expect.stringContaining("V2, frame 7") },
    ]);
    expect(await db.prisma.case.count()).toBe(3);
  });

  test("makes pictures again that the storage has lost", async () => {
    await run();
    await rm(path.join(storageFolder, "renditions"), { recursive: true });
    storage = folderStorage(storageFolder);
    const before = await rowVersions(db);
    expect(counts(await run())).toEqual([0, 0, 3, 0]);
    expect(await rowVersions(db)).toEqual(before);
    const [{ sha256 }] = await contentOf(db);
    expect(await storage.readRendition(sha256, 64)).not.toBeNull();
  });
});

describe("a dry run", () => {
  test("says the same and writes nothing", async () => {
    await writeFiles(folder, {
      "predictions/m.jsonl": `${JSON.stringify({ video: "V1", frame: 1, phase: "A" })}\n{}\n`,
    });
    const before = await rowVersions(db);
    const report = await run({ dryRun: true });
    expect(counts(report)).toEqual([3, 0, 0, 0]);
    expect(report.problems).toMatchObject([{ file: "predictions/m.jsonl", row: 2 }]);
    expect(await rowVersions(db)).toEqual(before);
    expect(await readdir(storageFolder)).toEqual([]);
    await run();
    await writeFiles(folder, { "frames/V1/000001.jpg": await picture(64, 48, "#010203") });
    expect(counts(await run({ dryRun: true }))).toEqual([0, 1, 2, 0]);
  });

  test("finds pictures that can't be decoded", async () => {
    await writeFiles(folder, { "frames/V1/000001.jpg": (await picture()).subarray(0, -20) });
    expect(counts(await run({ dryRun: true }))).toEqual([2, 0, 0, 1]);
  });
});

describe("whom it is for", () => {
  test("the only institution, or the one named", async () => {
    await db.prisma.institution.create({ data: { name: "Clinic" } });
    await expect(run()).rejects.toThrow("Say for which institution with --institution: Clinic, Hospital.");
    await expect(run({ institution: "Nowhere" })).rejects.toThrow(
      "There is no institution “Nowhere”. There is: Clinic, Hospital.",
    );
    await run({ institution: "clinic" });
    expect(await db.prisma.dataset.findMany({ select: { institution: { select: { name: true } } } })).toEqual(
      [{ institution: { name: "Clinic" } }],
    );
    await run({ institution: "Hospital" });
    expect(await db.prisma.dataset.count()).toBe(2);
    expect(await db.prisma.frame.count()).toBe(3);
  });

  test("there must be one", async () => {
    await db.pool.query("TRUNCATE institution CASCADE");
    await expect(run()).rejects.toThrow("There is no institution yet.");
  });
});

describe("what is held back", () => {
  test("a draft: the dataset, until it is imported without", async () => {
    await run({ draft: true });
    expect(await datasets()).toEqual([{ name: "D", publication: "draft" }]);
    expect(counts(await run())).toEqual([0, 0, 3, 0]);
    expect(await datasets()).toEqual([{ name: "D", publication: "published" }]);
  });

  test("a draft into an open dataset: the new cases alone", async () => {
    await run();
    await writeFiles(folder, {
      "frames/V2/000008.jpg": await picture(64, 48, "#112233"),
      "labelme/V2/000008.json": labelMe(),
      "annotations.xlsx": await workbook({
        V1: [HEADER, [1, "A", ...TEXTS], [2, "B", ...TEXTS]],
        V2: [HEADER, [7, "C", ...TEXTS], [8, "C", ...TEXTS]],
      }),
    });
    expect(counts(await run({ draft: true }))).toEqual([1, 0, 3, 0]);
    expect((await contentOf(db)).map(({ publication }) => publication)).toEqual([
      "published",
      "published",
      "published",
      "draft",
    ]);
    expect(counts(await run({ draft: true }))).toEqual([0, 0, 4, 0]);
    expect(counts(await run())).toEqual([0, 1, 3, 0]);
    expect((await contentOf(db)).map(({ number, publication }) => [number, publication])).toEqual(
      Array(4).fill([1, "published"]),
    );
  });

  test("incomplete samples, where they are let in, until they are complete", async () => {
    await rm(path.join(folder, "labelme/V1/000001.json"));
    expect(counts(await run())).toEqual([2, 0, 0, 1]);
    const report = await run({ allowIncomplete: true });
    expect(counts(report)).toEqual([1, 0, 2, 0]);
    expect(report.drafts).toBe(1);
    expect((await contentOf(db))[0]).toMatchObject({
      boxes: [],
      phase: "A",
      publication: "draft",
      number: 1,
    });
    await writeFiles(folder, { "labelme/V1/000001.json": labelMe() });
    expect(counts(await run())).toEqual([0, 1, 2, 0]);
    expect((await contentOf(db))[0]).toMatchObject({ publication: "published", number: 2 });
  });

  test("everything, where a video is in both splits", async () => {
    await writeFiles(folder, { "splits.csv": "video,split\nV1,train\nV1,test\n" });
    expect(counts(await run())).toEqual([0, 0, 0, 3]);
    expect(await db.prisma.dataset.count()).toBe(0);
    expect(await readdir(storageFolder)).toEqual([]);
  });

  test("a case whose picture is cut short, and no other", async () => {
    await writeFiles(folder, { "frames/V1/000001.jpg": (await picture()).subarray(0, -20) });
    const report = await run();
    expect(counts(report)).toEqual([2, 0, 0, 1]);
    expect(report.problems).toMatchObject([
      { level: "error", file: "frames/V1/000001.jpg", message: expect.stringContaining("damaged") },
    ]);
    expect(await contentOf(db)).toHaveLength(2);
  });
});

describe("an import that is disturbed", () => {
  test("by a full disk: fails as that, with whole cases or none, and goes on from there", async () => {
    const full = Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
    let puts = 0;
    const filling: FrameStorage = {
      ...storage,
      putRendition: async (...args) => (puts++ < 1 ? storage.putRendition(...args) : Promise.reject(full)),
    };
    await expect(importBundle(db, filling, folder, { dataset: "D", now })).rejects.toBe(full);
    expect((await contentOf(db)).every(({ sha256 }) => sha256 !== null)).toBe(true);
    expect(await datasets()).toEqual([{ name: "D", publication: "draft" }]);
    const report = await run();
    expect(report.refused).toBe(0);
    expect(await contentOf(db)).toHaveLength(3);
  });

  test("by another of the same bundle: one after the other", async () => {
    const reports = await Promise.all([run(), run()]);
    expect(reports.map(counts).sort()).toEqual([
      [0, 0, 3, 0],
      [3, 0, 0, 0],
    ]);
    expect(await contentOf(db)).toHaveLength(3);
  });
});

describe("model runs", () => {
  const line = (more: object) =>
    `${JSON.stringify({ video: "V1", frame: 1, phase: "A", box: [1, 2, 30, 40], ...more })}\n`;

  test("come along, and are brought up to date", async () => {
    const manifest = `${JSON.stringify({ model: "SurGo-R1", checkpoint: "80", parameters: { temperature: 0 } })}\n`;
    const rationale = { location: "a", exposure: "b", nextAction: "c", criticalRisk: "d" };
    await writeFiles(folder, {
      "predictions/test.jsonl":
        manifest +
        line({ rationale, raw: { turn1: "x" } }) +
        line({ frame: 2, box: null, error: "No answer." }),
    });
    expect((await run()).modelRuns).toEqual([{ model: "SurGo-R1", run: "test", written: 2, unchanged: 0 }]);
    const before = await rowVersions(db);
    expect((await run()).modelRuns).toEqual([{ model: "SurGo-R1", run: "test", written: 0, unchanged: 2 }]);
    expect(
      await db.prisma.modelRun.findMany({
        include: { model: true, predictions: { orderBy: { x1: "asc" } } },
      }),
    ).toMatchObject([
      {
        name: "test",
        checkpoint: "80",
        parameters: { temperature: 0 },
        model: { name: "SurGo-R1" },
        predictions: [
          {
            phase: "A",
            x1: 1,
            y1: 2,
            x2: 30,
            y2: 40,
            rationale,
            raw: { turn1: "x", turn2: null },
            error: null,
          },
          { phase: "A", x1: null, error: "No answer." },
        ],
      },
    ]);
    expect(((await rowVersions(db)) as { audit_event: unknown }).audit_event).toEqual(
      (before as { audit_event: unknown }).audit_event,
    );
    await writeFiles(folder, {
      "predictions/test.jsonl":
        manifest + line({ phase: "B" }) + line({ frame: 2, box: null, error: "No answer." }),
    });
    expect((await run()).modelRuns).toMatchObject([{ written: 1, unchanged: 1 }]);
  });

  test("tell which lines are no good, and keep the others", async () => {
    await writeFiles(folder, {
      "predictions/m.jsonl": `{\n${line({ frame: 99 })}${line({ box: [1, 2, 65, 40] })}${line({ frame: 2, box: [9, 2, 3, 40] })}`,
    });
    const report = await run();
    expect(report.problems.map(({ level, file, row }) => [level, file, row])).toEqual([
      ["error", "predictions/m.jsonl", 1],
      ["error", "predictions/m.jsonl", 2],
      ["warning", "predictions/m.jsonl", 3],
      ["warning", "predictions/m.jsonl", 4],
    ]);
    expect(await db.prisma.prediction.findMany({ orderBy: { case: { frameNumber: "asc" } } })).toMatchObject([
      { phase: "A", x1: null, error: "The box leaves the frame, which is 64 × 48 pixels." },
      { phase: "A", x1: null, error: expect.stringContaining("The box is empty") },
    ]);
  });
});

describe.skipIf(!existsSync(REAL_DATA))("real-frames", () => {
  test("comes in whole, and stays as it is", async () => {
    folder = path.join(REAL_DATA, "real-frames");
    const report = await run({ dataset: undefined });
    expect(report).toMatchObject({ dataset: "real-frames", new: 15, refused: 0, problems: [] });
    expect(report.videos).toHaveLength(6);
    const before = await rowVersions(db);
    expect(counts(await run({ dataset: undefined }))).toEqual([0, 0, 15, 0]);
    expect(await rowVersions(db)).toEqual(before);
    const [{ sha256 }] = await contentOf(db);
    expect(await storage.readRendition(sha256, 320)).not.toBeNull();
    expect(await storage.readRendition(sha256, 854)).not.toBeNull();
  });
});

test("texts that Postgres can't hold are cleaned, not fatal", async () => {
  await writeFile(
    path.join(folder, "annotations.csv"),
    `Video,${HEADER}\nV1,1,A,"a\u0000b",x,y,z\nV1,2,A,a,b,c,d\nV2,7,A,a,b,c,d\n`,
  );
  await rm(path.join(folder, "annotations.xlsx"));
  expect(counts(await run())).toEqual([3, 0, 0, 0]);
  expect((await contentOf(db))[0]).toMatchObject({ location: "ab" });
});
