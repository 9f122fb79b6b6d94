import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { setEnv } from "../../env";
import { openDispute } from "../disputes/open-dispute";
import { answer, OFF, ON } from "../disputes/testing";
import { rebuildFigures } from "../kept-figures/rebuild-figures";
import { refreshDueFigures } from "../kept-figures/refresh-due-figures";
import { getPersonsData } from "../leaving/get-persons-data";
import { changePerson } from "../people/change-person";
import { setActive } from "../people/set-active";
import { answerCase, given } from "../testing/answering";
import { contextOf, makeAssignment, makeCase, makeInstitution, makeUser } from "../testing/factories";
import { getRetention, previewRetention } from "./get-retention";
import { letGo } from "./let-go";
import { setRetention } from "./set-retention";

const db = await testDatabase();
const DAY_MS = 24 * 3_600_000;
const CLOSED = new Date("2026-01-10T09:00:00Z");
const day = (days: number): Date => new Date(CLOSED.getTime() + days * DAY_MS);

let institution: string;
let admin: User;
let resident: User;

const as = (actor: User, now = CLOSED) => contextOf(db, actor, now);
const rule = async (months: number | null, now = CLOSED) =>
  given(await setRetention(as(admin, now), { months }));
const close = async (person: User, now = CLOSED) => given(await setActive(as(admin, now), person.id, false));
const open = async (person: User, now: Date) => given(await setActive(as(admin, now), person.id, true));
const mails = (person: User) =>
  db.prisma.mail.findMany({ where: { userId: person.id }, orderBy: { createdAt: "asc" } });
const isThere = async (person: User) => (await db.prisma.user.count({ where: { id: person.id } })) === 1;

/** A round of the chore, and the mails that it wrote go out. */
async function round(now: Date, { mail = true } = {}): Promise<number> {
  const gone = await letGo(db, now);
  if (mail)
    await db.prisma.mail.updateMany({ where: { sentAt: null, tries: 0 }, data: { sentAt: now, tries: 1 } });
  return gone;
}

/** A round a day, the last one included. Resolves to the day on which somebody went; null where nobody did. */
async function days(from: number, to: number): Promise<number | null> {
  for (let each = from; each <= to; each++) if ((await round(day(each))) > 0) return each;
  return null;
}

beforeAll(() => setEnv({ SMTP_URL: "smtp://mail.hospital.example", NEXTAUTH_URL: "https://calot.example" }));
afterAll(() => setEnv({ SMTP_URL: "", NEXTAUTH_URL: "" }));
beforeEach(async () => {
  await db.prisma.institution.updateMany({ data: { retentionMonths: null } });
  institution = await makeInstitution(db);
  admin = await makeUser(db, institution, "admin");
  resident = await makeUser(db, institution);
});

describe("whoever left so long ago", () => {
  it("is told a month and a week before, and goes then: once, with an entry in the trail", async () => {
    await rule(12);
    await close(resident);
    // 10 January 2027 less thirty days.
    await days(330, 334);
    expect(await mails(resident)).toHaveLength(0);
    await days(335, 357);
    const [first, ...others] = await mails(resident);
    expect(first?.text).toContain("10 Jan 2027");
    expect(others).toHaveLength(0);
    expect(await days(358, 364)).toBe(null);
    const [, second, ...more] = await mails(resident);
    expect(second?.text).toContain("10 Jan 2027");
    expect(more).toHaveLength(0);
    expect(await isThere(resident)).toBe(true);
    const gone = await Promise.all([1, 2, 3, 4].map(() => letGo(db, day(365))));
    expect(gone.reduce((sum, each) => sum + each)).toBe(1);
    expect(await isThere(resident)).toBe(false);
    const trail = await db.prisma.auditEvent.findMany({
      where: { action: "user.leave", subjectId: resident.id },
    });
    expect(trail).toMatchObject([
      { actorId: null, institutionId: institution, detail: { role: "resident", retentionMonths: 12 } },
    ]);
    expect(await db.prisma.mail.count({ where: { address: resident.email } })).toBe(0);
    expect(await db.prisma.parting.count()).toBe(0);
  });

  it("is told once by several processes at once", async () => {
    await rule(1);
    await close(resident);
    await Promise.all([1, 2, 3, 4].map(() => letGo(db, day(5))));
    expect(await mails(resident)).toHaveLength(1);
    await round(day(5));
    await Promise.all([1, 2, 3, 4].map(() => letGo(db, day(6))));
    expect(await db.prisma.parting.findFirst({ where: { userId: resident.id } })).toMatchObject({
      waited: 1,
    });
  });

  it("is told for a month all the same, where the rule comes later or becomes shorter", async () => {
    await rule(24);
    await close(resident);
    expect(await days(395, 399)).toBe(null);
    await rule(1, day(400));
    expect(await days(400, 500)).toBe(430);
  });

  it("is told anew where the rule becomes shorter after the telling", async () => {
    await rule(2);
    await close(resident);
    // Closed for 59 days; told on day 29.
    expect(await days(28, 50)).toBe(null);
    expect(await mails(resident)).toHaveLength(1);
    await rule(1, day(50));
    expect(await days(50, 100)).toBe(80);
  });

  it("is waited for in days that passed, however far the clock moves", async () => {
    await rule(1);
    await close(resident);
    await round(day(1));
    // The clock runs ahead by forty days, an hour at a time afterwards; then it is right again.
    for (let hour = 0; hour < 48; hour++)
      expect(await round(new Date(day(42).getTime() + hour * 3_600_000))).toBe(0);
    expect(await mails(resident)).toHaveLength(1);
    expect(await days(4, 43)).toBe(null);
    // Nothing ran for two months, and then every day.
    expect(await round(day(110))).toBe(0);
    const went = await days(111, 200);
    expect(went).toBeGreaterThanOrEqual(110 + 26);
  });

  it("stays who is let in again, and is told anew after leaving again", async () => {
    await rule(1);
    await close(resident);
    expect(await days(1, 28)).toBe(null);
    expect(await mails(resident)).toHaveLength(2);
    await open(resident, day(29));
    expect(await days(29, 99)).toBe(null);
    await close(resident, day(100));
    expect(await days(100, 200)).toBe(130);
    expect(await isThere(resident)).toBe(false);
  });

  it("stays who is let in again at the moment of going, or goes first: never both", async () => {
    await rule(1);
    await close(resident);
    expect(await days(1, 30)).toBe(null);
    const [gone, opened] = await Promise.all([
      letGo(db, day(31)),
      setActive(as(admin, day(31)), resident.id, true),
    ]);
    expect(gone === 1).toBe(!opened.ok);
    expect(await isThere(resident)).toBe(opened.ok);
  });

  it("is told anew where the rule changes, and stays where there is none", async () => {
    await rule(1);
    await close(resident);
    expect(await days(1, 30)).toBe(null);
    await rule(null, day(30));
    expect(await days(31, 100)).toBe(null);
    await rule(1, day(301));
    expect(await days(301, 400)).toBe(331);
  });

  it("is held back by an open question and by results that are not released, which hold back nobody else", async () => {
    const [asked, examined] = [await makeCase(db, institution), await makeCase(db, institution)];
    const [other, third] = [await makeUser(db, institution), await makeUser(db, institution)];
    const attemptId = await answerCase(as(resident), asked, [100, 100, 300, 300]);
    const input = { id: randomUUID(), reason: "The zone lies on the duct." };
    given(await openDispute(as(resident), attemptId, input));
    const assignmentId = await makeAssignment(db, institution, [examined], [other]);
    await answerCase(as(other), examined, [100, 100, 300, 300], { assignmentId });
    await rule(1);
    for (const each of [resident, other, third]) await close(each);
    expect(await days(1, 60)).toBe(31);
    expect(await isThere(third)).toBe(false);
    expect(await days(32, 60)).toBe(null);
    const { people } = given(await getRetention(as(admin, day(60))));
    expect(new Map(people.map(({ id, heldBack }) => [id, heldBack]))).toEqual(
      new Map([
        [resident.id, "question"],
        [other.id, "results"],
      ]),
    );
    await db.prisma.assignment.update({ where: { id: assignmentId }, data: { resultsReleasedAt: day(60) } });
    expect(await round(day(61))).toBe(1);
    expect([await isThere(other), await isThere(resident)]).toEqual([false, true]);
  });

  it("stays where nobody can be told: without mails", async () => {
    await rule(1);
    await close(resident);
    setEnv({ SMTP_URL: "" });
    expect(await days(1, 60)).toBe(null);
    expect(given(await getRetention(as(admin))).mailing).toBe(false);
    setEnv({ SMTP_URL: "smtp://mail.hospital.example" });
    expect(await mails(resident)).toHaveLength(0);
  });

  it("stays where the mail can't be sent, is told of it anew after a month, and at once at another address", async () => {
    await rule(1);
    await close(resident);
    expect(await round(day(1), { mail: false })).toBe(0);
    const refused = { tries: 6, error: "550 No such user" };
    await db.prisma.mail.updateMany({ where: { userId: resident.id }, data: refused });
    expect(await days(2, 30)).toBe(null);
    const held = async (now: Date) =>
      given(await getRetention(as(admin, now))).people.map(({ heldBack }) => heldBack);
    expect(await held(day(30))).toEqual(["mail"]);
    expect(await mails(resident)).toHaveLength(1);
    await round(day(31), { mail: false });
    expect(await mails(resident)).toHaveLength(2);
    expect(await held(day(31))).toEqual([null]);
    const email = `${randomUUID()}@elsewhere.example`;
    given(await changePerson(as(admin, day(32)), resident.id, { email }));
    await round(day(32));
    expect((await mails(resident)).at(-1)?.address).toBe(email);
    expect(await days(33, 100)).toBe(62);
  });

  it("leaves the figures and an exam’s scores as they are, and as a rebuild makes them", async () => {
    const [free, examined] = [await makeCase(db, institution), await makeCase(db, institution)];
    const colleague = await makeUser(db, institution);
    const released = { resultsReleasedAt: day(80) };
    const assignmentId = await makeAssignment(db, institution, [examined], [resident, colleague], released);
    for (const reader of [resident, colleague]) {
      await answer(db, reader, free, reader === resident ? ON : OFF);
      await answer(db, reader, examined, reader === resident ? OFF : ON, { assignmentId, mode: undefined });
    }
    const caseIds = [free.id, examined.id];
    /** Every number that is kept of the cases, and of each answer: digit by digit, without whose it is. */
    const kept = async () => {
      await refreshDueFigures(db, day(90));
      const figures = await db.pool.query(
        "SELECT to_jsonb(c) AS row FROM case_figures c WHERE case_id = ANY($1) ORDER BY 1",
        [caseIds],
      );
      const answers = await db.pool.query(
        `SELECT to_jsonb(t) - '{id,user_id,next_action,critical_risk}'::text[] AS row FROM attempt t
          WHERE case_id = ANY($1) ORDER BY 1`,
        [caseIds],
      );
      expect([figures.rows.length, answers.rows.length]).toEqual([2, 4]);
      return [figures.rows, answers.rows];
    };
    const before = await kept();
    await rule(1, day(90));
    await close(resident, day(90));
    expect(await days(90, 150)).toBe(120);
    expect(await kept()).toEqual(before);
    for (const { different } of await rebuildFigures(db, day(150))) expect(different).toBe(0);
  });

  it("has what they were told among their data", async () => {
    await rule(1);
    await close(resident);
    await days(1, 25);
    const reason = "Asked for in a letter.";
    const { parts } = given(await getPersonsData(as(admin, day(25)), resident.id, { reason })) as never as {
      parts: { name: string; rows: unknown[][] }[];
    };
    expect(parts.find(({ name }) => name === "parting")?.rows).toEqual([
      [CLOSED.toISOString(), day(1).toISOString(), day(24).toISOString(), 24],
    ]);
  });

  it("stays when the process ends in the middle, and goes in the next round", async () => {
    await answer(db, resident, await makeCase(db, institution), ON);
    await rule(1, day(90));
    await close(resident, day(90));
    expect(await days(90, 119)).toBe(null);
    const holding = await db.pool.connect();
    await holding.query("BEGIN");
    await holding.query("SELECT FROM attempt WHERE user_id = $1 FOR UPDATE", [resident.id]);
    const going = expect(letGo(db, day(120))).rejects.toThrow();
    const ended = () =>
      db.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`);
    while ((await ended()).rowCount === 0);
    await going;
    await holding.query("ROLLBACK");
    holding.release();
    expect(await mails(resident)).toHaveLength(2);
    expect(await isThere(resident)).toBe(true);
    expect(
      await db.prisma.auditEvent.count({ where: { action: "user.leave", subjectId: resident.id } }),
    ).toBe(0);
    expect(await letGo(db, day(120))).toBe(1);
  });
});

describe("a rule", () => {
  it("is looked at before it is set, and changes nothing then", async () => {
    await close(resident);
    const seen = given(await previewRetention(as(admin), { months: "12" }));
    expect(seen).toMatchObject({
      people: [{ id: resident.id, toldAt: null, heldBack: null, goesAt: "2027-01-10T09:00:00.000Z" }],
      more: 0,
    });
    expect(given(await getRetention(as(admin)))).toMatchObject({ months: null, people: [] });
    // Of another rule nobody was told yet.
    await rule(1);
    await days(1, 20);
    const [now, then] = await Promise.all([
      getRetention(as(admin, day(20))),
      previewRetention(as(admin, day(20)), { months: "2" }),
    ]);
    expect(given(now).people[0]).toMatchObject({
      toldAt: day(1).toISOString(),
      goesAt: day(31).toISOString(),
    });
    expect(given(then).people[0]).toMatchObject({ toldAt: null, goesAt: day(59).toISOString() });
  });

  it("is an administrator’s, of the own institution, and a number of months", async () => {
    const director = await makeUser(db, institution, "director");
    const elsewhere = await makeUser(db, await makeInstitution(db), "admin");
    for (const input of [{ months: 0 }, { months: 241 }, { months: 1.5 }, {}]) {
      expect(await setRetention(as(admin), input as never)).toMatchObject({ failure: { code: "invalid" } });
    }
    for (const months of ["many", "", "0", "1.5", undefined]) {
      const asked = months === undefined ? {} : { months };
      expect(await previewRetention(as(admin), asked)).toMatchObject({ failure: { code: "invalid" } });
    }
    expect((await setRetention(as(director), { months: 1 })).ok).toBe(false);
    expect((await getRetention(as(director))).ok).toBe(false);
    expect((await previewRetention(as(director), { months: "1" })).ok).toBe(false);
    await close(resident);
    given(await setRetention(as(elsewhere), { months: 1 }));
    expect(given(await getRetention(as(elsewhere))).people).toEqual([]);
    expect(await days(1, 60)).toBe(null);
    expect(await isThere(resident)).toBe(true);
    expect(await mails(resident)).toHaveLength(0);
  });
});
