import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { SYSTEM } from "@/lib/auth/actor";
import { testDatabase } from "@/lib/db/testing";
import { testFolder } from "@/lib/resgo/testing/bundle-files";
import { getRun } from "@/lib/services/readers/get-run";
import { readerFactories } from "@/lib/services/readers/testing";
import { contextOf, makeInstitution, makeUser } from "@/lib/services/testing/factories";
import { recordTrainingLog } from "@/lib/services/training-logs/record-training-log";
import { removeTrainingLog } from "@/lib/services/training-logs/remove-training-log";
import { importTrainLog } from "./import-train-log";
import { readTrainLog } from "./read-train-log";

const [db, base] = [await testDatabase(), await testFolder()];
const { aSite } = readerFactories(db);

let folders = 0;
async function logOf(name: string, text: string): Promise<string> {
  const file = path.join(base, `training-${folders++}`, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

const lines = (count: number, over: object = {}): string =>
  Array.from(
    { length: count },
    (_, index) =>
      `${JSON.stringify({ "global_step/max_steps": `${index + 1}/80`, reward: index / 100, "rewards/SurgoIoU/mean": 0.25, "rewards/SurgoPhase/mean": 0.5, ...over })}\n`,
  ).join("");

async function aRun(checkpoint: string) {
  const site = await aSite();
  const run = await db.prisma.modelRun.update({
    where: { id: site.made.runId },
    data: { checkpoint },
    include: { model: true },
  });
  const { name: institution } = await db.prisma.institution.findUniqueOrThrow({
    where: { id: site.institutionId },
  });
  const bringIn = (log: string, name: string | null = "stage2") =>
    importTrainLog(db, log, { model: run.model.name, name, institution, now: new Date() });
  const seenBy = async (user: typeof site.faculty) => {
    const read = await getRun(contextOf(db, user), { runId: run.id, split: null });
    return read.ok ? read.value.training : read;
  };
  return { ...site, run, bringIn, seenBy };
}

test("a log stands on the page of the run whose checkpoint names its training, and of no other’s", async () => {
  const { run, faculty, bringIn, seenBy } = await aRun("out/stage2/checkpoint-40");
  expect(await seenBy(faculty)).toBeNull();
  const log = await logOf("logging.jsonl", lines(50));
  expect(await bringIn(log)).toMatchObject({ training: "stage2", steps: 50, last: 50, changed: true });
  const training = await seenBy(faculty);
  expect(training).toMatchObject({
    name: "stage2",
    steps: 50,
    planned: 80,
    // Postgres keeps the names of JSON in an order of its own.
    rewards: ["phase", "iou"],
    evaluated: [{ step: 40, runId: run.id, run: run.name }],
  });
  expect(training && "points" in training && training.points).toHaveLength(50);
  await db.prisma.modelRun.update({ where: { id: run.id }, data: { checkpoint: "stage1/checkpoint-40" } });
  expect(await seenBy(faculty)).toBeNull();
});

test("a checkpoint that names no training is of the only one; another institution’s is none", async () => {
  const { run, faculty, bringIn, seenBy } = await aRun("40");
  const elsewhere = await makeInstitution(db);
  const curves = { steps: [1], rewards: {}, measures: { reward: [1] } };
  const theirs = { institutionId: elsewhere, model: run.model.name, name: "theirs", planned: null, curves };
  expect((await recordTrainingLog(contextOf(db, SYSTEM), theirs)).ok).toBe(true);
  expect(await seenBy(faculty)).toBeNull();
  await bringIn(await logOf("logging.jsonl", lines(3)));
  expect(await seenBy(faculty)).toMatchObject({ name: "stage2", steps: 3 });
  await bringIn(await logOf("logging.jsonl", lines(3)), "again");
  expect(await seenBy(faculty)).toBeNull();
});

test("again, a log replaces what was there; the same changes nothing, and the trail has each change", async () => {
  const { institutionId, run, faculty, bringIn, seenBy } = await aRun("stage2/checkpoint-2");
  const log = await logOf("logging.jsonl", lines(2));
  await bringIn(log);
  expect(await bringIn(log)).toMatchObject({ changed: false });
  await writeFile(log, lines(4));
  expect(await bringIn(log)).toMatchObject({ changed: true, last: 4 });
  expect(await seenBy(faculty)).toMatchObject({ steps: 4 });
  const ctx = contextOf(db, SYSTEM);
  const which = { institutionId, model: run.model.name, name: "stage2" };
  expect(await removeTrainingLog(ctx, which)).toMatchObject({ value: { removed: true } });
  expect(await removeTrainingLog(ctx, which)).toMatchObject({ value: { removed: false } });
  expect(await seenBy(faculty)).toBeNull();
  const trail = await db.prisma.auditEvent.findMany({ where: { institutionId }, orderBy: { id: "asc" } });
  expect(trail.map(({ action }) => action).filter((action) => action.startsWith("training-log"))).toEqual([
    "training-log.import",
    "training-log.import",
    "training-log.remove",
  ]);
});

test("people record no training by themselves", async () => {
  const { institutionId } = await aSite();
  const ctx = contextOf(db, await makeUser(db, institutionId, "admin"));
  const curves = { steps: [1], rewards: {}, measures: {} };
  expect(
    await recordTrainingLog(ctx, { institutionId, model: "M", name: "N", planned: null, curves }),
  ).toMatchObject({ failure: { code: "forbidden" } });
  expect(await removeTrainingLog(ctx, { institutionId, model: "M", name: "N" })).toMatchObject({
    failure: { code: "forbidden" },
  });
});

test("a training is called as its folder, above a checkpoint’s", async () => {
  const { bringIn } = await aRun("2");
  const folder = path.join(base, "v0-20261130");
  for (const step of [5, 20, 100]) {
    const checkpoint = path.join(folder, `checkpoint-${step}`);
    await mkdir(checkpoint, { recursive: true });
    const history = [
      { step: 1, reward: 1 },
      { step, reward: Number.NaN, "rewards/iou/mean": 0.5 },
    ];
    const text = JSON.stringify({ log_history: history }).replaceAll("null", "NaN");
    await writeFile(path.join(checkpoint, "trainer_state.json"), text);
  }
  // What a kill leaves of a checkpoint that it cut short.
  await mkdir(path.join(folder, "checkpoint-999"));
  expect(await bringIn(folder, null)).toMatchObject({ training: "v0-20261130", steps: 2, last: 100 });
});

test("half a line at the end is that of a training that was killed; anywhere else it is a fault", async () => {
  const whole = lines(3);
  expect((await readTrainLog(await logOf("logging.jsonl", whole.slice(0, -9)))).curves.steps).toEqual([1, 2]);
  await expect(
    readTrainLog(await logOf("logging.jsonl", `${whole.slice(0, -9)}\n${lines(1)}`)),
  ).rejects.toThrow("line 3 is no JSON object");
});

test.each([
  ["logging.jsonl", "", "tells of no step with a reward"],
  ["logging.jsonl", '{"loss":1,"step":1}\n', "tells of no step with a reward"],
  ["logging.jsonl", "PNG\0\ud800\n", "line 1 is no JSON object"],
  ["trainer_state.json", '{"log_history":', "line 1 is no JSON object"],
  ["trainer_state.json", '{"log_history":[1,null,{}]}', "tells of no step with a reward"],
])("%s with %j is refused in a sentence", async (name, text, sentence) => {
  await expect(readTrainLog(await logOf(name, text))).rejects.toThrow(sentence);
});

test("what is no log, or isn’t there, is refused in a sentence", async () => {
  await expect(readTrainLog(path.join(base, "nowhere"))).rejects.toThrow("There is no file and no folder");
  await mkdir(path.join(base, "empty"), { recursive: true });
  await expect(readTrainLog(path.join(base, "empty"))).rejects.toThrow("holds no log of a training");
  await mkdir(path.join(base, "half", "checkpoint-3"), { recursive: true });
  await expect(readTrainLog(path.join(base, "half"))).rejects.toThrow("holds no log of a training");
});
