import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import type { Database } from "../../db/client";
import { testDatabase } from "../../db/testing";
import { lockPhase } from "../attempts/lock-phase";
import {
  contextOf,
  type MadeCase,
  makeAssignment,
  makeCase,
  makeInstitution,
  makeUser,
} from "../testing/factories";
import { sentTwice } from "../testing/interleave";
import { submitZone } from "./submit-zone";

const db = await testDatabase();
const NOW = new Date("2026-03-02T09:00:00Z");
const CLOSING = new Date("2026-03-02T10:00:00Z");
/** Later than the closing with all its grace. */
const LATER = new Date("2026-03-02T11:00:00Z");
const BOX = [100, 100, 300, 300] as const;

let institution: string;
let reader: User;
const at = (now: Date, on: Database = db) => contextOf(on, reader, now);

beforeEach(async () => {
  institution = await makeInstitution(db);
  reader = await makeUser(db, institution);
});

/** A case of its own, in an exam that takes one attempt at it. */
async function examined(): Promise<{ readonly caseId: string; readonly assignmentId: string }> {
  const made = await makeCase(db, institution);
  const assignmentId = await makeAssignment(db, institution, [made], [reader], { closesAt: CLOSING });
  return { caseId: made.id, assignmentId };
}

describe("in an exam, the same request sent twice", () => {
  it("locks a phase once and answers the same, wherever the second comes in between", async () => {
    const bodies: { readonly id: string; readonly caseId: string; readonly assignmentId: string }[] = [];
    for (let i = 0; i < 10; i++) bodies.push({ id: randomUUID(), ...(await examined()) });
    const answers = await sentTwice(db, (on, time) =>
      lockPhase(at(NOW, on), { ...bodies[time]!, phase: "B" }),
    );
    expect(answers.length).toBeGreaterThan(1);
    for (const [first, second] of answers) {
      expect(first).toMatchObject({ ok: true });
      expect(second).toEqual(first);
    }
  });

  it("locks a phase once and answers the same, where the first is on its way as the exam closes", async () => {
    const body = { id: randomUUID(), ...(await examined()), phase: "B" } as const;
    const late = { ...at(LATER), db: withBefore("assigned-version", () => lockPhase(at(NOW), body)) };
    expect(await lockPhase(late, body)).toEqual(await lockPhase(at(NOW), body));
  });

  it("stores a zone once and answers the same, wherever the second comes in between", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 8; i++) {
      const id = randomUUID();
      await lockPhase(at(NOW), { id, ...(await examined()), phase: "B" });
      ids.push(id);
    }
    const answers = await sentTwice(db, (on, time) => submitZone(at(NOW, on), ids[time - 1]!, { box: BOX }));
    expect(answers.length).toBeGreaterThan(1);
    for (const answer of answers.flat())
      expect(answer).toEqual({ ok: true, value: { score: null, reveal: null } });
  });

  it("stores a zone once and answers the same, where the first is on its way as the exam closes", async () => {
    const id = randomUUID();
    await lockPhase(at(NOW), { id, ...(await examined()), phase: "B" });
    const late = {
      ...at(LATER),
      db: withAfter("attempt-to-score", () => submitZone(at(NOW), id, { box: BOX })),
    };
    expect(await submitZone(late, id, { box: BOX })).toEqual({
      ok: true,
      value: { score: null, reveal: null },
    });
  });

  it("is answered the same by 40 at once", async () => {
    const body = { id: randomUUID(), ...(await examined()), phase: "B" } as const;
    const locks = await Promise.all(Array.from({ length: 40 }, () => lockPhase(at(NOW), body)));
    expect(new Set(locks.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(locks[0]).toMatchObject({ ok: true });
    const zones = await Promise.all(
      Array.from({ length: 40 }, () => submitZone(at(NOW), body.id, { box: BOX })),
    );
    expect(new Set(zones.map((each) => JSON.stringify(each)))).toEqual(
      new Set([JSON.stringify({ ok: true, value: { score: null, reveal: null } })]),
    );
  });
});

it("in free practice, a zone sent twice is stored once and answered the same, wherever the second comes in between", async () => {
  const ids: string[] = [];
  for (let i = 0; i < 8; i++) {
    const id = randomUUID();
    await lockPhase(at(NOW), { id, caseId: (await makeCase(db, institution)).id, phase: "B" });
    ids.push(id);
  }
  const answers = await sentTwice(db, (on, time) => submitZone(at(NOW, on), ids[time - 1]!, { box: BOX }));
  expect(answers.length).toBeGreaterThan(1);
  for (const [first, second] of answers) {
    expect(first).toMatchObject({ ok: true, value: { score: { phaseCorrect: true }, reveal: {} } });
    expect(second).toEqual(first);
  }
  // The last is one that nothing came in between.
  const sent = ids.slice(0, answers.length + 1);
  const told = await db.prisma.auditEvent.findMany({
    where: { action: "attempt.zone", subjectId: { in: ids } },
  });
  expect(told.map(({ subjectId }) => subjectId).toSorted()).toEqual(sent.toSorted());
});

it("in free practice, 30 attempts begun at once are all stored, in an order without gaps", async () => {
  const made: MadeCase = await makeCase(db, institution);
  const locks = await Promise.all(
    Array.from({ length: 30 }, () => lockPhase(at(NOW), { id: randomUUID(), caseId: made.id, phase: "A" })),
  );
  expect(locks.filter(({ ok }) => !ok)).toEqual([]);
  const stored = await db.prisma.attempt.findMany({
    where: { userId: reader.id },
    orderBy: { ordinal: "asc" },
  });
  expect(stored.map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
});

/** The database, where something happens once before or after a statement that finds a row. */
function withBefore(name: string, work: () => Promise<unknown>): Database {
  return around(name, { before: work });
}
function withAfter(name: string, work: () => Promise<unknown>): Database {
  return around(name, { after: work });
}
function around(
  name: string,
  { before, after }: { before?: () => Promise<unknown>; after?: () => Promise<unknown> },
): Database {
  let done = false;
  return {
    ...db,
    async find(statement, ...values) {
      const now = statement.name === name && !done;
      if (now) done = true;
      if (now) await before?.();
      const row = await db.find(statement, ...values);
      if (now) await after?.();
      return row;
    },
  };
}
