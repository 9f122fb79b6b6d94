import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { DISPUTES_A_DAY } from "../../domain/disputes/input";
import {
  contextOf,
  type MadeCase,
  makeAssignment,
  makeCase,
  makeInstitution,
  makeUser,
  reviseCase,
} from "../testing/factories";
import { getAttemptDisputes } from "./get-attempt-disputes";
import { openDispute } from "./open-dispute";
import { answer, lock, NOW, OFF, ON, question } from "./testing";
import { withdrawDispute } from "./withdraw-dispute";

const db = await testDatabase();
let institution: string;
let reader: User;
let made: MadeCase;

beforeAll(async () => {
  institution = await makeInstitution(db);
});

beforeEach(async () => {
  reader = await makeUser(db, institution);
  made = await makeCase(db, institution);
});

const ctx = (who = reader, now = NOW) => contextOf(db, who, now);
const input = (over: object = {}) => ({ id: randomUUID(), reason: "It lies on the duct.", ...over });

describe("questioning a reference", () => {
  test("stores the reason, and the phase and the zone where they are given", async () => {
    const attempt = await answer(db, reader, made, ON);
    const opened = await openDispute(ctx(), attempt, input({ phase: "C", box: OFF }));
    expect(opened).toMatchObject({
      ok: true,
      value: { status: "open", reason: "It lies on the duct.", phase: "C", box: OFF, decision: null },
    });
    expect(await db.prisma.dispute.findFirst({ where: { attemptId: attempt } })).toMatchObject({
      caseId: made.id,
      versionId: made.versionId,
      readerId: reader.id,
    });
    const audited = await db.prisma.auditEvent.findFirst({
      where: { action: "dispute.open", actorId: reader.id },
    });
    expect(audited).toMatchObject({ detail: { attemptId: attempt, caseId: made.id } });
  });

  test("is stored once, however often it is sent, and also at the same time", async () => {
    const attempt = await answer(db, reader, made, ON);
    const sent = input({ box: OFF });
    const answers = await Promise.all([1, 2, 3].map(() => openDispute(ctx(), attempt, sent)));
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(await openDispute(ctx(), attempt, { ...sent, reason: "Another." })).toMatchObject({
      failure: { code: "conflict" },
    });
    expect(await db.prisma.dispute.count({ where: { attemptId: attempt } })).toBe(1);
  });

  test("is open once for an attempt, and again after it is withdrawn", async () => {
    const attempt = await answer(db, reader, made, ON);
    const both = await Promise.all([1, 2].map(() => openDispute(ctx(), attempt, input())));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ failure: { code: "conflict" } });
    const { id } = await db.prisma.dispute.findFirstOrThrow({ where: { attemptId: attempt } });
    expect(await withdrawDispute(ctx(), id)).toMatchObject({ value: { status: "withdrawn" } });
    expect(await withdrawDispute(ctx(), id)).toMatchObject({ ok: true });
    expect(await openDispute(ctx(), attempt, input())).toMatchObject({ ok: true });
    expect(await db.prisma.auditEvent.count({ where: { action: "dispute.withdraw", subjectId: id } })).toBe(
      1,
    );
  });

  test.each([
    ["without a reason", { reason: "  " }],
    ["with a box that leaves the frame", { box: [0, 0, 1001, 100] }],
    ["with an empty box", { box: [10, 10, 10, 20] }],
    ["with a phase that there is not", { phase: "E" }],
  ])("is refused %s", async (_, over) => {
    const attempt = await answer(db, reader, made, ON);
    expect(await openDispute(ctx(), attempt, input(over))).toMatchObject({ failure: { code: "invalid" } });
  });

  test("is refused where the reference has changed since", async () => {
    const attempt = await answer(db, reader, made, ON);
    await reviseCase(db, made, { boxes: [[...OFF]] });
    expect(await openDispute(ctx(), attempt, input())).toMatchObject({ failure: { code: "conflict" } });
    expect(await getAttemptDisputes(ctx(), attempt)).toMatchObject({
      value: { obstacle: expect.stringContaining("has changed") },
    });
  });

  test(`is taken ${DISPUTES_A_DAY} times a day`, async () => {
    for (let i = 0; i < DISPUTES_A_DAY; i++) {
      await question(db, reader, await answer(db, reader, await makeCase(db, institution), ON));
    }
    const attempt = await answer(db, reader, made, ON);
    expect(await openDispute(ctx(), attempt, input())).toMatchObject({ failure: { code: "conflict" } });
    expect(await getAttemptDisputes(ctx(), attempt)).toMatchObject({
      value: { obstacle: expect.stringContaining("24 hours") },
    });
    const tomorrow = new Date(NOW.getTime() + 24 * 60 * 60 * 1000);
    expect(await openDispute(ctx(reader, tomorrow), attempt, input())).toMatchObject({ ok: true });
  });
});

describe("what isn't revealed can't be questioned:", () => {
  test("an attempt whose zone is not drawn", async () => {
    const attempt = await lock(db, reader, made);
    expect(await openDispute(ctx(), attempt, input())).toMatchObject({ failure: { code: "not-found" } });
    expect(await getAttemptDisputes(ctx(), attempt)).toMatchObject({ failure: { code: "not-found" } });
  });

  test("an exam before its release, and practice at a case that an exam withholds", async () => {
    const practised = await answer(db, reader, made, ON);
    const assignmentId = await makeAssignment(db, institution, [made], [reader]);
    const examined = await answer(db, reader, made, ON, { assignmentId });
    for (const attempt of [practised, examined]) {
      expect(await openDispute(ctx(), attempt, input())).toMatchObject({ failure: { code: "not-found" } });
      // Not even by what is wrong with the request.
      expect(await openDispute(ctx(), attempt, {} as never)).toMatchObject({
        failure: { code: "not-found" },
      });
      expect(await getAttemptDisputes(ctx(), attempt)).toMatchObject({ failure: { code: "not-found" } });
    }
    await db.prisma.assignment.update({ where: { id: assignmentId }, data: { resultsReleasedAt: NOW } });
    expect(await openDispute(ctx(), examined, input())).toMatchObject({ ok: true });
  });

  test("another's attempt, and nobody's", async () => {
    const attempt = await answer(db, reader, made, ON);
    const id = await question(db, reader, attempt);
    for (const role of ["resident", "faculty", "director", "admin"] as const) {
      const other = await makeUser(db, institution, role);
      expect(await openDispute(ctx(other), attempt, input())).toMatchObject({
        failure: { code: "not-found" },
      });
      expect(await getAttemptDisputes(ctx(other), attempt)).toMatchObject({ failure: { code: "not-found" } });
      expect(await withdrawDispute(ctx(other), id)).toMatchObject({ failure: { code: "not-found" } });
    }
    expect(await openDispute(ctx(), randomUUID(), input())).toMatchObject({ failure: { code: "not-found" } });
    expect(await openDispute(ctx(), "x", input())).toMatchObject({ failure: { code: "not-found" } });
    expect(await withdrawDispute(ctx(), "x")).toMatchObject({ failure: { code: "not-found" } });
  });
});
