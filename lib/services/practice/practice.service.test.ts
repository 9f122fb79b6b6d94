import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import type { Box } from "../../domain/geometry";
import { PHASES } from "../../domain/phases";
import { getAttempt } from "../attempts/get-attempt";
import { lockPhase } from "../attempts/lock-phase";
import { submitZone } from "../attempts/submit-zone";
import { answerCase, given } from "../testing/answering";
import {
  contextOf,
  type MadeCase,
  makeAssignment,
  makeCase,
  makeInstitution,
  makeUser,
  reviseCase,
} from "../testing/factories";
import { getSitting } from "./get-sitting";
import { loadPractice } from "./load-practice";
import { nextCases } from "./next-cases";

const db = await testDatabase();
const NOW = new Date("2026-03-02T09:00:00Z");
const DAY = 24 * 60 * 60 * 1000;
const HIT: Box = [100, 100, 300, 300];
const AWAY: Box = [600, 300, 700, 400];

let institution: string;
let reader: User;
let cases: Map<string, MadeCase>;

beforeEach(async () => {
  institution = await makeInstitution(db);
  reader = await makeUser(db, institution);
  cases = new Map();
});

async function makeCases(each: number, phases = PHASES): Promise<void> {
  for (const phase of phases) {
    for (let i = 0; i < each; i++) {
      const made = await makeCase(db, institution, { phase });
      cases.set(made.id, made);
    }
  }
}

const on = (day: number): Date => new Date(NOW.getTime() + day * DAY);
const as = (who: User, now = NOW) => contextOf(db, who, now);

const ask = async (input: Parameters<typeof nextCases>[1] = {}, now = on(2 / 1440), who = reader) =>
  given(await nextCases(as(who, now), { limit: 10, ...input }));

/** A minute after sittings are begun. */
async function answer(caseId: string, box: Box, now = on(3 / 1440), more: object = {}): Promise<void> {
  await answerCase(as(reader, now), { id: caseId }, box, more);
}

const whyOf = async (caseId: string) =>
  db.prisma.sittingCase.findFirst({ where: { caseId, sitting: { userId: reader.id } } });

describe("a sitting", () => {
  it("has ten cases, and the same one comes until it is answered", async () => {
    await makeCases(5);
    const first = await ask();
    expect(first.sitting).toMatchObject({ purpose: "usual", at: 1, of: 10 });
    expect(first.cases).toHaveLength(10);
    expect(await ask()).toEqual(first);
    await answer(first.next!.id, HIT);
    const second = await ask();
    expect(second.sitting).toMatchObject({ id: first.sitting!.id, at: 2, of: 10 });
    expect(second.cases).toEqual(first.cases.slice(1));
    expect((await ask({ exclude: [second.next!.id] })).next).toEqual(second.cases[1]);
  });

  it("asked for four times at once is one", async () => {
    await makeCases(5);
    const answers = await Promise.all([ask(), ask(), ask(), ask()]);
    for (const each of answers) expect(each).toEqual(answers[0]);
    expect(await db.prisma.sitting.count({ where: { userId: reader.id } })).toBe(1);
  });

  it("ends with its last case: another begins, but for a page that holds the one that ended", async () => {
    await makeCases(4);
    const { cases: planned, sitting } = await ask();
    for (const each of planned) await answer(each.id, HIT);
    expect(await ask({ sitting: sitting!.id })).toMatchObject({ next: null, cases: [] });
    const after = await ask();
    expect(after.sitting).toMatchObject({ at: 1, of: 6 });
    const seen = new Set(planned.map((each) => each.id));
    expect(after.cases.some((each) => seen.has(each.id))).toBe(false);
  });

  it("that was left is gone on with for a week, and then another begins", async () => {
    await makeCases(4);
    const { sitting } = await ask();
    expect((await ask({}, on(6.9))).sitting!.id).toBe(sitting!.id);
    expect((await ask({}, on(7.1))).sitting!.id).not.toBe(sitting!.id);
  });

  it("has another case in the place of one that can’t be practised any more", async () => {
    await makeCases(4);
    const { cases: planned } = await ask();
    const gone = planned[0]!.id;
    await db.prisma.case.update({ where: { id: gone }, data: { retiredAt: NOW, retiredBecause: "Blurred" } });
    const after = await ask();
    expect(after.sitting).toMatchObject({ at: 1, of: 10 });
    expect(after.cases.map((each) => each.id)).not.toContain(gone);
    expect(after.cases.slice(1)).toEqual(planned.slice(1));
    expect(await ask()).toEqual(after);
  });

  it("is as long as there are cases, of one phase too", async () => {
    await makeCases(3, ["B"]);
    expect((await ask()).sitting).toMatchObject({ at: 1, of: 3 });
  });

  it("is the reader’s own: of another’s nothing is told, and nothing of another institution comes", async () => {
    await makeCases(4);
    const { sitting } = await ask();
    const stranger = await makeUser(db, await makeInstitution(db));
    expect(await ask({ sitting: sitting!.id }, on(1), stranger)).toMatchObject({ next: null, sitting: null });
    const colleague = await makeUser(db, institution);
    expect((await ask({ sitting: sitting!.id }, on(1), colleague)).sitting!.id).not.toBe(sitting!.id);
  });
});

describe("why a case came", () => {
  it("is told with its reveal, again whenever that is asked for, and nowhere before", async () => {
    await makeCases(3);
    const { next, sitting } = await ask();
    const ctx = as(reader, on(3 / 1440));
    const id = randomUUID();
    const locked = given(await lockPhase(ctx, { id, caseId: next!.id, phase: "B" }));
    expect(JSON.stringify([next, sitting, locked])).not.toMatch(/why|due|"new"/);
    const { reveal } = given(await submitZone(ctx, id, { box: HIT }));
    expect(reveal!.why).toEqual({ sitting: sitting!.id, kind: "new", miss: null, day: null, daysAgo: null });
    expect(given(await getAttempt(ctx, id)).reveal.why).toEqual(reveal!.why);
  });

  it("is not said of a case that came in no sitting", async () => {
    await makeCases(1);
    const ctx = as(reader);
    const id = randomUUID();
    given(await lockPhase(ctx, { id, caseId: [...cases.keys()][0]!, phase: "B" }));
    expect(given(await submitZone(ctx, id, { box: HIT })).reveal).not.toHaveProperty("why");
  });
});

describe("what a sitting came to", () => {
  it("is one strength, one habit and what is due, and its reader’s alone", async () => {
    await makeCases(4);
    const { cases: planned, sitting } = await ask();
    const phaseOf = async (id: string) =>
      (await db.prisma.caseVersion.findUniqueOrThrow({ where: { id: cases.get(id)!.versionId } })).phase!;
    for (const [i, { id }] of planned.entries()) {
      await answer(id, i === 0 ? AWAY : HIT, on(3 / 1440), { phase: await phaseOf(id) });
    }
    const summed = given(await getSitting(as(reader, on(1 / 24)), sitting!.id));
    expect(summed).toMatchObject({ of: 10, answered: 10, hits: 9, unseen: true });
    expect(summed.strength!.right).toBe(summed.strength!.n);
    expect(summed.habit).toMatchObject({ miss: { phase: await phaseOf(planned[0]!.id) }, n: 1 });
    expect([summed.due.today, summed.due.days.map(({ n }) => n)]).toEqual([0, [1]]);
    const colleague = await makeUser(db, institution);
    for (const [who, id] of [
      [colleague, sitting!.id],
      [reader, randomUUID()],
      [reader, "\u0000"],
    ] as const) {
      expect(await getSitting(as(who), id)).toMatchObject({ failure: { code: "not-found" } });
    }
  });

  it("stands on the home before: how much is due, and where the sitting was left", async () => {
    await makeCases(4);
    const { cases: planned } = await ask();
    const at = on(1 / 24);
    expect(await loadPractice(db, reader, at)).toMatchObject({ due: 0, sitting: null });
    await answer(planned[0]!.id, AWAY);
    expect(await loadPractice(db, reader, at)).toMatchObject({ due: 0, sitting: { at: 2, of: 10 } });
    expect((await loadPractice(db, reader, on(20))).due).toBe(1);
  });
});

describe("what comes", () => {
  it("holds cases of an exam of the reader’s back, and of one to come while there are others", async () => {
    await makeCases(3);
    const [open, later] = [...cases.values()];
    await makeAssignment(db, institution, [open!], [reader]);
    await makeAssignment(db, institution, [later!], [reader], { opensAt: on(3) });
    const planned = (await ask()).cases.map((each) => each.id);
    expect(planned).toHaveLength(10);
    expect(planned).not.toContain(open!.id);
    expect(planned).not.toContain(later!.id);
    for (const id of planned) await answer(id, HIT);
    expect((await ask()).cases.map((each) => each.id)).toEqual([later!.id]);
  });

  it("after a miss is another frame of the same phase once it is due, and it is kept why", async () => {
    await makeCases(8);
    const missed = [...cases.values()].find(({ id }) => cases.get(id)) as MadeCase;
    const { phase } = await db.prisma.caseVersion.findUniqueOrThrow({ where: { id: missed.versionId } });
    await answer(missed.id, AWAY, on(0), { phase });
    // Some sittings may pass before its phase is drawn.
    for (let day = 3; day < 30; day++) {
      const { cases: planned } = await ask({}, on(day));
      const whys = await Promise.all(planned.map((each) => whyOf(each.id)));
      const due = whys.find((row) => row?.why === "due");
      if (due) {
        expect(due).toMatchObject({ missPhase: phase, since: on(0) });
        expect(due.missKind).toMatch(/missed|shifted|too-/);
        expect(due.caseId).not.toBe(missed.id);
        return;
      }
      await db.prisma.sitting.updateMany({ where: { userId: reader.id }, data: { finishedAt: on(day) } });
    }
    throw new Error("It never came back.");
  });

  it("where everything is answered comes again, the longest ago first, where it is asked for", async () => {
    await makeCases(1);
    const ids = [...cases.keys()];
    for (const [day, id] of ids.entries()) await answer(id, HIT, on(day), { mode: "phase-given" });
    expect((await ask({}, on(9))).next).toBeNull();
    const again = await ask({ repeats: true }, on(9));
    expect(again.cases.map((each) => each.id).toSorted()).toEqual(ids.toSorted());
    expect(again.cases.every((each) => each.answered)).toBe(true);
    expect(await whyOf(again.next!.id)).toMatchObject({ why: "repetition" });
  });

  it("does not change with the phases of what is planned, and says nothing of why", async () => {
    await makeCases(4);
    await answer([...cases.keys()][0]!, AWAY);
    const before = await ask({}, on(9));
    for (const made of cases.values()) await reviseCase(db, made, { phase: "D" });
    expect(await ask({}, on(9))).toEqual(before);
    expect(JSON.stringify(before)).not.toMatch(/secret|due|new\b|miss|phase|why/i);
  });

  it("refuses what is no id, and who is not signed in", async () => {
    expect(await nextCases(as(reader), { exclude: ["\u0000"] })).toMatchObject({
      failure: { code: "invalid" },
    });
    expect(await nextCases(as(reader), { sitting: "1" })).toMatchObject({ failure: { code: "invalid" } });
    expect(await nextCases({ ...as(reader), actor: { kind: "system" } as never }, {})).toMatchObject({
      failure: { code: "forbidden" },
    });
  });
});
