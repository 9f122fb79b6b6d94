import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { SYSTEM, type User } from "@/lib/auth/actor";
import { testDatabase } from "@/lib/db/testing";
import { inTransaction } from "@/lib/db/transaction";
import { type AuditAction, actions } from "@/lib/domain/audit/actions";
import { NO_AUDIT_FILTER } from "@/lib/domain/audit/filter";
import type { AuditEntry, AuditFilter, AuditPage } from "@/lib/domain/audit/views";
import { contextOf, makeCase, makeInstitution, makeUser } from "../testing/factories";
import { auditView } from "./audit-view";
import { exportAudit } from "./export-audit";
import { listAudit } from "./list-audit";
import { writeAudit } from "./write-audit";

const db = await testDatabase();
let institutionId = "";
let admin: User;
let director: User;
let resident: User;
let stranger: User;

const day = (date: string): Date => new Date(`${date}T12:00:00Z`);
const write = (actor: User | typeof SYSTEM, now: Date, action: AuditAction, subject: string | null = null) =>
  writeAudit(db, { actor, now }, [{ action, subject, detail: { fact: 1 }, institutionId }]);
async function pageOf(
  actor: User,
  filter: Partial<AuditFilter> = {},
  before: string | null = null,
): Promise<AuditPage> {
  const page = await listAudit(
    contextOf(db, actor, day("2026-06-01")),
    { ...NO_AUDIT_FILTER, ...filter },
    before,
  );
  if (!page.ok) throw new Error(page.failure.detail);
  return page.value;
}
const seen = (page: AuditPage): string[] =>
  page.entries.filter(({ action }) => action !== "audit.view").map(({ action }) => action);

beforeAll(async () => {
  institutionId = await makeInstitution(db);
  await db.prisma.institution.update({
    where: { id: institutionId },
    data: { timeZone: "America/New_York" },
  });
  [admin, director, resident] = [
    await makeUser(db, institutionId, "admin"),
    await makeUser(db, institutionId, "director"),
    await makeUser(db, institutionId, "resident"),
  ];
  stranger = await makeUser(db, await makeInstitution(db), "admin");
  await db.prisma.user.update({ where: { id: resident.id }, data: { name: "Ana 100% Muñoz" } });
  await write(admin, day("2026-01-01"), "user.add", resident.id);
  await write(director, day("2026-01-02"), "resident.view", resident.id);
  await write(resident, day("2026-01-04"), "user.sign-in", resident.id);
  await write(SYSTEM, day("2026-01-05"), "dataset.import", randomUUID());
  await writeAudit(db, { actor: stranger, now: day("2026-01-06") }, [
    { action: "user.sign-in", subject: stranger.id },
  ]);
});

describe("writeAudit", () => {
  it("writes through a transaction, and nothing where it is taken back", async () => {
    const subject = randomUUID();
    const events = [{ action: "note.add" as const, subject, detail: { words: "a", list: [1, null] } }];
    const now = day("2026-01-01");
    await expect(
      inTransaction(db, async (client) => {
        await writeAudit(client, { actor: director, now }, events);
        throw new Error("taken back");
      }),
    ).rejects.toThrow("taken back");
    await writeAudit(db, { actor: director, now }, events);
    await inTransaction(db, (client) => writeAudit(client, { actor: SYSTEM, now }, events));
    const rows = await db.prisma.auditEvent.findMany({
      where: { subjectId: subject },
      orderBy: { id: "asc" },
    });
    expect(
      rows.map(({ at, actorId, institutionId, detail }) => [at, actorId, institutionId, detail]),
    ).toEqual([
      [now, director.id, institutionId, { words: "a", list: [1, null] }],
      [now, null, null, { words: "a", list: [1, null] }],
    ]);
  });
});

describe("auditView", () => {
  it("counts looks within five minutes as one, and one's own not at all", async () => {
    const cohort: string = randomUUID();
    const look = (minutes: number, subject = cohort) =>
      auditView(
        contextOf(db, director, new Date(day("2026-02-01").getTime() + minutes * 60_000)),
        "cohort.view",
        subject,
      );
    for (const minutes of [0, 1, 4.9, 6]) await look(minutes);
    await look(2, director.id);
    expect(await db.prisma.auditEvent.count({ where: { subjectId: cohort } })).toBe(2);
    expect(
      await db.prisma.auditEvent.count({ where: { subjectId: director.id, action: "cohort.view" } }),
    ).toBe(0);
  });
});

describe("listAudit", () => {
  it("is for directors and admins, each of their own institution", async () => {
    for (const role of ["resident", "faculty"] as const) {
      const outsider = await makeUser(db, institutionId, role);
      expect(await listAudit(contextOf(db, outsider), NO_AUDIT_FILTER)).toMatchObject({
        failure: { code: "not-found" },
      });
      expect(await exportAudit(contextOf(db, outsider), NO_AUDIT_FILTER)).toMatchObject({
        failure: { code: "not-found" },
      });
    }
    expect(seen(await pageOf(stranger))).toEqual(["user.sign-in"]);
    expect(seen(await pageOf(stranger, { subject: resident.id }))).toEqual([]);
    expect((await pageOf(stranger, { who: "Muñoz" })).who).toEqual([]);
  });

  it("shows admins all but single answers, newest first, and directors what is theirs", async () => {
    const until = "2026-01-31";
    expect(seen(await pageOf(admin, { from: "2026-01-02", until }))).toEqual([
      "dataset.import",
      "user.sign-in",
      "resident.view",
    ]);
    expect(seen(await pageOf(director, { from: "2026-01-02", until }))).toEqual(["resident.view"]);
    const refused = await listAudit(contextOf(db, director), { ...NO_AUDIT_FILTER, group: "signing-in" });
    expect(refused).toMatchObject({ failure: { code: "forbidden" } });
  });

  it("finds single answers by asking for them, by their reader and by the attempt", async () => {
    const made = await makeCase(db, institutionId);
    const attemptId = randomUUID();
    const data = {
      id: attemptId,
      caseId: made.id,
      versionId: made.versionId,
      mode: "guided" as const,
      ordinal: 1,
    };
    await db.prisma.attempt.create({
      data: { ...data, userId: resident.id, phase: "B", phaseCorrect: true, lockedAt: day("2026-01-03") },
    });
    await write(resident, day("2026-01-03"), "attempt.lock", attemptId);
    expect(seen(await pageOf(admin, { group: "practice" }))).toEqual(["attempt.lock"]);
    expect(seen(await pageOf(admin, { group: "practice", who: resident.id }))).toEqual(["attempt.lock"]);
    expect(seen(await pageOf(admin, { group: "practice", subject: "Muñoz" }))).toEqual(["attempt.lock"]);
    expect(seen(await pageOf(admin, { group: "practice", subject: attemptId }))).toEqual(["attempt.lock"]);
    expect(seen(await pageOf(admin, { group: "practice", who: director.id }))).toEqual([]);
    expect(seen(await pageOf(admin, { group: "practice", who: resident.id, from: "2026-01-04" }))).toEqual(
      [],
    );
  });

  it("finds by person, also the system, by subject, and by both", async () => {
    const until = "2026-01-31";
    expect(seen(await pageOf(admin, { who: director.id, from: "2026-01-02", until }))).toEqual([
      "resident.view",
    ]);
    expect(seen(await pageOf(admin, { who: "100% muñ", until }))).toEqual(["user.sign-in"]);
    expect((await pageOf(admin, { who: "1%0" })).who).toEqual([]);
    expect(seen(await pageOf(admin, { who: "system", until }))).toEqual(["dataset.import"]);
    expect(seen(await pageOf(admin, { subject: resident.id, until }))).toEqual([
      "user.sign-in",
      "resident.view",
      "user.add",
    ]);
    expect(seen(await pageOf(admin, { subject: resident.id, who: director.id }))).toEqual(["resident.view"]);
    expect(seen(await pageOf(admin, { subject: resident.id, group: "people" }))).toEqual(["user.add"]);
  });

  it("takes days as the institution’s clocks have them", async () => {
    const id = randomUUID();
    // Half past eleven in the evening of 9 March in New York.
    await write(admin, new Date("2026-03-10T03:30:00Z"), "cohort.end", id);
    const days = (from: string, until: string) => pageOf(admin, { subject: id, from, until });
    expect(seen(await days("2026-03-09", "2026-03-09"))).toEqual(["cohort.end"]);
    expect(seen(await days("2026-03-10", "2026-03-10"))).toEqual([]);
  });

  it("gives today’s names, and says where somebody is gone", async () => {
    const gone = randomUUID();
    const id = randomUUID();
    await db.pool.query(
      "INSERT INTO audit_event (at, institution_id, actor_id, action, subject_id) VALUES ($1, $2, $3, 'cohort.end', $4)",
      [day("2026-03-01"), institutionId, gone, id],
    );
    const [entry] = (await pageOf(admin, { subject: id })).entries;
    expect(entry).toMatchObject({ who: { id: gone, name: null }, subject: { id, name: null } });
    const [view] = (await pageOf(admin, { subject: resident.id, group: "seen" })).entries;
    expect(view).toMatchObject({
      subject: { id: resident.id, name: "Ana 100% Muñoz" },
      detail: [{ label: "fact", value: "1" }],
    });
  });

  it("calls invitations as whom they invite, answers as whoever gave them, and ids in details by name", async () => {
    const invite = (of: string, name: string) =>
      db.prisma.invitation.create({
        data: {
          institutionId: of,
          name,
          email: `${randomUUID()}@invited.example`,
          role: "resident",
          secretHash: randomUUID(),
          expiresAt: day("2026-06-01"),
        },
      });
    const invitation = await invite(institutionId, "Ida Invited");
    const strange = await invite(stranger.institutionId, "Ida Elsewhere");
    const set = await db.prisma.caseSet.create({ data: { institutionId, name: "Triangles" } });
    const attemptOf = async (reader: User): Promise<string> => {
      const made = await makeCase(db, reader.institutionId);
      const lock = { phase: "B", phaseCorrect: true, lockedAt: day("2026-05-01") } as const;
      const { id } = await db.prisma.attempt.create({
        data: {
          ...lock,
          id: randomUUID(),
          userId: reader.id,
          caseId: made.id,
          versionId: made.versionId,
          mode: "guided",
          ordinal: 1,
        },
      });
      return id;
    };
    const [own, theirs] = [await attemptOf(resident), await attemptOf(stranger)];
    const now = day("2026-05-02");
    const accepted = { person: resident.id, sets: [set.id, strange.id], role: "resident" };
    await writeAudit(db, { actor: admin, now }, [
      { action: "invitation.accept", subject: invitation.id, detail: accepted },
      { action: "invitation.revoke", subject: strange.id },
      { action: "attempt.view", subject: own },
      { action: "attempt.view", subject: theirs },
    ]);
    const { entries } = await pageOf(admin, { from: "2026-05-02", until: "2026-05-02" });
    // Of another institution nothing is called by name.
    expect(entries.map(({ subject }) => subject)).toEqual([
      { id: theirs, name: null },
      { id: own, name: "Ana 100% Muñoz" },
      { id: strange.id, name: null },
      { id: invitation.id, name: "Ida Invited" },
    ]);
    expect(entries.at(-1)?.detail).toEqual([
      { label: "role", value: "resident" },
      { label: "sets", value: `Triangles, ${strange.id}` },
      { label: "person", value: "Ana 100% Muñoz" },
    ]);
    for (const subject of ["ida ", invitation.email]) {
      const found = await pageOf(admin, { subject });
      expect(found.subject).toEqual([{ id: invitation.id, name: "Ida Invited" }]);
      expect(seen(found)).toEqual(["invitation.accept"]);
    }
  });

  it("pages through rows of one moment without losing or repeating any", async () => {
    const id = randomUUID();
    const events = Array.from({ length: 120 }, (_, n) => ({
      action: "cohort.join" as const,
      subject: id,
      detail: { n },
    }));
    await writeAudit(db, { actor: admin, now: day("2026-04-01") }, events);
    const found: AuditEntry[] = [];
    for (let before: string | null = null, pages = 0; pages === 0 || before; pages++) {
      const page: AuditPage = await pageOf(admin, { subject: id }, before);
      found.push(...page.entries);
      before = page.next;
    }
    expect(found.map(({ detail }) => Number(detail[0]?.value))).toEqual(
      Array.from({ length: 120 }, (_, n) => 119 - n),
    );
  });

  it("writes down that somebody looked", async () => {
    await pageOf(admin);
    expect(await db.prisma.auditEvent.count({ where: { action: "audit.view", actorId: admin.id } })).toBe(1);
  });

  it("refuses words that fit too many", async () => {
    const names = Array.from({ length: 21 }, () => ({
      institutionId,
      role: "resident" as const,
      email: `${randomUUID()}@many.example`,
      name: "Many",
      passwordHash: "-",
    }));
    await db.prisma.user.createMany({ data: names });
    const page = await listAudit(contextOf(db, admin), { ...NO_AUDIT_FILTER, who: "many.example" });
    expect(page).toMatchObject({ failure: { code: "invalid" } });
  });
});

describe("exportAudit", () => {
  it("gives all that the filter finds, and is written down first", async () => {
    const batches = await exportAudit(contextOf(db, admin), { ...NO_AUDIT_FILTER, group: "people" });
    if (!batches.ok) throw new Error(batches.failure.detail);
    const found: AuditEntry[] = [];
    for await (const entries of batches.value) found.push(...entries);
    expect(found.length).toBeGreaterThan(120);
    expect(found.every(({ action }) => actions[action as AuditAction].group === "people")).toBe(true);
    const [row] = await db.prisma.auditEvent.findMany({
      where: { action: "audit.export", actorId: admin.id },
    });
    expect(row?.detail).toEqual({ group: "people" });
  });
});
