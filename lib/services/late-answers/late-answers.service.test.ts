import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { GRACE_MS } from "../../domain/assignments/schedule";
import { beginAssignment } from "../assignments/begin-assignment";
import { getReaderAssignment } from "../assignments/get-reader-assignment";
import { releaseResults } from "../assignments/release-results";
import { getAttempt } from "../attempts/get-attempt";
import { lockPhase } from "../attempts/lock-phase";
import { submitZone } from "../attempts/submit-zone";
import { getStageCase } from "../cases/get-stage-case";
import type { Context } from "../context";
import { foldNewAnswers } from "../estimates/fold-new-answers";
import { rebuildEstimates } from "../estimates/rebuild-estimates";
import { rebuildFigures } from "../kept-figures/rebuild-figures";
import { refreshDueFigures } from "../kept-figures/refresh-due-figures";
import { getOwnData } from "../leaving/get-own-data";
import { getProgress } from "../progress/get-progress";
import { exportResults } from "../results/export-results";
import { getResults } from "../results/get-results";
import {
  contextOf,
  type MadeCase,
  makeAssignment,
  makeCase,
  makeInstitution,
  makeUser,
} from "../testing/factories";
import { decideLateAnswer } from "./decide-late-answer";
import { offerLateAnswer } from "./offer-late-answer";

const db = await testDatabase();
const NOW = new Date("2026-03-02T09:00:00Z");
const MINUTE = 60_000;
const END = 30 * MINUTE;
const BOX = [100, 100, 300, 300] as const;

let institution: string;
let reader: User;
let faculty: User;
let cases: MadeCase[];
let exam: string;

const moment = (ms: number): Date => new Date(NOW.getTime() + ms);
const at = (ms: number, user = reader, clockMs?: number): Context => ({
  ...contextOf(db, user, moment(ms)),
  ...(clockMs !== undefined && { clockMs }),
});
const code = (result: { ok: boolean; failure?: { code: string } }): string =>
  result.ok ? "ok" : result.failure!.code;
const value = <T>(result: { ok: true; value: T } | { ok: false; failure: { detail: string } }): T => {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
};

beforeEach(async () => {
  institution = await makeInstitution(db);
  reader = await makeUser(db, institution);
  faculty = await makeUser(db, institution, "faculty");
  cases = await Promise.all([1, 2].map(() => makeCase(db, institution)));
  exam = await makeAssignment(db, institution, cases, [reader], { closesAt: moment(END) });
});

const late = (of = exam, made = cases[0]!, givenAt = END - 2 * MINUTE) => ({
  assignmentId: of,
  caseId: made.id,
  phase: "B" as const,
  box: BOX,
  elapsedMs: 900,
  phaseGivenAt: moment(givenAt - MINUTE).toISOString(),
  givenAt: moment(givenAt).toISOString(),
});
const lateOf = async (of = exam) => value(await getResults(at(END * 3, faculty), of)).late;
const take = (id: string, taken = true, ms = END + 20 * MINUTE) =>
  decideLateAnswer(at(ms, faculty), id, { taken, reason: "The network was down." });

describe("an answer that came after the end", () => {
  it("is refused as late, kept when it is offered, and told nothing of", async () => {
    value(await beginAssignment(at(0, reader, 1500), exam));
    const id = randomUUID();
    const refused = await lockPhase(at(END + MINUTE), {
      id,
      caseId: cases[0]!.id,
      assignmentId: exam,
      phase: "B",
    });
    expect(refused).toMatchObject({ ok: false, failure: { code: "conflict", late: true } });
    const offered = value(await offerLateAnswer(at(END + MINUTE, reader, 2500), id, late()));
    expect(offered).toEqual({
      id,
      state: "waiting",
      refusal: "closed",
      arrivedAt: moment(END + MINUTE).toISOString(),
      endedAt: moment(END).toISOString(),
    });
    // The same again, however late, is the same; another answer under its id, or to its case, is none.
    expect(value(await offerLateAnswer(at(END * 9), id, late()))).toEqual(offered);
    expect(code(await offerLateAnswer(at(END * 9), id, { ...late(), box: [0, 0, 9, 9] }))).toBe("conflict");
    expect(code(await offerLateAnswer(at(END * 9), randomUUID(), late()))).toBe("conflict");
    expect(await db.prisma.attempt.count({ where: { assignmentId: exam } })).toBe(0);
    expect(await db.prisma.auditEvent.count({ where: { subjectId: id } })).toBe(1);
    expect(value(await getReaderAssignment(at(END * 2), exam)).late).toEqual([
      { ...offered, number: 1, caseId: cases[0]!.id, givenAt: late().givenAt, reason: null },
    ]);
    expect(await lateOf()).toMatchObject([
      {
        ...{ id, userId: reader.id, position: 1, state: "waiting", inTime: "yes", barred: null },
        clock: { trust: "steady", beforeMs: 1500, beforeAt: NOW.toISOString(), arrivalMs: 2500 },
      },
    ]);
    expect(JSON.stringify(value(await getOwnData(at(END * 2))))).toContain(late().givenAt);
  });

  it("whose clock was set meanwhile is said to be unclear", async () => {
    value(await beginAssignment(at(0, reader, 0), exam));
    value(await offerLateAnswer(at(END + 20 * MINUTE, reader, -19 * MINUTE), randomUUID(), late()));
    expect(await lateOf()).toMatchObject([{ inTime: "unclear", clock: { trust: "changed" } }]);
  });

  it("is scored as the assignment's when it is taken, and figures follow", async () => {
    const id = randomUUID();
    value(await offerLateAnswer(at(END + MINUTE), id, late()));
    expect(await take(id)).toEqual({ ok: true, value: { id } });
    // Sent twice, it is taken once; and taken is for good.
    expect(code(await take(id))).toBe("ok");
    expect(code(await take(id, false))).toBe("conflict");
    const results = value(await getResults(at(END * 3, faculty), exam));
    expect(results).toMatchObject({ n: 1, hits: 1, late: [{ state: "taken", decidedBy: faculty.name }] });
    expect(results.rows).toMatchObject([{ answered: 1, hits: 1 }]);
    expect(await db.prisma.auditEvent.count({ where: { subjectId: id, action: "late-answer.take" } })).toBe(
      1,
    );
    expect(await db.prisma.notice.count({ where: { userId: reader.id, kind: "late-answer.decision" } })).toBe(
      1,
    );
    const { list, late: own } = value(await getReaderAssignment(at(END * 3), exam));
    expect(list).toMatchObject([{ number: 1, state: "withheld", iou: null }]);
    expect(own).toMatchObject([{ state: "taken", reason: "The network was down." }]);
    value(await releaseResults(at(END * 4, faculty), exam));
    expect(value(await getAttempt(at(END * 4), id)).score).toMatchObject({ iou: 1 });
    await refreshDueFigures(db, moment(END * 4));
    const kept = value(await getProgress(at(END * 4)));
    await rebuildFigures(db, moment(END * 4));
    expect(value(await getProgress(at(END * 4)))).toEqual(kept);
    expect(JSON.stringify(kept)).toContain('"n":1');
  });

  it("of a phase that was locked in time is taken as that attempt's zone", async () => {
    const lock = { id: randomUUID(), caseId: cases[0]!.id, assignmentId: exam, phase: "C" as const };
    value(await lockPhase(at(END - MINUTE), lock));
    const zone = { box: BOX, elapsedMs: 900 };
    const refused = await submitZone(at(END + GRACE_MS), lock.id, zone);
    expect(refused).toMatchObject({ ok: false, failure: { late: true } });
    // A day later, too: the end of the assignment comes first.
    expect(await submitZone(at(END + 30 * 60 * MINUTE), lock.id, zone)).toMatchObject({
      failure: { late: true },
    });
    value(await offerLateAnswer(at(END + GRACE_MS), lock.id, { ...late(), phase: undefined }));
    value(await take(lock.id));
    const [attempt] = await db.prisma.attempt.findMany({ where: { assignmentId: exam } });
    expect(attempt).toMatchObject({
      id: lock.id,
      phase: "C",
      iou: 1,
      zoneAt: moment(END + GRACE_MS),
      ordinal: 1,
    });
  });

  it("that is left counts for nothing and stays readable", async () => {
    const id = randomUUID();
    value(await offerLateAnswer(at(END + MINUTE), id, late()));
    value(await take(id, false));
    expect(code(await take(id))).toBe("conflict");
    expect(await db.prisma.attempt.count({ where: { assignmentId: exam } })).toBe(0);
    expect(value(await getReaderAssignment(at(END * 3), exam)).late).toMatchObject([{ state: "left" }]);
  });

  it("is none while the assignment takes it, where the reader is excused, or where there is another answer", async () => {
    expect(code(await offerLateAnswer(at(END - 1), randomUUID(), late()))).toBe("conflict");
    const lock = { id: randomUUID(), caseId: cases[1]!.id, assignmentId: exam, phase: "B" as const };
    value(await lockPhase(at(0), lock));
    value(await submitZone(at(0), lock.id, { box: BOX }));
    expect(code(await offerLateAnswer(at(END * 2), randomUUID(), late(exam, cases[1])))).toBe("conflict");
    expect(code(await offerLateAnswer(at(END * 2), lock.id, late(exam, cases[1])))).toBe("conflict");
    await db.prisma.assignmentReader.updateMany({ data: { excusedAt: NOW }, where: { assignmentId: exam } });
    expect(code(await offerLateAnswer(at(END * 2), randomUUID(), late()))).toBe("conflict");
  });

  it("outside the frame, or without its phase, is malformed", async () => {
    const outside = { ...late(), box: [0, 0, 5000, 10] as const };
    expect(code(await offerLateAnswer(at(END * 2), randomUUID(), outside))).toBe("invalid");
    expect(code(await offerLateAnswer(at(END * 2), randomUUID(), { ...late(), phase: undefined }))).toBe(
      "invalid",
    );
  });
});

describe("a zone that came more than a day after its phase", () => {
  const DAY = 24 * 60 * MINUTE;

  /** An assignment that tells at once, with a phase locked at 0. */
  async function lockedIn(mode: "guided" | "exam" | "phase-given", closesAt?: Date) {
    const opensAt = moment(-MINUTE);
    const told = mode !== "exam" && { resultsReleasedAt: opensAt };
    await db.prisma.assignment.delete({ where: { id: exam } });
    const of = await makeAssignment(db, institution, cases, [reader], {
      ...{ mode, opensAt, ...(closesAt && { closesAt }), ...told },
    });
    const id = randomUUID();
    value(await lockPhase(at(0), { id, caseId: cases[0]!.id, assignmentId: of, phase: "B" }));
    return { of, id };
  }

  const offer = (of: string, id: string, ms: number, sinceLockMs?: number) =>
    offerLateAnswer(at(ms), id, {
      ...late(of, cases[0], 20 * MINUTE),
      ...{ phase: undefined, phaseGivenAt: undefined, ...(sinceLockMs !== undefined && { sinceLockMs }) },
    });

  /** How many answers figures count of the reader, and how many hit: the kept ones are those made anew. */
  async function counted(ms: number) {
    await refreshDueFigures(db, moment(ms));
    await foldNewAnswers(db, moment(ms + MINUTE));
    for (const each of [...(await rebuildFigures(db, moment(ms))), ...(await rebuildEstimates(db))]) {
      expect(each.different).toBe(0);
    }
    const { n, ha25 } = value(await getProgress(at(ms))).all;
    return [n, ha25];
  }

  it("and was given within it, is the faculty's to take: a miss until it is offered, an answer once it is taken", async () => {
    const { of, id } = await lockedIn("guided");
    expect(await counted(DAY)).toEqual([1, 0]);
    const zone = { box: BOX, elapsedMs: 900 };
    const refused = await submitZone(at(DAY), id, zone);
    expect(refused).toMatchObject({ ok: false, failure: { code: "conflict" } });
    expect(refused).not.toMatchObject({ failure: { late: true } });
    expect(code(await offer(of, id, DAY))).toBe("conflict");
    expect(code(await offer(of, id, DAY, DAY))).toBe("conflict");
    expect(code(await offer(of, id, DAY - 1, 5))).toBe("conflict");

    expect(await submitZone(at(3 * DAY), id, { ...zone, sinceLockMs: 20 * MINUTE })).toMatchObject({
      failure: { code: "conflict", late: true },
    });
    const all = await Promise.all([1, 2, 3, 4].map(() => offer(of, id, 3 * DAY, 20 * MINUTE)));
    for (const each of all) expect(each).toEqual(all[0]);
    expect(value(all[0]!)).toMatchObject({ state: "waiting", refusal: "lapsed", endedAt: null });
    expect(await counted(3 * DAY + MINUTE)).toEqual([0, null]);
    expect(await lateOf(of)).toMatchObject([{ state: "waiting", inTime: "yes", barred: null }]);
    expect(value(await getReaderAssignment(at(4 * DAY), of)).late).toMatchObject([{ refusal: "lapsed" }]);
    value(await take(id, true, 5 * DAY));
    expect(await counted(5 * DAY + MINUTE)).toEqual([1, 1]);
    expect(value(await getAttempt(at(6 * DAY), id)).reveal.late).toEqual({
      givenAt: moment(20 * MINUTE).toISOString(),
      arrivedAt: moment(3 * DAY).toISOString(),
    });
    const { sheets } = value(await exportResults(at(6 * DAY, faculty), of));
    const { header, rows } = sheets.find(({ name }) => name === "attempts")!;
    expect(rows[0]![header.indexOf("zoneGivenAt")]).toEqual(moment(20 * MINUTE));
  });

  it("is a miss again where it is left", async () => {
    const { of, id } = await lockedIn("phase-given");
    value(await offer(of, id, 2 * DAY, 5));
    value(await take(id, false, 3 * DAY));
    await counted(4 * DAY);
    expect(value(await getProgress(at(4 * DAY))).all).toMatchObject({ ca25: 0 });
  });

  it("after the closing, too: the miss of its own attempt bars what wasn't given within the day", async () => {
    const { of, id } = await lockedIn("guided", moment(DAY));
    expect(value(await offer(of, id, 2 * DAY, 5))).toMatchObject({ state: "waiting", refusal: "closed" });
    exam = of;
    const other = await lockedIn("guided", moment(DAY));
    expect(value(await offer(other.of, other.id, 2 * DAY))).toMatchObject({ state: "barred" });
  });

  it("is taken by itself in an exam that withholds its results, until it ends", async () => {
    const { id } = await lockedIn("exam", moment(4 * DAY));
    expect(await counted(2 * DAY)).toEqual([0, null]);
    expect(await submitZone(at(3 * DAY), id, { box: BOX })).toEqual({
      ok: true,
      value: { score: null, reveal: null },
    });
    expect(await counted(3 * DAY)).toEqual([0, null]);
  });
});

describe("what a late answer could know", () => {
  it("is withheld from its reader after the release too, until it is decided", async () => {
    const id = randomUUID();
    value(await offerLateAnswer(at(END + MINUTE), id, late()));
    value(await releaseResults(at(END + 2 * MINUTE, faculty), exam));
    const stage = (made: MadeCase, ms: number) => getStageCase(at(ms), made.id);
    expect(code(await stage(cases[0]!, END + 3 * MINUTE))).toBe("not-found");
    expect(code(await stage(cases[1]!, END + 3 * MINUTE))).toBe("ok");
    value(await take(id));
    expect(code(await stage(cases[0]!, END * 3))).toBe("ok");
  });

  it("bars it after the release of an exam, and faculty and reader see it all the same", async () => {
    value(await releaseResults(at(END, faculty), exam));
    const id = randomUUID();
    const offered = value(await offerLateAnswer(at(END + MINUTE), id, late()));
    expect(offered).toMatchObject({ state: "barred", refusal: "released" });
    expect(code(await take(id))).toBe("conflict");
    expect(await lateOf()).toMatchObject([{ state: "barred", barred: "released", inTime: "yes" }]);
    expect(value(await getReaderAssignment(at(END * 3), exam)).late).toMatchObject([{ state: "barred" }]);
    expect(code(await take(id, false))).toBe("ok");
  });

  it("bars it after its reader was told the case's answer elsewhere since the opening", async () => {
    const opensAt = moment(-MINUTE);
    const guided = await makeAssignment(db, institution, cases, [reader], {
      ...{ mode: "guided", closesAt: moment(END), opensAt, resultsReleasedAt: opensAt },
    });
    await db.prisma.assignment.delete({ where: { id: exam } });
    const lock = { id: randomUUID(), caseId: cases[0]!.id, assignmentId: guided, phase: "B" as const };
    value(await lockPhase(at(0), lock));
    const twin = await makeCase(db, institution, { pictureOf: cases[0]! });
    const practised = { id: randomUUID(), caseId: twin.id, phase: "B" as const };
    value(await lockPhase(at(MINUTE), practised));
    expect(value(await submitZone(at(MINUTE), practised.id, { box: BOX })).reveal).not.toBeNull();
    const offered = value(await offerLateAnswer(at(END * 2), lock.id, { ...late(guided), phase: undefined }));
    expect(offered.state).toBe("barred");
    expect(await lateOf(guided)).toMatchObject([{ barred: "told" }]);
    expect(code(await take(lock.id, true, END * 3))).toBe("conflict");
  });
});

it("is nobody else's to offer, to see or to decide", async () => {
  const id = randomUUID();
  value(await offerLateAnswer(at(END + MINUTE), id, late()));
  const colleague = await makeUser(db, institution);
  const elsewhere = await makeInstitution(db);
  expect(code(await offerLateAnswer(at(END + MINUTE, colleague), randomUUID(), late()))).toBe("not-found");
  expect(code(await offerLateAnswer(at(END + MINUTE, colleague), id, late()))).toBe("conflict");
  for (const stranger of [reader, colleague, await makeUser(db, elsewhere, "faculty")]) {
    const decided = await decideLateAnswer(at(END * 2, stranger), id, { taken: true, reason: "Mine." });
    expect(code(decided)).toBe("not-found");
  }
  expect(code(await decideLateAnswer(at(END * 2, faculty), id, { taken: true, reason: " " }))).toBe(
    "invalid",
  );
});
