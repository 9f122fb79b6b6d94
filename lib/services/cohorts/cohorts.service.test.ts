import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { refreshDueFigures } from "../kept-figures/refresh-due-figures";
import { lockCase } from "../testing/answering";
import { contextOf, makeAssignment, makeCase, makeInstitution, makeUser } from "../testing/factories";
import { compareCohorts } from "./compare-cohorts";
import { exportCohort } from "./export-cohort";
import { getCohort } from "./get-cohort";
import { getProgram } from "./get-program";
import { getResident } from "./get-resident";
import { listResidents } from "./list-residents";
import { addResident, answer, aProgram } from "./testing";

const db = await testDatabase();
const NOW = new Date("2026-03-04T09:00:00Z");
const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
const site = await aProgram(db, NOW);
const elsewhere = await makeInstitution(db);
const { director, faculty, cohort, residents, cases, institutionId } = site;
const ctx = contextOf(db, director, NOW);

type Success<T> = T extends { ok: true; value: infer Value } ? Value : never;

function told<R extends { ok: boolean }>(result: R): Success<R> {
  expect(result).toMatchObject({ ok: true });
  return (result as unknown as { value: Success<R> }).value;
}

describe("a cohort’s page", () => {
  test("tells its figures with intervals, by week and phase, and what lies behind them", async () => {
    const page = told(await getCohort(ctx, { id: cohort.id, weeks: "4" }));
    expect(page).toMatchObject({
      name: "Class of 2026",
      members: 4,
      period: { weeks: 4, from: "2026-02-09", until: "2026-03-08" },
      figures: { residents: 4, suppressed: null, ha25: { n: 16 } },
    });
    // Of 16 answers, those are wrong whose resident and case add up to a multiple of three.
    const hits = 16 - 6;
    expect(page.figures.acc.value).toBeCloseTo(hits / 16, 12);
    expect(page.figures.ha25.interval![0]).toBeLessThan(hits / 16);
    expect(page.figures.ha25.interval![1]).toBeGreaterThan(hits / 16);
    expect(page.weeks).toMatchObject([{ week: "2026-03-02", residents: 4, acc: { n: 16 } }]);
    expect(page.confusion!.A.A + page.confusion!.A.B).toBe(4);
    expect(page.failures).toMatchObject([{ year: 2, residents: 4, n: 16 }]);
    expect(page.failures[0]!.counts!.find((c) => c.phase === "right" && c.zone === "hit")!.n).toBe(hits);
    expect(page.phaseCalibration).toMatchObject({ n: 16, bins: [{ from: 0.9, n: 16 }] });
    expect(page.references.filter(({ kind }) => kind === "paper").map(({ name }) => name)).toContain(
      "SurGo-R1",
    );
    expect(page.references.some(({ kind }) => kind === "model")).toBe(true);
    expect(page.residents).toHaveLength(4);
    expect(page.residents![0]).toMatchObject({
      n: 4,
      trainingYear: 2,
      lastAnswerAt: NOW.toISOString(),
      overdue: 0,
    });
    expect(await db.prisma.auditEvent.count({ where: { action: "cohort.view", subjectId: cohort.id } })).toBe(
      1,
    );
  });

  test("holds models against the cases whose answers count: an exam's from the release of its results on", async () => {
    const own = await aProgram(db, NOW, { residents: 1, cases: 2 });
    const examined = await makeCase(db, own.institutionId);
    const released = new Date(NOW.getTime() + WEEK);
    const assignmentId = await makeAssignment(db, own.institutionId, [examined], own.residents, {
      resultsReleasedAt: released,
    });
    await answer(db, own.residents[0]!, examined, { hit: true, now: NOW, assignmentId });
    // Each case has a dataset and a model of its own.
    const casesAt = async (now: Date): Promise<number> => {
      const page = told(
        await getCohort(contextOf(db, own.director, now), { id: own.cohort.id, weeks: "all" }),
      );
      return page.references.reduce((sum, { kind, cases: n }) => (kind === "model" ? sum + n : sum), 0);
    };
    expect(await casesAt(NOW)).toBe(2);
    expect(await casesAt(released)).toBe(3);
  });

  test("suppresses phases of few answers, each with what would tell it", async () => {
    const page = told(await getCohort(ctx, { id: cohort.id, weeks: "4" }));
    // Four answers to each phase: too few.
    for (const figures of Object.values(page.byPhase)) {
      expect(figures).toMatchObject({ suppressed: "few-answers", acc: { value: null, n: 4 } });
    }
  });

  test("moves its period on when a new week begins, though nobody answers", async () => {
    const later = new Date(NOW.getTime() + 4 * WEEK);
    const before = told(await getCohort(ctx, { id: cohort.id, weeks: "4" }));
    await refreshDueFigures(db, later);
    const after = told(await getCohort(contextOf(db, director, later), { id: cohort.id, weeks: "4" }));
    expect([before.figures.acc.n, after.figures.acc.n]).toEqual([16, 0]);
    const twelve = told(await getCohort(contextOf(db, director, later), { id: cohort.id, weeks: "12" }));
    expect(twelve.figures.acc.n).toBe(16);
    await refreshDueFigures(db, NOW);
  });

  test("counts overdue work, and names who is stuck on what", async () => {
    const own = await aProgram(db, NOW, { residents: 3, cases: 2 });
    const extra = await makeCase(db, own.institutionId);
    await makeAssignment(db, own.institutionId, [extra], own.residents, {
      mode: "guided",
      closesAt: new Date(NOW.getTime() + WEEK),
    });
    const later = new Date(NOW.getTime() + 4 * WEEK);
    const page = told(
      await getCohort(contextOf(db, own.director, later), { id: own.cohort.id, weeks: "12" }),
    );
    for (const row of page.residents!) {
      expect(row.overdue).toBe(1);
      expect(row.concerns).toEqual([
        { rule: "idle", text: "No answer for 28 days, and 1 assignment is overdue." },
      ]);
    }
  });

  test("counts no work as overdue whose last case was left without a zone and locked again", async () => {
    const own = await aProgram(db, NOW, { residents: 2, cases: 1 });
    const [again, once] = own.residents as [User, User];
    const extra = await makeCase(db, own.institutionId);
    const closesAt = new Date(NOW.getTime() + HOUR);
    const assignmentId = await makeAssignment(db, own.institutionId, [extra], own.residents, {
      mode: "guided",
      closesAt,
      resultsReleasedAt: closesAt,
    });
    for (const reader of [again, once]) await lockCase(contextOf(db, reader, NOW), extra, { assignmentId });
    const due = async (): Promise<number[]> => {
      const soon = contextOf(db, own.director, new Date(NOW.getTime() + 2 * HOUR));
      const { residents } = told(await getCohort(soon, { id: own.cohort.id, weeks: "12" }));
      return [again, once].map(({ id }) => residents!.find((row) => row.id === id)!.overdue);
    };
    expect(await due()).toEqual([1, 1]);
    await lockCase(contextOf(db, again, new Date(closesAt.getTime() + 1)), extra);
    expect(await due()).toEqual([0, 1]);
  });
});

test("the program adds its cohorts up, those outside of all included", async () => {
  const own = await aProgram(db, NOW);
  const loner = await makeUser(db, own.institutionId);
  for (const made of own.cases) await answer(db, loner, made, { hit: true, now: NOW });
  await refreshDueFigures(db, NOW);
  const page = told(await getProgram(contextOf(db, own.director, NOW), { weeks: "12" }));
  expect(page).toMatchObject({ residents: 5, figures: { residents: 5, acc: { n: 20, value: 14 / 20 } } });
  expect(page.weeks).toMatchObject([{ week: "2026-03-02", acc: { n: 20 } }]);
  // The loner's figures are the program's less the cohort's.
  expect(page.cohorts).toMatchObject([
    { name: "Class of 2026", members: 4, lastWeek: "2026-03-02", figures: { suppressed: "by-subtraction" } },
  ]);
});

test("cohorts stand side by side; another institution’s are left out", async () => {
  const other = await aProgram(db, NOW, { residents: 1, cases: 1 });
  const second = await db.prisma.cohort.create({ data: { institutionId, name: "Class of 2027" } });
  const ids = [second.id, other.cohort.id, cohort.id];
  const page = told(await compareCohorts(contextOf(db, faculty, NOW), { ids, weeks: "12" }));
  expect(page.cohorts.map(({ name }) => name)).toEqual(["Class of 2027", "Class of 2026"]);
  expect(page.choices.map(({ name }) => name)).toEqual(["Class of 2026", "Class of 2027"]);
  await db.prisma.cohort.delete({ where: { id: second.id } });
});

test("a resident’s page has the resident’s own figures, beside the cohort’s band", async () => {
  const page = told(await getResident(ctx, { id: residents[1]!.id, weeks: "4" }));
  expect(page).toMatchObject({
    trainingYear: 2,
    figures: { residents: 1, suppressed: null, acc: { n: 4, value: 3 / 4 } },
    failures: { year: 2, n: 4 },
    band: { cohort: "Class of 2026", weeks: [{ week: "2026-03-02" }] },
    history: [
      { kind: "cohort", name: "Class of 2026", until: null },
      { kind: "training", name: "Year 2", until: null },
    ],
  });
  expect(page.figures.acc.interval).not.toBeNull();
  // Of four: the resident sees it too, and could reckon who has what.
  expect(page.band!.weeks[0]!.figures.ha25).toBeNull();
});

test("residents are found by name, cohort and year of training, a page at a time", async () => {
  await db.prisma.user.update({ where: { id: residents[0]!.id }, data: { name: "Ann Other" } });
  const found = async (input: object) => told(await listResidents(ctx, { weeks: "12", ...input }));
  expect(await found({})).toMatchObject({ n: 4, page: 1, pages: 1 });
  expect((await found({ search: "ann o" })).residents.map(({ name }) => name)).toEqual(["Ann Other"]);
  expect((await found({ search: "of 2026" })).n).toBe(4);
  expect((await found({ search: "100%" })).n).toBe(0);
  expect([(await found({ year: 2 })).n, (await found({ year: 3 })).n]).toEqual([4, 0]);
});

test("a file has the columns of the docs, and residents for those alone who see them", async () => {
  const { table } = told(await exportCohort(ctx, { id: cohort.id, weeks: "4", table: "figures" }));
  expect(table[0]!.slice(0, 8)).toEqual([
    "scope",
    "from",
    "until",
    "residents",
    "answers",
    "acc",
    "acc low",
    "acc high",
  ]);
  expect(table[1]!.slice(0, 5)).toEqual(["all", "2026-02-09", "2026-03-08", 4, 16]);
  expect(told(await exportCohort(ctx, { id: cohort.id, weeks: "4", table: "residents" })).table).toHaveLength(
    5,
  );
  const asFaculty = contextOf(db, faculty, NOW);
  expect(await exportCohort(asFaculty, { id: cohort.id, weeks: "4", table: "residents" })).toMatchObject({
    ok: false,
  });
  expect(await exportCohort(asFaculty, { id: cohort.id, weeks: "4", table: "failures" })).toMatchObject({
    ok: true,
  });
});

describe("strangers", () => {
  const asked = { id: cohort.id, weeks: "12" };
  const resident = { id: residents[0]!.id, weeks: "12" };

  test("of another institution find nothing", async () => {
    const stranger = contextOf(db, await makeUser(db, elsewhere, "director"), NOW);
    for (const result of [
      await getCohort(stranger, asked),
      await getResident(stranger, resident),
      await exportCohort(stranger, { ...asked, table: "figures" }),
    ]) {
      expect(result).toMatchObject({ ok: false, failure: { code: "not-found" } });
    }
    expect(told(await compareCohorts(stranger, { ids: [cohort.id], weeks: "12" })).cohorts).toEqual([]);
    expect(told(await getProgram(stranger, {}))).toMatchObject({
      residents: 0,
      cohorts: [],
      figures: { residents: 0 },
    });
    expect(told(await listResidents(stranger, { search: "Ann" })).residents).toEqual([]);
  });

  test("among the residents find nothing, of themselves neither", async () => {
    const own = contextOf(db, residents[0]!, NOW);
    for (const result of [
      await getCohort(own, asked),
      await getProgram(own, {}),
      await compareCohorts(own, { ids: [cohort.id] }),
      await getResident(own, resident),
      await listResidents(own, {}),
      await exportCohort(own, asked),
    ]) {
      expect(result).toMatchObject({ ok: false, failure: { code: "not-found" } });
    }
  });

  test("among faculty see cohorts as wholes, and no resident by name", async () => {
    const own = contextOf(db, faculty, NOW);
    const page = told(await getCohort(own, asked));
    expect(page.residents).toBeNull();
    expect(JSON.stringify(page)).not.toContain(residents[0]!.id);
    expect(await getProgram(own, {})).toMatchObject({ ok: false });
    expect(await getResident(own, resident)).toMatchObject({ ok: false });
    expect(await listResidents(own, {})).toMatchObject({ ok: false });
  });

  test("look for what is no cohort", async () => {
    for (const id of [randomUUID(), "cohort", undefined]) {
      expect(await getCohort(ctx, { id, weeks: "12" })).toMatchObject({ ok: false });
      expect(await getResident(ctx, { id, weeks: "12" })).toMatchObject({ ok: false });
    }
    expect(await getResident(ctx, { id: director.id, weeks: "12" })).toMatchObject({ ok: false });
  });
});

test("nobody new is in a cohort’s figures before the first answer", async () => {
  await addResident(db, institutionId, cohort.id);
  const page = told(await getCohort(ctx, { id: cohort.id, weeks: "4" }));
  expect(page).toMatchObject({ members: 5, figures: { residents: 4 } });
  expect(page.residents!.find(({ n }) => n === 0)).toMatchObject({
    figures: { acc: null },
    lastAnswerAt: null,
  });
  expect(cases).toHaveLength(4);
});
