import { mkdtemp } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { SYSTEM } from "@/lib/auth/actor";
import { testDatabase } from "@/lib/db/testing";
import { importBundle } from "@/lib/jobs/import/import-bundle";
import { picture, testFolder, writeFiles, writeSmallBundle } from "@/lib/resgo/testing/bundle-files";
import { beginRun } from "@/lib/services/model-runs/begin-run";
import { folderStorage } from "@/lib/storage/folder-storage";
import type { Reading } from "@/lib/vlm/reading";
import { datasetTasks } from "./dataset-tasks";
import { manifestOf } from "./manifest";
import { openRun, type RunOptions } from "./run-in-database";
import { WHOLE } from "./task";
import { DESCRIPTION, fakeReading } from "./testing";

const [db, base] = [await testDatabase(), await testFolder()];
const storage = folderStorage(path.join(base, "storage"));
const manifest = {
  ...manifestOf(DESCRIPTION, {
    name: null,
    checkpoint: null,
    fit: { maxPixels: null, multipleOf: null },
    shown: null,
  }),
  name: "test",
};
let folder = "";
let datasetId = "";

beforeEach(async () => {
  await db.pool.query("TRUNCATE institution, model, frame CASCADE");
  await db.prisma.institution.create({ data: { name: "Hospital" } });
  folder = await writeSmallBundle(await mkdtemp(path.join(base, "bundles-")));
  await importAgain();
  datasetId = (await db.prisma.dataset.findFirstOrThrow()).id;
});

const importAgain = () => importBundle(db, storage, folder, { dataset: "D", now: new Date() });
const tasksOf = () => datasetTasks(db, storage, datasetId, null);
const open = (change: Partial<RunOptions> = {}) =>
  openRun(db, {
    ...{
      datasetId,
      manifest,
      shard: WHOLE,
      shown: null,
      rectify: false,
      reread: (reading: Reading) => reading,
    },
    ...change,
  });
const stored = () =>
  db.prisma.modelRun.findFirstOrThrow({
    include: { predictions: { orderBy: { case: { frameNumber: "asc" } } } },
  });

describe("a run in the database", () => {
  test("is shown once it has read everything, and not before", async () => {
    const tasks = await tasksOf();
    expect(tasks.map(({ video, frame }) => `${video}/${frame}`)).toEqual(["V1/1", "V1/2", "V2/7"]);
    const first = await open();
    for (const task of tasks.slice(0, 2)) await first.addReading(task, fakeReading(task));
    expect(await first.close(tasks)).toBe(1);
    expect(await stored()).toMatchObject({ shown: false, finishedAt: null });
    const second = await open();
    expect(tasks.map((task) => second.earlier(task)?.kind)).toEqual(["read", "read", undefined]);
    await second.addReading(tasks[2]!, { ...fakeReading(tasks[2]!), error: "No\u0000 box.", box: null });
    expect(await second.close(tasks)).toBe(0);
    const run = await stored();
    expect(run).toMatchObject({ shown: true, finishedAt: expect.any(Date), startedAt: expect.any(Date) });
    expect(run.predictions).toMatchObject([
      { phase: "B", x1: 1, y1: 1, x2: 60 + 1 / 7, y2: 40, raw: { turn1: "B", turn2: "box of 1\n" } },
      // What Postgres can't hold is left out.
      { phase: "C", rationale: { nextAction: "", criticalRisk: "\ufffd" } },
      { x1: null, error: "No box." },
    ]);
    const third = await open();
    expect(third.earlier(tasks[2]!)).toEqual({ kind: "read", error: "No box." });
    await third.close(tasks);
  });

  test("keeps failures apart, and is not finished with any", async () => {
    const tasks = await tasksOf();
    const first = await open();
    await first.addFailure(tasks[0]!, "The server broke down over it.");
    for (const task of tasks.slice(1)) await first.addReading(task, fakeReading(task));
    expect(await first.close(tasks)).toBe(1);
    expect((await stored()).predictions).toHaveLength(2);
    const second = await open();
    expect(second.earlier(tasks[0]!)).toEqual({ kind: "failed", why: "The server broke down over it." });
    await second.addReading(tasks[0]!, fakeReading(tasks[0]!));
    expect(await second.close(tasks)).toBe(0);
    expect((await stored()).server).toEqual(manifest.server);
  });

  test("reads a case again that has got another picture", async () => {
    const tasks = await tasksOf();
    const first = await open();
    for (const task of tasks) await first.addReading(task, fakeReading(task));
    await first.close(tasks);
    await writeFiles(folder, { "frames/V1/000002.jpg": await picture(64, 48, "#123456") });
    await importAgain();
    const after = await tasksOf();
    const second = await open();
    expect(after.map((task) => second.earlier(task)?.kind)).toEqual(["read", undefined, "read"]);
    await second.addReading(after[1]!, fakeReading(after[1]!));
    await second.close(after);
    const third = await open();
    expect(after.map((task) => third.earlier(task)?.kind)).toEqual(["read", "read", "read"]);
    await third.close(after);
  });

  test("hides studies, unless it is to show them", async () => {
    const tasks = await tasksOf();
    const study = { ...manifest, shown: false };
    for (const shown of [null, true]) {
      const run = await open({ manifest: study, shown });
      for (const task of tasks) await run.addReading(task, fakeReading(task));
      await run.close(tasks);
      expect((await stored()).shown).toBe(shown === true);
    }
    const later = await open({ manifest: study });
    await later.close(tasks);
    expect((await stored()).shown).toBe(true);
  });

  test("is one process's at a time, but for its parts, and mixes with no other", async () => {
    const tasks = await tasksOf();
    const run = await open({ shard: { index: 1, of: 2 } });
    await expect(open({ shard: { index: 1, of: 2 } })).rejects.toThrow("Another process is at this run.");
    const part = await open({ shard: { index: 2, of: 2 } });
    await Promise.all([
      run.addReading(tasks[0]!, fakeReading(tasks[0]!)),
      part.addReading(tasks[1]!, fakeReading(tasks[1]!)),
    ]);
    await part.addReading(tasks[2]!, fakeReading(tasks[2]!));
    const missing = await Promise.all([run.close(tasks), part.close(tasks)]);
    expect(missing).toContain(0);
    expect(await stored()).toMatchObject({ shown: true });
    const other = open({ manifest: { ...manifest, promptVersion: "2" } });
    await expect(other).rejects.toThrow(
      "The run test of fake is another: prompt version was “1” and is “2”.",
    );
  });

  test("is for the system alone", async () => {
    const user = { kind: "user" } as never;
    const input = {
      datasetId,
      model: "m",
      name: "n",
      checkpoint: null,
      promptVersion: null,
      parameters: {},
      server: {},
    };
    const asUser = await beginRun({ actor: user, now: new Date(), db }, input);
    expect(asUser).toMatchObject({ ok: false, failure: { code: "forbidden" } });
    const wrong = await beginRun({ actor: SYSTEM, now: new Date(), db }, { ...input, name: " " });
    expect(wrong).toMatchObject({ ok: false, failure: { code: "invalid" } });
    expect(await db.prisma.modelRun.count()).toBe(0);
  });
});
