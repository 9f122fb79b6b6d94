import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import type { Database } from "../../db/client";
import { testDatabase } from "../../db/testing";
import type { Box } from "../../domain/geometry";
import { phaseDefinitions } from "../../domain/phases";
import { getCase } from "../cases/get-case";
import { getStageCase } from "../cases/get-stage-case";
import type { Context } from "../context";
import { nextCases } from "../practice/next-cases";
import { getProgress } from "../progress/get-progress";
import { markOwnReason } from "../reasons/mark-own-reason";
import { lockCase } from "../testing/answering";
import {
  contextOf,
  type MadeCase,
  makeAssignment,
  makeCase,
  makeInstitution,
  makeUser,
  reviseCase,
} from "../testing/factories";
import { findAnswer } from "./find-answer";
import { findUnfinished } from "./find-unfinished";
import { getAttempt } from "./get-attempt";
import { lockPhase } from "./lock-phase";
import { submitZone } from "./submit-zone";

const db = await testDatabase();
const REFERENCE: Box = [100, 100, 300, 300];
const NOW = new Date("2026-03-02T09:00:00Z");
const HOUR = 60 * 60 * 1000;

let institution: string;
let reader: User;
let ctx: Context;
let made: MadeCase;

beforeEach(async () => {
  institution = await makeInstitution(db);
  reader = await makeUser(db, institution);
  ctx = contextOf(db, reader, NOW);
  made = await makeCase(db, institution);
});

const at = (ms: number): Context => ({ ...ctx, now: new Date(NOW.getTime() + ms) });

const locked = (over: object = {}, context = ctx): Promise<string> => lockCase(context, made, over);

const code = (result: { ok: boolean; failure?: { code: string } }): string =>
  result.ok ? "ok" : result.failure!.code;

describe("locking the phase", () => {
  it("tells the correct phase's definition and whether it was right, in guided mode", async () => {
    const id = randomUUID();
    expect(await lockPhase(ctx, { id, caseId: made.id, phase: "A" })).toEqual({
      ok: true,
      value: { id, definition: { phase: "B", text: phaseDefinitions.B }, phaseCorrect: false },
    });
  });

  it("tells the chosen phase's definition and nothing else, in an exam", async () => {
    const id = randomUUID();
    expect(await lockPhase(ctx, { id, caseId: made.id, phase: "A", mode: "exam" })).toEqual({
      ok: true,
      value: { id, definition: { phase: "A", text: phaseDefinitions.A } },
    });
  });

  it("gives the phase in a drill, and ignores one that is sent", async () => {
    for (const sent of [{}, { phase: "D", phaseConfidence: 1 } as const]) {
      const id = randomUUID();
      const body = { id, caseId: made.id, mode: "phase-given" as const, ...sent };
      expect(await lockPhase(ctx, body)).toEqual({
        ok: true,
        value: { id, definition: { phase: "B", text: phaseDefinitions.B } },
      });
    }
  });

  it("answers the same request the same, and stores one attempt", async () => {
    const body = { id: randomUUID(), caseId: made.id, phase: "A", phaseConfidence: 0.7 } as const;
    const [first, ...others] = await Promise.all(Array.from({ length: 8 }, () => lockPhase(ctx, body)));
    for (const other of others) expect(other).toEqual(first);
    expect(first!.ok).toBe(true);
    expect(await db.prisma.attempt.count({ where: { userId: reader.id } })).toBe(1);
    expect(await db.prisma.auditEvent.count({ where: { subjectId: body.id } })).toBe(1);
  });

  it("refuses another answer under the same id, even from somebody else", async () => {
    const id = await locked();
    const stranger = contextOf(db, await makeUser(db, institution), NOW);
    expect(code(await lockPhase(ctx, { id, caseId: made.id, phase: "C" }))).toBe("conflict");
    expect(code(await lockPhase(ctx, { id, caseId: made.id, phase: "B", mode: "exam" }))).toBe("conflict");
    expect(code(await lockPhase(stranger, { id, caseId: made.id, phase: "B" }))).toBe("conflict");
  });

  it("numbers attempts begun at once without a gap or a double", async () => {
    const bodies = Array.from({ length: 4 }, () => ({
      id: randomUUID(),
      caseId: made.id,
      phase: "A" as const,
    }));
    const results = await Promise.all(bodies.map((body) => lockPhase(ctx, body)));
    expect(results.map(code)).toEqual(["ok", "ok", "ok", "ok"]);
    const stored = await db.prisma.attempt.findMany({
      where: { userId: reader.id },
      orderBy: { ordinal: "asc" },
    });
    expect(stored.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4]);
  });

  it.each([
    ["no phase", { phase: undefined }],
    ["a fifth phase", { phase: "E" }],
    ["an id that is none", { id: "1" }],
    ["a confidence of 2", { phaseConfidence: 2 }],
    ["a mode that there is not", { mode: "easy" }],
    ["a field that there is not", { box: [0, 0, 1, 1] }],
  ])("refuses %s with a sentence", async (_, over) => {
    const result = await lockPhase(ctx, {
      id: randomUUID(),
      caseId: made.id,
      phase: "B",
      ...(over as object),
    });
    expect(code(result)).toBe("invalid");
    expect(!result.ok && result.failure.detail.length).toBeGreaterThan(10);
  });

  it("doesn't find what isn't published, or is another institution's", async () => {
    const elsewhere = await makeInstitution(db);
    const hidden = [
      await makeCase(db, institution, { publication: "draft" }),
      await makeCase(db, institution, { dataset: "draft" }),
      await makeCase(db, elsewhere),
      { id: randomUUID() },
    ];
    for (const { id } of hidden) {
      expect(code(await lockPhase(ctx, { id: randomUUID(), caseId: id, phase: "B" }))).toBe("not-found");
    }
  });
});

describe("submitting the zone", () => {
  it("stores and scores it, and tells the reference", async () => {
    const id = await locked();
    const result = await submitZone(ctx, id, {
      box: [100, 100, 300, 200],
      zoneConfidence: 0.5,
      elapsedMs: 1200,
    });
    expect(result).toMatchObject({
      ok: true,
      value: {
        score: { phaseCorrect: true, iou: 0.5, hit25: true, hardcoreIou: 0.5, hardcoreHit: true },
        reveal: {
          reference: { phase: "B", boxes: [REFERENCE] },
          rationale: { location: "secret location" },
          predictions: [
            { phase: "C", box: [0, 0, 100, 100], zoneOutcome: "missed", score: { hardcoreIou: 0 } },
          ],
        },
      },
    });
    expect(await db.prisma.attempt.findUnique({ where: { id } })).toMatchObject({
      iou: 0.5,
      centerDistance: (100 * 50) / Math.hypot(1000, 500),
      zoneOutcome: "hit",
      metricVersion: 1,
      elapsedMs: 1200,
    });
  });

  it("fails the case under a wrong phase, wherever the zone lies", async () => {
    const id = await locked({ phase: "A" });
    expect(await submitZone(ctx, id, { box: REFERENCE })).toMatchObject({
      value: { score: { iou: 1, hit25: true, hardcoreIou: 0, hardcoreHit: false } },
    });
  });

  it("answers the same request the same, however often and at once", async () => {
    const id = await locked();
    const body = { box: [100.125, 100, 300, 200.0625] } as const;
    const [first, ...others] = await Promise.all(Array.from({ length: 6 }, () => submitZone(ctx, id, body)));
    for (const other of others) expect(other).toEqual(first);
    expect(await submitZone(at(48 * HOUR), id, body)).toEqual(first);
    expect(await db.prisma.auditEvent.count({ where: { subjectId: id, action: "attempt.zone" } })).toBe(1);
  });

  it("stores one of two different zones that come at once", async () => {
    const id = await locked();
    const results = await Promise.all([
      submitZone(ctx, id, { box: [0, 0, 50, 50] }),
      submitZone(ctx, id, { box: [0, 0, 60, 60] }),
    ]);
    expect(results.map(code).sort()).toEqual(["conflict", "ok"]);
  });

  it.each<[string, unknown]>([
    ["outside the frame", { box: [0, 0, 1001, 10] }],
    ["swapped", { box: [10, 0, 5, 10] }],
    ["of three numbers", { box: [0, 0, 10] }],
    ["of words", { box: ["0", "0", "10", "10"] }],
    ["missing", {}],
    ["null", { box: null }],
  ])("refuses a box that is %s, and stores nothing", async (_, body) => {
    const id = await locked();
    expect(code(await submitZone(ctx, id, body as never))).toBe("invalid");
    expect(await db.prisma.attempt.findUnique({ where: { id } })).toMatchObject({ zoneAt: null, iou: null });
  });

  it("refuses a zone before a phase, and a second one", async () => {
    expect(code(await submitZone(ctx, randomUUID(), { box: REFERENCE }))).toBe("conflict");
    const id = await locked();
    await submitZone(ctx, id, { box: REFERENCE });
    expect(code(await submitZone(ctx, id, { box: [0, 0, 10, 10] }))).toBe("conflict");
  });

  it("doesn't find somebody else's attempt", async () => {
    const id = await locked();
    const stranger = contextOf(db, await makeUser(db, institution), NOW);
    expect(code(await submitZone(stranger, id, { box: REFERENCE }))).toBe("not-found");
    await submitZone(ctx, id, { box: REFERENCE });
    expect(code(await getAttempt(stranger, id))).toBe("not-found");
    expect(code(await getAttempt(ctx, id))).toBe("ok");
  });

  it("takes no zone once another attempt is begun, or after a day", async () => {
    const first = await locked();
    await locked();
    expect(code(await submitZone(ctx, first, { box: REFERENCE }))).toBe("conflict");
    const other = await makeCase(db, institution);
    const late = await locked({ caseId: other.id });
    expect(code(await submitZone(at(24 * HOUR - 1), late, { box: REFERENCE }))).toBe("ok");
    const tooLate = await locked({ caseId: (await makeCase(db, institution)).id });
    expect(code(await submitZone(at(24 * HOUR), tooLate, { box: REFERENCE }))).toBe("conflict");
  });

  it("scores by the reference that stood when the phase was locked", async () => {
    const id = await locked();
    await reviseCase(db, made, { phase: "D", boxes: [[500, 300, 600, 400]] });
    expect(await submitZone(ctx, id, { box: REFERENCE })).toMatchObject({
      value: { score: { iou: 1, phaseCorrect: true }, reveal: { reference: { phase: "B" } } },
    });
    expect(await getAttempt(ctx, id)).toMatchObject({ value: { referenceChanged: true, practicable: true } });
    await db.prisma.case.update({
      where: { id: made.id },
      data: { retiredAt: new Date(), retiredBecause: "Blurred." },
    });
    expect(await getAttempt(ctx, id)).toMatchObject({ value: { practicable: false } });
  });
});

describe("an open attempt", () => {
  it("is given back with the case, and no more of it than was told", async () => {
    const id = await locked({ phase: "A", mode: "exam" });
    const stage = await getStageCase(ctx, made.id);
    expect(stage).toMatchObject({
      value: { answered: false, open: { id, mode: "exam", phase: "A", definition: { phase: "A" } } },
    });
    expect(JSON.stringify(stage)).not.toMatch(/secret|phaseCorrect|reference/);
    expect(await getStageCase(at(24 * HOUR), made.id)).toMatchObject({
      value: { answered: true, open: null },
    });
  });

  it("is told of before another case is begun, comes last of what is next, and comes as it is", async () => {
    const others = [await makeCase(db, institution), await makeCase(db, institution)];
    expect(await findUnfinished(ctx)).toEqual({ ok: true, value: null });
    const id = await locked({ phase: "A", mode: "guided" });
    expect(await findUnfinished(ctx)).toMatchObject({
      value: { caseId: made.id, mode: "guided", lockedAt: NOW.toISOString() },
    });
    const next = await nextCases(ctx, { limit: 3 });
    if (!next.ok) throw new Error("There are cases.");
    const { cases } = next.value;
    expect(new Set(cases.slice(0, 2).map((each) => each.id))).toEqual(new Set(others.map((each) => each.id)));
    expect(cases[2]).toMatchObject({ id: made.id, open: { id, phase: "A", phaseCorrect: false } });
    expect(cases.slice(0, 2).map(({ open }) => open)).toEqual([null, null]);
    expect(await findUnfinished(at(24 * HOUR))).toEqual({ ok: true, value: null });
  });
});

describe("what is stored of a case", () => {
  it("is the latest answer with its reveal, and nobody else's", async () => {
    expect(await findAnswer(ctx, { caseId: made.id })).toEqual({ ok: true, value: { answer: null } });
    const first = await locked({ phase: "B" });
    expect(await findAnswer(ctx, { caseId: made.id })).toEqual({ ok: true, value: { answer: null } });
    const scored = await submitZone(ctx, first, { box: [...REFERENCE] });
    if (!scored.ok) throw new Error("It is stored.");
    expect(await findAnswer(ctx, { caseId: made.id })).toMatchObject({
      value: { answer: { id: first, mode: "guided", phase: "B", box: REFERENCE, ...scored.value } },
    });
    const other = contextOf(db, await makeUser(db, institution), NOW);
    expect(await findAnswer(other, { caseId: made.id })).toEqual({ ok: true, value: { answer: null } });
    expect(code(await findAnswer(ctx, { caseId: "none" }))).toBe("not-found");
  });

  it("is told as it is read with the attempt, before its zone is stored, the reader's words too", async () => {
    const id = await locked();
    const asked: string[] = [];
    const noted: Database = {
      ...db,
      find(statement, ...values) {
        asked.push(statement.name);
        return db.find(statement, ...values);
      },
      run(statement, ...values) {
        asked.push(statement.name);
        return db.run(statement, ...values);
      },
    };
    const body = { box: REFERENCE, nextAction: "Dissect on.", criticalRisk: "The common bile duct." };
    const told = await submitZone({ ...ctx, db: noted }, id, body);
    expect(asked).toEqual(["attempt-to-score", "store-zone"]);
    expect(told).toMatchObject({
      value: { reveal: { reasons: [{ mark: null }, { mark: null }], predictions: [{ phase: "C" }] } },
    });
    expect(await getAttempt(ctx, id)).toMatchObject(told);
    await markOwnReason(ctx, { attemptId: id, part: "criticalRisk" }, { grade: "said" });
    const again = await submitZone(ctx, id, body);
    expect(again).toMatchObject({ value: { reveal: { reasons: [{ mark: null }, { mark: "said" }] } } });
    expect(await getAttempt(ctx, id)).toMatchObject(again);
  });

  it("tells nothing of the reference before an assignment is released", async () => {
    const assignmentId = await makeAssignment(db, institution, [made], [reader]);
    const id = await locked({ assignmentId, phase: "A" });
    await submitZone(ctx, id, { box: [...REFERENCE] });
    const found = await findAnswer(ctx, { caseId: made.id, assignmentId });
    expect(found).toEqual({
      ok: true,
      value: { answer: { id, mode: "exam", phase: "A", box: REFERENCE, score: null, reveal: null } },
    });
    expect(await findAnswer(ctx, { caseId: made.id })).toEqual({ ok: true, value: { answer: null } });
  });
});

describe("figures", () => {
  const figures = async (context = ctx) => {
    const result = await getProgress(context);
    if (!result.ok) throw new Error(result.failure.detail);
    return result.value;
  };

  it("count the first attempt alone, and not before its zone or its end", async () => {
    const first = await locked({ phase: "A" });
    expect((await figures()).all.n).toBe(0);
    await submitZone(ctx, first, { box: REFERENCE });
    await submitZone(ctx, await locked(), { box: REFERENCE });
    expect((await figures()).all).toMatchObject({ n: 1, acc: 0, mIoU: 1, hmIoU: 0 });
  });

  it("count a peek that was started over as a miss", async () => {
    await locked();
    await submitZone(ctx, await locked(), { box: REFERENCE });
    expect((await figures()).all).toMatchObject({ n: 1, acc: 1, ha25: 0, hmIoU: 0, d: 1 });
  });

  it("count a zone that never came as a miss after a day", async () => {
    await locked();
    expect((await figures(at(24 * HOUR - 1))).all.n).toBe(0);
    expect((await figures(at(24 * HOUR))).all).toMatchObject({ n: 1, ha25: 0 });
  });

  it("take drills into the conditioned figures alone", async () => {
    await submitZone(ctx, await locked({ mode: "phase-given", phase: undefined }), { box: REFERENCE });
    expect((await figures()).all).toMatchObject({ n: 0, acc: null, ha25: null, ca25: 1, cmIoU: 1 });
  });
});

describe("an assignment", () => {
  it("is answered in its own mode, and gives nothing away before the release", async () => {
    const assignmentId = await makeAssignment(db, institution, [made], [reader]);
    const id = randomUUID();
    const body = { id, caseId: made.id, assignmentId, mode: "guided", phase: "A" } as const;
    const lock = await lockPhase(ctx, body);
    expect(lock).toEqual({ ok: true, value: { id, definition: { phase: "A", text: phaseDefinitions.A } } });
    const zone = await submitZone(ctx, id, { box: REFERENCE });
    expect(zone).toEqual({ ok: true, value: { score: null, reveal: null } });
    expect(code(await getAttempt(ctx, id))).toBe("not-found");
    expect((await getProgress(ctx)).ok && (await getProgress(ctx))).toMatchObject({
      value: { all: { n: 0 } },
    });

    await db.prisma.assignment.update({ where: { id: assignmentId }, data: { resultsReleasedAt: NOW } });
    expect(await submitZone(ctx, id, { box: REFERENCE })).toMatchObject({ value: { score: { iou: 1 } } });
    expect(code(await getAttempt(ctx, id))).toBe("ok");
    expect(await getProgress(ctx)).toMatchObject({ value: { all: { n: 1, acc: 0 } } });
  });

  it("closes free practice of its cases until the release", async () => {
    const open = await locked({ mode: "exam" });
    const answered = await makeCase(db, institution);
    const earlier = await locked({ caseId: answered.id });
    await submitZone(ctx, earlier, { box: REFERENCE });
    await makeAssignment(db, institution, [made, answered], [reader]);
    expect(code(await getCase(ctx, made.id))).toBe("not-found");
    expect(code(await lockPhase(ctx, { id: randomUUID(), caseId: made.id, phase: "B" }))).toBe("not-found");
    expect(await submitZone(ctx, open, { box: REFERENCE })).toEqual({
      ok: true,
      value: { score: null, reveal: null },
    });
    expect(code(await getAttempt(ctx, earlier))).toBe("not-found");
  });

  it("is not found by those it isn't given to, nor before it opens", async () => {
    const other = await makeUser(db, institution);
    const theirs = await makeAssignment(db, institution, [made], [other]);
    const later = await makeAssignment(db, institution, [made], [reader], {
      opensAt: new Date(NOW.getTime() + 1),
    });
    for (const assignmentId of [theirs, later, randomUUID()]) {
      const body = { id: randomUUID(), caseId: made.id, assignmentId, phase: "B" } as const;
      expect(code(await lockPhase(ctx, body))).toBe("not-found");
    }
  });

  it("takes one attempt a case, and none once it is closed", async () => {
    const assignmentId = await makeAssignment(db, institution, [made], [reader], { closesAt: at(HOUR).now });
    const lock = (context: Context) =>
      lockPhase(context, { id: randomUUID(), caseId: made.id, assignmentId, phase: "B" });
    expect(code(await lock(at(HOUR)))).toBe("conflict");
    expect(code(await lock(ctx))).toBe("ok");
    expect(code(await lock(ctx))).toBe("conflict");
  });
});
