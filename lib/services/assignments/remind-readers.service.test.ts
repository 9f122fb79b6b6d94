import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { lockPhase } from "../attempts/lock-phase";
import { submitZone } from "../attempts/submit-zone";
import { listOwnMail } from "../mail/list-own-mail";
import { countUnread } from "../notices/count-unread";
import { listNotices } from "../notices/list-notices";
import { markRead } from "../notices/mark-read";
import {
  contextOf,
  type MadeCase,
  makeAssignment,
  makeCase,
  makeInstitution,
  makeUser,
} from "../testing/factories";
import { remindReaders } from "./remind-readers";

const db = await testDatabase();
const NOW = new Date("2026-03-02T09:00:00Z");
const HOUR = 60 * 60 * 1000;

let institution: string;
let reader: User;
let made: MadeCase;

beforeEach(async () => {
  await db.pool.query("TRUNCATE mail, notice, assignment CASCADE");
  institution = await makeInstitution(db);
  reader = await makeUser(db, institution);
  made = await makeCase(db, institution);
});

const at = (ms: number): Date => new Date(NOW.getTime() + ms);
const kindsOf = async (user = reader): Promise<string[]> => {
  const mails = await db.prisma.mail.findMany({ where: { userId: user.id }, orderBy: { createdAt: "asc" } });
  return mails.map(({ key }) => key.split(" ")[0]!);
};

async function dueIn(hours: number, data: object = {}): Promise<string> {
  const id = await makeAssignment(db, institution, [made], [reader]);
  await db.prisma.assignment.update({ where: { id }, data: { dueAt: at(hours * HOUR), ...data } });
  return id;
}

describe("reminders", () => {
  it("come 48 and 24 hours before, each once, however many processes are at it", async () => {
    await dueIn(60);
    expect(await remindReaders(db, NOW)).toBe(0);
    const told = await Promise.all([1, 2, 3].map(() => remindReaders(db, at(13 * HOUR))));
    expect(told.reduce((sum, n) => sum + n, 0)).toBe(1);
    expect(await remindReaders(db, at(20 * HOUR))).toBe(0);
    expect(await remindReaders(db, at(37 * HOUR))).toBe(1);
    expect(await remindReaders(db, at(38 * HOUR))).toBe(0);
    expect(await remindReaders(db, at(61 * HOUR))).toBe(0);
    expect(await kindsOf()).toEqual(["assignment.due-48", "assignment.due-24"]);
    const [mail] = await db.prisma.mail.findMany({ where: { userId: reader.id } });
    expect(mail!.text).toContain("You have 0 of one case answered");
  });

  it("spare who is done, who is excused, and what is not open", async () => {
    const id = randomUUID();
    const done = await dueIn(20);
    await lockPhase(contextOf(db, reader, NOW), { id, caseId: made.id, assignmentId: done, phase: "B" });
    await submitZone(contextOf(db, reader, NOW), id, { box: [1, 1, 9, 9] });
    const excused = await dueIn(20);
    await db.prisma.assignmentReader.updateMany({
      where: { assignmentId: excused },
      data: { excusedAt: NOW },
    });
    await dueIn(20, { opensAt: at(HOUR) });
    await dueIn(20, { resultsReleasedAt: at(-HOUR), createdAt: NOW });
    expect(await remindReaders(db, NOW)).toBe(0);
  });

  it("follow an extension, and a date that was moved", async () => {
    const id = await dueIn(20);
    await db.prisma.assignmentReader.updateMany({
      where: { assignmentId: id },
      data: { extendedUntil: at(70 * HOUR) },
    });
    expect(await remindReaders(db, NOW)).toBe(0);
    expect(await remindReaders(db, at(47 * HOUR))).toBe(1);
    await db.prisma.assignment.update({ where: { id }, data: { dueAt: at(200 * HOUR) } });
    expect(await remindReaders(db, at(180 * HOUR))).toBe(1);
    expect(await kindsOf()).toEqual(["assignment.due-24", "assignment.due-24"]);
  });

  it("don't come right behind the message that gave the assignment", async () => {
    const id = await dueIn(20);
    await db.prisma.mail.create({
      data: {
        userId: reader.id,
        address: reader.email,
        subject: "",
        text: "",
        key: `assignment.new ${id} ${reader.id}`,
        createdAt: NOW,
      },
    });
    expect(await remindReaders(db, at(HOUR))).toBe(0);
    expect(await remindReaders(db, at(13 * HOUR))).toBe(1);
  });
});

describe("a release at a time", () => {
  it("is told once when the time has come, and never for results that came with each answer", async () => {
    await dueIn(1000, { resultsReleasedAt: at(HOUR), createdAt: NOW });
    await dueIn(1000, { mode: "guided", resultsReleasedAt: NOW, createdAt: NOW });
    expect(await remindReaders(db, NOW)).toBe(0);
    expect(await remindReaders(db, at(HOUR))).toBe(1);
    expect(await remindReaders(db, at(2 * HOUR))).toBe(0);
    expect(await kindsOf()).toEqual(["assignment.release"]);
  });
});

describe("notices and mails", () => {
  it("are the person's own to see and to mark", async () => {
    await dueIn(20);
    await remindReaders(db, NOW);
    const stranger = await makeUser(db, institution);
    const [own, theirs] = [contextOf(db, reader, NOW), contextOf(db, stranger, NOW)];
    const notices = await listNotices(own);
    expect(notices).toMatchObject({ value: [{ kind: "assignment.due", read: false }] });
    const ids = notices.ok ? notices.value.map(({ id }) => id) : [];
    expect(await listNotices(theirs)).toMatchObject({ value: [] });
    expect(await markRead(theirs, { ids })).toEqual({ ok: true, value: { marked: 0 } });
    expect(await countUnread(own)).toEqual({ ok: true, value: { unread: 1 } });
    expect(await markRead(own, { ids: null })).toEqual({ ok: true, value: { marked: 1 } });
    expect(await countUnread(own)).toEqual({ ok: true, value: { unread: 0 } });
    expect(await listOwnMail(own, true)).toMatchObject({ value: [{ address: reader.email }] });
    expect(await listOwnMail(theirs, true)).toMatchObject({ value: [] });
    expect(await listOwnMail(own, false)).toMatchObject({ failure: { code: "not-found" } });
  });
});
