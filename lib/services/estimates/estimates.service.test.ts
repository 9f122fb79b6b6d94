import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { inTransaction } from "../../db/transaction";
import type { Box } from "../../domain/geometry";
import { PHASES } from "../../domain/phases";
import { foldAnswer, newCase, newLibrary, newReader } from "../../domain/practice/estimates";
import { skillIndex } from "../../domain/practice/skills";
import { seededRandom } from "../../domain/statistics/random";
import { releaseResults } from "../assignments/release-results";
import { removeReader } from "../assignments/remove-reader";
import { lockPhase } from "../attempts/lock-phase";
import { deletePerson } from "../leaving/delete-person";
import { answerCase, lockCase } from "../testing/answering";
import {
  contextOf,
  type MadeCase,
  makeAssignment,
  makeCase,
  makeInstitution,
  makeUser,
} from "../testing/factories";
import { foldNewAnswers } from "./fold-new-answers";
import { markPastChanged } from "./mark-past-changed";
import { rebuildEstimates } from "./rebuild-estimates";

const db = await testDatabase();
const NOW = new Date("2026-03-04T09:00:00Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const HIT: Box = [100, 100, 300, 300];
const AWAY: Box = [600, 300, 700, 400];

let institution: string;
let reader: User;

beforeEach(async () => {
  await db.pool.query(
    "TRUNCATE attempt, reader_estimate, case_estimate, library_estimate, estimates_due CASCADE",
  );
  await db.pool.query("UPDATE estimates_state SET folded_until = '1970-01-01Z', version = 1");
  institution = await makeInstitution(db);
  reader = await makeUser(db, institution);
});

const at = (ms: number): Date => new Date(NOW.getTime() + ms);

async function answer(who: User, made: MadeCase, box: Box | null, over: object = {}, now = NOW) {
  const ctx = contextOf(db, who, now);
  if (box) await answerCase(ctx, made, box, over);
  else await lockCase(ctx, made, over);
}

/** Folds what came to count up to a moment: the chore leaves out the last minute. */
const fold = (until: Date) => foldNewAnswers(db, new Date(until.getTime() + MINUTE));

const ofReader = (who: User) => db.prisma.readerEstimate.findUnique({ where: { userId: who.id } });
const ofCase = (made: MadeCase) => db.prisma.caseEstimate.findUnique({ where: { caseId: made.id } });

async function everything(): Promise<string> {
  const all = await Promise.all([
    db.prisma.readerEstimate.findMany({ orderBy: { userId: "asc" } }),
    db.prisma.caseEstimate.findMany({ orderBy: { caseId: "asc" } }),
    db.prisma.libraryEstimate.findMany({ orderBy: { institutionId: "asc" } }),
    db.prisma.sittingStrength.findMany({
      orderBy: [{ sittingId: "asc" }, { phase: "asc" }, { task: "asc" }],
    }),
  ]);
  return JSON.stringify(all);
}

async function expectSameFromScratch(): Promise<void> {
  const kept = await everything();
  for (const each of await rebuildEstimates(db)) {
    expect(each).toMatchObject({ different: 0, kept: each.made });
  }
  expect(await everything()).toBe(kept);
}

describe("an answer", () => {
  it("is folded once, a minute after it was stored", async () => {
    const made = await makeCase(db, institution);
    await answer(reader, made, HIT);
    expect(await foldNewAnswers(db, at(MINUTE - 1))).toBe(0);
    expect(await foldNewAnswers(db, at(MINUTE))).toBe(1);
    expect(await foldNewAnswers(db, at(MINUTE))).toBe(0);
    expect(await foldNewAnswers(db, at(2 * MINUTE))).toBe(0);
    const { answers, theta } = (await ofReader(reader))!;
    expect(answers[skillIndex("B", "phase")]).toBe(1);
    expect(theta[skillIndex("B", "phase")]).toBeGreaterThan(0);
    expect((await ofCase(made))!.beta[0]).toBeLessThan(0);
    await expectSameFromScratch();
  });

  it("counts at the first attempt alone, and without a zone once its time is over", async () => {
    const [made, left] = [await makeCase(db, institution), await makeCase(db, institution)];
    await answer(reader, made, AWAY);
    await answer(reader, made, HIT, {}, at(HOUR));
    await answer(reader, left, null, {}, at(HOUR));
    await fold(at(2 * HOUR));
    expect((await ofReader(reader))!.answers[skillIndex("B", "zone")]).toBe(1);
    await fold(at(26 * HOUR));
    expect((await ofReader(reader))!.answers[skillIndex("B", "zone")]).toBe(2);
    await expectSameFromScratch();
  });

  it("given the phase, says nothing of the phase", async () => {
    await answer(reader, await makeCase(db, institution), HIT, { mode: "phase-given" });
    await fold(NOW);
    const { answers } = (await ofReader(reader))!;
    expect([answers[skillIndex("B", "phase")], answers[skillIndex("B", "zone")]]).toEqual([0, 1]);
  });

  it("touches no estimate of another institution", async () => {
    const elsewhere = await makeInstitution(db);
    await answer(reader, await makeCase(db, institution), AWAY);
    const stranger = await makeUser(db, elsewhere);
    const theirs = await makeCase(db, elsewhere);
    await answer(stranger, theirs, HIT, {}, at(1));
    await fold(at(1));
    const library = newLibrary();
    const [alone, asked] = [newReader(), newCase("B", library)];
    foldAnswer(alone, asked, library, { phase: "B", phaseRight: true, zoneRight: true, miss: null });
    expect(await ofCase(theirs)).toEqual({ caseId: theirs.id, ...asked });
    expect(await ofReader(stranger)).toEqual({ userId: stranger.id, ...alone });
  });
});

describe("an exam", () => {
  it("is folded when its results are released, at the end of what counted before", async () => {
    const [exam, other] = [await makeCase(db, institution), await makeCase(db, institution)];
    const assignmentId = await makeAssignment(db, institution, [exam], [reader]);
    await answer(reader, exam, HIT, { assignmentId });
    await answer(reader, other, AWAY, {}, at(HOUR));
    await fold(at(HOUR));
    expect((await ofReader(reader))!.answers[skillIndex("B", "zone")]).toBe(1);
    expect(await ofCase(exam)).toBeNull();
    await expectSameFromScratch();
    const faculty = await makeUser(db, institution, "faculty");
    expect(await releaseResults(contextOf(db, faculty, at(2 * HOUR)), assignmentId)).toMatchObject({
      ok: true,
    });
    await fold(at(2 * HOUR));
    expect((await ofReader(reader))!.answers[skillIndex("B", "zone")]).toBe(2);
    await expectSameFromScratch();
  });

  it("that a reader is taken out of makes the past anew", async () => {
    const [exam, other] = [await makeCase(db, institution), await makeCase(db, institution)];
    const assignmentId = await makeAssignment(db, institution, [exam], [reader]);
    await answer(reader, other, AWAY);
    const early = contextOf(db, reader, NOW);
    expect(await getRidOf(exam, early)).toBe("not-found");
    await db.prisma.assignment.update({ where: { id: assignmentId }, data: { opensAt: at(HOUR) } });
    await answer(reader, exam, HIT);
    await db.prisma.assignment.update({ where: { id: assignmentId }, data: { opensAt: new Date(0) } });
    await fold(at(HOUR));
    expect(await ofCase(exam)).toBeNull();
    const faculty = await makeUser(db, institution, "faculty");
    const removed = await removeReader(contextOf(db, faculty, at(HOUR)), {
      id: assignmentId,
      userId: reader.id,
    });
    expect(removed).toMatchObject({ ok: true });
    await fold(at(2 * HOUR));
    expect((await ofCase(exam))!.answers).toEqual([1, 1]);
    await expectSameFromScratch();
  });
});

const getRidOf = async (made: MadeCase, ctx: ReturnType<typeof contextOf>) => {
  const refused = await lockPhase(ctx, { id: randomUUID(), caseId: made.id, phase: "B" });
  return refused.ok ? null : refused.failure.code;
};

describe("many answers", () => {
  it("give the same numbers in one go, little by little, and from scratch", async () => {
    const random = seededRandom(7);
    const cases = await Promise.all(
      PHASES.flatMap((phase) => [0, 1].map(() => makeCase(db, institution, { phase }))),
    );
    const readers = [reader, await makeUser(db, institution), await makeUser(db, institution)];
    for (const [i, made] of cases.entries()) {
      for (const [j, who] of readers.entries()) {
        const phase = PHASES[Math.floor(4 * random())]!;
        // Some at the same moment.
        await answer(who, made, random() < 0.5 ? HIT : AWAY, { phase }, at(i * HOUR + (j % 2)));
      }
    }
    for (let i = 0; i < cases.length; i++) await fold(at(i * HOUR));
    // Of the last hour, the one that came a moment later.
    expect(await fold(at(9 * HOUR))).toBe(1);
    const little = await everything();
    await expectSameFromScratch();
    await db.pool.query("UPDATE estimates_state SET version = 0");
    await fold(at(9 * HOUR));
    expect(await everything()).toBe(little);
  });

  it("folded by four processes at once are folded once", async () => {
    const made = await makeCase(db, institution);
    const readers = await Promise.all([1, 2, 3, 4, 5].map(() => makeUser(db, institution)));
    for (const who of readers) await answer(who, made, HIT);
    await Promise.all([1, 2, 3, 4].map(() => fold(NOW)));
    expect((await ofCase(made))!.answers).toEqual([5, 5]);
    await expectSameFromScratch();
  });
});

describe("what was folded and changes", () => {
  it("is made anew once it is told", async () => {
    const made = await makeCase(db, institution);
    await answer(reader, made, HIT);
    await fold(NOW);
    await db.pool.query("UPDATE attempt SET zone_outcome = 'missed' WHERE case_id = $1", [made.id]);
    const before = await everything();
    await fold(at(HOUR));
    expect(await everything()).toBe(before);
    await inTransaction(db, (tx) => markPastChanged(tx, [institution]));
    await fold(at(HOUR));
    expect(await everything()).not.toBe(before);
    await expectSameFromScratch();
  });

  it("untold, is found and put right by a rebuild", async () => {
    const made = await makeCase(db, institution);
    await answer(reader, made, HIT);
    await fold(NOW);
    await db.pool.query("UPDATE case_estimate SET beta = '{0,0}' WHERE case_id = $1", [made.id]);
    const differences = await rebuildEstimates(db);
    expect(differences.map(({ table, different }) => [table, different])).toEqual([
      ["reader_estimate", 0],
      ["case_estimate", 1],
      ["library_estimate", 0],
      ["sitting_strength", 0],
    ]);
    await expectSameFromScratch();
  });

  it("stays the same when a person is deleted, under another id", async () => {
    const made = await makeCase(db, institution);
    const director = await makeUser(db, institution, "director");
    await answer(reader, made, HIT);
    await fold(NOW);
    const before = await ofCase(made);
    const gone = await deletePerson(contextOf(db, director, at(HOUR)), reader.id, { confirm: reader.email });
    expect(gone).toMatchObject({ ok: true });
    await fold(at(2 * HOUR));
    expect(await ofReader(reader)).toBeNull();
    expect(await ofCase(made)).toEqual(before);
    await expectSameFromScratch();
  });
});
