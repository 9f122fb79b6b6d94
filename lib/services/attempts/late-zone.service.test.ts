import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { boolean, nullable, timestamp, uuid } from "../../db/columns";
import { composed } from "../../db/statement";
import { testDatabase } from "../../db/testing";
import type { LockPhaseInput } from "../../domain/attempts/answer";
import { LATE_ZONE_TIME_MS, waitsForZone as waits } from "../../domain/attempts/late-zone";
import { MODES } from "../../domain/attempts/mode";
import type { Box } from "../../domain/geometry";
import { PHASES } from "../../domain/phases";
import { seededRandom } from "../../domain/statistics/random";
import { waitsForZone } from "../../sql/attempts";
import type { Context } from "../context";
import { foldNewAnswers } from "../estimates/fold-new-answers";
import { rebuildEstimates } from "../estimates/rebuild-estimates";
import { rebuildFigures } from "../kept-figures/rebuild-figures";
import { refreshDueFigures } from "../kept-figures/refresh-due-figures";
import { getOwnData } from "../leaving/get-own-data";
import { loadOwnAnswers } from "../practice/parts/own-answers";
import { getHistory } from "../progress/get-history";
import { getProgress } from "../progress/get-progress";
import {
  contextOf,
  type MadeCase,
  makeAssignment,
  makeCase,
  makeInstitution,
  makeUser,
} from "../testing/factories";
import { findAnswer } from "./find-answer";
import { getAttempt } from "./get-attempt";
import { lockPhase } from "./lock-phase";
import { submitLast } from "./submit-last";
import { submitZone } from "./submit-zone";

const db = await testDatabase();
const NOW = new Date("2026-03-06T09:00:00Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const HIT: Box = [100, 100, 300, 300];
const AWAY: Box = [600, 300, 700, 400];

let institution: string;
let reader: User;
let made: MadeCase;

beforeEach(async () => {
  await db.pool.query(
    `TRUNCATE attempt, member_week, member_period, group_week, group_period, program_week, case_figures, case_due,
      figures_due, figures_due_all, reader_estimate, case_estimate, library_estimate, estimates_due CASCADE`,
  );
  await db.pool.query("UPDATE figures_state SET lapsed_until = $1", [new Date(NOW.getTime() - DAY)]);
  await db.pool.query("UPDATE estimates_state SET folded_until = '1970-01-01Z', version = 1");
  institution = await makeInstitution(db);
  reader = await makeUser(db, institution);
  made = await makeCase(db, institution);
});

const at = (ms: number) => contextOf(db, reader, new Date(NOW.getTime() + ms));

async function lock(over: Partial<LockPhaseInput> = {}, ctx = at(0)): Promise<string> {
  const id = randomUUID();
  const body = { id, caseId: made.id, phase: "B" as const, ...over };
  expect(await lockPhase(ctx, body)).toMatchObject({ ok: true });
  return id;
}

/** Hours after the lock, which is at 0. */
const send = (id: string, hours: number, over: object = {}) =>
  submitZone(at(hours * HOUR), id, { box: HIT, elapsedMs: 4000, ...over });

const taken = { ok: true, value: { score: { iou: 1 } } };
const refused = {
  ok: false,
  failure: { code: "conflict", detail: expect.stringContaining("More than a day has passed") },
};

const code = (result: { ok: boolean; failure?: { code: string } }) =>
  result.ok ? "ok" : result.failure?.code;

/** The figures and estimates as they are kept by then, held against those made anew. */
async function keptBy(hours: number) {
  const now = at(hours * HOUR).now;
  await refreshDueFigures(db, now);
  await foldNewAnswers(db, new Date(now.getTime() + MINUTE));
  for (const each of [...(await rebuildFigures(db, now)), ...(await rebuildEstimates(db))]) {
    expect(each).toMatchObject({ different: 0, kept: each.made });
  }
  const progress = await getProgress(at(hours * HOUR));
  if (!progress.ok) throw new Error("They have figures.");
  const { n, acc, ha25 } = progress.value.all;
  return {
    n,
    acc,
    ha25,
    weeks: await db.prisma.memberWeek.count({ where: { userId: reader.id } }),
    estimated: await db.prisma.readerEstimate.count({ where: { userId: reader.id } }),
  };
}

describe("a zone that comes more than a day after its phase", () => {
  it("is taken whenever it comes where the lock told nothing", async () => {
    const exam = await lock({ mode: "exam" });
    expect(await send(exam, 24)).toMatchObject(taken);
    const other = await lock({ mode: "exam", caseId: (await makeCase(db, institution)).id });
    expect(await send(other, 24 * 300)).toMatchObject(taken);
  });

  it.each(["guided", "phase-given"] as const)(
    "was given within the day and comes within a fortnight, %s",
    async (mode) => {
      const fortnight = LATE_ZONE_TIME_MS / HOUR;
      const inTime = await lock({ mode });
      expect(await send(inTime, fortnight - 1 / HOUR, { sinceLockMs: DAY - 1 })).toMatchObject({ ok: true });
      for (const [hours, over] of [
        [24, {}],
        [24, { sinceLockMs: DAY }],
        [fortnight, { sinceLockMs: 5000 }],
      ] as const) {
        const id = await lock({ mode, caseId: (await makeCase(db, institution)).id });
        expect(await send(id, hours, over)).toMatchObject(refused);
      }
    },
  );

  it("needs no word of when before the day is over, and is held to what it said", async () => {
    const id = await lock();
    expect(await send(id, 24 - 1 / HOUR, { sinceLockMs: 9 * DAY })).toMatchObject(taken);
    expect(await send(id, 30, { sinceLockMs: 9 * DAY })).toMatchObject(taken);
    expect(code(await send(id, 30, { sinceLockMs: 1 }))).toBe("conflict");
    expect(code(await send(await lock(), 0, { sinceLockMs: -1 }))).toBe("invalid");
    expect(code(await send(await lock(), 0, { sinceLockMs: 2 ** 31 }))).toBe("invalid");
  });

  it("is stored once, however often it is sent at once, and answered the same", async () => {
    const id = await lock();
    const all = await Promise.all(Array.from({ length: 4 }, () => send(id, 50, { sinceLockMs: 7000 })));
    for (const each of all) expect(each).toEqual(all[0]);
    expect(all[0]).toMatchObject(taken);
    const { rows } = await db.pool.query("SELECT count(*)::int AS n FROM audit_event WHERE subject_id = $1", [
      id,
    ]);
    expect(rows).toEqual([{ n: 2 }]);
    expect(await send(id, 24 * 60, { sinceLockMs: 7000 })).toMatchObject(taken);
    const stranger = contextOf(db, await makeUser(db, institution), at(50 * HOUR).now);
    expect(code(await submitZone(stranger, id, { box: HIT, sinceLockMs: 7000 }))).toBe("not-found");
  });

  it("is told as such: when it was given, and when it arrived", async () => {
    const id = await lock();
    const scored = await send(id, 72, { sinceLockMs: 20 * MINUTE });
    const late = { givenAt: "2026-03-06T09:20:00.000Z", arrivedAt: "2026-03-09T09:00:00.000Z" };
    expect(scored).toMatchObject({ value: { reveal: { late } } });
    expect(await getAttempt(at(73 * HOUR), id)).toMatchObject({ value: { reveal: { late } } });
    expect(await getHistory(at(73 * HOUR), {})).toMatchObject({
      value: { entries: [{ state: "scored", late }] },
    });
    const own = await getOwnData(at(73 * HOUR));
    if (!own.ok) throw new Error("It is theirs.");
    const { columns, rows } = own.value.parts.find(({ name }) => name === "attempts")!;
    const cell = (name: string) => rows[0]![columns.indexOf(name)];
    expect([cell("zone came late"), cell("from phase to zone in ms, by your device")]).toEqual([
      true,
      20 * MINUTE,
    ]);
    const inTime = await send(await lock({ caseId: (await makeCase(db, institution)).id }), 1);
    expect(inTime.ok && inTime.value.reveal).not.toHaveProperty("late");
  });
});

describe("figures and estimates", () => {
  it.each([
    ["guided", { mode: "guided" }, { sinceLockMs: 1000 }],
    ["an exam", { mode: "exam" }, {}],
  ] as const)("count a miss until the zone comes, and then the answer: %s", async (_, over, claim) => {
    const id = await lock(over);
    expect(await keptBy(23)).toMatchObject({ n: 0, weeks: 0, estimated: 0 });
    expect(await keptBy(25)).toEqual({ n: 1, acc: 1, ha25: 0, weeks: 1, estimated: 1 });
    const { theta: before } = await db.prisma.readerEstimate.findUniqueOrThrow({
      where: { userId: reader.id },
    });
    expect(await send(id, 70, claim)).toMatchObject(taken);
    expect(await keptBy(71)).toEqual({ n: 1, acc: 1, ha25: 1, weeks: 1, estimated: 1 });
    const { theta } = await db.prisma.readerEstimate.findUniqueOrThrow({ where: { userId: reader.id } });
    expect(theta).not.toEqual(before);
    expect(await keptBy(400)).toMatchObject({ n: 1, ha25: 1 });
  });

  it("fold the answer once, also when it comes between two folds of the same minute", async () => {
    const id = await lock({ mode: "exam" });
    await foldNewAnswers(db, at(24 * HOUR + MINUTE - 1).now);
    await send(id, 24);
    await foldNewAnswers(db, at(24 * HOUR + MINUTE).now);
    await foldNewAnswers(db, at(24 * HOUR + 2 * MINUTE).now);
    for (const each of await rebuildEstimates(db))
      expect(each).toMatchObject({ different: 0, kept: each.made });
  });

  it("take a second look out again whose first zone came late, until its last answer or its day", async () => {
    const id = await lock({ secondLook: true });
    expect(await keptBy(25)).toMatchObject({ n: 1, ha25: 0 });
    expect(await send(id, 40)).toMatchObject({
      value: { score: null, reveal: null, aid: { kind: "model" } },
    });
    expect(await keptBy(41)).toMatchObject({ n: 0, weeks: 0, estimated: 0 });
    expect(await submitLast(at(42 * HOUR), id, {})).toMatchObject({ value: { first: { iou: 1 } } });
    expect(await keptBy(43)).toMatchObject({ n: 1, ha25: 1 });

    made = await makeCase(db, institution);
    const other = await lock({ secondLook: true });
    await send(other, 40);
    expect(await keptBy(63)).toMatchObject({ n: 1 });
    expect(code(await submitLast(at(64 * HOUR), other, {}))).toBe("conflict");
    expect(await keptBy(64)).toMatchObject({ n: 2, ha25: 1 });
  });
});

it("whatever comes when, figures and estimates are kept as they are made anew", async () => {
  const random = seededRandom(35);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const readers = [reader, await makeUser(db, institution)];
  const events: { hours: number; happen: (now: Date) => Promise<unknown> }[] = [];
  for (const who of readers) {
    for (let i = 0; i < 8; i++) {
      const { id: caseId } = await makeCase(db, institution, { phase: pick(PHASES) });
      const [id, lockedAt, zoneAfter] = [randomUUID(), 60 * random(), pick([2, 23.9, 24, 30, 90, 335, 400])];
      const begin = { caseId, phase: pick(PHASES), mode: pick(MODES), secondLook: random() < 0.3 };
      const claim = random() < 0.6 && { sinceLockMs: Math.floor(2 * DAY * random() ** 2) };
      const at = (hours: number, happen: (ctx: Context) => Promise<unknown>) =>
        events.push({ hours, happen: (now) => happen(contextOf(db, who, now)) });
      at(lockedAt, (ctx) => lockPhase(ctx, { id, ...begin }));
      if (random() < 0.9)
        at(lockedAt + zoneAfter, (ctx) => submitZone(ctx, id, { box: pick([HIT, AWAY]), ...claim }));
      if (random() < 0.3) at(lockedAt + 50, (ctx) => lockPhase(ctx, { id: randomUUID(), ...begin }));
      if (random() < 0.3) at(lockedAt + zoneAfter + 1, (ctx) => submitLast(ctx, id, {}));
    }
  }
  for (const [i, { hours, happen }] of events.toSorted((a, b) => a.hours - b.hours).entries()) {
    const { now } = at(hours * HOUR);
    await happen(now);
    await refreshDueFigures(db, now);
    await foldNewAnswers(db, now);
    if (i % 12 === 0) await keptBy(hours);
  }
  await keptBy(600);
  const { rows } = await db.pool.query(
    "SELECT count(*)::int AS n FROM attempt WHERE zone_at >= locked_at + interval '24 hours'",
  );
  expect(rows[0].n).toBeGreaterThan(3);
});

describe("peeking gains nothing", () => {
  it("by another attempt, whatever the zone says of when it was given", async () => {
    for (const mode of ["guided", "exam"] as const) {
      made = await makeCase(db, institution);
      const first = await lock({ mode });
      const second = await lock({ mode }, at(30 * HOUR));
      expect(code(await send(first, 31, { sinceLockMs: 1 }))).toBe("conflict");
      expect(await send(second, 31)).toMatchObject({ ok: true });
      expect(code(await send(first, 32, { sinceLockMs: 1 }))).toBe("conflict");
    }
    expect(await keptBy(33)).toMatchObject({ n: 2, ha25: 0 });
  });

  it("by the answer at another case with the same picture, told since the lock", async () => {
    const double = await makeCase(db, institution, { pictureOf: made });
    const exam = await lock({ mode: "exam" });
    const elsewhere = await lock({ caseId: double.id });
    // Nothing is told before its zone is stored.
    const other = await lock({ mode: "exam", caseId: (await makeCase(db, institution)).id });
    expect(await send(other, 30)).toMatchObject({ ok: true });
    expect(await send(elsewhere, 2)).toMatchObject(taken);
    expect(await send(exam, 30)).toMatchObject(refused);
    expect(await send(exam, 30, { sinceLockMs: 1 })).toMatchObject(refused);
  });

  it("but an answer told before the lock is nothing new", async () => {
    const double = await makeCase(db, institution, { pictureOf: made });
    await send(await lock({ caseId: double.id }, at(-3 * HOUR)), -2);
    expect(await send(await lock({ mode: "exam" }), 30)).toMatchObject(taken);
  });

  it("by what the miss tells: while an exam's zone may come, no page says how its phase was", async () => {
    const double = await makeCase(db, institution, { phase: "C", pictureOf: made });
    const [exam, guided] = [await lock({ mode: "exam" }), await lock({ caseId: double.id })];
    const told = async (id: string, hours: number) => {
      const ctx = at(hours * HOUR);
      const [history, own] = [await getHistory(ctx, {}), await getOwnData(ctx)];
      if (!history.ok || !own.ok) throw new Error("They are theirs.");
      const { columns, rows } = own.value.parts.find(({ name }) => name === "attempts")!;
      const row = rows.find((each) => each[columns.indexOf("id")] === id)!;
      const entry = history.value.entries.find(({ attemptId }) => attemptId === id)!;
      const ownCases = (await loadOwnAnswers(db, reader.id, ctx.now)).map(({ caseId }) => caseId);
      const { caseId } = await db.prisma.attempt.findUniqueOrThrow({ where: { id } });
      return {
        history: [entry.state, entry.phase],
        ownData: [row[columns.indexOf("reference phase")], row[columns.indexOf("phase right")]],
        cards: ownCases.includes(caseId),
        answer: (await findAnswer(ctx, { caseId })).ok,
      };
    };
    expect(await told(exam, 30)).toEqual({
      history: ["missed", null],
      ownData: [null, null],
      cards: false,
      answer: true,
    });
    expect(await told(guided, 30)).toMatchObject({
      history: ["missed", "wrong"],
      ownData: ["C", false],
      cards: true,
    });
    // Another attempt is begun: the zone comes no more, and the miss is told.
    await lock({ mode: "exam" }, at(31 * HOUR));
    expect(await told(exam, 32)).toMatchObject({
      history: ["missed", "right"],
      ownData: ["B", true],
      cards: true,
    });
  });
});

const waiting = composed({
  name: "waiting",
  params: { id: uuid },
  row: { waits: boolean, zone_at: nullable(timestamp) },
  sql: `SELECT ${waitsForZone()} AS waits, t.zone_at FROM attempt t WHERE t.id = $id`,
});

it("waits for its zone by one rule, in SQL and out of it", async () => {
  const assignmentId = await makeAssignment(db, institution, [await makeCase(db, institution)], [reader]);
  for (const mode of MODES) {
    for (const aided of [false, true]) {
      for (const zone of [false, true]) {
        for (const superseded of [false, true]) {
          for (const assigned of [null, assignmentId]) {
            made = await makeCase(db, institution);
            const id = await lock({ mode });
            if (zone) await send(id, 1);
            if (superseded) await lock({ mode }, at(2 * HOUR));
            await db.pool.query("UPDATE attempt SET assignment_id = $2, aided = $3, aid = $4 WHERE id = $1", [
              id,
              assigned,
              aided,
              aided ? { kind: "clip", clipUrl: "/" } : null,
            ]);
            const row = await db.get(waiting, { id });
            expect(row.waits).toBe(
              waits({ mode, aided, assignmentId: assigned, zoneAt: row.zone_at, superseded }),
            );
          }
        }
      }
    }
  }
});
