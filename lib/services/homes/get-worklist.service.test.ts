import { randomUUID } from "node:crypto";
import { beforeEach, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import type { Duty } from "../../domain/authoring/step";
import type { Worklist } from "../../domain/homes/views";
import { saveDraft } from "../authoring/save-draft";
import { submitAnnotation } from "../authoring/submit-annotation";
import { giveDuty, makeDraftCases, wholeBody } from "../authoring/testing";
import type { Context } from "../context";
import { answer, NOW, OFF, ON, question } from "../disputes/testing";
import { decideLateAnswer } from "../late-answers/decide-late-answer";
import { offerLateAnswer } from "../late-answers/offer-late-answer";
import { listNotices } from "../notices/list-notices";
import { markRead } from "../notices/mark-read";
import { addComment } from "../results/add-comment";
import { given } from "../testing/answering";
import {
  contextOf,
  type MadeCase,
  makeAssignment,
  makeCase,
  makeInstitution,
  makeUser,
} from "../testing/factories";
import { getWorklist } from "./get-worklist";

const db = await testDatabase();
const HOUR = 60 * 60 * 1000;

let institution: string;
let faculty: User;
let readers: User[];
let cases: MadeCase[];

beforeEach(async () => {
  institution = await makeInstitution(db);
  faculty = await makeUser(db, institution, "faculty");
  readers = await Promise.all([1, 2, 3, 4, 5, 6, 7].map(() => makeUser(db, institution)));
  cases = await Promise.all([1, 2].map(() => makeCase(db, institution)));
});

const at = (hours: number): Date => new Date(NOW.getTime() + hours * HOUR);
const as = (who: User, hours = 0): Context => contextOf(db, who, at(hours));
const worklist = async (who = faculty, hours = 0): Promise<Worklist> =>
  given(await getWorklist(as(who, hours)));
const released = { mode: "guided", opensAt: at(-5), resultsReleasedAt: new Date(0) } as const;

it("shows how far each running assignment is, and its hardest case from five answers on", async () => {
  const id = await makeAssignment(db, institution, cases, readers, released);
  const [first, second] = cases as [MadeCase, MadeCase];
  const [a, b, c, d, e, excused] = readers as [User, User, User, User, User, User, User];
  for (const reader of [a, b, c, d]) await answer(db, reader, first, OFF, { assignmentId: id });
  // Four first answers, and one of somebody who is excused: too few to say what is hard.
  await answer(db, excused, first, OFF, { assignmentId: id });
  await db.prisma.assignmentReader.updateMany({
    where: { assignmentId: id, userId: excused.id },
    data: { excusedAt: NOW },
  });
  expect((await worklist()).running).toMatchObject([{ id, readers: 6, done: 0, notBegun: 2, hardest: null }]);
  await answer(db, e, first, ON, { assignmentId: id });
  for (const reader of [a, b, c, d, e]) await answer(db, reader, second, ON, { assignmentId: id });
  expect((await worklist()).running).toMatchObject([
    {
      readers: 6,
      done: 5,
      notBegun: 1,
      hardest: { caseId: first.id, video: "V01", frame: 7, n: 5, hits: 1 },
    },
  ]);
});

it("shows what can be answered or waits for its release, and nothing else", async () => {
  const make = async (name: string, data: object, options: object = released) => {
    const id = await makeAssignment(db, institution, cases, readers.slice(0, 1), options);
    await db.prisma.assignment.update({ where: { id }, data: { name, ...data } });
    return id;
  };
  await make("to come", { opensAt: at(1) });
  await make("over", { closesAt: at(-1) });
  await make("long ago, and endless", { opensAt: at(-24 * 90), dueAt: at(-24 * 70) });
  await make("told", { closesAt: at(-2), resultsReleasedAt: at(-1) }, { mode: "exam" });
  await make("later", { dueAt: at(20), closesAt: at(30) });
  await make("soon", { dueAt: at(2) });
  await make("to release", { closesAt: at(-1), resultsReleasedAt: null }, { mode: "exam" });
  const extended = await make("extended", { dueAt: at(-3), closesAt: at(-1) });
  await db.prisma.assignmentReader.updateMany({
    where: { assignmentId: extended },
    data: { extendedUntil: at(1) },
  });
  const { running, runningCount } = await worklist();
  expect(running.map(({ name, isOpen }) => [name, isOpen])).toEqual([
    ["to release", false],
    ["extended", true],
    ["soon", true],
    ["later", true],
  ]);
  expect(runningCount).toBe(4);
  expect(running[0]).toMatchObject({ notBegun: 0 });
});

it("counts the questions that somebody else asked", async () => {
  const [made] = cases as [MadeCase];
  const attempt = await answer(db, readers[0]!, made, OFF);
  await question(db, readers[0]!, attempt);
  const own = await answer(db, faculty, made, OFF);
  await question(db, faculty, own);
  expect((await worklist()).questions).toMatchObject({ n: 1, cases: 1, since: expect.any(String) });
});

it("counts the answers that came after the end until they are taken or left, by assignment", async () => {
  const late = async (opens: number, reader = readers[0]!): Promise<[assignment: string, late: string]> => {
    const id = await makeAssignment(db, institution, cases, [reader], {
      opensAt: at(opens),
      closesAt: at(-1),
    });
    given(await offerLateAnswer(as(reader), randomUUID(), lateBody(id)));
    const { id: lateId } = await db.prisma.lateAnswer.findFirstOrThrow({ where: { assignmentId: id } });
    return [id, lateId];
  };
  const lateBody = (assignmentId: string) => ({
    assignmentId,
    caseId: cases[0]!.id,
    phase: "B" as const,
    box: [100, 100, 300, 300] as const,
    elapsedMs: 900,
    phaseGivenAt: at(-3).toISOString(),
    givenAt: at(-2).toISOString(),
  });
  const [first, offered] = await late(-5);
  expect(await worklist()).toMatchObject({
    lateAnswers: [{ assignmentId: first, n: 1 }],
    lateAnswerCount: 1,
  });
  for (let more = 0; more < 5; more++) await late(-4);
  const { lateAnswers, lateAnswerCount } = await worklist();
  expect([lateAnswers.length, lateAnswerCount]).toEqual([5, 6]);
  given(await decideLateAnswer(as(faculty), offered, { taken: false, reason: "It was too late." }));
  expect(await worklist()).toMatchObject({ lateAnswerCount: 5 });
  const elsewhere = await makeUser(db, await makeInstitution(db), "faculty");
  expect(await worklist(elsewhere)).toMatchObject({ lateAnswers: [], lateAnswerCount: 0 });
});

it("counts the cases that wait for the viewer by duty, and never their own work", async () => {
  const { datasetId, caseIds } = await makeDraftCases(db, institution, { cases: 3 });
  const colleague = await makeUser(db, institution, "faculty");
  const both: readonly Duty[] = ["annotator", "checker"];
  for (const duty of both) await giveDuty(db, datasetId, duty, faculty, colleague);
  given(await saveDraft(as(colleague), caseIds[0]!, { kind: "reference", ...wholeBody() }));
  given(await submitAnnotation(as(colleague), caseIds[0]!, { kind: "reference" }));
  expect((await worklist()).authoring).toEqual({ annotate: 2, check: 1, review: 0 });
  expect((await worklist(colleague)).authoring).toEqual({ annotate: 2, check: 0, review: 0 });
  const chief = await makeUser(db, institution, "director");
  await giveDuty(db, datasetId, "chief", chief);
  await db.prisma.authoring.updateMany({ where: { caseId: caseIds[0]! }, data: { step: "reviewing" } });
  expect((await worklist(chief)).authoring).toEqual({ annotate: 0, check: 0, review: 1 });
});

it("shows replies to one's own comments until they are looked at", async () => {
  const id = await makeAssignment(db, institution, cases, readers, released);
  const [reader] = readers as [User];
  const attempt = await answer(db, reader, cases[0]!, OFF, { assignmentId: id });
  given(await addComment(as(faculty), attempt, { id: randomUUID(), text: "Look at the duct." }));
  expect((await worklist()).replyCount).toBe(0);
  given(await addComment(as(reader), attempt, { id: randomUUID(), text: "I see." }));
  expect(await worklist()).toMatchObject({
    replyCount: 1,
    replies: [{ href: `/assignments/${id}/results/attempts/${attempt}#comments` }],
  });
  const ids = given(await listNotices(as(faculty))).map((notice) => notice.id);
  given(await markRead(as(faculty), { ids }));
  expect((await worklist()).replies).toEqual([]);
});

it("is nobody's who doesn't assign, and holds nothing of elsewhere", async () => {
  await makeAssignment(db, institution, cases, readers, released);
  const elsewhere = await makeUser(db, await makeInstitution(db), "admin");
  expect(await worklist(elsewhere)).toMatchObject({ running: [], runningCount: 0, questions: { n: 0 } });
  expect(await getWorklist(as(readers[0]!))).toMatchObject({ failure: { code: "not-found" } });
});
