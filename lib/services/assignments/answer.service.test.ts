import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { GRACE_MS } from "../../domain/assignments/schedule";
import { PHASES } from "../../domain/phases";
import { getAttempt } from "../attempts/get-attempt";
import { lockPhase } from "../attempts/lock-phase";
import { submitZone } from "../attempts/submit-zone";
import { getStageCase } from "../cases/get-stage-case";
import type { Context } from "../context";
import { getHistory } from "../progress/get-history";
import {
  contextOf,
  type MadeCase,
  makeAssignment,
  makeCase,
  makeInstitution,
  makeUser,
} from "../testing/factories";
import { beginAssignment } from "./begin-assignment";
import { getAssignmentRun } from "./get-assignment-run";
import { getReaderAssignment } from "./get-reader-assignment";

const db = await testDatabase();
const NOW = new Date("2026-03-02T09:00:00Z");
const MINUTE = 60_000;
const BOX = [100, 100, 300, 300] as const;

let institution: string;
let reader: User;
let cases: MadeCase[];

beforeEach(async () => {
  institution = await makeInstitution(db);
  reader = await makeUser(db, institution);
  cases = await Promise.all([1, 2, 3].map(() => makeCase(db, institution)));
});

const at = (ms: number, user = reader): Context => contextOf(db, user, new Date(NOW.getTime() + ms));
const code = (result: { ok: boolean; failure?: { code: string } }): string =>
  result.ok ? "ok" : result.failure!.code;
const value = <T>(result: { ok: true; value: T } | { ok: false; failure: { detail: string } }): T => {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
};

async function given(
  data: {
    timeLimitMinutes?: number;
    attemptsAllowed?: number;
    shuffled?: boolean;
    modelShown?: boolean;
  } = {},
  options: Parameters<typeof makeAssignment>[4] = {},
): Promise<string> {
  const id = await makeAssignment(db, institution, cases, [reader], options);
  await db.prisma.assignment.update({ where: { id }, data });
  return id;
}

const lockBody = (assignmentId: string, made = cases[0]!) => ({
  id: randomUUID(),
  caseId: made.id,
  assignmentId,
  phase: "B" as const,
});

async function run(id: string, ms = 0, over: object = {}): Promise<string[] | string> {
  const state = value(await getAssignmentRun(at(ms), { id, ...over }));
  return state.state === "running" ? state.cases.map((each) => each.id) : state.state;
}

describe("going through the cases", () => {
  it("waits for the beginning, then gives them in order, and goes on where it was left", async () => {
    const id = await given();
    expect(await run(id)).toBe("waiting");
    value(await beginAssignment(at(0), id));
    const ids = cases.map((made) => made.id);
    expect(await run(id)).toEqual(ids);
    expect(await run(id, 0, { exclude: [ids[0]], limit: 1 })).toEqual([ids[1]]);
    const body = lockBody(id);
    value(await lockPhase(at(0), body));
    // Left between phase and zone: it goes on with what it was told, and no more.
    const state = value(await getAssignmentRun(at(MINUTE), { id }));
    expect(state).toMatchObject({
      cases: [{ number: 1, open: { id: body.id, mode: "exam", phase: "B" } }, {}, {}],
    });
    expect(JSON.stringify(state)).not.toMatch(/secret|phaseCorrect|reference/);
    const due = at(9 * MINUTE).now;
    const extendedUntil = at(12 * MINUTE).now;
    await db.prisma.assignment.update({ where: { id }, data: { dueAt: due } });
    const nowGiven = async () => value(await getAssignmentRun(at(MINUTE), { id }));
    expect(await nowGiven()).toMatchObject({ run: { dueAt: due.toISOString() } });
    await db.prisma.assignmentReader.updateMany({ where: { assignmentId: id }, data: { extendedUntil } });
    expect(await nowGiven()).toMatchObject({ run: { dueAt: extendedUntil.toISOString() } });
    value(await submitZone(at(MINUTE), body.id, { box: BOX }));
    expect(await run(id, MINUTE)).toEqual(ids.slice(1));
    for (const made of cases.slice(1)) {
      const next = lockBody(id, made);
      value(await lockPhase(at(MINUTE), next));
      value(await submitZone(at(MINUTE), next.id, { box: BOX }));
    }
    expect(await run(id, MINUTE)).toBe("over");
    const assignment = value(await getReaderAssignment(at(MINUTE), id));
    expect(assignment).toMatchObject({ standing: "done", answered: 3, released: false });
    for (const each of assignment.list) {
      expect(each).toMatchObject({ state: "withheld", attemptId: null, phase: null, zone: null, iou: null });
    }
    expect(JSON.stringify(value(await getHistory(at(MINUTE), {})))).not.toMatch(/"right"|"wrong"|"hit"/);
  });

  it("gives each reader an order that stays", async () => {
    cases = await Promise.all(Array.from({ length: 8 }, () => makeCase(db, institution)));
    const id = await given({ shuffled: true });
    value(await beginAssignment(at(0), id));
    const first = await run(id, 0, { limit: 8 });
    expect(await run(id, MINUTE, { limit: 8 })).toEqual(first);
    expect(first).not.toEqual(cases.map((made) => made.id));
    const other = await makeUser(db, institution);
    await db.prisma.assignmentReader.create({ data: { assignmentId: id, userId: other.id, begunAt: NOW } });
    const theirs = value(await getAssignmentRun(at(0, other), { id, limit: 8 }));
    expect(theirs).toMatchObject({ state: "running" });
    expect(theirs.state === "running" && theirs.cases.map((each) => each.id)).not.toEqual(first);
  });

  it("begins with a case that is asked for, of those of the assignment", async () => {
    const id = await given();
    value(await beginAssignment(at(0), id));
    const asked = cases[2]!.id;
    expect(await run(id, 0, { caseId: asked })).toEqual([asked, cases[0]!.id, cases[1]!.id]);
    const foreign = await makeCase(db, institution);
    expect(code(await getAssignmentRun(at(0), { id, caseId: foreign.id }))).toBe("not-found");
  });

  it("keeps an exam's cases out of practice, though their ids are known", async () => {
    await given();
    expect(code(await getStageCase(at(0), cases[0]!.id))).toBe("not-found");
  });
});

describe("attempts", () => {
  it("are as many as allowed, however many tabs begin at once", async () => {
    const id = await given({ attemptsAllowed: 2 }, { mode: "guided", resultsReleasedAt: NOW });
    const results = await Promise.all(Array.from({ length: 6 }, () => lockPhase(at(0), lockBody(id))));
    expect(results.map(code).toSorted()).toEqual([
      "conflict",
      "conflict",
      "conflict",
      "conflict",
      "ok",
      "ok",
    ]);
    expect(await db.prisma.attempt.count({ where: { assignmentId: id } })).toBe(2);
    expect(await db.prisma.auditEvent.count({ where: { actorId: reader.id, action: "attempt.lock" } })).toBe(
      2,
    );
  });

  it("of an exam are one at each case", async () => {
    const id = await given();
    const results = await Promise.all(Array.from({ length: 5 }, () => lockPhase(at(0), lockBody(id))));
    expect(results.map(code).filter((each) => each === "ok")).toHaveLength(1);
  });

  it("can be made again at a case while one is left", async () => {
    const id = await given({ attemptsAllowed: 2 }, { mode: "guided", resultsReleasedAt: NOW });
    for (const left of [1, 0]) {
      const body = lockBody(id);
      value(await lockPhase(at(0), body));
      expect(await submitZone(at(0), body.id, { box: BOX })).toMatchObject({ value: { score: { iou: 1 } } });
      const { list } = value(await getReaderAssignment(at(0), id));
      expect(list).toMatchObject([{ left, state: "scored", attemptId: body.id }]);
    }
    expect(code(await lockPhase(at(0), lockBody(id)))).toBe("conflict");
    expect(await run(id)).toEqual([cases[1]!.id, cases[2]!.id]);
  });
});

describe("time", () => {
  it("counts from the beginning, which two tabs make once", async () => {
    const id = await given({ timeLimitMinutes: 30 });
    const begun = await Promise.all([0, 1, 2].map((ms) => beginAssignment(at(ms), id)));
    expect(new Set(begun.map((result) => value(result).begunAt)).size).toBe(1);
    expect(value(await beginAssignment(at(20 * MINUTE), id))).toEqual(value(begun[0]!));
    expect(await db.prisma.auditEvent.count({ where: { subjectId: id, action: "assignment.begin" } })).toBe(
      1,
    );
    expect(code(await beginAssignment(at(31 * MINUTE), id))).toBe("conflict");
  });

  it("counts from the first answer where nothing was begun", async () => {
    const id = await given({ timeLimitMinutes: 30 });
    value(await lockPhase(at(0), lockBody(id)));
    expect(code(await lockPhase(at(29 * MINUTE), lockBody(id, cases[1])))).toBe("ok");
    expect(code(await lockPhase(at(30 * MINUTE), lockBody(id, cases[2])))).toBe("conflict");
  });

  it("that is up takes no phase, and for a little while the zone of a phase that was in time", async () => {
    const id = await given({ timeLimitMinutes: 30 });
    const [quick, slow] = [lockBody(id, cases[0]), lockBody(id, cases[1])];
    value(await lockPhase(at(0), quick));
    value(await lockPhase(at(MINUTE), slow));
    const end = 30 * MINUTE;
    expect(code(await lockPhase(at(end), lockBody(id, cases[2])))).toBe("conflict");
    expect(await run(id, end)).toEqual([quick.caseId, slow.caseId]);
    const zone = { box: BOX, elapsedMs: 900 };
    expect(code(await submitZone(at(end + GRACE_MS - 1), quick.id, zone))).toBe("ok");
    expect(code(await submitZone(at(end + GRACE_MS), slow.id, zone))).toBe("conflict");
    expect(await run(id, end + GRACE_MS)).toBe("over");
    // What is stored is answered the same for good.
    const again = at(end + 60 * MINUTE);
    expect(await submitZone(again, quick.id, zone)).toEqual({
      ok: true,
      value: { score: null, reveal: null },
    });
    expect(await lockPhase(again, quick)).toMatchObject({ ok: true, value: { id: quick.id } });
    expect(code(await submitZone(again, quick.id, { box: [0, 0, 9, 9] }))).toBe("conflict");
    expect(code(await lockPhase(again, { ...quick, phase: "C" }))).toBe("conflict");
  });

  it("closes with the assignment too, with the same grace", async () => {
    const id = await given({}, { closesAt: at(30 * MINUTE).now });
    const body = lockBody(id);
    value(await lockPhase(at(30 * MINUTE - 1), body));
    expect(code(await lockPhase(at(30 * MINUTE), lockBody(id, cases[1])))).toBe("conflict");
    expect(code(await submitZone(at(30 * MINUTE + 5000), body.id, { box: BOX }))).toBe("ok");
  });

  it("begins before an assignment opens for nobody", async () => {
    const id = await given({}, { opensAt: at(MINUTE).now });
    expect(code(await beginAssignment(at(0), id))).toBe("conflict");
    expect(await run(id)).toBe("waiting");
    expect(code(await lockPhase(at(0), lockBody(id)))).toBe("not-found");
  });
});

it("leaves the models out of the reveal where the assignment says so", async () => {
  const id = await given({ modelShown: false }, { mode: "guided", resultsReleasedAt: NOW });
  const body = lockBody(id);
  value(await lockPhase(at(0), body));
  const result = value(await submitZone(at(0), body.id, { box: BOX }));
  expect(result.reveal).toMatchObject({ predictions: [], modelsHidden: true, reference: { phase: "B" } });
  expect(value(await getAttempt(at(0), body.id)).reveal).toMatchObject({
    predictions: [],
    modelsHidden: true,
  });
});

it("is not somebody else's to begin or to go through", async () => {
  const id = await given();
  const elsewhere = await makeUser(db, await makeInstitution(db));
  for (const stranger of [
    await makeUser(db, institution),
    elsewhere,
    await makeUser(db, institution, "faculty"),
  ]) {
    expect(code(await beginAssignment(at(0, stranger), id))).toBe("not-found");
    expect(code(await getAssignmentRun(at(0, stranger), { id }))).toBe("not-found");
    expect(code(await lockPhase(at(0, stranger), lockBody(id)))).toBe("not-found");
  }
});

describe("a case that is in an exam too", () => {
  let exam: string;
  beforeEach(async () => {
    exam = await given();
  });
  const released = (ms: number) =>
    db.prisma.assignment.update({
      where: { id: exam },
      data: { resultsReleasedAt: new Date(NOW.getTime() + ms) },
    });

  it("is told nothing of in a guided assignment, nor when it is gone on with, until the exam is released", async () => {
    const guided = await given({}, { mode: "guided", resultsReleasedAt: new Date(0) });
    const body = lockBody(guided);
    for (const phase of PHASES) {
      const made = await given({}, { mode: "guided", resultsReleasedAt: new Date(0) });
      const told = value(await lockPhase(at(0), { ...lockBody(made), phase }));
      expect(told).toEqual({ id: told.id, definition: expect.objectContaining({ phase }) });
    }
    const locked = value(await lockPhase(at(0), body));
    expect(locked).not.toHaveProperty("phaseCorrect");
    expect(value(await lockPhase(at(MINUTE), body))).toEqual(locked);
    value(await beginAssignment(at(0), guided));
    const state = value(await getAssignmentRun(at(MINUTE), { id: guided }));
    expect(state).toMatchObject({ cases: [{ open: { id: body.id, phase: "B" } }, {}, {}] });
    expect(JSON.stringify(state)).not.toMatch(/phaseCorrect/);
    expect(value(await submitZone(at(MINUTE), body.id, { box: BOX }))).toEqual({ score: null, reveal: null });

    await released(60 * MINUTE);
    const other = value(await lockPhase(at(61 * MINUTE), lockBody(guided, cases[1])));
    expect(other).toHaveProperty("phaseCorrect");
  });

  it("has no phase given in a drill before the exam is released", async () => {
    const drill = await given({}, { mode: "phase-given", resultsReleasedAt: new Date(0) });
    const body = { ...lockBody(drill), phase: undefined };
    const refused = await lockPhase(at(0), body);
    expect(code(refused)).toBe("conflict");
    expect(JSON.stringify(refused)).not.toMatch(/definition/);
    await released(0);
    expect(value(await lockPhase(at(MINUTE), body))).toHaveProperty("definition");
  });

  it("tells another reader, who is in no exam, as ever", async () => {
    const other = await makeUser(db, institution);
    const guided = await makeAssignment(db, institution, cases, [other], { mode: "guided" });
    expect(value(await lockPhase(at(0, other), lockBody(guided)))).toHaveProperty("phaseCorrect");
  });
});
