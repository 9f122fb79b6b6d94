import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import type { Box } from "../../domain/geometry";
import type { Aid } from "../../domain/second-look/aid";
import { getReaderAssignment } from "../assignments/get-reader-assignment";
import { getCase } from "../cases/get-case";
import { getStageCase } from "../cases/get-stage-case";
import type { Context } from "../context";
import { getAttemptDisputes } from "../disputes/get-attempt-disputes";
import { openDispute } from "../disputes/open-dispute";
import { refreshDueFigures } from "../kept-figures/refresh-due-figures";
import { getOwnData } from "../leaving/get-own-data";
import { getHistory } from "../progress/get-history";
import { getProgress } from "../progress/get-progress";
import type { Result } from "../result";
import { addComment } from "../results/add-comment";
import { answerCase, given, lockCase } from "../testing/answering";
import {
  contextOf,
  giveClip,
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
import { submitLast } from "./submit-last";
import { submitZone } from "./submit-zone";

const db = await testDatabase();
const REFERENCE: Box = [100, 100, 300, 300];
const AWAY: Box = [600, 300, 700, 400];
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
const code = (result: Result<unknown>): string => (result.ok ? "ok" : result.failure.code);

const locked = (over: object = {}, context = ctx): Promise<string> =>
  lockCase(context, made, { secondLook: true, ...over });

async function drawn(over: object = {}, box: Box = REFERENCE): Promise<{ id: string; aid: Aid }> {
  const id = await locked(over);
  const { aid } = given(await submitZone(ctx, id, { box }));
  return { id, aid: aid! };
}

/** Others of the institution who drew a zone each at the case. */
async function drawnByOthers(n: number): Promise<void> {
  for (let i = 0; i < n; i++) {
    const other = contextOf(db, await makeUser(db, institution), NOW);
    await answerCase(other, made, [10 * i, 0, 200, 200], { phase: "A" });
  }
}

const withoutModel = () => db.prisma.modelRun.update({ where: { id: made.runId }, data: { shown: false } });

describe("a second look", () => {
  it("shows the aid once the zone is stored, in place of score and reveal", async () => {
    const id = await locked();
    expect(given(await submitZone(ctx, id, { box: REFERENCE }))).toEqual({
      score: null,
      reveal: null,
      aid: { kind: "model", model: expect.any(String), run: "run", phase: "C", box: [0, 0, 100, 100] },
    });
  });

  it("gives both scores and the reveal with the last answer; the first is what counts", async () => {
    const { id, aid } = await drawn();
    const final = given(await submitLast(ctx, id, { phase: "C", box: [0, 0, 100, 100] }));
    expect(final).toMatchObject({
      first: { phaseCorrect: true, iou: 1, hardcoreHit: true },
      last: { phaseCorrect: false, iou: 0, hardcoreHit: false },
      reveal: {
        reference: { phase: "B", boxes: [REFERENCE] },
        predictions: [{ phase: "C" }],
        zone: { outcome: "hit" },
        secondLook: { aid, last: { phase: "C", box: [0, 0, 100, 100], zone: { outcome: "missed" } } },
      },
    });
    expect(await getAttempt(ctx, id)).toMatchObject({
      value: { score: final.first, phase: "B", box: REFERENCE, reveal: final.reveal },
    });
    expect(await db.prisma.attempt.findUnique({ where: { id } })).toMatchObject({
      ...{ phase: "B", iou: 1, aidRight: false, lastPhase: "C", lastIou: 0, lastMovement: 1 },
    });
    expect(given(await getProgress(ctx))).toMatchObject({ all: { n: 1, ha25: 1 } });
  });

  it("keeps what the last answer leaves out", async () => {
    const kept = await drawn();
    expect(given(await submitLast(ctx, kept.id, {}))).toMatchObject({
      first: { iou: 1 },
      last: { iou: 1, phaseCorrect: true },
      reveal: { secondLook: { last: { phase: "B", box: REFERENCE } } },
    });
    const moved = await drawn({ phase: "A" }, AWAY);
    expect(given(await submitLast(ctx, moved.id, { box: REFERENCE }))).toMatchObject({
      first: { phaseCorrect: false, iou: 0 },
      last: { phaseCorrect: false, iou: 1 },
    });
  });

  it("answers the same last answer the same, also of many at once, and refuses another", async () => {
    const { id } = await drawn();
    const body = { phase: "C", box: AWAY } as const;
    const [first, ...others] = await Promise.all(Array.from({ length: 4 }, () => submitLast(ctx, id, body)));
    expect(code(first!)).toBe("ok");
    for (const other of others) expect(other).toEqual(first);
    expect(await submitLast(at(72 * HOUR), id, body)).toEqual(first);
    expect(code(await submitLast(ctx, id, {}))).toBe("conflict");
    expect(code(await submitLast(ctx, id, { phase: "C" }))).toBe("conflict");
    expect(await db.prisma.auditEvent.count({ where: { subjectId: id } })).toBe(3);
    // The zone's and the lock's answers stay what they were.
    expect(given(await submitZone(ctx, id, { box: REFERENCE }))).toMatchObject({
      score: null,
      reveal: null,
    });
  });

  it("stores one of two different last answers that come at once", async () => {
    const { id } = await drawn();
    const results = await Promise.all([
      submitLast(ctx, id, { phase: "C" }),
      submitLast(ctx, id, { phase: "D" }),
    ]);
    expect(results.map(code).sort()).toEqual(["conflict", "ok"]);
  });

  it.each<[string, unknown]>([
    ["a box outside the frame", { box: [0, 0, 1001, 10] }],
    ["a fifth phase", { phase: "E" }],
    ["no box", { box: null }],
    ["a word it doesn't know", { zone: REFERENCE }],
  ])("refuses %s, and stores nothing", async (_, body) => {
    const { id } = await drawn();
    expect(code(await submitLast(ctx, id, body as never))).toBe("invalid");
    expect(await db.prisma.attempt.findUnique({ where: { id } })).toMatchObject({ lastAt: null });
  });

  it("takes no last answer before the zone, without a second look, or of somebody else's", async () => {
    expect(code(await submitLast(ctx, randomUUID(), {}))).toBe("conflict");
    expect(code(await submitLast(ctx, "1", {}))).toBe("not-found");
    const id = await locked();
    expect(code(await submitLast(ctx, id, {}))).toBe("conflict");
    const stranger = contextOf(db, await makeUser(db, institution), NOW);
    expect(code(await submitLast(stranger, id, {}))).toBe("not-found");
    await submitZone(ctx, id, { box: REFERENCE });
    expect(code(await submitLast(stranger, id, {}))).toBe("not-found");
    const plain = await locked({ secondLook: false });
    await submitZone(ctx, plain, { box: REFERENCE });
    expect(code(await submitLast(ctx, plain, {}))).toBe("conflict");
  });

  it("is asked for by the body: the same id without it is another attempt", async () => {
    const body = { id: randomUUID(), caseId: made.id, phase: "B", secondLook: true } as const;
    const results = await Promise.all(Array.from({ length: 4 }, () => lockPhase(ctx, body)));
    for (const each of results) expect(each).toEqual(results[0]);
    expect(code(await lockPhase(ctx, { ...body, secondLook: false }))).toBe("conflict");
  });

  it("is none where the case has no aid: score and reveal come with the zone", async () => {
    await withoutModel();
    const id = randomUUID();
    const body = { id, caseId: made.id, phase: "A", secondLook: true } as const;
    expect(given(await lockPhase(ctx, body))).toMatchObject({ phaseCorrect: false });
    expect(given(await submitZone(ctx, id, { box: REFERENCE }))).toMatchObject({ score: { iou: 1 } });
    expect(code(await submitLast(ctx, id, {}))).toBe("conflict");
  });
});

describe("the aid", () => {
  it("is the clip of a case that has nothing else", async () => {
    await withoutModel();
    await giveClip(db, made);
    const { aid } = await drawn();
    expect(aid).toEqual({
      kind: "clip",
      clipUrl: expect.stringMatching(new RegExp(`^/api/cases/${made.id}/clip`)),
    });
  });

  it("is where others of the program drew, from five of them on, and never the reader's own", async () => {
    await withoutModel();
    await drawnByOthers(4);
    const own = await locked();
    given(await submitZone(ctx, own, { box: AWAY }));
    const before = await locked();
    expect(given(await submitZone(ctx, before, { box: AWAY })).aid).toBeUndefined();
    await drawnByOthers(1);
    const { aid } = await drawn();
    expect(aid).toMatchObject({ kind: "cohort", readers: 5 });
    expect(JSON.stringify(aid)).not.toContain(JSON.stringify(AWAY));
  });

  it("is drawn once, and stays whatever becomes of what it was drawn from", async () => {
    const { id, aid } = await drawn();
    await db.prisma.prediction.updateMany({ where: { caseId: made.id }, data: { phase: "D" } });
    expect(given(await submitZone(ctx, id, { box: REFERENCE })).aid).toEqual(aid);
    expect(given(await getStageCase(ctx, made.id)).open).toMatchObject({
      id,
      secondLook: { aid, box: REFERENCE },
    });
  });

  it("is of either kind, drawn anew with each attempt", async () => {
    await giveClip(db, made);
    const kinds = new Set<string>();
    for (let i = 0; i < 40; i++) kinds.add((await drawn()).aid.kind);
    expect(kinds).toEqual(new Set(["model", "clip"]));
  });

  it("is the kind that the assignment chose", async () => {
    await giveClip(db, made);
    const assignmentId = await makeAssignment(db, institution, [made], [reader], {
      mode: "guided",
      resultsReleasedAt: NOW,
    });
    await db.prisma.assignment.update({
      where: { id: assignmentId },
      data: { secondLook: "clip", attemptsAllowed: 8 },
    });
    for (let i = 0; i < 8; i++) {
      expect((await drawn({ assignmentId, secondLook: undefined })).aid.kind).toBe("clip");
    }
  });
});

describe("before the last answer", () => {
  const isSilent = (value: unknown) =>
    expect(JSON.stringify(value)).not.toMatch(/secret|phaseCorrect":(true|false)|"iou":0|"hit25"|reference"/);

  it("nothing is told: not by the lock, stage, lists, history, figures, attempt, questions, or own data", async () => {
    const elsewhere = await makeCase(db, institution);
    const body = { id: randomUUID(), caseId: elsewhere.id, phase: "A", secondLook: true } as const;
    const lock = await lockPhase(ctx, body);
    expect(given(lock)).toMatchObject({ definition: { phase: "A" } });
    const { id } = await drawn({ phase: "A" }, AWAY);
    const [stage, listed, stored] = [
      await getStageCase(ctx, made.id),
      await getCase(ctx, made.id),
      await findAnswer(ctx, { caseId: made.id }),
    ];
    for (const each of [lock, stage, listed, stored]) isSilent(each);
    expect(given(listed)).toMatchObject({ answered: false });
    expect(given(stored).answer).toMatchObject({ id, score: null, reveal: null, aid: { kind: "model" } });
    expect(code(await getAttempt(ctx, id))).toBe("not-found");
    expect(code(await getAttemptDisputes(ctx, id))).toBe("not-found");
    const question = { id: randomUUID(), reason: "phase", phase: "C", text: "It is C." } as const;
    expect(code(await openDispute(ctx, id, question as never))).toBe("not-found");
    expect(code(await addComment(ctx, id, { id: randomUUID(), text: "Why?" } as never))).not.toBe("ok");
    const entry = given(await getHistory(ctx, {})).entries.find(({ attemptId }) => attemptId === id);
    expect(entry).toMatchObject({ attemptId: id, state: "open", phase: null, zone: null, iou: null });
    expect(JSON.stringify(given(await getOwnData(ctx)))).not.toContain("V01, frame 7");
  });

  it("no figure counts it, kept ones neither, until the last answer comes", async () => {
    const other = await makeCase(db, institution);
    const { id } = await drawn({ caseId: other.id });
    await refreshDueFigures(db, NOW);
    expect(given(await getProgress(ctx))).toMatchObject({ all: { n: 0 } });
    expect(await db.prisma.memberWeek.count({ where: { userId: reader.id } })).toBe(0);
    expect(given(await getCase(ctx, other.id))).toMatchObject({ answered: false });
    expect(given(await findUnfinished(ctx))).toMatchObject({ caseId: other.id, secondLook: true });
    await submitLast(ctx, id, { phase: "C" });
    await refreshDueFigures(db, NOW);
    expect(given(await getProgress(ctx))).toMatchObject({ all: { n: 1, acc: 1 } });
    expect(await db.prisma.memberWeek.count({ where: { userId: reader.id } })).toBe(1);
    expect(given(await getCase(ctx, other.id))).toMatchObject({ answered: true });
  });

  it("a changed reference reaches it unseen: it is scored anew, and nobody is told", async () => {
    const { id } = await drawn();
    const versionId = await reviseCase(db, made, { phase: "D" });
    expect(versionId).not.toBe(made.versionId);
    expect(given(await submitLast(ctx, id, {}))).toMatchObject({ first: { phaseCorrect: true } });
  });
});

describe("a second look whose last answer never comes", () => {
  it("is revealed after a day, with the first answer as the last", async () => {
    const { id } = await drawn();
    expect(code(await getAttempt(at(24 * HOUR - 1), id))).toBe("not-found");
    expect(given(await getAttempt(at(24 * HOUR), id))).toMatchObject({
      score: { iou: 1 },
      reveal: { secondLook: { last: null } },
    });
    expect(given(await submitZone(at(24 * HOUR), id, { box: REFERENCE }))).toMatchObject({
      score: { iou: 1 },
    });
    const refused = await submitLast(at(24 * HOUR), id, { phase: "C" });
    expect(code(refused)).toBe("conflict");
    expect(given(await getProgress(at(24 * HOUR)))).toMatchObject({ all: { n: 1 } });
  });

  it("is counted by the kept figures once its day has passed, without anybody's doing", async () => {
    await drawn();
    await refreshDueFigures(db, NOW);
    expect(await db.prisma.memberWeek.count({ where: { userId: reader.id } })).toBe(0);
    await refreshDueFigures(db, at(24 * HOUR).now);
    expect(await db.prisma.memberWeek.count({ where: { userId: reader.id } })).toBe(1);
  });

  it("ends when another attempt at the case is begun, which could tell", async () => {
    const { id } = await drawn();
    await refreshDueFigures(db, NOW);
    await locked({ secondLook: false });
    expect(code(await submitLast(ctx, id, { phase: "C" }))).toBe("conflict");
    expect(given(await getAttempt(ctx, id))).toMatchObject({ score: { iou: 1 } });
    await refreshDueFigures(db, NOW);
    expect(await db.prisma.memberWeek.count({ where: { userId: reader.id } })).toBe(1);
  });
});

describe("a second look in an exam", () => {
  it("shows its aid, and tells nothing with the last answer until the release", async () => {
    const assignmentId = await makeAssignment(db, institution, [made], [reader]);
    await db.prisma.assignment.update({ where: { id: assignmentId }, data: { secondLook: "model" } });
    const { id, aid } = await drawn({ assignmentId, secondLook: undefined });
    expect(aid).toMatchObject({ kind: "model" });
    expect(given(await getReaderAssignment(ctx, assignmentId))).toMatchObject({
      answered: 0,
      list: [{ state: "open", attemptId: null, iou: null }],
    });
    expect(given(await submitLast(ctx, id, { phase: "D" }))).toEqual({
      first: null,
      last: null,
      reveal: null,
    });
    expect(given(await getReaderAssignment(ctx, assignmentId))).toMatchObject({
      answered: 1,
      list: [{ state: "withheld", attemptId: null }],
    });
    await db.prisma.assignment.update({ where: { id: assignmentId }, data: { resultsReleasedAt: NOW } });
    expect(given(await submitLast(ctx, id, { phase: "D" }))).toMatchObject({
      first: { phaseCorrect: true },
      last: { phaseCorrect: false },
    });
  });

  it("in a phase-given drill asks the zone alone", async () => {
    const { id } = await drawn({ mode: "phase-given", phase: undefined }, AWAY);
    expect(given(await submitLast(ctx, id, { phase: "D", box: REFERENCE }))).toMatchObject({
      first: { iou: 0 },
      last: { phaseCorrect: true, iou: 1 },
      reveal: { secondLook: { last: { phase: null } } },
    });
  });
});
