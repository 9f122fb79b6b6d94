import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { SYSTEM, type User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { inTransaction } from "../../db/transaction";
import { clusterOfPhase, followedOf } from "../../domain/cohorts/followed";
import type { Box } from "../../domain/geometry";
import { addTo, type CountedAnswer, figuresOf, readFigures } from "../../domain/kept-figures/vector";
import { PHASES } from "../../domain/phases";
import { ZONE_OUTCOMES } from "../../domain/scoring/failure";
import { metricsOfSums } from "../../domain/scoring/metrics";
import { seededRandom } from "../../domain/statistics/random";
import { lockPhase } from "../attempts/lock-phase";
import { submitZone } from "../attempts/submit-zone";
import { changePerson } from "../people/change-person";
import { leaveCohorts, openMemberships } from "../people/cohort-rows";
import {
  contextOf,
  type MadeCase,
  makeAssignment,
  makeCase,
  makeInstitution,
  makeUser,
} from "../testing/factories";
import { markDue } from "./mark-due";
import { rebuildFigures } from "./rebuild-figures";
import { refreshDueFigures } from "./refresh-due-figures";

const db = await testDatabase();
const NOW = new Date("2026-03-04T09:00:00Z");
const WEEK = "2026-03-02";
const HOUR = 60 * 60 * 1000;
const HIT: Box = [100, 100, 300, 300];
const MISS: Box = [600, 300, 700, 400];

let institution: string;
let reader: User;
let cohort: string;
let made: MadeCase;

beforeEach(async () => {
  await db.pool.query(
    "TRUNCATE attempt, member_week, member_period, group_week, group_period, program_week, case_figures, case_due, figures_due, figures_due_all CASCADE",
  );
  await db.pool.query("UPDATE figures_state SET lapsed_until = $1", [new Date(NOW.getTime() - 48 * HOUR)]);
  institution = await makeInstitution(db);
  reader = await makeUser(db, institution);
  cohort = (await db.prisma.cohort.create({ data: { institutionId: institution, name: "PGY-3" } })).id;
  await join(reader.id, new Date("2026-01-01T00:00:00Z"));
  made = await makeCase(db, institution);
});

const join = (userId: string, joinedAt: Date, leftAt: Date | null = null, cohortId = cohort) =>
  db.prisma.membership.create({ data: { userId, cohortId, joinedAt, leftAt } });

const at = (ms: number): Date => new Date(NOW.getTime() + ms);

async function lock(who: User, what: MadeCase, over: object = {}, now = NOW): Promise<string> {
  const id = randomUUID();
  const result = await lockPhase(contextOf(db, who, now), { id, caseId: what.id, phase: "B", ...over });
  expect(result).toMatchObject({ ok: true });
  return id;
}

async function answer(who: User, what: MadeCase, box: Box, over: object = {}, now = NOW): Promise<void> {
  const id = await lock(who, what, { phaseConfidence: 0.9, ...over }, now);
  const zone = { box, zoneConfidence: 0.8, elapsedMs: 4000 };
  expect(await submitZone(contextOf(db, who, now), id, zone)).toMatchObject({ ok: true });
}

async function userWeek(userId: string, week = WEEK) {
  const rows = await db.prisma.memberWeek.findMany({ where: { userId, week: new Date(week) } });
  if (rows.length === 0) return null;
  const total: number[] = [];
  for (const { figures } of rows) addTo(total, figures);
  return metricsOfSums(readFigures(total).sums);
}

async function cohortWeek(cohortId = cohort, week = WEEK) {
  const rows = await db.prisma.memberWeek.findMany({ where: { groupId: cohortId, week: new Date(week) } });
  const total: number[] = [];
  for (const { figures } of rows) addTo(total, figures);
  const row = await db.prisma.groupWeek.findFirst({ where: { groupId: cohortId, week: new Date(week) } });
  const detail = readFigures(total);
  return row && { residents: row.residents, n: row.n, metrics: metricsOfSums(detail.sums), detail };
}

async function expectKeptEqualsRebuilt(now = NOW): Promise<void> {
  for (const difference of await rebuildFigures(db, now)) {
    expect(difference).toMatchObject({ different: 0, kept: difference.made });
  }
}

describe("an answer", () => {
  test("shows in its reader's week, its cohort's week and its case's figures", async () => {
    await answer(reader, made, HIT);
    await answer(reader, await makeCase(db, institution), MISS, { phase: "C" });
    expect(await refreshDueFigures(db, NOW)).toBe(2);
    expect(await userWeek(reader.id)).toMatchObject({ n: 2, acc: 0.5, ha25: 0.5, acc25: 0.5, hmIoU: 0.5 });
    const kept = await cohortWeek();
    expect(kept).toMatchObject({ residents: 1, metrics: { n: 2, ha25: 0.5 } });
    expect(kept!.detail.confusion.B).toEqual({ A: 0, B: 1, C: 1, D: 0 });
    expect(kept!.detail.phaseReliability).toMatchObject({
      n: 2,
      bins: [{ from: 0.9, n: 2, confidence: 0.9, right: 0.5 }],
      brier: expect.closeTo((0.1 ** 2 + 0.9 ** 2) / 2, 12),
    });
    expect(kept!.detail.zoneReliability.brier).toBeCloseTo((0.2 ** 2 + 0.8 ** 2) / 2, 12);
    expect(await db.prisma.caseFigures.findUnique({ where: { caseId: made.id } })).toMatchObject({
      confidentlyWrong: 0,
      medianMs: 4000,
      difficulty: 0,
    });
    expect(await refreshDueFigures(db, NOW)).toBe(0);
    await expectKeptEqualsRebuilt();
  });

  test("counts in the week of the institution's own time zone", async () => {
    await db.prisma.institution.update({
      where: { id: institution },
      data: { timeZone: "America/New_York" },
    });
    const sundayNight = new Date("2026-03-09T03:30:00Z");
    await answer(reader, made, HIT, {}, sundayNight);
    await refreshDueFigures(db, sundayNight);
    expect(await userWeek(reader.id, "2026-03-02")).toMatchObject({ n: 1 });
    expect(await userWeek(reader.id, "2026-03-09")).toBeNull();
    await expectKeptEqualsRebuilt(sundayNight);
  });

  test("counts once, however often the case is answered", async () => {
    await answer(reader, made, HIT);
    await answer(reader, made, MISS);
    await refreshDueFigures(db, NOW);
    expect(await userWeek(reader.id)).toMatchObject({ n: 1, mIoU: 1 });
    await expectKeptEqualsRebuilt();
  });

  test("given the phase, counts in the conditioned figures alone", async () => {
    await answer(reader, made, HIT, { mode: "phase-given", phaseConfidence: undefined });
    await refreshDueFigures(db, NOW);
    expect(await userWeek(reader.id)).toMatchObject({ n: 0, acc: null, ca25: 1 });
    expect((await cohortWeek())!.detail.phaseReliability.n).toBe(0);
    await expectKeptEqualsRebuilt();
  });
});

describe("an attempt without a zone", () => {
  test("is a miss once another is begun", async () => {
    await lock(reader, made);
    await refreshDueFigures(db, NOW);
    expect(await userWeek(reader.id)).toBeNull();
    await lock(reader, made, {}, at(HOUR));
    await refreshDueFigures(db, at(HOUR));
    expect(await userWeek(reader.id)).toMatchObject({ n: 1, acc: 1, mIoU: 0 });
    await expectKeptEqualsRebuilt(at(HOUR));
  });

  test("is a miss after a day, though nobody does anything", async () => {
    await lock(reader, made);
    await refreshDueFigures(db, at(23 * HOUR));
    expect(await userWeek(reader.id)).toBeNull();
    await refreshDueFigures(db, at(24 * HOUR));
    expect(await userWeek(reader.id)).toMatchObject({ n: 1, mIoU: 0 });
    await expectKeptEqualsRebuilt(at(24 * HOUR));
  });
});

describe("figures made at a time that lies before that of the latest ones", () => {
  beforeEach(async () => {
    await lock(reader, made);
    await refreshDueFigures(db, at(24 * HOUR));
    expect(await userWeek(reader.id)).toMatchObject({ n: 1 });
  });

  test("lose no miss for longer than until the next are made", async () => {
    await answer(reader, await makeCase(db, institution), HIT, {}, at(23 * HOUR));
    await refreshDueFigures(db, at(23 * HOUR));
    expect(await userWeek(reader.id)).toMatchObject({ n: 1 });
    await refreshDueFigures(db, at(24 * HOUR));
    expect(await userWeek(reader.id)).toMatchObject({ n: 2 });
    await expectKeptEqualsRebuilt(at(24 * HOUR));
  });

  test("lose none either where all are made anew, which finds nothing wrong", async () => {
    await expectKeptEqualsRebuilt(at(23 * HOUR));
    await refreshDueFigures(db, at(24 * HOUR));
    expect(await userWeek(reader.id)).toMatchObject({ n: 1 });
  });
});

describe("an exam", () => {
  test("counts from the moment its results are released, also when that was set before", async () => {
    const released = at(2 * HOUR);
    const assignmentId = await makeAssignment(db, institution, [made], [reader], {
      resultsReleasedAt: released,
    });
    await answer(reader, made, HIT, { assignmentId });
    await refreshDueFigures(db, at(HOUR));
    expect(await userWeek(reader.id)).toBeNull();
    await refreshDueFigures(db, released);
    expect(await userWeek(reader.id)).toMatchObject({ n: 1 });
    await expectKeptEqualsRebuilt(released);
  });
});

const moveTo = (cohortId: string, userId: string, from: Date): Promise<void> =>
  inTransaction(db, async (tx) => {
    const ctx = { actor: SYSTEM, now: from };
    await leaveCohorts(tx, ctx, { userIds: [userId] });
    await openMemberships(tx, ctx, [{ userId, cohortId }], from);
  });

describe("a cohort", () => {
  test("has what its residents answered while they were in it", async () => {
    const other = (await db.prisma.cohort.create({ data: { institutionId: institution, name: "PGY-4" } })).id;
    await answer(reader, made, HIT);
    await refreshDueFigures(db, NOW);
    await moveTo(other, reader.id, at(HOUR));
    await answer(reader, await makeCase(db, institution), MISS, {}, at(2 * HOUR));
    await refreshDueFigures(db, at(2 * HOUR));
    expect((await cohortWeek(cohort))!.metrics).toMatchObject({ n: 1, mIoU: 1 });
    expect((await cohortWeek(other))!.metrics).toMatchObject({ n: 1, mIoU: 0 });
    expect(await userWeek(reader.id)).toMatchObject({ n: 2 });
    await expectKeptEqualsRebuilt(at(2 * HOUR));
  });

  test("has an answer that is stored, and whose figures are made, while its reader is on the way to it", async () => {
    const other = (await db.prisma.cohort.create({ data: { institutionId: institution, name: "PGY-4" } })).id;
    await inTransaction(db, async (tx) => {
      const ctx = { actor: SYSTEM, now: NOW };
      await leaveCohorts(tx, ctx, { userIds: [reader.id] });
      await openMemberships(tx, ctx, [{ userId: reader.id, cohortId: other }], NOW);
      await answer(reader, made, HIT);
      await refreshDueFigures(db, NOW);
      expect((await cohortWeek(cohort))!.metrics).toMatchObject({ n: 1 });
    });
    await refreshDueFigures(db, NOW);
    expect(await cohortWeek(cohort)).toBeNull();
    expect((await cohortWeek(other))!.metrics).toMatchObject({ n: 1 });
    await expectKeptEqualsRebuilt();
  });

  test("keeps what somebody answered in it who is faculty now, whose later practice counts in no figure of residents", async () => {
    const director = await makeUser(db, institution, "director");
    await answer(reader, made, HIT);
    const changed = await changePerson(contextOf(db, director, at(HOUR)), reader.id, { role: "faculty" });
    expect(changed).toMatchObject({ ok: true });
    await answer({ ...reader, role: "faculty" }, await makeCase(db, institution), MISS, {}, at(2 * HOUR));
    await refreshDueFigures(db, at(2 * HOUR));
    expect((await cohortWeek(cohort))!.metrics).toMatchObject({ n: 1, mIoU: 1 });
    expect(await cohortWeek(institution)).toBeNull();
    await expectKeptEqualsRebuilt(at(2 * HOUR));
  });
});

describe("figures made in the database", () => {
  test("are those of the rules in lib/domain, digit by digit, and so are their moments", async () => {
    const random = seededRandom(3);
    const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
    const readers = [reader, await makeUser(db, institution), await makeUser(db, institution)];
    for (const { id } of readers.slice(1)) await join(id, new Date(0));
    const answers = new Map<string, CountedAnswer[]>(readers.map(({ id }) => [id, []]));
    for (let i = 0; i < 12; i++) {
      const referencePhase = PHASES[i % 4]!;
      const what = await makeCase(db, institution, { phase: referencePhase });
      for (const { id } of readers) {
        const one: CountedAnswer = {
          at: NOW,
          given: random() < 0.2,
          chosenPhase: random() < 0.5 ? referencePhase : pick(PHASES),
          referencePhase,
          iou: pick([0, 0.25, 0.3, 0.35, 0.5, 1, 1 / 1024, random()]),
          centerDistance: 100 * random(),
          zoneOutcome: pick(ZONE_OUTCOMES),
          contact: pick([null, 0, 0.05, 0.0500001, 1, random()]),
          phaseConfidence: pick([null, 0, 0.3, 0.75, 1, random()]),
          zoneConfidence: pick([null, 0, 0.1, 0.75, 1, random()]),
        };
        answers.get(id)!.push(one);
        const given = one.given ? { chosenPhase: referencePhase, phaseConfidence: null } : {};
        Object.assign(one, given);
        await db.prisma.attempt.create({
          data: {
            id: randomUUID(),
            userId: id,
            caseId: what.id,
            versionId: what.versionId,
            mode: one.given ? "phase-given" : "guided",
            ordinal: 1,
            phase: one.chosenPhase,
            phaseCorrect: one.chosenPhase === referencePhase,
            phaseConfidence: one.phaseConfidence,
            lockedAt: NOW,
            zoneAt: NOW,
            x1: 0,
            y1: 0,
            x2: 1,
            y2: 1,
            zoneConfidence: one.zoneConfidence,
            iou: one.iou,
            centerDistance: one.centerDistance,
            zoneOutcome: one.zoneOutcome,
            contact: one.contact,
            metricVersion: 1,
          },
        });
      }
    }
    await inTransaction(db, (client) => markDue(client, { userIds: null, caseIds: null }));
    await refreshDueFigures(db, NOW);
    for (const { id } of readers) {
      const row = await db.prisma.memberWeek.findFirstOrThrow({ where: { userId: id } });
      expect(row.figures).toEqual(figuresOf(answers.get(id)!));
    }
    const kept = await db.prisma.groupPeriod.findFirstOrThrow({ where: { groupId: cohort, weeks: 4 } });
    expect(kept.figures).toEqual(figuresOf([...answers.values()].flat()));
    for (const [phase, referencePhase] of PHASES.entries()) {
      const clusters = [...answers.values()].map((own) => {
        const of = figuresOf(own.filter((one) => one.referencePhase === referencePhase));
        return clusterOfPhase(of, referencePhase);
      });
      const { moments, residents } = followedOf(clusters);
      expect(kept.phaseResidents[phase]).toBe(residents);
      for (const [index, moment] of moments.entries()) {
        expect(kept.phaseMoments[9 * phase + index]).toBeCloseTo(moment, 9);
      }
    }
    await expectKeptEqualsRebuilt();
  });

  test("count for the cohort joined last, and for the institution outside of all", async () => {
    const second = (await db.prisma.cohort.create({ data: { institutionId: institution, name: "Fellows" } }))
      .id;
    await join(reader.id, at(-HOUR), at(HOUR), second);
    await answer(reader, made, HIT);
    await answer(reader, await makeCase(db, institution), HIT, {}, at(2 * HOUR));
    const loner = await makeUser(db, institution);
    await answer(loner, made, MISS);
    await answer(await makeUser(db, institution, "faculty"), made, MISS);
    await refreshDueFigures(db, at(2 * HOUR));
    const groups = await db.prisma.groupWeek.findMany({ where: { institutionId: institution } });
    const n = (id: string) => groups.find(({ groupId }) => groupId === id)?.n;
    expect([n(cohort), n(second), n(institution)]).toEqual([1, 1, 1]);
    expect(await db.prisma.programWeek.findFirst({ where: { institutionId: institution } })).toMatchObject({
      n: 3,
      correct: 3,
      hits: 2,
    });
    await expectKeptEqualsRebuilt(at(2 * HOUR));
  });

  test("stay within their weeks as time goes on", async () => {
    await answer(reader, made, HIT);
    await refreshDueFigures(db, NOW);
    const weeksOf = async () =>
      (await db.prisma.groupPeriod.findMany({ where: { groupId: cohort }, orderBy: { weeks: "asc" } })).map(
        ({ weeks }) => weeks,
      );
    expect(await weeksOf()).toEqual([0, 4, 12, 26, 52]);
    const later = at(12 * 7 * 24 * HOUR);
    await refreshDueFigures(db, later);
    expect(await weeksOf()).toEqual([0, 26, 52]);
    await expectKeptEqualsRebuilt(later);
  });
});

test("after a storm of answers, made while figures are made, the kept ones equal those from scratch", async () => {
  const readers = await Promise.all(Array.from({ length: 12 }, () => makeUser(db, institution)));
  for (const { id } of readers.slice(0, 9)) await join(id, new Date(0));
  const cases = await Promise.all(
    Array.from({ length: 12 }, (_, i) => makeCase(db, institution, { phase: PHASES[i % 4]! })),
  );
  let storming = true;
  const refresher = async () => {
    while (storming) await refreshDueFigures(db, NOW);
  };
  const other = (await db.prisma.cohort.create({ data: { institutionId: institution, name: "PGY-4" } })).id;
  const differences: number[] = [];
  const rebuilder = async () => {
    while (storming) differences.push(...(await rebuildFigures(db, NOW)).map(({ different }) => different));
  };
  const mover = async () => {
    for (const { id } of readers.slice(6, 9)) {
      await moveTo(other, id, NOW);
    }
  };
  const refreshing = Promise.all([refresher(), refresher(), rebuilder(), mover()]);
  await Promise.all(
    readers.map(async (who, r) => {
      for (const [c, what] of cases.entries()) {
        if ((r + c) % 5 === 0) await lock(who, what);
        if ((r * c) % 7 !== 3)
          await answer(who, what, (r + c) % 3 === 0 ? HIT : MISS, { phase: PHASES[(r + c) % 4] });
      }
    }),
  );
  storming = false;
  await refreshing;
  await refreshDueFigures(db, NOW);
  expect([await db.prisma.figuresDue.count(), await db.prisma.figuresDueAll.count()]).toEqual([0, 0]);
  const kept = await cohortWeek();
  expect([kept!.residents, (await cohortWeek(other))!.residents]).toEqual([6, 3]);
  expect(kept!.metrics.n).toBeGreaterThan(50);
  expect(differences.length).toBeGreaterThan(0);
  expect(new Set(differences)).toEqual(new Set([0]));
  await expectKeptEqualsRebuilt();
}, 180_000);

test("a rebuild that makes the first figures there are finds nothing wrong", async () => {
  await answer(reader, made, HIT);
  const differences = await rebuildFigures(db, NOW);
  expect(differences.find(({ table }) => table === "member_week")).toMatchObject({ kept: 0, made: 1 });
  for (const { different } of differences) expect(different).toBe(0);
  expect(await userWeek(reader.id)).toMatchObject({ n: 1 });
  expect(await refreshDueFigures(db, NOW)).toBe(0);
  await expectKeptEqualsRebuilt();
});

test("a rebuild tells of figures that are gone though nothing is due", async () => {
  await answer(reader, made, HIT);
  await refreshDueFigures(db, NOW);
  await db.pool.query(
    "TRUNCATE member_week, member_period, group_week, group_period, program_week, case_figures",
  );
  const differences = await rebuildFigures(db, NOW);
  expect(differences.map(({ different }) => different)).toEqual([1, 5, 1, 5, 1, 1]);
  await expectKeptEqualsRebuilt();
});

test("a rebuild mends figures that were spoilt, and says how many", async () => {
  await answer(reader, made, HIT);
  await refreshDueFigures(db, NOW);
  await db.pool.query("UPDATE member_week SET figures[1] = 99");
  const differences = await rebuildFigures(db, NOW);
  expect(differences.find(({ table }) => table === "member_week")).toMatchObject({
    kept: 1,
    made: 1,
    different: 1,
  });
  expect(await userWeek(reader.id)).toMatchObject({ n: 1 });
  await expectKeptEqualsRebuilt();
});
