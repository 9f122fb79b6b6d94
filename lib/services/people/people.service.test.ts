import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findUser, findUserOfSession, type User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { answer, ON } from "../disputes/testing";
import { rebuildFigures } from "../kept-figures/rebuild-figures";
import { refreshDueFigures } from "../kept-figures/refresh-due-figures";
import { contextOf, makeCase, makeInstitution, makeSession, makeUser } from "../testing/factories";
import { sentTwice } from "../testing/interleave";
import { changeCohort } from "./change-cohort";
import { changePerson } from "./change-person";
import { createCohort } from "./create-cohort";
import { exportPeople } from "./export-people";
import { getPerson } from "./get-person";
import { listCohorts } from "./list-cohorts";
import { listPeople } from "./list-people";
import { movePeople } from "./move-people";
import { removeTraining } from "./remove-training";
import { setActive } from "./set-active";
import { setTraining } from "./set-training";

const db = await testDatabase();
const NOW = new Date("2026-07-01T09:00:00Z");
const as = (actor: User, now = NOW) => contextOf(db, actor, now);

let institution: string;
let director: User;
let admin: User;
let resident: User;

beforeEach(async () => {
  institution = await makeInstitution(db);
  director = await makeUser(db, institution, "director");
  admin = await makeUser(db, institution, "admin");
  resident = await makeUser(db, institution);
});

const need = <T>(result: { ok: true; value: T } | { ok: false; failure: { detail: string } }): T => {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
};
const cohortOf = async (name: string): Promise<string> => need(await createCohort(as(director), { name })).id;
const move = (userIds: string[], over: object, now = NOW, preview = false) =>
  movePeople(
    as(director, now),
    { userIds, on: now.toISOString().slice(0, 10), year: "keep", cohort: { kind: "keep" }, ...over },
    { preview },
  );
const memberships = (userId: string) =>
  db.prisma.membership.findMany({
    where: { userId },
    orderBy: { joinedAt: "asc" },
    include: { cohort: true },
  });

describe("who manages whom", () => {
  it("is directors for residents and faculty, and admins for everybody", async () => {
    const faculty = await makeUser(db, institution, "faculty");
    expect(await changePerson(as(director), faculty.id, { name: "New  Name" })).toMatchObject({ ok: true });
    expect((await findUser(db, faculty.id))!.name).toBe("New Name");
    expect(await changePerson(as(director), resident.id, { role: "faculty" })).toMatchObject({ ok: true });
    for (const role of ["director", "admin"] as const) {
      expect(await changePerson(as(director), resident.id, { role })).toMatchObject({
        failure: { code: "forbidden" },
      });
    }
    expect(await changePerson(as(director), admin.id, { name: "X" })).toMatchObject({
      failure: { code: "forbidden" },
    });
    expect(await changePerson(as(admin), director.id, { role: "admin" })).toMatchObject({ ok: true });
  });

  it("never is oneself", async () => {
    for (const self of [director, admin]) {
      expect(await changePerson(as(self), self.id, { role: "resident" })).toMatchObject({
        failure: { code: "forbidden" },
      });
      expect(await setActive(as(self), self.id, false)).toMatchObject({ failure: { code: "forbidden" } });
    }
  });

  it("leaves one admin, also when two close each other at once", async () => {
    const other = await makeUser(db, institution, "admin");
    const results = await Promise.all([
      setActive(as(admin), other.id, false),
      setActive(as(other), admin.id, false),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ failure: { code: "conflict" } });
  });

  it("is nobody else: residents, faculty and strangers find nothing", async () => {
    const elsewhere = await makeInstitution(db);
    const strangers = [
      resident,
      await makeUser(db, institution, "faculty"),
      await makeUser(db, elsewhere, "director"),
      await makeUser(db, elsewhere, "admin"),
    ];
    const cohort = await cohortOf("PGY-1");
    for (const stranger of strangers) {
      const ctx = as(stranger);
      const target = resident.id === stranger.id ? director.id : resident.id;
      const body = { userIds: [target], on: "2026-07-01", year: 3, cohort: { kind: "move", id: cohort } };
      for (const result of [
        await getPerson(ctx, target),
        await changePerson(ctx, target, { name: "X" }),
        await setTraining(ctx, target, { year: 1, since: "2026-07-01" }),
        await removeTraining(ctx, { id: target, since: "2026-07-01" }),
        await setActive(ctx, target, false),
        await movePeople(ctx, body as never, { preview: true }),
        await movePeople(ctx, body as never, { preview: false }),
        await changeCohort(ctx, cohort, { name: "Mine" }),
      ]) {
        expect(result).toMatchObject({ ok: false, failure: { code: "not-found" } });
      }
      const list = await listPeople(ctx, {});
      const others = new Set([resident.id, director.id, admin.id]);
      if (list.ok) expect(list.value.people.filter(({ id }) => others.has(id))).toEqual([]);
      const exported = await exportPeople(ctx, {});
      if (exported.ok) expect(exported.value.filter(({ id }) => others.has(id))).toEqual([]);
      const cohorts = await listCohorts(ctx);
      if (cohorts.ok) expect(cohorts.value.cohorts).toEqual([]);
    }
  });

  it("does not move a resident into another institution's cohort", async () => {
    const other = await makeUser(db, await makeInstitution(db), "director");
    const foreign = need(await createCohort(as(other), { name: "Theirs" })).id;
    expect(await move([resident.id], { cohort: { kind: "move", id: foreign } })).toMatchObject({
      failure: { code: "not-found" },
    });
  });
});

describe("a closed account", () => {
  it("is signed out everywhere at once, and stays so when it is opened again", async () => {
    const session = await makeSession(db, resident, NOW);
    expect(await findUserOfSession(db, session, NOW)).not.toBeNull();
    need(await setActive(as(director), resident.id, false));
    expect(await findUserOfSession(db, session, NOW)).toBeNull();
    need(await setActive(as(director), resident.id, true));
    expect(await findUserOfSession(db, session, NOW)).toBeNull();
    expect(await findUserOfSession(db, await makeSession(db, resident, NOW), NOW)).not.toBeNull();
  });
});

describe("training", () => {
  it("is a history that a promotion adds to", async () => {
    need(await setTraining(as(director), resident.id, { year: 2, since: "2025-07-01" }));
    need(await move([resident.id], { year: "next" }));
    const { training, trainingYear } = need(await getPerson(as(director), resident.id));
    expect(training).toEqual([
      { since: "2026-07-01", year: 3 },
      { since: "2025-07-01", year: 2 },
    ]);
    expect(trainingYear).toBe(3);
    need(await removeTraining(as(director), { id: resident.id, since: "2026-07-01" }));
    expect(need(await getPerson(as(director), resident.id)).trainingYear).toBe(2);
  });

  it("is for residents", async () => {
    const faculty = await makeUser(db, institution, "faculty");
    expect(await setTraining(as(director), faculty.id, { year: 2, since: "2025-07-01" })).toMatchObject({
      failure: { code: "conflict" },
    });
  });
});

describe("a move", () => {
  it("closes one membership and opens the other, dated, and its preview changes nothing", async () => {
    const [first, second] = [await cohortOf("A"), await cohortOf("B")];
    const earlier = new Date("2026-01-10T12:00:00Z");
    need(await move([resident.id], { cohort: { kind: "move", id: first } }, earlier));
    const into = { on: "2026-06-30", cohort: { kind: "move", id: second } };
    const shown = need(await move([resident.id], into, NOW, true));
    expect(shown).toMatchObject({ changed: 1, people: [{ leaves: [{ name: "A" }], joins: { name: "B" } }] });
    expect(await memberships(resident.id)).toHaveLength(1);
    expect(need(await move([resident.id], into))).toEqual(shown);
    expect(await memberships(resident.id)).toMatchObject([
      { cohortId: first, joinedAt: earlier, leftAt: new Date("2026-06-30T00:00:00Z") },
      { cohortId: second, joinedAt: new Date("2026-06-30T00:00:00Z"), leftAt: null },
    ]);
  });

  it("makes the figures of both cohorts anew: what was answered since the day counts in the new one", async () => {
    const [first, second] = [await cohortOf("A"), await cohortOf("B")];
    const january = new Date("2026-01-10T12:00:00Z");
    need(await move([resident.id], { cohort: { kind: "move", id: first } }, january));
    await answer(db, resident, await makeCase(db, institution), ON);
    await refreshDueFigures(db, NOW);
    const weeksOf = async (groupId: string) => db.prisma.groupWeek.count({ where: { groupId } });
    expect([await weeksOf(first), await weeksOf(second)]).toEqual([1, 0]);
    need(await move([resident.id], { on: "2026-02-01", cohort: { kind: "move", id: second } }));
    await refreshDueFigures(db, NOW);
    expect([await weeksOf(first), await weeksOf(second)]).toEqual([0, 1]);
    for (const difference of await rebuildFigures(db, NOW)) expect(difference.different).toBe(0);
  });

  it("leaves out whom it makes no sense for, and moves the others", async () => {
    const other = await makeUser(db, institution);
    need(await setTraining(as(director), resident.id, { year: 1, since: "2025-07-01" }));
    const report = need(await move([resident.id, other.id], { year: "next" }));
    expect(report.changed).toBe(1);
    expect(report.people.find(({ id }) => id === other.id)!.problem).toContain("not known");
  });

  it("is not made ahead of its day, nor into a cohort that has ended", async () => {
    const cohort = await cohortOf("A");
    expect(await move([resident.id], { on: "2026-07-02", year: 2 })).toMatchObject({
      failure: { code: "invalid", detail: expect.stringContaining("today or a day before") },
    });
    need(await changeCohort(as(director), cohort, { ended: true }));
    expect(await move([resident.id], { cohort: { kind: "move", id: cohort } })).toMatchObject({
      failure: { code: "conflict" },
    });
  });

  it("puts somebody into a cohort once, however often it is asked for at once", async () => {
    const cohort = await cohortOf("A");
    await Promise.all([1, 2, 3].map(() => move([resident.id], { cohort: { kind: "move", id: cohort } })));
    expect(await memberships(resident.id)).toHaveLength(1);
  });
});

describe("a cohort", () => {
  it("ends for everybody in it, and takes people again once it is reopened", async () => {
    const cohort = await cohortOf("A");
    need(
      await move([resident.id], { cohort: { kind: "move", id: cohort } }, new Date("2026-01-10T12:00:00Z")),
    );
    need(await changeCohort(as(director), cohort, { ended: true }));
    expect(await memberships(resident.id)).toMatchObject([{ leftAt: NOW }]);
    need(await changeCohort(as(director), cohort, { ended: false }));
    const later = new Date(NOW.getTime() + 60_000);
    need(await move([resident.id], { cohort: { kind: "move", id: cohort } }, later));
    expect(need(await listCohorts(as(director))).cohorts).toMatchObject([
      { name: "A", members: 1, everMembers: 1, endedAt: null },
    ]);
  });

  it("ends also for who was put in by a server whose clock is ahead", async () => {
    const cohort = await cohortOf("A");
    const ahead = new Date(NOW.getTime() + 40);
    need(await move([resident.id], { cohort: { kind: "move", id: cohort } }, ahead));
    need(await changeCohort(as(director), cohort, { ended: true }));
    expect(await memberships(resident.id)).toMatchObject([{ joinedAt: ahead, leftAt: ahead }]);
  });

  it("is made once where the same request is sent twice, wherever the second comes in between", async () => {
    const ids = Array.from({ length: 8 }, () => randomUUID());
    const answers = await sentTwice(db, (on, time) =>
      createCohort({ ...as(director), db: on }, { id: ids[time]!, name: `Cohort ${time}` }),
    );
    expect(answers.length).toBeGreaterThan(0);
    for (const [first, second] of answers) {
      expect(first).toMatchObject({ ok: true });
      expect(second).toEqual(first);
    }
    const input = { id: ids[7]!, name: "At once" };
    const made = await Promise.all(Array.from({ length: 4 }, () => createCohort(as(director), input)));
    for (const each of made) expect(each).toEqual({ ok: true, value: { id: ids[7] } });
    expect(await createCohort(as(director), { ...input, name: "Another" })).toMatchObject({ ok: false });
  });

  it("has a name of its own", async () => {
    const cohort = await cohortOf("A");
    await cohortOf("B");
    expect(await createCohort(as(director), { name: " A " })).toMatchObject({
      failure: { code: "conflict" },
    });
    expect(await changeCohort(as(director), cohort, { name: "B" })).toMatchObject({
      failure: { code: "conflict" },
    });
    need(await changeCohort(as(director), cohort, { name: "C" }));
  });
});

describe("the list", () => {
  beforeAll(async () => {
    await db.pool.query(
      `INSERT INTO institution (id, name) VALUES ('00000000-0000-4000-8000-000000000001', 'Large')`,
    );
    await db.pool.query(
      `INSERT INTO "user" (institution_id, email, name, role, password_hash)
       SELECT '00000000-0000-4000-8000-000000000001', 'p' || n || '@large.example', 'Person ' || n, 'resident', '-'
       FROM generate_series(1, 5000) n`,
    );
    await db.pool.query("ANALYZE");
  });

  it("is narrowed and paged by the server, fast with 5,000 people", async () => {
    const head = await makeUser(db, "00000000-0000-4000-8000-000000000001", "admin");
    const begun = performance.now();
    const page = need(await listPeople(as(head), { role: "resident", page: "100" }));
    expect(performance.now() - begun).toBeLessThan(500);
    expect(page).toMatchObject({ total: 5000, pages: 100, page: 100 });
    expect(page.people).toHaveLength(50);
    expect(need(await listPeople(as(head), { search: "p4999@ PERSON" })).people).toMatchObject([
      { name: "Person 4999" },
    ]);
    expect(need(await listPeople(as(head), { search: "100%" })).total).toBe(0);
    expect(need(await listPeople(as(head), { role: "resident", page: "999" })).page).toBe(100);
    expect(need(await exportPeople(as(head), { search: "499" })).length).toBeGreaterThan(10);
  });

  it("is narrowed by cohort, year and account", async () => {
    const cohort = await cohortOf("A");
    const closed = await makeUser(db, institution);
    need(await setActive(as(director), closed.id, false));
    need(await move([resident.id], { year: 2, cohort: { kind: "move", id: cohort } }));
    const ids = async (query: object) =>
      need(await listPeople(as(director), query)).people.map(({ id }) => id);
    expect(await ids({ cohort })).toEqual([resident.id]);
    expect(await ids({ year: "2" })).toEqual([resident.id]);
    expect(await ids({ cohort: "none", role: "resident" })).toEqual([]);
    expect(await ids({ cohort: "none", role: "resident", account: "all" })).toEqual([closed.id]);
    expect(await ids({ account: "closed", role: "nonsense", cohort: randomUUID(), year: "x" })).toEqual([]);
  });
});

describe("what is written down", () => {
  it("tells nobody of an address that another account has, and changes nothing", async () => {
    const { email } = await makeUser(db, await makeInstitution(db));
    const before = await db.prisma.user.findUniqueOrThrow({ where: { id: resident.id } });
    expect(await changePerson(as(director), resident.id, { email, name: "Somebody Else" })).toMatchObject({
      failure: { code: "conflict" },
    });
    expect(await db.prisma.user.findUniqueOrThrow({ where: { id: resident.id } })).toEqual(before);
    expect(await db.prisma.notice.count({ where: { userId: resident.id, kind: "user.change" } })).toBe(0);
  });

  it("holds no names and no addresses", async () => {
    const cohort = await cohortOf("A very special cohort");
    need(await changePerson(as(director), resident.id, { name: "Somebody Special" }));
    need(await move([resident.id], { year: 2, cohort: { kind: "move", id: cohort } }));
    const rows = await db.prisma.auditEvent.findMany({ where: { institutionId: institution } });
    expect(new Set(rows.map(({ action }) => action))).toEqual(
      new Set(["cohort.create", "user.change", "cohort.join", "user.promote"]),
    );
    for (const { detail } of rows) expect(JSON.stringify(detail)).not.toMatch(/special|@/i);
  });
});
