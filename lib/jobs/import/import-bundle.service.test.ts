import { existsSync } from "node:fs";
import { readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { HEADER, picture, REAL_DATA, TEXTS, writeFiles } from "@/lib/resgo/testing/bundle-files";
import type { FrameStorage } from "@/lib/storage/frame-storage";
import { importBundle } from "./import-bundle";
import { contentOf, countsOf, importTests, NOW, rowVersions } from "./testing";

const at = await importTests();
const { db } = at;
const audits = () => db.prisma.auditEvent.findMany({ orderBy: { id: "asc" } });
const datasets = () => db.prisma.dataset.findMany({ select: { name: true, publication: true } });

describe("an import", () => {
  test("puts whole cases into the database, open to practice, and their pictures into the storage", async () => {
    const report = await at.run();
    expect(countsOf(report)).toEqual([3, 0, 0, 0]);
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
      expect(await at.storage.readRendition(sha256, 64)).not.toBeNull();
      expect((await at.storage.inventory()).hasOriginal(sha256)).toBe(true);
    }
  });

  test("writes down what it did, as the system", async () => {
    await at.run();
    const events = await audits();
    expect(events.map(({ action, actorId, at }) => [action, actorId, at])).toEqual(
      events.map(() => ["dataset.import", null, NOW]),
    );
    expect(events.map(({ detail }) => detail)).toContainEqual({ new: 3, changed: 0 });
  });

  test("writes nothing the second time", async () => {
    await at.run();
    const before = await rowVersions(db);
    expect(countsOf(await at.run())).toEqual([0, 0, 3, 0]);
    expect(await rowVersions(db)).toEqual(before);
  });

  test("keeps one picture for two cases that show the same", async () => {
    const same = await picture();
    await writeFiles(at.folder, { "frames/V1/000001.jpg": same, "frames/V1/000002.jpg": same });
    await at.run();
    expect(await db.prisma.frame.count()).toBe(2);
    expect(await db.prisma.case.count()).toBe(3);
  });

  test("gives ids that tell nothing of the order", async () => {
    await at.run();
    const ids = (await db.prisma.case.findMany({ select: { id: true } })).map(({ id }) => id);
    expect(ids.every((id) => id[14] === "4")).toBe(true);
  });
});

describe("a dry run", () => {
  test("says the same and writes nothing", async () => {
    await writeFiles(at.folder, {
      "predictions/m.jsonl": `${JSON.stringify({ video: "V1", frame: 1, phase: "A" })}\n{}\n`,
    });
    const before = await rowVersions(db);
    const report = await at.run({ dryRun: true });
    expect(countsOf(report)).toEqual([3, 0, 0, 0]);
    expect(report.problems).toMatchObject([{ file: "predictions/m.jsonl", row: 2 }]);
    expect(await rowVersions(db)).toEqual(before);
    expect(await readdir(at.storageFolder)).toEqual([]);
    await at.run();
    await writeFiles(at.folder, { "frames/V1/000001.jpg": await picture(64, 48, "#010203") });
    expect(countsOf(await at.run({ dryRun: true }))).toEqual([0, 1, 2, 0]);
  });

  test("finds pictures that can't be decoded", async () => {
    await writeFiles(at.folder, { "frames/V1/000001.jpg": (await picture()).subarray(0, -20) });
    expect(countsOf(await at.run({ dryRun: true }))).toEqual([2, 0, 0, 1]);
  });
});

describe("whom it is for", () => {
  test("the only institution, or the one named", async () => {
    await db.prisma.institution.create({ data: { name: "Clinic" } });
    await expect(at.run()).rejects.toThrow("Say for which institution with --institution: Clinic, Hospital.");
    await expect(at.run({ institution: "Nowhere" })).rejects.toThrow(
      "There is no institution “Nowhere”. There is: Clinic, Hospital.",
    );
    await at.run({ institution: "clinic" });
    expect(await db.prisma.dataset.findMany({ select: { institution: { select: { name: true } } } })).toEqual(
      [{ institution: { name: "Clinic" } }],
    );
    await at.run({ institution: "Hospital" });
    expect(await db.prisma.dataset.count()).toBe(2);
    expect(await db.prisma.frame.count()).toBe(3);
  });

  test("there must be one, but for a dry run", async () => {
    await db.pool.query("TRUNCATE institution CASCADE");
    await expect(at.run()).rejects.toThrow("There is no institution yet.");
    expect(countsOf(await at.run({ dryRun: true }))).toEqual([3, 0, 0, 0]);
  });
});

describe("an import that is disturbed", () => {
  test("by a full disk: fails as that, with whole cases or none, and goes on from there", async () => {
    const full = Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
    let puts = 0;
    const filling: FrameStorage = {
      ...at.storage,
      putRendition: async (...args) => (puts++ < 1 ? at.storage.putRendition(...args) : Promise.reject(full)),
    };
    await expect(importBundle(db, filling, at.folder, { dataset: "D", now: NOW })).rejects.toBe(full);
    expect((await contentOf(db)).every(({ sha256 }) => sha256 !== null)).toBe(true);
    expect(await datasets()).toEqual([{ name: "D", publication: "draft" }]);
    const report = await at.run();
    expect(report.refused).toBe(0);
    expect(await contentOf(db)).toHaveLength(3);
  });

  test("by another of the same bundle: one after the other", async () => {
    const reports = await Promise.all([at.run(), at.run()]);
    expect(reports.map(countsOf).sort()).toEqual([
      [0, 0, 3, 0],
      [3, 0, 0, 0],
    ]);
    expect(await contentOf(db)).toHaveLength(3);
  });
});

describe.skipIf(!existsSync(REAL_DATA))("real-frames", () => {
  test("comes in whole, and stays as it is", async () => {
    at.folder = path.join(REAL_DATA, "real-frames");
    const report = await at.run({ dataset: undefined });
    expect(report).toMatchObject({ dataset: "real-frames", new: 15, refused: 0, problems: [] });
    expect(report.videos).toHaveLength(6);
    const before = await rowVersions(db);
    expect(countsOf(await at.run({ dataset: undefined }))).toEqual([0, 0, 15, 0]);
    expect(await rowVersions(db)).toEqual(before);
    const [{ sha256 }] = await contentOf(db);
    expect(await at.storage.readRendition(sha256, 320)).not.toBeNull();
    expect(await at.storage.readRendition(sha256, 854)).not.toBeNull();
  });
});

test("texts that Postgres can't hold are cleaned, not fatal", async () => {
  await writeFile(
    path.join(at.folder, "annotations.csv"),
    `Video,${HEADER}\nV1,1,A,"a\u0000b",x,y,z\nV1,2,A,a,b,c,d\nV2,7,A,a,b,c,d\n`,
  );
  await rm(path.join(at.folder, "annotations.xlsx"));
  expect(countsOf(await at.run())).toEqual([3, 0, 0, 0]);
  expect((await contentOf(db))[0]).toMatchObject({ location: "ab" });
});
