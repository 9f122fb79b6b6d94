import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { beforeEach, expect, test } from "vitest";
import type { User } from "@/lib/auth/actor";
import { testDatabase, untilGone } from "@/lib/db/testing";
import { METRIC_VERSION } from "@/lib/domain/scoring/score";
import { getAttemptDisputes } from "@/lib/services/disputes/get-attempt-disputes";
import { rebuildFigures } from "@/lib/services/kept-figures/rebuild-figures";
import { refreshDueFigures } from "@/lib/services/kept-figures/refresh-due-figures";
import { getHistory } from "@/lib/services/progress/get-history";
import {
  contextOf,
  type MadeCase,
  makeCase,
  makeInstitution,
  makeUser,
  reviseCase,
} from "@/lib/services/testing/factories";
import { BUILT_CALOT } from "@/tooling/build-commands";
import { rescoreAttempts } from "./rescore-attempts";

const db = await testDatabase();
const NOW = new Date("2026-03-04T09:00:00Z");
const OLD = METRIC_VERSION - 1;

let institution: string;
let reader: User;
let made: MadeCase;

beforeEach(async () => {
  await db.pool.query("TRUNCATE attempt, attempt_score, member_week, figures_due, case_due CASCADE");
  institution = await makeInstitution(db);
  reader = await makeUser(db, institution);
  made = await makeCase(db, institution);
});

/** Answers on the reference, which an older metric gave an IoU of a half; `n` of them, at the same case. */
async function answered(n: number, over: object = {}): Promise<void> {
  await db.prisma.attempt.createMany({
    data: Array.from({ length: n }, (_, index) => ({
      id: randomUUID(),
      userId: reader.id,
      caseId: made.id,
      versionId: made.versionId,
      mode: "guided",
      ordinal: index + 1,
      phase: "B" as const,
      phaseCorrect: true,
      lockedAt: NOW,
      zoneAt: NOW,
      x1: 100,
      y1: 100,
      x2: 300,
      y2: 300,
      iou: 0.5,
      centerDistance: 9,
      zoneOutcome: "hit",
      metricVersion: OLD,
      ...over,
    })),
  });
}

const rescored = (over: object = {}) => rescoreAttempts(db, { now: NOW, all: false, dryRun: false, ...over });

const trail = () =>
  db.prisma.auditEvent.findMany({ where: { institutionId: institution, action: "attempt.rescore" } });

test("scores of an older metric become those of this one, by the reference they were scored by, the old ones beside", async () => {
  await answered(3);
  await reviseCase(db, made, { boxes: [[0, 0, 10, 10]] });
  await refreshDueFigures(db, NOW);
  expect(await rescored()).toEqual([{ institution: expect.any(String), attempts: 3, changed: 3 }]);
  for (const attempt of await db.prisma.attempt.findMany()) {
    expect(attempt).toMatchObject({
      versionId: made.versionId,
      iou: 1,
      centerDistance: 0,
      metricVersion: METRIC_VERSION,
    });
  }
  expect(await db.prisma.attemptScore.findMany()).toMatchObject(
    Array.from({ length: 3 }, () => ({ versionId: made.versionId, iou: 0.5, metricVersion: OLD })),
  );
  expect(await trail()).toMatchObject([
    { actorId: null, detail: { metricVersion: METRIC_VERSION, attempts: 3 } },
  ]);
  await refreshDueFigures(db, NOW);
  expect((await rebuildFigures(db, NOW)).every(({ different }) => different === 0)).toBe(true);

  expect(await rescored()).toEqual([]);
  expect(await rescored({ all: true })).toMatchObject([{ attempts: 3, changed: 0 }]);
  expect(await db.prisma.attemptScore.count()).toBe(3);
  expect(await trail()).toHaveLength(1);
});

test("the reader is told that the metric changed, and what the score was", async () => {
  await answered(1);
  await rescored();
  const ctx = contextOf(db, reader, NOW);
  const history = await getHistory(ctx, {});
  expect(history).toMatchObject({ value: { entries: [{ rescored: "metric", iou: 1 }] } });
  const { id } = await db.prisma.attempt.findFirstOrThrow();
  expect(await getAttemptDisputes(ctx, id)).toMatchObject({
    value: { oldScores: [{ iou: 0.5, because: "metric" }] },
  });
});

test("what has no zone, and what this metric scored, is left alone; of it all, what differs is written", async () => {
  await answered(1, { metricVersion: METRIC_VERSION });
  const open = { zoneAt: null, x1: null, y1: null, x2: null, y2: null, iou: null, centerDistance: null };
  await answered(1, { ...open, zoneOutcome: null, metricVersion: null, ordinal: 2 });
  expect(await rescored()).toEqual([]);
  expect(await db.prisma.attemptScore.count()).toBe(0);
  expect(await rescored({ all: true })).toMatchObject([{ attempts: 1, changed: 1 }]);
  expect(await db.prisma.attemptScore.count()).toBe(1);
});

test("tried out, it tells how many scores would change and writes nothing", async () => {
  await answered(2);
  expect(await rescored({ dryRun: true })).toMatchObject([{ attempts: 2, changed: 2 }]);
  expect(await db.prisma.attempt.count({ where: { metricVersion: OLD } })).toBe(2);
  expect([await db.prisma.attemptScore.count(), (await trail()).length]).toEqual([0, 0]);
});

test("killed again and again it loses nothing, does nothing twice, and goes on", {
  timeout: 180_000,
}, async () => {
  const ALL = 6000;
  await answered(ALL);
  let before = 0;
  for (let kill = 0; kill < 3; kill++) {
    const child = start();
    const ended = endOf(child);
    while (child.exitCode === null && (await done()) <= before) await pause(5);
    child.kill("SIGKILL");
    await ended;
    await untilGone(db.url, "rescore");
    before = await done();
    // A batch is there as a whole, with the old scores of just its attempts.
    expect(await db.prisma.attemptScore.count()).toBe(before);
  }
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(ALL);
  const last = await endOf(start());
  expect(last.err).toContain(`attempts: ${ALL - before} of ${ALL - before}`);
  expect(last.code).toBe(0);
  expect(JSON.parse(last.out)).toMatchObject({ metricVersion: METRIC_VERSION, changed: ALL - before });
  expect([await done(), await db.prisma.attemptScore.count()]).toEqual([ALL, ALL]);
  expect(await trail()).toHaveLength(1);
  expect(JSON.parse((await endOf(start())).out)).toMatchObject({ attempts: 0, institutions: [] });
});

const done = () => db.prisma.attempt.count({ where: { metricVersion: METRIC_VERSION } });

function start(): ChildProcess {
  return spawn(process.execPath, [BUILT_CALOT, "rescore", "--json"], {
    env: { ...process.env, DATABASE_URL: db.url, DATABASE_OWNER_URL: db.ownerUrl },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function endOf(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  const text = { out: "", err: "" };
  child.stdout!.on("data", (chunk: Buffer) => (text.out += chunk));
  child.stderr!.on("data", (chunk: Buffer) => (text.err += chunk));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, ...text };
}
