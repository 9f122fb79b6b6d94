import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import type { Context } from "../context";
import type { Result } from "../result";
import { contextOf, makeInstitution, makeUser } from "../testing/factories";
import { getAuthoringCase } from "./get-authoring-case";
import { giveVerdict } from "./give-verdict";
import { listAuthoring } from "./list-authoring";
import { reviseCase } from "./revise-case";
import { saveDraft } from "./save-draft";
import { setDuties } from "./set-duties";
import { submitAnnotation } from "./submit-annotation";
import { giveDuty, makeDraftCases, wholeBody } from "./testing";

const db = await testDatabase();
const NOW = new Date("2026-03-02T09:00:00Z");

let director: User;
let annotator: User;
let checkers: [User, User];
let chief: User;
let datasetId: string;
let cases: readonly string[];

const named = async (institutionId: string, role: "faculty" | "director", name: string) => {
  const user = await makeUser(db, institutionId, role);
  await db.prisma.user.update({ where: { id: user.id }, data: { name } });
  return { ...user, name };
};

beforeEach(async () => {
  const institutionId = await makeInstitution(db);
  director = await named(institutionId, "director", "Dora");
  annotator = await named(institutionId, "faculty", "Ann");
  checkers = [await named(institutionId, "faculty", "Ben"), await named(institutionId, "faculty", "Cleo")];
  chief = await named(institutionId, "faculty", "Emil");
  const ground = await makeDraftCases(db, institutionId, { cases: 2 });
  datasetId = ground.datasetId;
  cases = ground.caseIds;
});

/** Ann may check too, and never her own. */
async function giveAllDuties(): Promise<void> {
  await giveDuty(db, datasetId, "annotator", annotator);
  await giveDuty(db, datasetId, "checker", annotator, ...checkers);
  await giveDuty(db, datasetId, "chief", chief, annotator);
}

const as = (who: User, now = NOW): Context => contextOf(db, who, now);
const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
};
const told = async (who: User): Promise<string[]> => {
  const notices = await db.prisma.notice.findMany({
    where: { userId: who.id },
    orderBy: { createdAt: "asc" },
  });
  expect(await db.prisma.mail.count({ where: { userId: who.id } })).toBe(notices.length);
  return notices.map(({ kind }) => kind);
};

async function annotate(caseId = cases[0]!, now = NOW): Promise<void> {
  need(await saveDraft(as(annotator, now), caseId, { kind: "reference", ...wholeBody() }));
  need(await submitAnnotation(as(annotator, now), caseId, { kind: "reference" }));
}
async function judge(who: User, step: "checking" | "reviewing", agrees = true): Promise<void> {
  if (step === "checking") {
    need(await saveDraft(as(who), cases[0]!, { kind: "blind", ...wholeBody() }));
    need(await submitAnnotation(as(who), cases[0]!, { kind: "blind" }));
  }
  const { currentId } = await db.prisma.authoring.findUniqueOrThrow({ where: { caseId: cases[0]! } });
  const verdict = { annotationId: currentId!, step, agrees, comment: agrees ? "" : "Too low." };
  need(await giveVerdict(as(who), cases[0]!, verdict));
}
const waitsFor = async (who: User) => need(await getAuthoringCase(as(who), cases[0]!)).waitsFor;

describe("the next person", () => {
  beforeEach(giveAllDuties);

  it("is told at each step, of those who may act, and not who moved it", async () => {
    await annotate();
    expect(await told(checkers[0])).toEqual(["authoring.check"]);
    expect(await told(checkers[1])).toEqual(["authoring.check"]);
    expect(await told(annotator)).toEqual([]);
    await judge(checkers[0], "checking", false);
    expect(await told(annotator)).toEqual(["authoring.sent-back"]);
    expect(await db.prisma.notice.findFirst({ where: { userId: annotator.id } })).toMatchObject({
      text: expect.stringContaining("OP 1, frame 1 of"),
      href: `/authoring/cases/${cases[0]}`,
    });
    await annotate();
    await db.prisma.user.update({ where: { id: checkers[1].id }, data: { deactivatedAt: NOW } });
    // Ben has read it and judged the one before: what he does now is the check alone.
    const { currentId } = await db.prisma.authoring.findUniqueOrThrow({ where: { caseId: cases[0]! } });
    const agreed = { annotationId: currentId!, step: "checking" as const, agrees: true, comment: "" };
    need(await giveVerdict(as(checkers[0]), cases[0]!, agreed));
    expect(await told(chief)).toEqual(["authoring.review"]);
    await judge(chief, "reviewing");
    expect(await told(annotator)).toEqual(["authoring.sent-back", "authoring.published"]);
    expect(await told(director)).toEqual([]);
    need(await reviseCase(as(chief), cases[0]!));
    expect(await told(annotator)).toContain("authoring.annotate");
  });

  it("is told once a day of a dataset, however many cases come", async () => {
    await annotate(cases[0]);
    await annotate(cases[1]);
    expect(await told(checkers[0])).toEqual(["authoring.check"]);
  });

  it("learns neither from the notice nor from the mail who annotated it", async () => {
    await annotate();
    const [notice] = await db.prisma.notice.findMany({ where: { userId: checkers[0].id } });
    const [mail] = await db.prisma.mail.findMany({ where: { userId: checkers[0].id } });
    expect(`${notice!.text} ${mail!.subject} ${mail!.text}`).not.toContain("Ann");
    const [row] = need(await listAuthoring(as(checkers[0]), { datasetId, step: "checking" }));
    expect(row).toMatchObject({ author: null, waitsFor: { names: null, notBy: null } });
  });

  it("is named on the case, and who annotated it to those who may know", async () => {
    expect(await waitsFor(checkers[0])).toEqual({ names: ["Ann"], notBy: null });
    await annotate();
    expect(await waitsFor(annotator)).toEqual({ names: ["Ben", "Cleo"], notBy: "Ann" });
    expect(await waitsFor(checkers[0])).toEqual({ names: null, notBy: null });
    await judge(checkers[0], "checking");
    expect(await waitsFor(checkers[0])).toEqual({ names: ["Emil"], notBy: "Ann" });
    await judge(chief, "reviewing");
    expect(await waitsFor(annotator)).toBeNull();
  });
});

it("that there isn’t, those who give duties are told of; and who is given one is told", async () => {
  await giveDuty(db, datasetId, "annotator", annotator);
  await giveDuty(db, datasetId, "checker", annotator);
  await annotate();
  expect(await waitsFor(annotator)).toEqual({ names: [], notBy: "Ann" });
  expect(await told(director)).toEqual(["authoring.nobody-checker"]);
  expect(await told(annotator)).toEqual([]);
  const duties = { annotator: [annotator.id], checker: [annotator.id, checkers[0].id], chief: [director.id] };
  need(await setDuties(as(director), datasetId, duties));
  expect(await told(checkers[0])).toEqual(["authoring.duty"]);
  expect(await told(annotator)).toEqual([]);
  expect(await told(director)).toEqual(["authoring.nobody-checker"]);
});
