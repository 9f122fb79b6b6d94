import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { lockPhase } from "../attempts/lock-phase";
import type { Context } from "../context";
import type { Result } from "../result";
import {
  contextOf,
  type MadeCase,
  makeAssignment,
  makeCase,
  makeInstitution,
  makeUser,
} from "../testing/factories";
import { changeReader } from "./change-reader";
import { getAssignment } from "./get-assignment";
import { remindNotBegun } from "./remind-not-begun";
import { remindReaders } from "./remind-readers";

const db = await testDatabase();
const NOW = new Date("2026-03-02T09:00:00Z");
const HOUR = 60 * 60 * 1000;

let institution: string;
let faculty: User;
let readers: User[];
let made: MadeCase;
let id: string;

beforeEach(async () => {
  await db.pool.query("TRUNCATE mail, notice, assignment CASCADE");
  institution = await makeInstitution(db);
  faculty = await makeUser(db, institution, "faculty");
  readers = await Promise.all([1, 2, 3, 4].map(() => makeUser(db, institution)));
  made = await makeCase(db, institution);
  id = await makeAssignment(db, institution, [made], readers);
  await db.prisma.assignment.update({ where: { id }, data: { dueAt: at(72), name: "Spring" } });
});

const at = (hours: number): Date => new Date(NOW.getTime() + hours * HOUR);
const as = (who: User, hours = 0): Context => contextOf(db, who, at(hours));
const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
};
const code = (result: Result<unknown>): string => (result.ok ? "ok" : result.failure.code);
const mailsTo = (who: User) => db.prisma.mail.findMany({ where: { userId: who.id } });

describe("a press on “Remind”", () => {
  it("reminds who has not begun and can, and nobody else", async () => {
    const [idle, begun, excused, gone] = readers as [User, User, User, User];
    const attempt = { id: randomUUID(), caseId: made.id, assignmentId: id, phase: "B" } as const;
    need(await lockPhase(as(begun), attempt));
    need(await changeReader(as(faculty), { id, userId: excused.id }, { excuse: "Leave" }));
    await db.prisma.user.update({ where: { id: gone.id }, data: { deactivatedAt: NOW } });
    expect(need(await remindNotBegun(as(faculty), id))).toEqual({ reminded: 1, before: 0 });
    const [mail, ...others] = await mailsTo(idle);
    expect(others).toEqual([]);
    expect(mail!.subject).toBe("Not begun yet: Spring");
    expect(mail!.text).toContain("You have not begun “Spring” yet. It is due on 5 Mar");
    expect(await db.prisma.notice.findMany({ where: { userId: idle.id } })).toMatchObject([
      { kind: "assignment.due", href: `/assignments/${id}` },
    ]);
    for (const each of [begun, excused, gone]) expect(await mailsTo(each)).toEqual([]);
    expect(
      await db.prisma.auditEvent.findMany({ where: { subjectId: id, action: "assignment.remind" } }),
    ).toMatchObject([{ actorId: faculty.id, detail: { readers: [idle.id] } }]);
    const rows = need(await getAssignment(as(faculty), id)).rows;
    expect(rows.filter(({ notBegun }) => notBegun).map(({ userId }) => userId)).toEqual([idle.id]);
    expect(rows.filter(({ hasLeft }) => hasLeft).map(({ userId }) => userId)).toEqual([gone.id]);
    expect(rows.find(({ userId }) => userId === idle.id)).toMatchObject({ remindedAt: NOW.toISOString() });
  });

  it("four times at once sends one to each, and so does one on the same day", async () => {
    const colleague = await makeUser(db, institution, "director");
    const pressed = await Promise.all(
      [faculty, colleague, faculty, colleague].map((who) => remindNotBegun(as(who), id)),
    );
    expect(pressed.map((result) => need(result).reminded).toSorted()).toEqual([0, 0, 0, 4]);
    expect(need(await remindNotBegun(as(faculty, 23), id))).toEqual({ reminded: 0, before: 4 });
    expect(await db.prisma.mail.count()).toBe(4);
    expect(await db.prisma.notice.count()).toBe(4);
    expect(await db.prisma.auditEvent.count({ where: { subjectId: id, action: "assignment.remind" } })).toBe(
      1,
    );
    expect(need(await remindNotBegun(as(faculty, 24), id))).toEqual({ reminded: 4, before: 0 });
    expect(await db.prisma.mail.count()).toBe(8);
  });

  it("holds back the reminder that comes by itself, for half a day", async () => {
    need(await remindNotBegun(as(faculty, 25), id));
    expect(await remindReaders(db, at(26))).toBe(0);
    expect(await remindReaders(db, at(37))).toBe(4);
    expect(need(await remindNotBegun(as(faculty, 38), id))).toEqual({ reminded: 0, before: 4 });
  });

  it("reminds of nothing that can't be begun: not open, or closed", async () => {
    await db.prisma.assignment.update({ where: { id }, data: { opensAt: at(1) } });
    expect(code(await remindNotBegun(as(faculty), id))).toBe("conflict");
    await db.prisma.assignment.update({ where: { id }, data: { closesAt: at(80) } });
    expect(need(await remindNotBegun(as(faculty, 81), id))).toEqual({ reminded: 0, before: 0 });
    expect(await db.prisma.mail.count()).toBe(0);
  });

  it("is not found by residents, nor by the faculty of elsewhere", async () => {
    const stranger = await makeUser(db, await makeInstitution(db), "faculty");
    for (const who of [readers[0]!, stranger])
      expect(code(await remindNotBegun(as(who), id))).toBe("not-found");
    expect(await db.prisma.mail.count()).toBe(0);
  });
});
