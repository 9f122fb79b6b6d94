import { beforeEach, describe, expect, it, vi } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import type { Box } from "../../domain/geometry";
import { getResidentHome } from "../homes/get-resident-home";
import { getOwnAccount } from "../leaving/get-own-account";
import { getOwnData } from "../leaving/get-own-data";
import { claimMail } from "../mail/claim-mail";
import { answerCase, given } from "../testing/answering";
import { contextOf, type MadeCase, makeCase, makeInstitution, makeUser } from "../testing/factories";
import { remindOfDue } from "./remind-of-due";
import { setReminders } from "./set-reminders";

const db = await testDatabase();
const HIT: Box = [100, 100, 300, 300];
const AWAY: Box = [600, 300, 700, 400];

let institution: string;
let cases: MadeCase[];
let reader: User;

/** A moment of March 2026 by the clocks of Vienna, which is an hour ahead until the 29th. */
const at = (day: number, hour: number, minute = 0): Date =>
  new Date(Date.UTC(2026, 2, day, hour - 1, minute));
const as = (now: Date, who = reader) => contextOf(db, who, now);

async function answer(now: Date, box: Box, made: MadeCase, who = reader): Promise<void> {
  await answerCase(as(now, who), made, box);
}

const mails = (who = reader) =>
  db.prisma.mail.findMany({ where: { userId: who.id }, orderBy: { createdAt: "asc" } });
const mailDays = async (who = reader) => (await mails(who)).map(({ createdAt }) => createdAt.getUTCDate());
const turn = (on: boolean, now: Date) => setReminders(as(now), { on });

beforeEach(async () => {
  await db.pool.query(`UPDATE "user" SET deactivated_at = now()`);
  await db.pool.query("DELETE FROM mail");
  institution = await makeInstitution(db);
  await db.prisma.institution.update({ where: { id: institution }, data: { timeZone: "Europe/Vienna" } });
  reader = await makeUser(db, institution);
  cases = [];
  for (let i = 0; i < 3; i++) cases.push(await makeCase(db, institution));
});

/** The clock goes on by hours; the server's chore is at it each time. */
async function days(from: number, until: number, who = reader): Promise<number[]> {
  for (let day = from; day <= until; day++) {
    for (let hour = 0; hour < 24; hour++) await remindOfDue(db, at(day, hour, 30));
  }
  return mailDays(who);
}

describe("a resident with something due", () => {
  beforeEach(() => answer(at(2, 15), AWAY, cases[0]!));

  it("is reminded in the morning by the institution’s clocks, once, with what it takes and how it is switched off", async () => {
    expect((await remindOfDue(db, at(10, 6, 59))).looked).toBe(0);
    expect((await remindOfDue(db, at(10, 12, 0))).looked).toBe(0);
    expect(await remindOfDue(db, at(10, 7))).toEqual({ looked: 1, reminded: 1 });
    expect(await remindOfDue(db, at(10, 8))).toEqual({ looked: 0, reminded: 0 });
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      address: reader.email,
      subject: "Practice: 1 due, about 1 minute",
      key: `practice.due ${reader.id} 2026-03-10`,
      sendBefore: at(10, 20),
    });
    expect(mail!.text).toContain("/practice");
    expect(mail!.text).toContain("/account#reminders");
    expect(await db.prisma.notice.count({ where: { userId: reader.id } })).toBe(0);
  });

  it("is reminded once by four processes at once", async () => {
    const done = await Promise.all([1, 2, 3, 4].map(() => remindOfDue(db, at(10, 7))));
    expect(done.reduce((sum, { reminded }) => sum + reminded, 0)).toBe(1);
    expect(await mails()).toHaveLength(1);
  });

  it("is reminded all the same, and once, where a process dies in the middle", async () => {
    const other = await db.pool.connect();
    // Whoever writes this very mail waits for the other connection, and is killed there.
    await other.query("BEGIN");
    await other.query(
      `INSERT INTO mail (address, subject, text, key) VALUES ('-', '-', '-', 'practice.due ${reader.id} 2026-03-10')`,
    );
    const dying = expect(remindOfDue(db, at(10, 7))).rejects.toThrow();
    await vi.waitUntil(async () => {
      // A process tells its client of its end before it lets go of its locks: it is waited for until it is gone.
      const killed = await other.query(
        `SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity
         WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))`,
      );
      return killed.rowCount === 1;
    });
    await dying;
    await other.query("ROLLBACK");
    other.release();
    expect(await mails()).toEqual([]);
    expect((await remindOfDue(db, at(10, 7, 1))).reminded).toBe(1);
    expect((await remindOfDue(db, at(10, 7, 2))).reminded).toBe(0);
    expect(await mails()).toHaveLength(1);
  });

  it("who is away gets three mails in all", async () => {
    expect(await days(4, 28)).toEqual([4, 7, 14]);
  });

  it("who answers a case is reminded the next day something is due, and not on that day", async () => {
    await answer(at(9, 6), HIT, cases[1]!);
    expect(await days(9, 10)).toEqual([10]);
    await answer(at(10, 18), HIT, cases[2]!);
    expect(await days(11, 12)).toEqual([10, 11]);
  });

  it("is not reminded while it is off, nor by a mail that waited; and again when it is on", async () => {
    await remindOfDue(db, at(10, 7));
    given(await turn(false, at(10, 7, 1)));
    expect(await mails()).toEqual([]);
    expect(await days(11, 13)).toEqual([]);
    given(await turn(true, at(14, 6)));
    expect(await days(14, 14)).toEqual([14]);
  });

  it("gets no mail that a server writes just as it is switched off", async () => {
    const at7 = at(10, 7);
    await Promise.all([remindOfDue(db, at7), turn(false, at7), remindOfDue(db, at7), turn(false, at7)]);
    expect(await mails()).toEqual([]);
  });

  it("gets no mail in the evening that could not be sent before, and after the mails that can’t wait", async () => {
    await remindOfDue(db, at(10, 7));
    await db.prisma.mail.create({
      data: {
        address: "new@calot.example",
        subject: "S",
        text: "T",
        key: "invitation",
        createdAt: at(10, 9),
        sendAfter: at(10, 9),
      },
    });
    expect(await claimMail(db, at(10, 19))).toMatchObject({ address: "new@calot.example" });
    const [mail] = await mails();
    expect(await claimMail(db, at(10, 20))).toBeNull();
    expect(await claimMail(db, at(10, 19))).toMatchObject({ id: mail!.id });
  });

  it("is told so on their home and account, and their data says it", async () => {
    const now = at(10, 7);
    await remindOfDue(db, now);
    expect(given(await getResidentHome(as(now))).badge).toBe(1);
    expect(given(await getOwnAccount(as(now))).reminders).toBe(true);
    given(await turn(false, now));
    expect(given(await getResidentHome(as(now))).badge).toBe(0);
    expect(given(await getOwnAccount(as(now))).reminders).toBe(false);
    const { parts } = given(await getOwnData(as(now)));
    const [profile, reminders] = ["profile", "reminders"].map((name) => parts.find((p) => p.name === name)!);
    expect(profile!.rows[0]![profile!.columns.indexOf("reminders off since")]).toBe(now.toISOString());
    expect(reminders!.rows).toEqual([["2026-03-10", "2026-03-10", 1]]);
  });

  it("is not reminded with a closed account, nor where they asked to be deleted", async () => {
    const gone = { where: { id: reader.id } };
    await db.prisma.user.update({ ...gone, data: { deletionAskedAt: at(3, 9) } });
    expect(await days(10, 10)).toEqual([]);
    await db.prisma.user.update({ ...gone, data: { deletionAskedAt: null, deactivatedAt: at(3, 9) } });
    expect(await days(11, 11)).toEqual([]);
  });

  it("is not reminded where every case was taken back", async () => {
    const ids = cases.map(({ id }) => id);
    await db.prisma.case.updateMany({
      where: { id: { in: ids } },
      data: { retiredAt: at(3, 9), retiredBecause: "-" },
    });
    expect(await days(10, 10)).toEqual([]);
  });
});

it("nobody is reminded who has nothing due, has never answered, or is no resident", async () => {
  const faculty = await makeUser(db, institution, "faculty");
  const newcomer = await makeUser(db, institution);
  await answer(at(2, 15), HIT, cases[0]!);
  await answer(at(2, 15), AWAY, cases[0]!, faculty);
  await days(3, 20);
  for (const who of [reader, faculty, newcomer]) expect(await mails(who)).toEqual([]);
  expect(given(await getOwnAccount(as(at(20, 9), faculty))).reminders).toBeNull();
});

it("everybody is looked at in their turn, a few at a time", async () => {
  const others = await Promise.all(Array.from({ length: 60 }, () => makeUser(db, institution)));
  const looked = [];
  for (let round = 0; round < 4; round++) looked.push((await remindOfDue(db, at(10, 7, round))).looked);
  expect(looked).toEqual([25, 25, others.length + 1 - 50, 0]);
});

it("a reminder is kept for thirty days", async () => {
  await answer(at(2, 15), AWAY, cases[0]!);
  await remindOfDue(db, at(4, 7));
  const answeredOn = new Date(at(4, 18).getTime() + 29 * 24 * 60 * 60 * 1000);
  await answer(answeredOn, AWAY, cases[1]!);
  const later = new Date(at(4, 7).getTime() + 40 * 24 * 60 * 60 * 1000);
  expect((await remindOfDue(db, later)).reminded).toBe(1);
  expect(await mails()).toHaveLength(1);
});

it("what is no switch changes nothing", async () => {
  for (const input of [{}, { on: "no" }, { on: true, more: 1 }]) {
    expect(await setReminders(as(at(2, 9)), input as never)).toMatchObject({ failure: { code: "invalid" } });
  }
});
