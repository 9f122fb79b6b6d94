import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import type { Mode } from "../../domain/attempts/mode";
import type { Box } from "../../domain/geometry";
import { getAttempt } from "../attempts/get-attempt";
import { submitZone } from "../attempts/submit-zone";
import { rebuildFigures } from "../kept-figures/rebuild-figures";
import { refreshDueFigures } from "../kept-figures/refresh-due-figures";
import { getHistory } from "../progress/get-history";
import { contextOf, type MadeCase, makeCase, makeInstitution, makeUser } from "../testing/factories";
import { decideDispute } from "./decide-dispute";
import { getAttemptDisputes } from "./get-attempt-disputes";
import { acceptance, answer, lock, NOW, OFF, ON, question } from "./testing";

const db = await testDatabase();
const SENTENCE = "The duct was taken for the artery.";
let institution: string;
let reader: User;
let judge: User;
let made: MadeCase;

beforeAll(async () => {
  institution = await makeInstitution(db);
  judge = await makeUser(db, institution, "faculty");
});

beforeEach(async () => {
  await db.pool.query(
    "TRUNCATE attempt, member_week, member_period, group_week, group_period, program_week, case_figures, case_due, figures_due, figures_due_all, mail, notice CASCADE",
  );
  reader = await makeUser(db, institution);
  made = await makeCase(db, institution);
});

const ctx = (who: User, now = NOW) => contextOf(db, who, now);
const resident = () => makeUser(db, institution);
const current = async () =>
  (await db.prisma.case.findUniqueOrThrow({ where: { id: made.id } })).currentVersionId!;
const accept = (id: string, over: object = {}, who = judge) =>
  decideDispute(ctx(who), id, acceptance(made.versionId, over));
const attemptOf = (id: string) => db.prisma.attempt.findUniqueOrThrow({ where: { id } });

/** Everything of an attempt's score that another attempt with the same answer must have too. */
async function scoreOf(id: string) {
  const { phase, phaseCorrect, iou, centerDistance, zoneOutcome, metricVersion, versionId } =
    await attemptOf(id);
  return { phase, phaseCorrect, iou, centerDistance, zoneOutcome, metricVersion, versionId };
}

describe("accepting", () => {
  test("makes a new version current, and scores the attempt anew with the old score beside it", async () => {
    const attempt = await answer(db, reader, made, OFF);
    const before = await scoreOf(attempt);
    const id = await question(db, reader, attempt, { box: OFF });
    const settled = await accept(id);
    const versionId = await current();
    expect(settled).toEqual({ ok: true, value: { status: "accepted", versionId, rescored: 1, changed: 1 } });
    expect(await db.prisma.caseVersion.findUniqueOrThrow({ where: { id: versionId } })).toMatchObject({
      number: 2,
      reason: "dispute",
      boxes: [[...OFF]],
      location: "There.",
    });
    expect(await scoreOf(attempt)).toMatchObject({
      versionId,
      iou: 1,
      centerDistance: 0,
      zoneOutcome: "hit",
    });
    const { versionId: oldVersion, phase: _, ...old } = before;
    expect(await db.prisma.attemptScore.findMany({ where: { attemptId: attempt } })).toMatchObject([
      { ...old, versionId: oldVersion, replacedAt: NOW },
    ]);
    expect(await db.prisma.dispute.findUniqueOrThrow({ where: { id } })).toMatchObject({
      status: "accepted",
      decision: SENTENCE,
      judgeId: judge.id,
      decidedAt: NOW,
      settledVersionId: versionId,
    });
  });

  test("shows the reader what it was, what it is, and why", async () => {
    const attempt = await answer(db, reader, made, OFF);
    await accept(await question(db, reader, attempt));
    const review = await getAttempt(ctx(reader), attempt);
    expect(review).toMatchObject({
      value: {
        score: { iou: 1, hit25: true },
        referenceChanged: false,
        reveal: { reference: { boxes: [OFF] }, revision: { at: NOW.toISOString(), because: SENTENCE } },
      },
    });
    expect(await getAttemptDisputes(ctx(reader), attempt)).toMatchObject({
      value: {
        obstacle: null,
        disputes: [{ status: "accepted", decision: SENTENCE }],
        oldScores: [{ iou: 0, phaseCorrect: true, zoneOutcome: "missed", replacedAt: NOW.toISOString() }],
      },
    });
    expect(await getHistory(ctx(reader), {})).toMatchObject({
      value: { entries: [{ rescored: "reference", iou: 1 }] },
    });
    // Whoever answers it from now on is told too; of a reference that nobody changed, nothing is.
    const later = await resident();
    const told = await lock(db, later, made);
    expect(await submitZone(ctx(later), told, { box: ON })).toMatchObject({
      value: { reveal: { revision: { because: SENTENCE } } },
    });
    const untouched = await makeCase(db, institution);
    const revealed = await submitZone(ctx(later), await lock(db, later, untouched), { box: ON });
    expect(revealed).not.toHaveProperty("value.reveal.revision");
  });

  test("gives every attempt the score it would have from scratch: repetitions, drills and exams too", async () => {
    const zones: readonly Box[] = [ON, OFF, [550, 200, 790, 460.5], [0, 0, 1000, 500], [610, 260, 640, 300]];
    const modes: readonly Mode[] = ["guided", "exam", "phase-given"];
    const answers = modes.flatMap((mode) => zones.map((box) => ({ mode, box })));
    const ids: string[] = [];
    for (const { mode, box } of answers) {
      // Two each: the second is a repetition.
      const who = await resident();
      for (const phase of ["B", "C"]) ids.push(await answer(db, who, made, box, { mode, phase }));
    }
    const attempt = await answer(db, reader, made, OFF);
    const id = await question(db, reader, attempt);
    const reference = {
      ...acceptance(made.versionId).reference,
      phase: "C",
      boxes: [[...OFF], [20, 20, 60, 60]],
    };
    expect(await accept(id, { reference })).toMatchObject({ value: { rescored: ids.length + 1 } });
    for (const [turn, { mode, box }] of answers.entries()) {
      const who = await resident();
      for (const [second, phase] of (["B", "C"] as const).entries()) {
        const fresh = await answer(db, who, made, box, { mode, phase });
        expect(await scoreOf(ids[2 * turn + second]!)).toEqual(await scoreOf(fresh));
      }
    }
  });

  test("leaves the kept figures as if they were made from scratch", async () => {
    const cohort = await db.prisma.cohort.create({
      data: { institutionId: institution, name: randomUUID() },
    });
    await db.prisma.membership.create({
      data: { userId: reader.id, cohortId: cohort.id, joinedAt: new Date("2026-01-01T00:00:00Z") },
    });
    const attempt = await answer(db, reader, made, OFF);
    await answer(db, await resident(), made, ON, { mode: "phase-given" });
    await answer(db, reader, await makeCase(db, institution), ON);
    await lock(db, await resident(), made);
    await refreshDueFigures(db, NOW);
    const figures = () => db.prisma.caseFigures.findUnique({ where: { caseId: made.id } });
    expect(await figures()).toMatchObject({ difficulty: 1 });
    await accept(await question(db, reader, attempt));
    expect(await refreshDueFigures(db, NOW)).toBeGreaterThan(0);
    expect(await figures()).toMatchObject({ difficulty: 0 });
    for (const difference of await rebuildFigures(db, NOW)) {
      expect(difference).toMatchObject({ different: 0, kept: difference.made });
    }
  });

  test("moves an attempt that waits for its zone: it is scored by the new reference when it arrives", async () => {
    const waiting = await resident();
    const open = await lock(db, waiting, made, { phase: "C" });
    const id = await question(db, reader, await answer(db, reader, made, OFF));
    const reference = { ...acceptance(made.versionId).reference, phase: "C" };
    await accept(id, { reference });
    expect(await attemptOf(open)).toMatchObject({
      versionId: await current(),
      phaseCorrect: true,
      iou: null,
    });
    const scored = await submitZone(ctx(waiting), open, { box: OFF });
    expect(scored).toMatchObject({ value: { score: { iou: 1, phaseCorrect: true } } });
    // It has never had another score, so none is shown beside it.
    expect(await getAttemptDisputes(ctx(waiting), open)).toMatchObject({ value: { oldScores: [] } });
  });

  test("closes other disputes of the case with it, and leaves open those that it is told to", async () => {
    const [first, second, third] = [reader, await resident(), await resident()];
    const ids: string[] = [];
    for (const who of [first, second, third]) {
      ids.push(await question(db, who, await answer(db, who, made, OFF)));
    }
    await accept(ids[0]!, { together: [ids[1]] });
    const stored = await db.prisma.dispute.findMany({
      where: { caseId: made.id },
      orderBy: { createdAt: "asc" },
    });
    const byId = new Map(stored.map((dispute) => [dispute.id, dispute]));
    const settledVersionId = await current();
    expect(byId.get(ids[1]!)).toMatchObject({ status: "accepted", settledVersionId, decision: SENTENCE });
    expect(byId.get(ids[2]!)).toMatchObject({ status: "open", settledVersionId: null });
    // The one left open can still be accepted, from the reference that holds now.
    const reference = { ...acceptance(made.versionId).reference, boxes: [[...ON] satisfies Box] };
    expect(
      await decideDispute(ctx(judge), ids[2]!, acceptance(settledVersionId, { reference })),
    ).toMatchObject({
      value: { rescored: 3, changed: 3 },
    });
    expect(
      await getAttemptDisputes(ctx(first), stored.find(({ id }) => id === ids[0])!.attemptId),
    ).toMatchObject({
      value: { oldScores: [{ iou: 1 }, { iou: 0 }] },
    });
  });

  test("is refused with the same reference, outside the frame, without a zone or a text, and with strange others", async () => {
    const id = await question(db, reader, await answer(db, reader, made, OFF));
    const elsewhere = await makeCase(db, institution);
    const strange = await question(db, reader, await answer(db, reader, elsewhere, OFF));
    const { reference } = acceptance(made.versionId);
    const same = {
      phase: "B",
      boxes: [[100, 100, 300, 300]],
      rationale: {
        location: "secret location",
        exposure: "secret exposure",
        nextAction: "secret next action",
        criticalRisk: "secret critical risk",
      },
    };
    for (const over of [
      { reference: same },
      { reference: { ...reference, boxes: [[0, 0, 1001, 10]] } },
      { reference: { ...reference, boxes: [] } },
      { reference: { ...reference, rationale: { ...reference.rationale, exposure: " " } } },
      { together: [strange] },
      { sentence: "" },
    ]) {
      expect(await accept(id, over)).toMatchObject({ failure: { code: "invalid" } });
    }
    expect(await current()).toBe(made.versionId);
    expect(await db.prisma.dispute.count({ where: { caseId: made.id, status: "open" } })).toBe(1);
  });

  test("is in the audit trail, with how many were scored anew", async () => {
    await answer(db, await resident(), made, ON);
    const id = await question(db, reader, await answer(db, reader, made, OFF));
    await accept(id);
    const versionId = await current();
    const events = await db.prisma.auditEvent.findMany({
      where: { actorId: judge.id, subjectId: { in: [id, made.id] } },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ action, subjectId, detail }) => ({ action, subjectId, detail }))).toEqual([
      { action: "dispute.accept", subjectId: id, detail: { caseId: made.id, sentence: SENTENCE, versionId } },
      {
        action: "case.revise",
        subjectId: made.id,
        detail: { from: [made.versionId], to: versionId, number: 2, reason: "dispute" },
      },
      {
        action: "attempt.rescore",
        subjectId: made.id,
        detail: { versionId, attempts: 2, changed: 2, readers: 2 },
      },
    ]);
  });
});

describe("at the same time", () => {
  test("two judges: one decides, the other is told of it", async () => {
    const id = await question(db, reader, await answer(db, reader, made, OFF));
    const second = await makeUser(db, institution, "director");
    const results = await Promise.all([accept(id), accept(id, {}, second)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ failure: { code: "conflict" } });
    expect(await db.prisma.caseVersion.count({ where: { caseId: made.id } })).toBe(2);
  });

  test("two judges on two disputes of one case: the second finds that the reference has changed", async () => {
    const other = await resident();
    const ids = [
      await question(db, reader, await answer(db, reader, made, OFF)),
      await question(db, other, await answer(db, other, made, OFF)),
    ];
    const results = await Promise.all(ids.map((id) => accept(id)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({
      failure: { code: "conflict", detail: expect.stringContaining("changed") },
    });
  });

  test("answers and an acceptance: none is left with the old reference, or with a score of it", async () => {
    const readers = await Promise.all(Array.from({ length: 24 }, resident));
    const waiting = await Promise.all(readers.slice(0, 12).map((who) => lock(db, who, made)));
    const id = await question(db, reader, await answer(db, reader, made, OFF));
    const [settled] = await Promise.all([
      accept(id),
      ...waiting.map((attempt, i) => submitZone(ctx(readers[i]!), attempt, { box: OFF })),
      ...readers.slice(12).map((who) => answer(db, who, made, OFF)),
    ]);
    expect(settled).toMatchObject({ ok: true });
    const versionId = await current();
    const attempts = await db.prisma.attempt.findMany({ where: { caseId: made.id } });
    expect(attempts).toHaveLength(25);
    for (const attempt of attempts) expect(attempt).toMatchObject({ versionId, iou: 1, zoneOutcome: "hit" });
  });
});

test("a phase that is locked while the reference changes is locked under the new one", async () => {
  const client = await db.pool.connect();
  await client.query("BEGIN");
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO case_version (case_id, number, frame_id, phase, boxes, location, exposure, next_action, critical_risk)
     SELECT case_id, 2, frame_id, phase, boxes, '', '', '', '' FROM case_version WHERE id = $1 RETURNING id`,
    [made.versionId],
  );
  const versionId = rows[0]!.id;
  await client.query(`UPDATE "case" SET current_version_id = $2 WHERE id = $1`, [made.id, versionId]);
  const locking = lock(db, reader, made);
  const waiting = `SELECT count(*)::int AS n FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  await expect
    .poll(async () => (await client.query<{ n: number }>(waiting)).rows[0]!.n, { timeout: 60_000 })
    .toBe(1);
  await client.query("COMMIT");
  client.release();
  expect(await attemptOf(await locking)).toMatchObject({ versionId });
}, 120_000);

test("thousands of attempts are scored anew in one go", async () => {
  const attempt = await answer(db, reader, made, OFF);
  await db.pool.query(
    `WITH people AS (
       INSERT INTO "user" (institution_id, email, name, role, password_hash)
       SELECT $1, gen_random_uuid() || '@calot.example', 'A reader', 'resident', '-' FROM generate_series(1, 3000)
       RETURNING id
     )
     INSERT INTO attempt (id, user_id, case_id, version_id, mode, ordinal, phase, phase_correct, locked_at, zone_at,
       x1, y1, x2, y2, iou, center_distance, zone_outcome, metric_version)
     SELECT gen_random_uuid(), id, $2, $3, 'guided', 1, 'B', true, $4, $4, 600, 250, 800, 450, 0, 50, 'missed', 1
     FROM people`,
    [institution, made.id, made.versionId, NOW],
  );
  expect(await accept(await question(db, reader, attempt))).toMatchObject({
    value: { rescored: 3001, changed: 3001 },
  });
  expect(await db.prisma.attempt.count({ where: { caseId: made.id, iou: 1 } })).toBe(3001);
  expect(await db.prisma.attemptScore.count()).toBe(3001);
  expect(await db.prisma.notice.count({ where: { kind: { not: "dispute.open" } } })).toBe(3001);
  expect(await db.prisma.mail.count({ where: { key: { not: { startsWith: "dispute.open" } } } })).toBe(3001);
}, 120_000);
