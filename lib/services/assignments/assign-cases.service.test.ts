import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import type { Context } from "../context";
import type { Result } from "../result";
import { contextOf, type MadeCase, makeCase, makeInstitution, makeUser } from "../testing/factories";
import { checkAudience } from "./check-audience";
import { createAssignment } from "./create-assignment";
import { getAssignment } from "./get-assignment";
import { examInput, makeCohort, makeSet } from "./testing";

const db = await testDatabase();
/** `examInput` is over a day that begins an hour later. */
const NOW = new Date("2026-03-02T07:00:00Z");

let institution: string;
let faculty: User;
let cases: MadeCase[];
let cohort: string;

beforeEach(async () => {
  institution = await makeInstitution(db);
  faculty = await makeUser(db, institution, "faculty");
  cases = await Promise.all([1, 2, 3].map(() => makeCase(db, institution)));
  cohort = await makeCohort(db, institution, [await makeUser(db, institution)]);
});

const as = (who: User, now = NOW): Context => contextOf(db, who, now);
const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
};
const refusal = <T>(result: Result<T>): string => (result.ok ? "ok" : result.failure.detail);
const ids = (some = cases): string[] => some.map(({ id }) => id);
const setsOf = () => db.prisma.caseSet.findMany({ where: { institutionId: institution } });

/** Chosen cases for the cohort, as the library asks for it. */
function chosen(over: object = {}) {
  const { caseSetId: _, ...rest } = examInput("", { cohortIds: [cohort] });
  return { ...rest, id: randomUUID(), caseIds: ids(), ...over };
}

describe("chosen cases", () => {
  it("are given in the order of the choice, with a published set behind them", async () => {
    const order = ids([cases[2]!, cases[0]!, cases[1]!]);
    const { id } = need(await createAssignment(as(faculty), chosen({ caseIds: order })));
    const items = await db.prisma.assignmentItem.findMany({
      where: { assignmentId: id },
      orderBy: { position: "asc" },
    });
    expect(items.map(({ caseId }) => caseId)).toEqual(order);
    const [set] = await setsOf();
    expect(set).toMatchObject({ name: "An exam", status: "published", authorId: faculty.id });
    expect(need(await getAssignment(as(faculty), id))).toMatchObject({ caseSet: "An exam", readers: 1 });
    const audit = await db.prisma.auditEvent.findMany({
      where: { actorId: faculty.id },
      orderBy: { id: "asc" },
    });
    expect(audit.map(({ action }) => action).toSorted()).toEqual([
      "assignment.create",
      "case-set.create",
      "case-set.publish",
    ]);
  });

  it("asked for four times at once are given once, and later again as at first", async () => {
    const asked = chosen();
    const answers = await Promise.all([0, 1, 2, 3].map(() => createAssignment(as(faculty), asked)));
    expect(answers.map(need)).toEqual(Array.from({ length: 4 }, () => ({ id: asked.id })));
    const long = new Date("2027-03-02T07:00:00Z");
    expect(need(await createAssignment(as(faculty, long), asked))).toEqual({ id: asked.id });
    expect(await setsOf()).toHaveLength(1);
    expect(await db.prisma.notice.count({ where: { user: { institutionId: institution } } })).toBe(1);
    const other = { ...asked, caseIds: ids().reverse() };
    expect(refusal(await createAssignment(as(faculty), other))).toMatch(/Another assignment has this id/);
  });

  it("take a number where there is a set of that name", async () => {
    need(await createAssignment(as(faculty), chosen()));
    need(await createAssignment(as(faculty), chosen()));
    expect((await setsOf()).map(({ name }) => name).toSorted()).toEqual(["An exam", "An exam 2"]);
  });

  it.each([
    [
      "an empty cohort",
      async () => ({ audience: { cohortIds: [await makeCohort(db, institution, [])], userIds: [] } }),
      /^audience: choose/,
    ],
    [
      "a due moment that has passed",
      async () => ({ opens: "2026-03-01T08:00", due: "2026-03-02T06:00" }),
      /^due: this moment has passed/,
    ],
    [
      "a closing that has passed",
      async () => ({ opens: "2026-03-01T08:00", due: null, closes: "2026-03-02T06:00" }),
      /^closes: this moment/,
    ],
    ["no case", async () => ({ caseIds: [] }), /^caseIds: Choose a case/],
    ["a set and cases", async () => ({ caseSetId: await makeSet(db, institution, cases) }), /^caseSetId: /],
    [
      "a case that is a draft",
      async () => ({ caseIds: [(await makeCase(db, institution, { publication: "draft" })).id] }),
      /^caseIds: one case is no longer open to practice: V01, frame 7/,
    ],
    [
      "a case of elsewhere",
      async () => ({ caseIds: [(await makeCase(db, await makeInstitution(db))).id] }),
      /^There is no such case/,
    ],
  ] as const)("are refused with %s, and nothing is stored", async (_, over, words) => {
    const asked = chosen(await over());
    const before = await setsOf();
    expect(refusal(await createAssignment(as(faculty), asked))).toMatch(words);
    expect(await setsOf()).toEqual(before);
    expect(await db.prisma.assignment.count({ where: { institutionId: institution } })).toBe(0);
  });

  it("are counted before they are given", async () => {
    const audience = { cohortIds: [cohort], userIds: [] };
    expect(need(await checkAudience(as(faculty), { caseIds: ids(), audience }))).toEqual({
      readers: 1,
      seenBefore: { readers: 0, cases: 0 },
    });
  });
});

describe("a draft", () => {
  const publishing = (caseSetId: string) => ({
    ...examInput(caseSetId, { cohortIds: [cohort] }),
    id: randomUUID(),
    publish: true,
  });

  it("is published as it is given, where that is asked for", async () => {
    const set = await makeSet(db, institution, cases, { status: "draft", authorId: faculty.id });
    const asked = publishing(set);
    const silent = await createAssignment(as(faculty), { ...asked, id: randomUUID(), publish: false });
    expect(refusal(silent)).toMatch(/no such published case set/);
    const answers = await Promise.all([0, 1, 2, 3].map(() => createAssignment(as(faculty), asked)));
    expect(answers.map(need)).toEqual(Array.from({ length: 4 }, () => ({ id: asked.id })));
    expect(await setsOf()).toMatchObject([{ id: set, status: "published" }]);
    // Published meanwhile, it is given all the same.
    need(await createAssignment(as(faculty), publishing(set)));
  });

  it("stays one where it can't be given, and somebody else's is not theirs to publish", async () => {
    const set = await makeSet(db, institution, cases, { status: "draft", authorId: faculty.id });
    const nobody = { ...publishing(set), audience: { cohortIds: [], userIds: [] } };
    expect(refusal(await createAssignment(as(faculty), nobody))).toMatch(/^audience: /);
    const colleague = await makeUser(db, institution, "faculty");
    expect(refusal(await createAssignment(as(colleague), publishing(set)))).toMatch(/Only its author/);
    const stranger = await makeUser(db, await makeInstitution(db), "faculty");
    expect(refusal(await createAssignment(as(stranger), publishing(set)))).toMatch(/^There is no such/);
    expect(await setsOf()).toMatchObject([{ status: "draft" }]);
  });
});
