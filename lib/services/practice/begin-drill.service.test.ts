import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import type { Box } from "../../domain/geometry";
import { PHASES, type Phase } from "../../domain/phases";
import type { MissKind } from "../../domain/practice/misses";
import { answerCase, given } from "../testing/answering";
import { contextOf, makeAssignment, makeCase, makeInstitution, makeUser } from "../testing/factories";
import { beginDrill } from "./begin-drill";
import { getSitting } from "./get-sitting";
import { loadPractice } from "./load-practice";
import { nextCases } from "./next-cases";

const db = await testDatabase();
const DAY = 24 * 60 * 60_000;
const on = (day: number): Date => new Date(Date.UTC(2026, 2, 2, 9) + day * DAY);
const HIT: Box = [100, 100, 300, 300];
const SHIFTED_IN_B = { phase: "B", kind: "shifted" } as const;
const C_FOR_B = { phase: "C", kind: "taken-for-B" } as const;

let institution: string;
let reader: User;

beforeEach(async () => {
  institution = await makeInstitution(db);
  reader = await makeUser(db, institution);
});

const as = (day = 0, who = reader) => contextOf(db, who, on(day));

async function makeCases(each: number, phases: readonly Phase[] = PHASES): Promise<string[]> {
  const ids: string[] = [];
  for (const phase of phases) {
    for (let i = 0; i < each; i++) ids.push((await makeCase(db, institution, { phase })).id);
  }
  return ids;
}

const drill = async (aim: { phase: Phase; kind: MissKind }, day = 0) =>
  given(await beginDrill(as(day), aim)).sitting;

const casesOf = async (sitting: string, day = 0) =>
  given(await nextCases(as(day), { limit: 10, sitting })).cases.map(({ id }) => id);

async function phasesOf(ids: readonly string[]): Promise<(Phase | null)[]> {
  const versions = await db.prisma.caseVersion.findMany({ where: { caseId: { in: [...ids] } } });
  return ids.map((id) => versions.find(({ caseId }) => caseId === id)!.phase);
}

const answer = (id: string, day: number, more: object = {}): Promise<string> =>
  answerCase(as(day), { id }, HIT, more);

describe("a drill", () => {
  it("of a zone has ten unseen cases of its phase, and of a phase those of both", async () => {
    await makeCases(12);
    const zones = await drill(SHIFTED_IN_B);
    expect(zones).toMatchObject({ purpose: "drill", at: 1, of: 10 });
    expect(await phasesOf(await casesOf(zones.id))).toEqual(Array(10).fill("B"));
    const phases = await phasesOf(await casesOf((await drill(C_FOR_B)).id));
    expect(phases).toHaveLength(10);
    expect(phases.every((phase) => phase === "B" || phase === "C")).toBe(true);
  });

  it("asked for again, and four times at once, is the open one of its aim; another aim has its own", async () => {
    await makeCases(12);
    const four = await Promise.all([1, 2, 3, 4].map(() => drill(SHIFTED_IN_B)));
    expect(new Set(four.map(({ id }) => id)).size).toBe(1);
    const [first] = await casesOf(four[0]!.id);
    await answer(first!, 0.1, { mode: "phase-given" });
    expect(await drill(SHIFTED_IN_B, 0.2)).toEqual({ ...four[0], at: 2 });
    const other = await drill({ phase: "D", kind: "too-large" }, 0.2);
    expect(other.id).not.toBe(four[0]!.id);
    expect((await drill(SHIFTED_IN_B, 0.3)).id).toBe(four[0]!.id);
  });

  it("ends with its last case, or a week after it was left, and another begins", async () => {
    await makeCases(12);
    const left = await drill(SHIFTED_IN_B);
    const after = await drill(SHIFTED_IN_B, 8);
    expect(after.id).not.toBe(left.id);
    for (const id of await casesOf(after.id, 8)) await answer(id, 8.1, { mode: "phase-given" });
    // Two were left unseen.
    expect(await drill(SHIFTED_IN_B, 8.2)).toMatchObject({ at: 1, of: 2 });
    expect(given(await getSitting(as(8.2), after.id))).toMatchObject({
      ...{ purpose: "drill", aim: SHIFTED_IN_B, answered: 10, of: 10, hits: 10 },
    });
  });

  it("where nothing unseen is left has cases that were answered before, and where there is none at all says so", async () => {
    const ids = await makeCases(2, ["A", "B"]);
    for (const id of ids) await answer(id, 0);
    const again = await drill(SHIFTED_IN_B, 1);
    expect(again).toMatchObject({ of: 2 });
    expect((await casesOf(again.id, 1)).toSorted()).toEqual(ids.slice(2).toSorted());
    expect(await beginDrill(as(1), { phase: "D", kind: "contact" })).toMatchObject({
      failure: { code: "conflict", detail: expect.stringMatching(/^No case of D is left to practise/) },
    });
  });

  it("has no case of an exam of the reader’s, nor of one to come, nor of another institution", async () => {
    const ids = await makeCases(4, ["B"]);
    const made = ids.map((id) => ({ id, versionId: "", runId: "" }));
    await makeAssignment(db, institution, [made[0]!], [reader]);
    await makeAssignment(db, institution, [made[1]!], [reader], { opensAt: on(3) });
    await makeCase(db, await makeInstitution(db), { phase: "B" });
    const { id } = await drill(SHIFTED_IN_B);
    expect((await casesOf(id)).toSorted()).toEqual(ids.slice(2).toSorted());
  });

  it("has another case of its aim in the place of one that is retired", async () => {
    await makeCases(12);
    const { id } = await drill(SHIFTED_IN_B);
    const [gone, ...others] = await casesOf(id);
    await db.prisma.case.update({
      where: { id: gone! },
      data: { retiredAt: on(0), retiredBecause: "Blurred" },
    });
    const now = await casesOf(id);
    expect(now).toHaveLength(10);
    expect(now.slice(1)).toEqual(others);
    expect(await phasesOf(now)).toEqual(Array(10).fill("B"));
  });

  it("and the sitting that comes by itself hold no case in common while there are others", async () => {
    await makeCases(12);
    const usual = given(await nextCases(as(), { limit: 10 })).cases.map(({ id }) => id);
    const { id } = await drill(C_FOR_B);
    const drilled = await casesOf(id);
    expect(drilled.filter((each) => usual.includes(each))).toEqual([]);
    // A page of a case goes on with the sitting that holds it.
    expect(given(await nextCases(as(), { beside: drilled[0]! })).sitting).toMatchObject({ id, at: 1 });
    expect(given(await nextCases(as(), { beside: usual[0]! })).sitting).toMatchObject({ purpose: "usual" });
  });

  it("that was left stands on the home until its last case is answered", async () => {
    await makeCases(3, ["B"]);
    const sitting = await drill(SHIFTED_IN_B);
    const drillOf = async (day: number) => (await loadPractice(db, reader, on(day))).drill;
    expect(await drillOf(0.1)).toMatchObject({ id: sitting.id, aim: SHIFTED_IN_B, at: 1, of: 3 });
    const cases = await casesOf(sitting.id);
    await answer(cases[0]!, 0.1, { mode: "phase-given" });
    expect(await drillOf(0.2)).toMatchObject({ at: 2, of: 3 });
    for (const id of cases.slice(1)) await answer(id, 0.2, { mode: "phase-given" });
    expect(await drillOf(0.3)).toBeNull();
  });

  it("does not change with the phases of what is planned, and says nothing of why", async () => {
    await makeCases(12);
    const { id } = await drill(C_FOR_B);
    const before = given(await nextCases(as(), { limit: 10, sitting: id }));
    await db.prisma.caseVersion.updateMany({
      where: { caseId: { in: before.cases.map((each) => each.id) } },
      data: { phase: "A" },
    });
    expect(given(await nextCases(as(), { limit: 10, sitting: id }))).toEqual(before);
    expect(JSON.stringify(before)).not.toMatch(/miss|phase|why|taken|[^a-z]due/i);
  });

  it("is refused to nobody’s and malformed requests, and is its reader’s own", async () => {
    await makeCases(3);
    for (const aim of [
      { phase: "B", kind: "taken-for-B" },
      { phase: "E", kind: "shifted" },
      { phase: "B", kind: "hit" },
      { phase: "\u0000", kind: "\ud800" },
      {},
    ]) {
      expect(await beginDrill(as(), aim as never)).toMatchObject({ failure: { code: "invalid" } });
    }
    expect(await beginDrill({ ...as(), actor: { kind: "system" } as never }, C_FOR_B)).toMatchObject({
      failure: { code: "forbidden" },
    });
    const { id } = await drill(C_FOR_B);
    const colleague = await makeUser(db, institution);
    expect(given(await nextCases(as(0, colleague), { sitting: id })).sitting?.id).not.toBe(id);
    expect(await getSitting(as(0, colleague), id)).toMatchObject({ failure: { code: "not-found" } });
  });
});
