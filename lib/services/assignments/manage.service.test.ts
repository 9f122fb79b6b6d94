import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { getAttempt } from "../attempts/get-attempt";
import { lockPhase } from "../attempts/lock-phase";
import { submitZone } from "../attempts/submit-zone";
import type { Context } from "../context";
import { getProgress } from "../progress/get-progress";
import { contextOf, type MadeCase, makeCase, makeInstitution, makeUser } from "../testing/factories";
import { addReaders } from "./add-readers";
import { changeAssignment } from "./change-assignment";
import { changeReader } from "./change-reader";
import { checkAudience } from "./check-audience";
import { createAssignment } from "./create-assignment";
import { getAssignment } from "./get-assignment";
import { getAssignmentChoices } from "./get-assignment-choices";
import { getReaderAssignment } from "./get-reader-assignment";
import { listAssignments } from "./list-assignments";
import { listDue } from "./list-due";
import { releaseResults } from "./release-results";
import { removeReader } from "./remove-reader";
import { examInput, makeCohort, makeSet } from "./testing";

const db = await testDatabase();
const NOW = new Date("2026-03-02T09:00:00Z");
const HOUR = 60 * 60 * 1000;
const BOX = [100, 100, 300, 300] as const;

let institution: string;
let faculty: User;
let readers: User[];
let cohort: string;
let cases: MadeCase[];
let set: string;

beforeEach(async () => {
  institution = await makeInstitution(db);
  faculty = await makeUser(db, institution, "faculty");
  readers = await Promise.all([1, 2, 3].map(() => makeUser(db, institution)));
  cohort = await makeCohort(db, institution, readers.slice(0, 2));
  cases = await Promise.all([1, 2].map(() => makeCase(db, institution)));
  set = await makeSet(db, institution, cases);
});

const as = (user: User, ms = 0): Context => contextOf(db, user, new Date(NOW.getTime() + ms));
const code = (result: { ok: boolean; failure?: { code: string } }): string =>
  result.ok ? "ok" : result.failure!.code;
const value = <T>(result: { ok: true; value: T } | { ok: false; failure: { detail: string } }): T => {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
};

async function assign(over: object = {}, by = faculty): Promise<string> {
  const input = { ...examInput(set, { cohortIds: [cohort], userIds: [readers[2]!.id] }), ...over };
  return value(await createAssignment(as(by), input)).id;
}

async function answer(reader: User, assignmentId: string, made: MadeCase, ms = 0): Promise<string> {
  const id = randomUUID();
  value(await lockPhase(as(reader, ms), { id, caseId: made.id, assignmentId, phase: "B" }));
  value(await submitZone(as(reader, ms), id, { box: BOX }));
  return id;
}

const noticesOf = (user: User, kind: string) =>
  db.prisma.notice.findMany({ where: { userId: user.id, kind: `assignment.${kind}` } });

describe("giving an assignment", () => {
  it("sent twice, at once or one in the midst of the other, makes one, and tells its readers once", async () => {
    const input = { ...examInput(set, { cohortIds: [cohort], userIds: [] }), id: randomUUID() };
    const made = await Promise.all(Array.from({ length: 4 }, () => createAssignment(as(faculty), input)));
    for (const each of made) expect(each).toEqual({ ok: true, value: { id: input.id } });
    // Archived since, and answered the same.
    await db.prisma.caseSet.update({ where: { id: set }, data: { status: "archived" } });
    expect(value(await createAssignment(as(faculty), input))).toEqual({ id: input.id });
    expect(await db.prisma.assignment.count({ where: { institutionId: institution } })).toBe(1);
    expect(await noticesOf(readers[0]!, "new")).toHaveLength(1);
    expect(await db.prisma.auditEvent.count({ where: { subjectId: input.id } })).toBe(1);

    expect(code(await createAssignment(as(faculty), { ...input, mode: "guided" }))).toBe("conflict");
    const other = await makeUser(db, institution, "faculty");
    expect(code(await createAssignment(as(other), input))).toBe("conflict");
  });

  it("freezes the set, gives it to everybody once, tells them and writes it down", async () => {
    const id = await assign({ audience: { cohortIds: [cohort], userIds: [readers[1]!.id, readers[2]!.id] } });
    await db.prisma.caseSetItem.deleteMany({ where: { caseSetId: set } });
    const detail = value(await getAssignment(as(faculty), id));
    expect(detail).toMatchObject({ cases: 2, readers: 3, begun: 0, done: 0, resultsReleasedAt: null });
    const byId = new Map(detail.rows.map((row) => [row.userId, row]));
    expect(byId.get(readers[1]!.id)!.cohort).toMatch(/^Cohort/);
    expect(byId.get(readers[2]!.id)).toMatchObject({ cohort: null, standing: "open" });
    for (const reader of readers) {
      expect(await noticesOf(reader, "new")).toMatchObject([{ href: `/assignments/${id}` }]);
      const mails = await db.prisma.mail.findMany({ where: { userId: reader.id } });
      expect(mails).toMatchObject([{ subject: "New assignment: An exam", address: reader.email }]);
      expect(mails[0]!.text).toContain("4 Mar 2026, 18:00");
    }
    const audited = await db.prisma.auditEvent.findMany({ where: { subjectId: id } });
    expect(audited).toMatchObject([{ action: "assignment.create", actorId: faculty.id }]);
  });

  it("reads the dates on the institution's clocks", async () => {
    await db.prisma.institution.update({ where: { id: institution }, data: { timeZone: "Europe/Berlin" } });
    const local = { ...faculty, timeZone: "Europe/Berlin" };
    const id = await assign({ due: "2026-03-29T03:30", closes: "2026-03-30T08:00" }, local);
    expect(value(await getAssignment(as(local), id))).toMatchObject({
      opensAt: "2026-03-02T07:00:00.000Z",
      dueAt: "2026-03-29T01:30:00.000Z",
      closesAt: "2026-03-30T06:00:00.000Z",
    });
    expect(
      code(
        await createAssignment(as(local), {
          ...examInput(set, { cohortIds: [cohort] }),
          due: "2026-03-29T02:30",
          closes: null,
        }),
      ),
    ).toBe("invalid");
  });

  it.each<[string, object, string]>([
    ["an exam with two attempts", { attemptsAllowed: 2 }, "invalid"],
    ["nobody", { audience: { cohortIds: [], userIds: [] } }, "invalid"],
    ["a resident that there is not", { audience: { cohortIds: [], userIds: [randomUUID()] } }, "not-found"],
    ["a set that there is not", { caseSetId: randomUUID() }, "not-found"],
    ["a field that there is not", { sets: [] }, "invalid"],
    ["a mode that there is not", { mode: "easy" }, "invalid"],
    ["an empty name", { name: " " }, "invalid"],
  ])("refuses %s", async (_, over, expected) => {
    const input = { ...examInput(set, { cohortIds: [cohort] }), ...over };
    expect(code(await createAssignment(as(faculty), input))).toBe(expected);
  });

  it("takes published sets alone, and those that are the actor's to see", async () => {
    const director = await makeUser(db, institution, "director");
    const own = await makeSet(db, institution, cases, { shared: false, authorId: director.id });
    for (const [caseSetId, by, expected] of [
      [await makeSet(db, institution, cases, { status: "draft" }), faculty, "not-found"],
      [await makeSet(db, institution, cases, { status: "archived" }), faculty, "not-found"],
      [await makeSet(db, institution, []), faculty, "conflict"],
      [own, faculty, "not-found"],
      [own, director, "ok"],
    ] as const) {
      expect(code(await createAssignment(as(by), examInput(caseSetId, { cohortIds: [cohort] })))).toBe(
        expected,
      );
      expect(
        code(await checkAudience(as(by), { caseSetId, audience: { cohortIds: [cohort], userIds: [] } })),
      ).toBe(expected === "conflict" ? "ok" : expected);
    }
  });

  it("tells beforehand who has answered what of it", async () => {
    const id = randomUUID();
    value(await lockPhase(as(readers[0]!), { id, caseId: cases[0]!.id, phase: "B" }));
    value(await submitZone(as(readers[0]!), id, { box: BOX }));
    const audience = { cohortIds: [cohort], userIds: [] };
    expect(value(await checkAudience(as(faculty, 1), { caseSetId: set, audience }))).toEqual({
      readers: 2,
      seenBefore: { readers: 1, cases: 1 },
    });
    const assignment = value(await createAssignment(as(faculty, HOUR), examInput(set, audience))).id;
    expect(value(await getAssignment(as(faculty, HOUR), assignment)).seenBefore).toEqual({
      readers: 1,
      cases: 1,
    });
    // What was seen is held back all the same, and counts again afterwards.
    expect(code(await getAttempt(as(readers[0]!, HOUR), id))).toBe("not-found");
    expect(value(await getProgress(as(readers[0]!, HOUR))).all.n).toBe(0);
    value(await releaseResults(as(faculty, 2 * HOUR), assignment));
    expect(value(await getProgress(as(readers[0]!, 2 * HOUR))).all.n).toBe(1);
  });
});

describe("readers", () => {
  it("who join the cohort later are offered, and added on demand", async () => {
    const id = await assign();
    const late = await makeUser(db, institution);
    await db.prisma.membership.create({ data: { userId: late.id, cohortId: cohort } });
    const detail = value(await getAssignment(as(faculty), id));
    expect(detail.joiners).toMatchObject([{ cohortId: cohort, residents: 1 }]);
    expect(value(await listDue(as(late)))).toEqual([]);
    const audience = { cohortIds: [cohort], userIds: [] };
    expect(value(await addReaders(as(faculty), id, audience))).toEqual({ added: 1 });
    expect(value(await addReaders(as(faculty), id, audience))).toEqual({ added: 0 });
    expect(value(await listDue(as(late)))).toMatchObject([{ id, standing: "open" }]);
    expect(await noticesOf(late, "new")).toHaveLength(1);
    expect(await noticesOf(readers[0]!, "new")).toHaveLength(1);
    expect(code(await addReaders(as(faculty, 200 * HOUR), id, audience))).toBe("conflict");
  });

  it("can be taken out until they begin", async () => {
    const id = await assign();
    const [begun, idle] = readers as [User, User];
    await answer(begun, id, cases[0]!);
    expect(code(await removeReader(as(faculty), { id, userId: begun.id }))).toBe("conflict");
    expect(code(await removeReader(as(faculty), { id, userId: idle.id }))).toBe("ok");
    expect(code(await removeReader(as(faculty), { id, userId: idle.id }))).toBe("not-found");
    expect(value(await listDue(as(idle)))).toEqual([]);
    expect(await db.prisma.mail.count({ where: { userId: idle.id } })).toBe(0);
    const practice = await lockPhase(as(idle), { id: randomUUID(), caseId: cases[0]!.id, phase: "B" });
    expect(code(practice)).toBe("ok");
  });

  it("are extended one by one", async () => {
    const id = await assign();
    const [one, other] = readers as [User, User];
    const afterClosing = 130 * HOUR;
    const extend = (until: string, ms = 0) =>
      changeReader(as(faculty, ms), { id, userId: one.id }, { extendedUntil: until });
    expect(code(await extend("2026-03-01T10:00"))).toBe("conflict");
    expect(code(await extend("2026-03-29"))).toBe("invalid");
    value(await extend("2026-03-10T18:00"));
    expect(await noticesOf(one, "extend")).toHaveLength(1);
    const lock = (reader: User) =>
      lockPhase(as(reader, afterClosing), {
        id: randomUUID(),
        caseId: cases[0]!.id,
        assignmentId: id,
        phase: "B",
      });
    expect(code(await lock(one))).toBe("ok");
    expect(code(await lock(other))).toBe("conflict");
    expect(value(await listDue(as(one, afterClosing)))).toMatchObject([
      { extended: true, standing: "begun" },
    ]);
    expect(
      value(await getAssignment(as(faculty, afterClosing), id)).rows.find(({ userId }) => userId === one.id),
    ).toMatchObject({ late: 0, extendedUntil: "2026-03-10T18:00:00.000Z" });
  });

  it("are excused, and answer nothing then", async () => {
    const id = await assign();
    const [one] = readers as [User];
    value(await changeReader(as(faculty), { id, userId: one.id }, { excuse: "Parental leave" }));
    expect(value(await listDue(as(one)))).toMatchObject([{ standing: "excused" }]);
    expect(value(await getReaderAssignment(as(one), id))).toMatchObject({ excuse: "Parental leave" });
    const body = { id: randomUUID(), caseId: cases[0]!.id, assignmentId: id, phase: "B" } as const;
    expect(code(await lockPhase(as(one), body))).toBe("conflict");
    expect(value(await getAssignment(as(faculty), id))).toMatchObject({ readers: 2 });
    value(await changeReader(as(faculty), { id, userId: one.id }, { excuse: null }));
    expect(code(await lockPhase(as(one), body))).toBe("ok");
  });

  it("who answer after it was due are late", async () => {
    const id = await assign();
    await answer(readers[0]!, id, cases[0]!);
    await answer(readers[0]!, id, cases[1]!, 60 * HOUR);
    const row = value(await getAssignment(as(faculty, 61 * HOUR), id)).rows.find(
      ({ userId }) => userId === readers[0]!.id,
    );
    expect(row).toMatchObject({ standing: "done", answered: 2, late: 1 });
  });
});

describe("changing it", () => {
  const terms = (over: object = {}) => {
    const { name, instructions, opens, due, closes, timeLimitMinutes, release } = examInput(set, {});
    return { name, instructions, opens, due, closes, timeLimitMinutes, release, ...over };
  };

  it("moves dates, tells the readers of new dates and not of a new name", async () => {
    const id = await assign();
    value(await changeAssignment(as(faculty), id, terms({ name: "Renamed" })));
    expect(await noticesOf(readers[0]!, "change")).toHaveLength(0);
    value(await changeAssignment(as(faculty), id, terms({ closes: "2026-03-20T18:00" })));
    expect(await noticesOf(readers[0]!, "change")).toHaveLength(1);
    expect(value(await getAssignment(as(faculty), id))).toMatchObject({
      closesAt: "2026-03-20T18:00:00.000Z",
    });
  });

  it("neither takes released results back, nor opens later what somebody has begun", async () => {
    const id = await assign();
    await answer(readers[0]!, id, cases[0]!);
    const later = terms({ opens: "2026-03-03T08:00" });
    expect(code(await changeAssignment(as(faculty), id, later))).toBe("conflict");
    value(await releaseResults(as(faculty, HOUR), id));
    expect(code(await changeAssignment(as(faculty, 2 * HOUR), id, terms()))).toBe("conflict");
  });

  it("keeps an exam's release behind every extension", async () => {
    const id = await assign();
    value(
      await changeReader(as(faculty), { id, userId: readers[0]!.id }, { extendedUntil: "2026-03-10T18:00" }),
    );
    const release = (at: string) => changeAssignment(as(faculty), id, terms({ release: { kind: "at", at } }));
    expect(code(await release("2026-03-08T18:00"))).toBe("conflict");
    expect(code(await release("2026-03-10T18:00"))).toBe("ok");
    const longer = { extendedUntil: "2026-03-12T18:00" };
    expect(code(await changeReader(as(faculty), { id, userId: readers[0]!.id }, longer))).toBe("conflict");
  });
});

describe("the release", () => {
  it("shows the results, tells the readers once, makes figures due, and ends an exam", async () => {
    const id = await assign();
    const attempt = await answer(readers[0]!, id, cases[0]!);
    const waiting = randomUUID();
    value(
      await lockPhase(as(readers[1]!), { id: waiting, caseId: cases[0]!.id, assignmentId: id, phase: "B" }),
    );
    await db.pool.query("TRUNCATE figures_due_all");
    const released = value(await releaseResults(as(faculty, HOUR), id));
    expect(value(await releaseResults(as(faculty, 2 * HOUR), id))).toEqual(released);
    expect(code(await getAttempt(as(readers[0]!, HOUR), attempt))).toBe("ok");
    expect(value(await getReaderAssignment(as(readers[0]!, HOUR), id)).list).toMatchObject([
      { attemptId: attempt, state: "scored", phase: "right", iou: 1 },
    ]);
    expect(await noticesOf(readers[2]!, "release")).toHaveLength(1);
    expect(await db.prisma.figuresDueAll.findMany()).toMatchObject([
      { caseIds: cases.map((each) => each.id) },
    ]);
    // Who answered now could know the reference.
    const late = { id: randomUUID(), caseId: cases[1]!.id, assignmentId: id, phase: "B" } as const;
    expect(code(await lockPhase(as(readers[0]!, HOUR), late))).toBe("conflict");
    expect(code(await submitZone(as(readers[1]!, HOUR), waiting, { box: BOX }))).toBe("conflict");
  });
});

it("lists what runs and what is over apart, and finds by name", async () => {
  const [exam, other] = [await assign({ name: "100% of March" }), await assign({ name: "April" })];
  await answer(readers[0]!, exam, cases[0]!);
  value(await releaseResults(as(faculty, HOUR), other));
  const list = async (input: object) =>
    value(await listAssignments(as(faculty, HOUR), input)).assignments.map(({ name }) => name);
  expect(await list({})).toEqual(["100% of March"]);
  expect(await list({ show: "past" })).toEqual(["April"]);
  expect(await list({ search: "100%" })).toEqual(["100% of March"]);
  expect(await list({ search: "1_0" })).toEqual([]);
  const [summary] = value(await listAssignments(as(faculty), { search: "March" })).assignments;
  expect(summary).toMatchObject({ readers: 3, begun: 1, done: 0 });
});

describe("strangers", () => {
  it("of another institution, and residents, find nothing of an assignment", async () => {
    const id = await assign();
    const elsewhere = await makeInstitution(db);
    const userId = readers[0]!.id;
    const strangers = await Promise.all(
      (["resident", "faculty", "director", "admin"] as const).map((role) => makeUser(db, elsewhere, role)),
    );
    const colleague = await makeUser(db, institution);
    for (const stranger of [...strangers, colleague, readers[0]!]) {
      const ctx = as(stranger);
      const audience = { cohortIds: [cohort], userIds: [] };
      const {
        caseSetId: _set,
        mode: _mode,
        audience: _audience,
        attemptsAllowed: _n,
        shuffled: _s,
        modelShown: _m,
        ...terms
      } = examInput(set, {});
      for (const result of [
        await getAssignment(ctx, id),
        await changeAssignment(ctx, id, terms),
        await releaseResults(ctx, id),
        await addReaders(ctx, id, audience),
        await removeReader(ctx, { id, userId }),
        await changeReader(ctx, { id, userId }, { excuse: "x" }),
        await createAssignment(ctx, examInput(set, { cohortIds: [cohort] })),
        await checkAudience(ctx, { caseSetId: set, audience }),
      ]) {
        expect(code(result)).toBe("not-found");
      }
      if (stranger !== readers[0]) {
        expect(code(await getReaderAssignment(ctx, id))).toBe("not-found");
        expect(value(await listDue(ctx))).toEqual([]);
      }
    }
    for (const stranger of strangers.slice(1)) {
      expect(value(await listAssignments(as(stranger), {})).assignments).toEqual([]);
      const choices = value(await getAssignmentChoices(as(stranger)));
      expect(choices).toMatchObject({ sets: [], cohorts: [] });
      expect(choices.residents.map(({ id: each }) => each)).toEqual([strangers[0]!.id]);
    }
    expect(code(await listAssignments(as(colleague), {}))).toBe("not-found");
    expect(code(await getAssignmentChoices(as(colleague)))).toBe("not-found");
  });
});
