import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { testDatabase } from "../../db/testing";
import { PLAIN_CASE_QUERY } from "../../domain/readers/case-list";
import type { CohortReader, RunReader } from "../../domain/readers/views";
import { contextOf, makeAssignment, makeUser, reviseCase } from "../testing/factories";
import { getRun } from "./get-run";
import { getRunCase } from "./get-run-case";
import { listReaders } from "./list-readers";
import { listRunCases } from "./list-run-cases";
import { setRunShown } from "./set-run-shown";
import { REFERENCE, readerFactories } from "./testing";

const db = await testDatabase();
const { aSite, addCase, predict, cohortOf, attempt } = readerFactories(db);

async function rowsFor(actor: Parameters<typeof contextOf>[1]) {
  const table = await listReaders(contextOf(db, actor));
  if (!table.ok) throw new Error(table.failure.detail);
  const { rows } = table.value;
  return {
    ...table.value,
    runs: rows.filter((row): row is RunReader => row.kind === "run"),
    cohorts: rows.filter((row): row is CohortReader => row.kind === "cohort"),
    paper: rows.filter(({ kind }) => kind === "paper"),
  };
}

describe("the table of readers", () => {
  it("has a row for each run and split, with what is missing counted as misses", async () => {
    const { made, faculty } = await aSite();
    await addCase(made);
    await predict(await addCase(made));
    await predict(await addCase(made), { box: null, error: "No box was found." });
    await predict(await addCase(made, { split: "train" }));
    const { runs, paper, datasets } = await rowsFor(faculty);
    expect(paper).toHaveLength(15);
    expect(datasets).toHaveLength(1);
    const test = runs.find(({ measured }) => measured.split === "test")!;
    expect(test).toMatchObject({ missing: 1, failed: 1, measured: { cases: 4, of: 4, videos: 4 } });
    expect(test.metrics).toMatchObject({ n: 4, acc: 2 / 4, acc25: 1 / 4, ha25: 1 / 4, ca25: 1 / 2 });
    expect(test.intervals.acc).not.toBeNull();
    const train = runs.find(({ measured }) => measured.split === "train")!;
    expect(train.metrics).toMatchObject({ n: 1, ha25: 1 });
    expect(train.measured.signature).not.toBe(test.measured.signature);
  });

  it("tells anew when a prediction, a reference or a split has changed", async () => {
    const { made, faculty } = await aSite();
    const figures = async () => {
      const { runs } = await rowsFor(faculty);
      return runs.map(({ metrics, measured }) => [measured.split, metrics.acc, metrics.acc25]);
    };
    expect(await figures()).toEqual([["test", 0, 0]]);
    await db.prisma.prediction.updateMany({ where: { runId: made.runId }, data: { phase: "B" } });
    expect(await figures()).toEqual([["test", 1, 0]]);
    const { measured } = (await rowsFor(faculty)).runs[0]!;
    await reviseCase(db, made, { boxes: [[0, 0, 100, 100]] });
    expect(await figures()).toEqual([["test", 1, 1]]);
    expect((await rowsFor(faculty)).runs[0]!.measured.signature).not.toBe(measured.signature);
    await db.prisma.video.updateMany({ where: { cases: { some: { id: made.id } } }, data: { split: null } });
    expect(await figures()).toEqual([["none", 1, 1]]);
    await db.prisma.prediction.deleteMany({ where: { runId: made.runId } });
    expect(await figures()).toEqual([]);
  });

  it("pools a cohort's first attempts; drills count in conditioned figures alone", async () => {
    const { institutionId, made, faculty } = await aSite();
    const second = await addCase(made);
    const readers = await cohortOf(institutionId, 5);
    for (const reader of readers) await attempt(reader, made);
    await attempt(readers[0]!, second, { right: false });
    await attempt(readers[1]!, second, { mode: "phase-given", box: [0, 400, 50, 500] });
    // A repetition, an answer that is open still, and one that an exam holds back count nowhere.
    await attempt(readers[0]!, made, { ordinal: 2, right: false });
    await attempt(readers[2]!, second, { box: null, lockedAt: new Date("2026-03-02T08:00:00Z") });
    const held = await addCase(made);
    await attempt(readers[3]!, held);
    await makeAssignment(db, institutionId, [held], [readers[3]!]);
    const { cohorts } = await rowsFor(faculty);
    expect(cohorts).toHaveLength(1);
    expect(cohorts[0]).toMatchObject({
      residents: 5,
      attempts: 6,
      given: 1,
      outdated: 0,
      measured: { cases: 2, of: 3, videos: 2, split: "test" },
      metrics: { n: 6, acc: 5 / 6, acc25: 1, ha25: 5 / 6, ca25: 5 / 6, hmIoU: 5 / 6 },
    });
  });

  it("counts an answer whose zone never came as a miss, and leaves out those scored by an earlier reference", async () => {
    const { institutionId, made, faculty } = await aSite();
    const second = await addCase(made);
    const readers = await cohortOf(institutionId, 5);
    for (const reader of readers) await attempt(reader, made);
    await attempt(readers[0]!, second, { box: null });
    await reviseCase(db, made, { phase: "C" });
    for (const reader of readers.slice(1)) await attempt(reader, second);
    const { cohorts } = await rowsFor(faculty);
    expect(cohorts[0]).toMatchObject({ attempts: 5, outdated: 5, measured: { cases: 1, of: 2 } });
    expect(cohorts[0]!.metrics).toMatchObject({ n: 5, acc: 1, acc25: 4 / 5 });
    expect(cohorts[0]!.metrics!.d).toBeCloseTo(1 / 5, 12);
  });

  it("tells faculty nothing of fewer than three residents, and directors all", async () => {
    const { institutionId, made, faculty, director, admin } = await aSite();
    for (const reader of await cohortOf(institutionId, 2)) await attempt(reader, made);
    const [hidden] = (await rowsFor(faculty)).cohorts;
    expect(hidden).toMatchObject({ residents: null, attempts: 0, given: 0, metrics: null });
    expect(hidden!.measured).toMatchObject({ cases: 0, videos: 0 });
    const [told] = (await rowsFor(director)).cohorts;
    expect(told).toMatchObject({ residents: 2, attempts: 2 });
    expect(told!.metrics).toMatchObject({ n: 2, acc: 1 });
    expect(await rowsFor(admin)).toMatchObject({ cohorts: [], cohortsTold: false });
  });

  it("leaves faculty's own answers out, and names residents of no cohort", async () => {
    const { institutionId, made, faculty, director } = await aSite();
    await attempt(faculty, made);
    await attempt(await makeUser(db, institutionId), made);
    const { cohorts } = await rowsFor(director);
    expect(cohorts.map(({ name, attempts }) => [name, attempts])).toEqual([["Residents of no cohort", 1]]);
  });
});

describe("a run", () => {
  it("tells what it is and how it did, in one split", async () => {
    const { made, faculty } = await aSite();
    await predict(await addCase(made, { split: "train" }));
    await db.prisma.modelRun.update({
      where: { id: made.runId },
      data: { parameters: { rectify: true, seed: 4 }, promptVersion: "v1" },
    });
    const ctx = contextOf(db, faculty);
    const run = await getRun(ctx, { runId: made.runId, split: null });
    if (!run.ok) throw new Error();
    expect(run.value).toMatchObject({
      splits: ["test", "train"],
      split: "test",
      study: ["rectified"],
      promptVersion: "v1",
      mayShow: true,
      all: { metrics: { n: 1, acc: 0 } },
      confusion: { B: { C: 1 } },
      missing: 0,
    });
    expect(await getRun(ctx, { runId: made.runId, split: "train" })).toMatchObject({
      value: { split: "train", all: { metrics: { acc: 1 } } },
    });
  });

  it("lists its cases, the worst first, each leading to the next", async () => {
    const { made, faculty } = await aSite();
    const good = await addCase(made);
    await predict(good);
    const none = await addCase(made);
    const ctx = contextOf(db, faculty);
    const input = { runId: made.runId, split: null, query: PLAIN_CASE_QUERY, after: null };
    const list = await listRunCases(ctx, input);
    if (!list.ok) throw new Error();
    expect(list.value.entries.map(({ caseId, state }) => [caseId, state])).toEqual([
      [none.id, "missing"],
      [made.id, "read"],
      [good.id, "read"],
    ]);
    expect(list.value).toMatchObject({ n: 3, next: null });
    const view = await getRunCase(ctx, { runId: made.runId, caseId: made.id, query: PLAIN_CASE_QUERY });
    expect(view).toMatchObject({
      value: { place: 2, of: 3, previous: none.id, next: good.id, width: 1000, height: 500 },
    });
    const right = { ...PLAIN_CASE_QUERY, named: "right" };
    const seen = await getRunCase(ctx, { runId: made.runId, caseId: good.id, query: right as never });
    expect(seen).toMatchObject({
      value: {
        place: 1,
        of: 1,
        previous: null,
        next: null,
        raw: { turn1: "B", turn2: "the model’s words" },
        reveal: { reference: { phase: "B", boxes: [REFERENCE] }, predictions: [{ box: REFERENCE }] },
      },
    });
    expect(await listRunCases(ctx, { ...input, after: randomUUID() })).toMatchObject({
      failure: { code: "conflict" },
    });
  });

  it("is shown to residents or hidden from them by faculty and admins, with an audit row for each change", async () => {
    const { made, faculty, admin } = await aSite();
    expect(await setRunShown(contextOf(db, faculty), made.runId, { shown: false })).toEqual({
      ok: true,
      value: { id: made.runId, shown: false },
    });
    await setRunShown(contextOf(db, faculty), made.runId, { shown: false });
    await setRunShown(contextOf(db, admin), made.runId, { shown: true });
    expect(await setRunShown(contextOf(db, admin), made.runId, { shown: "yes" as never })).toMatchObject({
      failure: { code: "invalid" },
    });
    const events = await db.prisma.auditEvent.findMany({
      where: { subjectId: made.runId },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["run.hide", faculty.id],
      ["run.show", admin.id],
    ]);
  });
});
