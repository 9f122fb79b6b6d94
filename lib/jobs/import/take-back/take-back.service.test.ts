import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { SYSTEM, type User } from "@/lib/auth/actor";
import { HEADER, labelMe, picture, TEXTS, workbook, writeFiles } from "@/lib/resgo/testing/bundle-files";
import { reviseCase } from "@/lib/services/authoring/revise-case";
import { saveDraft } from "@/lib/services/authoring/save-draft";
import { giveDuty, wholeBody } from "@/lib/services/authoring/testing";
import { answer, question } from "@/lib/services/disputes/testing";
import { contextOf, makeAssignment, makeInstitution, makeUser } from "@/lib/services/testing/factories";
import { StorageError } from "@/lib/storage/frame-storage";
import { whileLocked } from "../import-lock";
import { sweepPictures } from "../sweep-pictures";
import { contentOf, importTests, NOW } from "../testing";
import { takeBackImport } from "./take-back-import";

const at = await importTests();
const { db } = at;
let institutionId: string;

beforeEach(async () => {
  institutionId = (await db.prisma.institution.findFirstOrThrow()).id;
});

const takeBack = (id: string, actor: User | typeof SYSTEM = SYSTEM) =>
  takeBackImport({ actor, now: NOW, db }, at.storage, id);
const newest = async () =>
  (await db.prisma.datasetImport.findFirstOrThrow({ orderBy: { number: "desc" } })).id;

/** All that an import may write, but for what tells of it. */
async function everything() {
  const tables = [
    "dataset",
    "video",
    `"case"`,
    "case_version",
    "frame",
    "model_run",
    "prediction",
    "dataset_duty",
  ];
  const rows = await Promise.all(
    tables.map(async (table) => {
      const { rows } = await db.pool.query<{ row: unknown }>(`SELECT to_jsonb(t) AS row FROM ${table} t`);
      return [table, rows.map(({ row }) => JSON.stringify(row)).sort()];
    }),
  );
  const inventory = await at.storage.inventory();
  const { rows: frames } = await db.pool.query<{ sha256: string }>("SELECT sha256 FROM frame ORDER BY 1");
  return { ...Object.fromEntries(rows), pictures: frames.map(({ sha256 }) => inventory.hasOriginal(sha256)) };
}

const predictions = (phase: string) =>
  [
    '{"model":"M","checkpoint":"c"}',
    JSON.stringify({ video: "V1", frame: 1, phase, box: [1, 2, 30, 40] }),
    JSON.stringify({ video: "V1", frame: 2, phase, box: null, error: "none" }),
    "",
  ].join("\n");

/** Another text, another picture, a new case and video, another split, other words of the dataset, other predictions. */
async function changeBundle(): Promise<void> {
  await writeFiles(at.folder, {
    "dataset.json": JSON.stringify({ name: "D", version: "2", notice: "Drawn" }),
    "predictions/m.jsonl": predictions("C"),
    "frames/V1/000002.jpg": await picture(64, 48, "#010203"),
    "frames/V3/000009.jpg": await picture(64, 48, "#998877"),
    "labelme/V3/000009.json": labelMe(),
    "splits.csv": "video,split\nV1,test\nV2,test\nV3,test\n",
    "annotations.xlsx": await workbook({
      V1: [HEADER, [1, "A", ...TEXTS.slice(0, 3), "Other"], [2, "B", ...TEXTS]],
      V2: [HEADER, [7, "C", ...TEXTS]],
      V3: [HEADER, [9, "C", ...TEXTS]],
    }),
  });
}

describe("an import that is taken back", () => {
  test("leaves nothing of a dataset that it made, and another can come", async () => {
    await writeFiles(at.folder, { "predictions/m.jsonl": predictions("A") });
    const before = await everything();
    const { importId } = await at.run();
    const inventory = await at.storage.inventory();
    const hashes = (await db.prisma.frame.findMany()).map(({ sha256 }) => sha256);
    expect(hashes.every((sha256) => inventory.hasOriginal(sha256))).toBe(true);
    expect(await takeBack(importId!)).toEqual({
      ok: true,
      value: { dataset: "D", removed: 3, restored: 0, runs: 1, datasetRemoved: true, pictures: 3 },
    });
    expect(await everything()).toEqual(before);
    const after = await at.storage.inventory();
    expect(hashes.some((sha256) => after.hasOriginal(sha256) || after.hasRendition(sha256, 64))).toBe(false);
    expect(await db.prisma.auditEvent.findFirst({ orderBy: { id: "desc" } })).toMatchObject({
      action: "dataset.take-back-import",
      institutionId,
      detail: { import: importId, removed: 3 },
    });
    expect(await takeBack(importId!)).toMatchObject({ ok: false, failure: { code: "not-found" } });
    expect(await at.run()).toMatchObject({ new: 3 });
  });

  test("puts back what it changed, to the last row and picture, one import after the other", async () => {
    await writeFiles(at.folder, { "predictions/m.jsonl": predictions("A") });
    await at.run({ draft: true });
    const before = await everything();
    await changeBundle();
    const second = await at.run();
    expect(second).toMatchObject({ new: 1, changed: 2 });
    const between = await everything();
    await db.prisma.case.updateMany({ where: { frameNumber: 7 }, data: { publication: "draft" } });
    expect(await at.run()).toMatchObject({ new: 0, changed: 1 });
    const third = await newest();
    expect(await takeBack(second.importId!)).toMatchObject({
      ok: false,
      failure: { code: "conflict", detail: expect.stringContaining(third) },
    });
    expect(await takeBack(third)).toMatchObject({
      ok: true,
      value: { removed: 0, restored: 1, pictures: 0 },
    });
    await db.prisma.case.updateMany({ where: { frameNumber: 7 }, data: { publication: "published" } });
    expect(await everything()).toEqual(between);
    expect(await takeBack(second.importId!)).toMatchObject({
      ok: true,
      value: { removed: 1, restored: 2, runs: 0, datasetRemoved: false, pictures: 2 },
    });
    expect(await everything()).toEqual(before);
  });

  test("is none where nothing was changed", async () => {
    await at.run();
    expect((await at.run()).importId).toBeNull();
    expect((await at.run({ dryRun: true })).importId).toBeNull();
    expect(await db.prisma.datasetImport.count()).toBe(1);
  });

  test("keeps pictures that another dataset shows, and the mark of one that was removed for good", async () => {
    await at.run();
    const first = await newest();
    await at.run({ dataset: "E" });
    const removed = await db.prisma.frame.findFirstOrThrow();
    await db.prisma.frame.update({
      where: { id: removed.id },
      data: { removedAt: NOW, removedBecause: "Consent" },
    });
    expect(await takeBack(first)).toMatchObject({ ok: true, value: { removed: 3, pictures: 0 } });
    expect((await at.storage.inventory()).hasOriginal(removed.sha256)).toBe(true);
    expect(await takeBack(await newest())).toMatchObject({ ok: true, value: { removed: 3, pictures: 2 } });
    expect(await db.prisma.frame.findMany({ select: { id: true } })).toEqual([{ id: removed.id }]);
  });
});

describe("nothing is taken back, and all stays, where", () => {
  const caseOf = async (frameNumber: number) => {
    const { id, currentVersionId } = await db.prisma.case.findFirstOrThrow({ where: { frameNumber } });
    return { id, versionId: currentVersionId!, runId: "" };
  };
  const answered = async (frame: number) =>
    answer(db, await makeUser(db, institutionId), await caseOf(frame), [1, 1, 20, 20]);

  test.each<[string, string, () => Promise<unknown>]>([
    [
      "somebody answered",
      "Somebody answered V1, 1, V2, 7.",
      async () => [await answered(1), await answered(7)],
    ],
    [
      "a reference was questioned",
      "The reference was questioned of V1, 1.",
      async () => {
        const reader = await makeUser(db, institutionId);
        await question(db, reader, await answer(db, reader, await caseOf(1), [1, 1, 20, 20]));
      },
    ],
    [
      "somebody annotates",
      "Somebody began to annotate, or to read, V1, 2.",
      async () => {
        const annotator = await makeUser(db, institutionId, "faculty");
        await giveDuty(db, (await db.prisma.dataset.findFirstOrThrow()).id, "annotator", annotator);
        const { id } = await caseOf(2);
        await reviseCase(contextOf(db, annotator), id);
        const body = wholeBody({ boxes: [[1, 1, 20, 20]] });
        const saved = await saveDraft(contextOf(db, annotator), id, { kind: "reference", ...body });
        expect(saved.ok).toBe(true);
      },
    ],
    [
      "its cases are assigned",
      "Its cases are in the assignment An assignment.",
      async () => makeAssignment(db, institutionId, [await caseOf(2)], []),
    ],
    [
      "a reference was replaced",
      "Another reference, or another state, was given since to V1, 2.",
      async () => db.prisma.case.updateMany({ where: { frameNumber: 2 }, data: { publication: "draft" } }),
    ],
    [
      "a model read them",
      "Its cases were read by M, run.",
      async () => {
        const { id: modelId } = await db.prisma.model.create({ data: { name: "M" } });
        const { id: datasetId } = await db.prisma.dataset.findFirstOrThrow();
        const run = await db.prisma.modelRun.create({ data: { modelId, datasetId, name: "run" } });
        await db.prisma.prediction.create({ data: { runId: run.id, caseId: (await caseOf(1)).id } });
      },
    ],
    [
      "a blind review holds them",
      "Its cases, or its models’ readings, are in the blind review Texts.",
      async () => {
        const { id: makerId } = await makeUser(db, institutionId, "faculty");
        const { id: datasetId } = await db.prisma.dataset.findFirstOrThrow();
        await db.prisma.blindReview.create({
          data: { institutionId, datasetId, name: "Texts", seed: 1, makerId },
        });
      },
    ],
  ])("%s", async (_, sentence, use) => {
    const { importId } = await at.run();
    await use();
    const before = await everything();
    const result = await takeBack(importId!);
    expect(result).toMatchObject({ ok: false, failure: { code: "conflict" } });
    expect(!result.ok && result.failure.detail).toContain(sentence);
    expect(await everything()).toEqual(before);
  });

  test("an answer was scored by the reference that it brought; one by the reference before is in no way", async () => {
    await at.run();
    await answered(1);
    await changeBundle();
    const { importId } = await at.run();
    expect(await takeBack(importId!)).toMatchObject({ ok: true });
    const again = await at.run();
    await answered(1);
    expect(await takeBack(again.importId!)).toMatchObject({ ok: false, failure: { code: "conflict" } });
  });

  test("it isn’t theirs: of another institution, or of no role that may", async () => {
    const { importId } = await at.run();
    const stranger = await makeUser(db, await makeInstitution(db), "director");
    const faculty = await makeUser(db, institutionId, "faculty");
    for (const actor of [stranger, faculty]) {
      expect(await takeBack(importId!, actor)).toMatchObject({ ok: false, failure: { code: "not-found" } });
    }
    expect(await takeBack(randomUUID())).toMatchObject({ ok: false, failure: { code: "not-found" } });
    expect(await contentOf(db)).toHaveLength(3);
    expect(await takeBack(importId!, await makeUser(db, institutionId, "director"))).toMatchObject({
      ok: true,
    });
  });

  test("an import into the dataset is under way", { timeout: 20_000 }, async () => {
    const { importId } = await at.run();
    await whileLocked(db, institutionId, "D", async () => {
      expect(await takeBack(importId!)).toMatchObject({
        ok: false,
        failure: { code: "conflict", detail: expect.stringContaining("is under way") },
      });
    });
  });
});

test("of two at once, one takes it back and the other finds nothing", async () => {
  const { importId } = await at.run();
  const both = await Promise.all([takeBack(importId!), takeBack(importId!)]);
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(await db.prisma.case.count()).toBe(0);
});

test("pictures that could not be removed go with the next round", async () => {
  const { importId } = await at.run();
  const { sha256 } = await db.prisma.frame.findFirstOrThrow();
  const { storage } = at;
  const stuck = { ...storage, removeFrame: () => Promise.reject(new StorageError("no")) };
  const undone = await takeBackImport({ actor: SYSTEM, now: NOW, db }, stuck, importId!);
  expect(undone).toMatchObject({ ok: true, value: { removed: 3, pictures: null } });
  expect((await storage.inventory()).hasOriginal(sha256)).toBe(true);
  expect(await sweepPictures(db, storage)).toBe(3);
  expect((await storage.inventory()).hasOriginal(sha256)).toBe(false);
  expect(await db.prisma.frame.count()).toBe(0);
});

test("no picture is removed while an import goes on that may use it", { timeout: 20_000 }, async () => {
  const { importId } = await at.run();
  await whileLocked(db, institutionId, "Another", async () => {
    expect(await takeBack(importId!)).toMatchObject({ ok: true, value: { pictures: null } });
    expect(await db.prisma.frame.count()).toBe(3);
  });
  expect(await sweepPictures(db, at.storage)).toBe(3);
});
