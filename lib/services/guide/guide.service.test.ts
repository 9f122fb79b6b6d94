import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { SYSTEM } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import type { Phase } from "../../domain/phases";
import { answer, lock, OFF, ON } from "../disputes/testing";
import { rebuildFigures } from "../kept-figures/rebuild-figures";
import {
  contextOf,
  type MadeCase,
  makeAssignment,
  makeCase,
  makeInstitution,
  makeUser,
  reviseCase,
} from "../testing/factories";
import { finishIntroduction } from "./finish-introduction";
import { getGuide } from "./get-guide";
import { needsIntroduction } from "./needs-introduction";

const db = await testDatabase();
/** Two days after the answers of the helpers. */
const NOW = new Date("2026-03-06T09:00:00Z");
const as = (actor: User | typeof SYSTEM) => contextOf(db, actor, NOW);

let institution: string;
let resident: User;
beforeEach(async () => {
  institution = await makeInstitution(db);
  resident = await makeUser(db, institution);
});

async function guideOf(who: User) {
  const result = await getGuide(as(who));
  if (!result.ok) throw new Error(result.failure.detail);
  return Object.fromEntries(result.value.phases.map((each) => [each.phase, each])) as Record<
    Phase,
    (typeof result.value.phases)[number]
  >;
}

describe("what the guide shows", () => {
  it("shows nothing of any case to who has answered nothing, whatever others answered", async () => {
    const made = await makeCase(db, institution);
    await answer(db, await makeUser(db, institution), made, ON);
    const shown = JSON.stringify(await getGuide(as(resident)));
    expect(shown).not.toContain(made.id);
    expect(await guideOf(resident)).toMatchObject({
      A: { frames: [], own: null, here: null },
      B: { frames: [], own: null, here: null },
    });
  });

  it("shows a frame with its reference once the zone is stored, and not while the phase alone is locked", async () => {
    const made = await makeCase(db, institution);
    await lock(db, resident, made);
    expect((await guideOf(resident)).B.frames).toEqual([]);
    const other = await makeCase(db, institution);
    const attemptId = await answer(db, resident, other, OFF);
    expect((await guideOf(resident)).B.frames).toMatchObject([
      { caseId: other.id, attemptId, width: 1000, height: 500, boxes: [ON] },
    ]);
  });

  it("shows nothing that an open assignment withholds, nor another case with its picture", async () => {
    const made = await makeCase(db, institution);
    const double = await makeCase(db, institution, { pictureOf: made });
    await answer(db, resident, made, ON);
    const assignmentId = await makeAssignment(db, institution, [double], [resident]);
    expect((await guideOf(resident)).B.frames).toEqual([]);
    await db.prisma.assignment.update({ where: { id: assignmentId }, data: { resultsReleasedAt: NOW } });
    expect((await guideOf(resident)).B.frames).toHaveLength(1);
  });

  it("shows a frame by the reference that stands", async () => {
    const made = await makeCase(db, institution);
    await answer(db, resident, made, ON);
    await reviseCase(db, made, { phase: "C" });
    const { B, C } = await guideOf(resident);
    expect([B.frames.length, C.frames.length]).toEqual([0, 1]);
  });

  it("shows four frames a phase at most, each case once", async () => {
    const made: MadeCase[] = [];
    for (let n = 0; n < 5; n++) made.push(await makeCase(db, institution));
    for (const each of made) await answer(db, resident, each, ON);
    await answer(db, resident, made[0]!, OFF);
    const { frames } = (await guideOf(resident)).B;
    expect(new Set(frames.map(({ caseId }) => caseId)).size).toBe(4);
  });

  it("tells for which phase a phase is taken, of others from five readers on", async () => {
    const made = await makeCase(db, institution);
    const readers = [resident];
    for (let n = 0; n < 3; n++) readers.push(await makeUser(db, institution));
    for (const reader of readers) await answer(db, reader, made, ON, { phase: "C" });
    await rebuildFigures(db, NOW);
    expect((await guideOf(resident)).B).toMatchObject({ own: { phase: "C", n: 1, of: 1 }, here: null });
    await answer(db, await makeUser(db, institution), made, ON, { phase: "B" });
    await rebuildFigures(db, NOW);
    const taken = { phase: "C", n: 4, of: 5, readers: 5 };
    expect((await guideOf(resident)).B.here).toEqual(taken);
    const elsewhere = await makeUser(db, await makeInstitution(db));
    expect((await guideOf(elsewhere)).B.here).toBeNull();
  });

  it("is for people", async () => expect(await getGuide(as(SYSTEM))).toMatchObject({ ok: false }));
});

describe("the first case", () => {
  it("comes by itself to a resident who has answered nothing, until it was finished or skipped", async () => {
    expect(await needsIntroduction(as(resident))).toBe(true);
    const all = await Promise.all([1, 2, 3, 4].map(() => finishIntroduction(as(resident))));
    expect(all).toEqual(all.map(() => ({ ok: true, value: { introduced: true } })));
    expect(await needsIntroduction(as(resident))).toBe(false);
    const { introducedAt } = await db.prisma.user.findUniqueOrThrow({ where: { id: resident.id } });
    await finishIntroduction({ ...as(resident), now: new Date(NOW.getTime() + 60_000) });
    expect(await db.prisma.user.findUniqueOrThrow({ where: { id: resident.id } })).toMatchObject({
      introducedAt,
    });
  });

  it("comes neither to staff nor to who has begun a case", async () => {
    expect(await needsIntroduction(as(await makeUser(db, institution, "faculty")))).toBe(false);
    await lock(db, resident, await makeCase(db, institution));
    expect(await needsIntroduction(as(resident))).toBe(false);
  });

  it("is nobody else's", async () => {
    await finishIntroduction(as(resident));
    expect(await needsIntroduction(as(await makeUser(db, institution)))).toBe(true);
    expect(await finishIntroduction(as(SYSTEM))).toMatchObject({ ok: false });
    expect(await finishIntroduction(as({ ...resident, id: randomUUID() }))).toMatchObject({ ok: false });
  });
});
