import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { PHASES } from "../../domain/phases";
import { lockPhase } from "../attempts/lock-phase";
import { submitZone } from "../attempts/submit-zone";
import { contextOf, makeAssignment, makeCase, makeInstitution, makeUser } from "../testing/factories";
import { nextCases } from "./next-cases";
import { takeAlong } from "./take-along";

const db = await testDatabase();
const NOW = new Date("2026-03-02T09:00:00Z");
const DAY = 24 * 60 * 60 * 1000;
const on = (day: number): Date => new Date(NOW.getTime() + day * DAY);

let institution: string;
let reader: User;

beforeEach(async () => {
  institution = await makeInstitution(db);
  reader = await makeUser(db, institution);
});

const makeCases = async (each: number) => {
  const made = [];
  for (const phase of PHASES) {
    for (let i = 0; i < each; i++) made.push(await makeCase(db, institution, { phase }));
  }
  return made;
};

const as = (now = NOW, who: User = reader) => contextOf(db, who, now);

async function take(now = NOW, who: User = reader) {
  const taken = await takeAlong(as(now, who));
  if (!taken.ok) throw new Error(taken.failure.detail);
  return taken.value;
}

async function answer(caseId: string, now: Date): Promise<void> {
  const id = randomUUID();
  await lockPhase(as(now), { id, caseId, mode: "exam", phase: "B" });
  await submitZone(as(now), id, { box: [100, 100, 300, 300] });
}

describe("what is taken along", () => {
  it("is twenty cases, the same for whoever asks four times at once, until they are answered", async () => {
    const made = await makeCases(8);
    const all = await Promise.all([take(), take(), take(), take()]);
    const [first] = all;
    expect(first).toMatchObject({ readerId: reader.id, of: 20, until: on(14).toISOString() });
    expect(first!.cases.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    for (const other of all) expect(other).toEqual(first);
    const [one, ...rest] = first!.cases;
    await answer(one!.id, on(1));
    expect(await take(on(2))).toEqual({ ...first, cases: rest });
    for (const { id } of rest) await answer(id, on(3));
    const more = await take(on(4));
    expect(more.id).not.toBe(first!.id);
    const [before, now] = [first!.cases, more.cases].map((cases) => new Set(cases.map(({ id }) => id)));
    // None comes again whose phase has others left: by chance the first twenty may have had all of one.
    const ofPhases = PHASES.map((_, phase) => made.slice(8 * phase, 8 * phase + 8));
    const again = ofPhases.filter((cases) => cases.some(({ id }) => before!.has(id) && now!.has(id)));
    for (const cases of again) expect(cases.every(({ id }) => before!.has(id) || now!.has(id))).toBe(true);
  });

  it("tells nothing of a case but what a list of cases tells, and what its picture is", async () => {
    await makeCases(1);
    const [one] = (await take()).cases;
    expect(Object.keys(one!).sort()).toEqual(
      [
        "answered",
        "datasetId",
        "frameUrl",
        "frameVersion",
        "height",
        "id",
        "notice",
        "number",
        "width",
      ].sort(),
    );
  });

  it("has no case of an assignment that is open or to come, nor one that waits in the sitting at hand", async () => {
    const made = await makeCases(9);
    const given = made.slice(0, 3);
    await makeAssignment(db, institution, given, [reader], { opensAt: on(5) });
    const released = made.slice(3, 6);
    await makeAssignment(db, institution, released, [reader], { resultsReleasedAt: new Date(0) });
    const usual = await nextCases(as(), { limit: 10 });
    if (!usual.ok) throw new Error("no sitting");
    const taken = await take();
    const away = new Set([...given, ...released, ...usual.value.cases].map(({ id }) => id));
    expect(taken.cases.length).toBeGreaterThan(0);
    expect(taken.cases.filter(({ id }) => away.has(id))).toEqual([]);
  });

  it("is another after two weeks, and has another case in the place of one that was retired", async () => {
    await makeCases(8);
    const first = await take();
    const gone = first.cases[4]!.id;
    await db.prisma.case.update({ where: { id: gone }, data: { retiredAt: NOW, retiredBecause: "Blurred" } });
    const second = await take(on(1));
    expect(second).toMatchObject({ id: first.id, of: 20 });
    expect(second.cases).toHaveLength(20);
    expect(second.cases.filter(({ id }) => id === gone)).toEqual([]);
    expect((await take(on(15))).id).not.toBe(first.id);
  });

  it("has no case whose phase is locked and whose zone is missing: another attempt would make it a miss", async () => {
    await makeCases(2);
    const first = await take();
    const { id: caseId } = first.cases[0]!;
    await lockPhase(as(), { id: randomUUID(), caseId, phase: "A" });
    expect((await take()).cases.map(({ id }) => id)).toEqual(first.cases.slice(1).map(({ id }) => id));
  });

  it("is nothing where there is no case, and of one's own institution alone", async () => {
    await makeCases(2);
    const stranger = await makeUser(db, await makeInstitution(db));
    expect(await takeAlong(as(NOW, stranger))).toMatchObject({ ok: false, failure: { code: "not-found" } });
  });
});

it("a case that was taken along and retired meanwhile is refused with a reason, and is no miss", async () => {
  await makeCases(2);
  const [one] = (await take()).cases;
  await db.prisma.case.update({
    where: { id: one!.id },
    data: { retiredAt: NOW, retiredBecause: "Blurred" },
  });
  const refused = await lockPhase(as(on(1)), { id: randomUUID(), caseId: one!.id, mode: "exam", phase: "A" });
  expect(refused).toMatchObject({ ok: false, failure: { detail: expect.stringMatching(/case/i) } });
  expect(await db.prisma.attempt.count({ where: { userId: reader.id } })).toBe(0);
});
