import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { LAYOUT } from "../../domain/kept-figures/layout";
import type { FrameStorage } from "../../storage/frame-storage";
import { getAttempt } from "../attempts/get-attempt";
import { lockPhase } from "../attempts/lock-phase";
import { submitZone } from "../attempts/submit-zone";
import { getCase } from "../cases/get-case";
import { getClip } from "../cases/get-clip";
import { getFrame } from "../cases/get-frame";
import { getStageCase } from "../cases/get-stage-case";
import { listCases } from "../cases/list-cases";
import type { Context } from "../context";
import { getAttemptDisputes } from "../disputes/get-attempt-disputes";
import { getResidentHome } from "../homes/get-resident-home";
import { refreshDueFigures } from "../kept-figures/refresh-due-figures";
import { getOwnData } from "../leaving/get-own-data";
import { nextCases } from "../practice/next-cases";
import { getHistory } from "../progress/get-history";
import { getProgress } from "../progress/get-progress";
import { getProgressDetail } from "../progress/get-progress-detail";
import type { Result } from "../result";
import { listComments } from "../results/list-comments";
import {
  contextOf,
  giveClip,
  type MadeCase,
  makeAssignment,
  makeCase,
  makeInstitution,
  makeUser,
} from "../testing/factories";
import { beginAssignment } from "./begin-assignment";
import { changeAssignment } from "./change-assignment";
import { changeReader } from "./change-reader";
import { checkAudience } from "./check-audience";
import { createAssignment } from "./create-assignment";
import { getAssignment } from "./get-assignment";
import { getAssignmentRun } from "./get-assignment-run";
import { getReaderAssignment } from "./get-reader-assignment";
import { listDue } from "./list-due";
import { releaseResults } from "./release-results";
import { examInput, makeSet } from "./testing";

const db = await testDatabase();
const GIVEN = new Date("2026-03-01T09:00:00Z");
/** `examInput` opens at eight. */
const OPEN = new Date("2026-03-02T09:00:00Z");
const RELEASED = new Date("2026-03-07T09:00:00Z");
const HIT = [100, 100, 300, 300] as const;

let reader: User;
let faculty: User;
let institution: string;
/** In the exam: answered before, begun before, never seen. */
let answered: MadeCase;
let untouched: MadeCase;
/** Not in the exam: one with a picture of it, and two that have nothing to do with it. */
let double: MadeCase;
let others: MadeCase[];
/** The reader's attempts of before, each at another case. */
let earlier: { answered: string; double: string; other: string };

const as = (who: User, now: Date): Context => contextOf(db, who, now);
const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
};
const code = (result: Result<unknown>): string => (result.ok ? "ok" : result.failure.code);

/** An answer in free practice, or in an assignment: right, and on target. */
async function answer(
  made: MadeCase,
  now: Date,
  more: { assignmentId?: string; mode?: "exam" } = {},
): Promise<string> {
  const id = randomUUID();
  need(await lockPhase(as(reader, now), { id, caseId: made.id, phase: "B", ...more }));
  need(await submitZone(as(reader, now), id, { box: HIT }));
  return id;
}

// What is told of a picture before it is read is all that can differ: its name.
const storage = {} as unknown as FrameStorage;

const allCases = () => [answered, untouched, double, ...others];

/** Whatever a resident can ask that hangs on cases, in bytes; what names assignments themselves apart. */
async function everything(now: Date): Promise<Record<string, unknown>> {
  const ctx = as(reader, now);
  const each = async <T>(ids: readonly string[], ask: (id: string) => Promise<T>) =>
    Promise.all(ids.map(async (id) => [id, await ask(id)]));
  const caseIds = allCases().map(({ id }) => id);
  const { due: _, ...home } = need(await getResidentHome(ctx));
  const own = need(await getOwnData(ctx));
  const asked = {
    cases: await listCases(ctx, {}),
    next: await nextCases(ctx, { limit: 10 }),
    again: await nextCases(ctx, { limit: 10, again: true }),
    oneCase: await each(caseIds, (id) => getCase(ctx, id)),
    stage: await each(caseIds, (id) => getStageCase(ctx, id)),
    frames: await each(caseIds, (id) => getFrame(ctx, storage, { id, width: null })),
    clips: await each(caseIds, (id) => getClip(ctx, storage, { id })),
    home,
    history: await getHistory(ctx, {}),
    progress: await getProgress(ctx),
    detail: await getProgressDetail(ctx),
    reveals: await each(Object.values(earlier), (id) => getAttempt(ctx, id)),
    disputes: await each(Object.values(earlier), (id) => getAttemptDisputes(ctx, id)),
    comments: await each(Object.values(earlier), (id) => listComments(ctx, id)),
    own: own.parts.filter(({ name }) => ["attempts", "old-scores", "comments", "questions"].includes(name)),
  };
  return Object.fromEntries(Object.entries(asked).map(([what, said]) => [what, JSON.stringify(said)]));
}

/** Gives the exam as faculty do. */
async function give(over: Partial<Parameters<typeof createAssignment>[1]> = {}): Promise<string> {
  const setId = await makeSet(db, institution, [answered, untouched]);
  const input = { ...examInput(setId, { userIds: [reader.id] }), ...over };
  return need(await createAssignment(as(faculty, GIVEN), input)).id;
}

beforeEach(async () => {
  institution = await makeInstitution(db);
  [reader, faculty] = [await makeUser(db, institution), await makeUser(db, institution, "faculty")];
  answered = await makeCase(db, institution);
  untouched = await makeCase(db, institution);
  double = await makeCase(db, institution, { pictureOf: answered });
  others = [await makeCase(db, institution), await makeCase(db, institution)];
  for (const made of allCases()) await giveClip(db, made);
  earlier = {
    answered: await answer(answered, GIVEN),
    double: await answer(double, GIVEN),
    other: await answer(others[0]!, GIVEN),
  };
});

describe("before it opens", () => {
  it("an assignment changes nothing that its reader can ask, to the last byte", async () => {
    const before = await everything(GIVEN);
    const id = await give();
    expect(await everything(GIVEN)).toEqual(before);
    // What is told of it are its name, its dates and how many cases it has.
    expect(need(await listDue(as(reader, GIVEN)))).toMatchObject([
      { id, standing: "upcoming", cases: 2, answered: 0 },
    ]);
    const told = JSON.stringify([
      await getReaderAssignment(as(reader, GIVEN), id),
      await getAssignmentRun(as(reader, GIVEN), { id }),
      await getAssignmentRun(as(reader, GIVEN), { id, caseId: untouched.id }),
      await beginAssignment(as(reader, GIVEN), id),
    ]);
    for (const made of allCases()) expect(told).not.toContain(made.id);
    const strange = await getAssignmentRun(as(reader, GIVEN), { id, caseId: others[0]!.id });
    expect(await getAssignmentRun(as(reader, GIVEN), { id, caseId: untouched.id })).toEqual(strange);
    const lock = (made: MadeCase) =>
      lockPhase(as(reader, GIVEN), { id: randomUUID(), caseId: made.id, assignmentId: id, phase: "B" });
    expect(await lock(untouched)).toEqual(await lock(others[0]!));
  });

  it("its cases are answered in practice as all others, and the faculty see who knew them", async () => {
    const id = await give();
    const before = new Date(OPEN.getTime() - 2 * 60 * 60 * 1000);
    expect(need(await submitAnswer(untouched, before))).toMatchObject({
      reveal: { reference: { phase: "B" } },
    });
    const audience = { cohortIds: [], userIds: [reader.id] };
    const { caseSetId } = await db.prisma.assignment.findUniqueOrThrow({ where: { id } });
    expect(need(await checkAudience(as(faculty, OPEN), { caseSetId, audience }))).toMatchObject({
      seenBefore: { readers: 1, cases: 2 },
    });
    expect(need(await getAssignment(as(faculty, OPEN), id)).seenBefore).toEqual({ readers: 1, cases: 2 });
  });

  it("a drill in another assignment gives its phase, as it would without it", async () => {
    const drill = await makeAssignment(db, institution, [untouched], [reader], {
      mode: "phase-given",
      resultsReleasedAt: new Date(0),
    });
    await give();
    const lock = await lockPhase(as(reader, GIVEN), {
      id: randomUUID(),
      caseId: untouched.id,
      assignmentId: drill,
    });
    expect(need(lock).definition.phase).toBe("B");
  });
});

async function submitAnswer(made: MadeCase, now: Date, more: { assignmentId?: string } = {}) {
  const id = randomUUID();
  need(await lockPhase(as(reader, now), { id, caseId: made.id, phase: "B", ...more }));
  return submitZone(as(reader, now), id, { box: HIT });
}

describe("while it is open", () => {
  it("nothing answers its cases elsewhere, nor their pictures in another dataset", async () => {
    const id = await give();
    const ctx = as(reader, OPEN);
    const open = others.map((made) => made.id).toSorted();
    expect(
      need(await listCases(ctx, {}))
        .cases.map((each) => each.id)
        .toSorted(),
    ).toEqual(open);
    expect(need(await nextCases(ctx, { limit: 10 })).cases.map((each) => each.id)).toEqual([others[1]!.id]);
    expect(need(await nextCases(ctx, { limit: 10, again: true })).cases.map((each) => each.id)).toEqual([
      others[0]!.id,
    ]);
    for (const made of [answered, untouched, double]) {
      expect(code(await getCase(ctx, made.id))).toBe("not-found");
      expect(code(await getStageCase(ctx, made.id))).toBe("not-found");
      expect(code(await lockPhase(ctx, { id: randomUUID(), caseId: made.id, phase: "B" }))).toBe("not-found");
    }
    for (const attempt of [earlier.answered, earlier.double]) {
      expect(code(await getAttempt(ctx, attempt))).toBe("not-found");
      expect(code(await getAttemptDisputes(ctx, attempt))).toBe("not-found");
      expect(code(await listComments(ctx, attempt))).toBe("not-found");
    }
    expect(code(await getAttempt(ctx, earlier.other))).toBe("ok");
    const states = need(await getHistory(ctx, {})).entries.map(({ caseId, state, iou }) => [
      caseId,
      state,
      iou,
    ]);
    expect(new Map(states.map(([caseId, ...rest]) => [caseId, rest]))).toEqual(
      new Map([
        [answered.id, ["withheld", null]],
        [double.id, ["withheld", null]],
        [others[0]!.id, ["scored", 1]],
      ]),
    );
    expect(need(await getProgressDetail(ctx))).toMatchObject({ casesAnswered: 1, casesOpen: 1 });
    const answers = await submitAnswer(answered, OPEN, { assignmentId: id });
    expect(need(answers)).toEqual({ score: null, reveal: null });
  });

  it("another assignment with its picture tells nothing either, and all else of itself", async () => {
    const guided = await makeAssignment(db, institution, [double, others[1]!], [reader], {
      mode: "guided",
      resultsReleasedAt: new Date(0),
    });
    await give();
    const locked = await lockPhase(as(reader, OPEN), {
      id: randomUUID(),
      caseId: double.id,
      assignmentId: guided,
      phase: "A",
    });
    expect(need(locked)).toMatchObject({ definition: { phase: "A" } });
    expect(need(locked)).not.toHaveProperty("phaseCorrect");
    expect(need(await submitAnswer(others[1]!, OPEN, { assignmentId: guided }))).toMatchObject({
      score: { iou: 1 },
    });
    const list = need(await getReaderAssignment(as(reader, OPEN), guided)).list;
    expect(list.map(({ caseId, state }) => [caseId, state])).toEqual([
      [double.id, "open"],
      [others[1]!.id, "scored"],
    ]);
  });

  it("figures go on counting what was told before, and nothing that is answered in it", async () => {
    const id = await give();
    const before = need(await getProgress(as(reader, GIVEN)));
    expect(before.all.n).toBe(3);
    expect(need(await getProgress(as(reader, OPEN)))).toEqual(before);
    await answer(untouched, OPEN, { assignmentId: id });
    expect(need(await getProgress(as(reader, OPEN)))).toEqual(before);
    need(await releaseResults(as(faculty, RELEASED), id));
    expect(need(await getProgress(as(reader, RELEASED))).all.n).toBe(4);
  });

  it("an attempt that the exam’s makes a miss is withheld like it, for its phase was never told", async () => {
    const id = await give();
    const late = new Date(OPEN.getTime() - 2 * 60 * 60 * 1000);
    const begun = { id: randomUUID(), caseId: untouched.id, phase: "A" as const, mode: "exam" as const };
    need(await lockPhase(as(reader, late), begun));
    const before = need(await getProgress(as(reader, OPEN)));
    await answer(untouched, OPEN, { assignmentId: id });
    expect(need(await getProgress(as(reader, OPEN)))).toEqual(before);
  });

  it("kept figures are those of the attempts", async () => {
    const id = await give();
    await refreshDueFigures(db, GIVEN);
    const weeks = async () =>
      (await db.prisma.memberWeek.findMany({ where: { userId: reader.id } })).reduce(
        (sum, { figures }) => sum + figures[LAYOUT.zones.at("B", "right", "n")]!,
        0,
      );
    const told = await weeks();
    await answer(untouched, OPEN, { assignmentId: id });
    await refreshDueFigures(db, OPEN);
    expect([told, await weeks()]).toEqual([3, 3]);
    need(await releaseResults(as(faculty, RELEASED), id));
    await refreshDueFigures(db, RELEASED);
    expect(await weeks()).toBe(4);
  });

  it("it can’t be closed again by a later opening once somebody has answered, though their time counts anew", async () => {
    const id = await give({ timeLimitMinutes: 30 });
    need(await beginAssignment(as(reader, OPEN), id));
    await answer(untouched, OPEN, { assignmentId: id });
    const anew = { extendedUntil: "2026-03-08T18:00", timeAnew: true };
    need(await changeReader(as(faculty, OPEN), { id, userId: reader.id }, anew));
    const { name, instructions, closes, timeLimitMinutes, release } = examInput("", {});
    const terms = { name, instructions, closes, timeLimitMinutes, release, due: null };
    const later = { ...terms, opens: "2026-03-05T08:00" };
    expect(code(await changeAssignment(as(faculty, OPEN), id, later))).toBe("conflict");
  });
});

describe("once its results are out", () => {
  it("all of it is told again", async () => {
    const id = await give();
    const attempt = await answer(untouched, OPEN, { assignmentId: id });
    need(await releaseResults(as(faculty, RELEASED), id));
    const ctx = as(reader, RELEASED);
    for (const each of [attempt, ...Object.values(earlier)])
      expect(code(await getAttempt(ctx, each))).toBe("ok");
    expect(need(await listCases(ctx, {})).cases).toHaveLength(5);
    expect(need(await getHistory(ctx, {})).entries.every(({ state }) => state === "scored")).toBe(true);
  });
});
