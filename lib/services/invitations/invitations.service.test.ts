import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { signIn } from "../../auth/sign-in";
import { testDatabase } from "../../db/testing";
import { setEnv } from "../../env";
import { createCohort } from "../people/create-cohort";
import { contextOf, makeInstitution, makeUser } from "../testing/factories";
import { acceptInvitation } from "./accept-invitation";
import { checkList } from "./check-list";
import { findInvitation } from "./find-invitation";
import { importList } from "./import-list";
import { invitePerson } from "./invite-person";
import { listInvitations } from "./list-invitations";
import { renewInvitation } from "./renew-invitation";
import { revokeInvitation } from "./revoke-invitation";

const db = await testDatabase();
const NOW = new Date("2026-07-01T09:00:00Z");
const MINUTE = 60 * 1000;
const DAY = 24 * 60 * 60 * 1000;
const PASSWORD = "a long password";
const as = (actor: User, now = NOW) => contextOf(db, actor, now);

let institution: string;
let director: User;
let lastAddress = 0;
const place = (): string => `10.1.${Math.floor(++lastAddress / 250)}.${lastAddress % 250}`;
const newEmail = (): string => `${randomUUID()}@h.example`;

beforeEach(async () => {
  institution = await makeInstitution(db);
  director = await makeUser(db, institution, "director");
});

const need = <T>(result: { ok: true; value: T } | { ok: false; failure: { detail: string } }): T => {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
};
const invite = async (over: object = {}, actor = director, now = NOW) =>
  need(await invitePerson(as(actor, now), { email: newEmail(), name: "Ann Lee", role: "resident", ...over }));
const secretOf = (link: { path: string }): string => link.path.replace("/join/", "");
const accept = (link: { path: string }, now = NOW, password = PASSWORD) =>
  acceptInvitation({ db, now }, { secret: secretOf(link), password }, place());
const look = (link: { path: string }, now = NOW) => findInvitation(db, secretOf(link), place(), now);

describe("a link", () => {
  it("makes the account that was offered, with its cohort and year, and lets its owner in", async () => {
    const { id: cohortId } = need(await createCohort(as(director), { name: "PGY-1" }));
    const link = await invite({ cohortId, trainingYear: 1 });
    expect(await look(link)).toMatchObject({
      outcome: "open",
      invitation: { name: "Ann Lee", role: "resident", email: link.email },
    });
    expect(await accept(link)).toMatchObject({ ok: true, value: { email: link.email } });
    expect(
      await signIn(db, { email: link.email, password: PASSWORD }, { address: place(), device: null }, NOW),
    ).toMatchObject({
      outcome: "welcome",
    });
    const user = await db.prisma.user.findUniqueOrThrow({
      where: { email: link.email },
      include: { memberships: true, training: true },
    });
    expect(user).toMatchObject({
      institutionId: institution,
      role: "resident",
      memberships: [{ cohortId, joinedAt: NOW, leftAt: null }],
      training: [{ year: 1, since: new Date("2026-07-01") }],
    });
  });

  it("works once, and the same sent ten times at the same moment, or again a little later, is answered the same", async () => {
    const link = await invite();
    const results = await Promise.all(Array.from({ length: 10 }, () => accept(link)));
    results.push(await accept(link, new Date(NOW.getTime() + 9 * MINUTE)));
    for (const result of results) expect(result).toEqual({ ok: true, value: { email: link.email } });
    const closed = { failure: { code: "not-found" } };
    expect(await accept(link, NOW, "a password of somebody else")).toMatchObject(closed);
    expect(await accept(link, new Date(NOW.getTime() + 10 * MINUTE))).toMatchObject(closed);
    expect(await db.prisma.user.count({ where: { email: link.email } })).toBe(1);
    expect(await look(link)).toEqual({ outcome: "closed" });
  });

  it("says the same of used, old, renewed, revoked and invented ones", async () => {
    const used = await invite();
    await accept(used, new Date(NOW.getTime() - 10 * MINUTE));
    const old = await invite({}, director, new Date(NOW.getTime() - 14 * DAY));
    const renewed = await invite();
    const fresh = need(await renewInvitation(as(director), renewed.id));
    const revoked = await invite();
    need(await revokeInvitation(as(director), revoked.id));
    const answers = new Set<string>();
    for (const link of [
      used,
      old,
      renewed,
      revoked,
      { path: `/join/${"x".repeat(43)}` },
      { path: "/join/é" },
    ]) {
      expect(await look(link)).toEqual({ outcome: "closed" });
      const result = await accept(link);
      answers.add(JSON.stringify(result));
      expect(result).toMatchObject({ ok: false, failure: { code: "not-found" } });
    }
    expect(answers.size).toBe(1);
    expect(await look(fresh)).toMatchObject({ outcome: "open" });
    expect(await look(await invite({}, director, new Date(NOW.getTime() - 14 * DAY + 1000)))).toMatchObject({
      outcome: "open",
    });
  });

  it("is kept as a hash alone", async () => {
    const link = await invite();
    const row = await db.prisma.invitation.findUniqueOrThrow({ where: { id: link.id } });
    expect(JSON.stringify(row)).not.toContain(secretOf(link));
    expect(JSON.stringify(await db.prisma.mail.findMany())).not.toContain(secretOf(link));
    expect(JSON.stringify(need(await listInvitations(as(director), {})))).not.toContain(row.secretHash);
  });

  it("refuses a short password, and stays open", async () => {
    const link = await invite();
    expect(await accept(link, NOW, "short")).toMatchObject({ failure: { code: "invalid" } });
    expect(await look(link)).toMatchObject({ outcome: "open" });
  });

  it("makes no account where the address has one by now, and says no more", async () => {
    const link = await invite();
    await db.prisma.user.create({
      data: {
        institutionId: await makeInstitution(db),
        email: link.email,
        name: "Else",
        role: "resident",
        passwordHash: "-",
      },
    });
    expect(await accept(link)).toMatchObject({
      failure: { code: "conflict", detail: expect.stringContaining("ask your administrator") },
    });
  });

  it("does not take a place that tries many, neither to look nor to accept", async () => {
    const link = await invite();
    const address = place();
    const tries = Array.from({ length: 150 }, () =>
      findInvitation(db, `${randomUUID()}${"-".repeat(7)}`, address, NOW),
    );
    const looked = (await Promise.all(tries)).filter(({ outcome }) => outcome === "closed");
    expect(looked, "of many at the same moment too").toHaveLength(100);
    expect(await findInvitation(db, secretOf(link), address, NOW)).toMatchObject({ outcome: "limited" });
    const input = { secret: secretOf(link), password: PASSWORD };
    expect(await acceptInvitation({ db, now: NOW }, input, address)).toMatchObject({
      limited: expect.any(Number),
    });
    expect(await look(link)).toMatchObject({ outcome: "open" });
  });
});

describe("a mail", () => {
  it("takes the link where mails are sent, and is gone with it", async () => {
    setEnv({ SMTP_URL: "smtp://127.0.0.1:2525", NEXTAUTH_URL: "https://calot.example" });
    try {
      const link = await invite();
      expect(link.mailed).toBe(true);
      const mails = () => db.prisma.mail.findMany({ where: { address: link.email } });
      expect((await mails())[0]!.text).toContain(`https://calot.example${link.path}`);
      const renewed = need(await renewInvitation(as(director), link.id));
      expect(await mails()).toHaveLength(1);
      expect((await mails())[0]!.text).toContain(renewed.path);
      await accept(renewed);
      expect(await mails()).toEqual([]);
    } finally {
      setEnv({ SMTP_URL: "", NEXTAUTH_URL: "" });
    }
  });
});

describe("who invites", () => {
  it("is directors for residents and faculty, admins for everybody, and nobody else", async () => {
    const admin = await makeUser(db, institution, "admin");
    const person = { email: newEmail(), name: "B", role: "admin" };
    expect(await invitePerson(as(director), person as never)).toMatchObject({
      failure: { code: "forbidden" },
    });
    const link = need(await invitePerson(as(admin), person as never));
    expect(await renewInvitation(as(director), link.id)).toMatchObject({ failure: { code: "forbidden" } });
    expect(await revokeInvitation(as(director), link.id)).toMatchObject({ failure: { code: "forbidden" } });
    const elsewhere = await makeInstitution(db);
    for (const stranger of [
      await makeUser(db, institution),
      await makeUser(db, institution, "faculty"),
      await makeUser(db, elsewhere, "admin"),
    ]) {
      expect(await renewInvitation(as(stranger), link.id)).toMatchObject({ failure: { code: "not-found" } });
      expect(await revokeInvitation(as(stranger), link.id)).toMatchObject({ failure: { code: "not-found" } });
      const list = await listInvitations(as(stranger), {});
      if (list.ok) expect(list.value.invitations).toEqual([]);
    }
    const faculty = await makeUser(db, institution, "faculty");
    for (const result of [
      await invitePerson(as(faculty), { ...person, role: "resident" }),
      await checkList(as(faculty), { list: "name,email,role\nA,a@h.example,resident" }),
      await importList(as(faculty), { list: "x", digest: "0".repeat(64), id: randomUUID() }),
    ]) {
      expect(result).toMatchObject({ failure: { code: "not-found" } });
    }
  });

  it("does not learn whose an address is that belongs elsewhere", async () => {
    const other = await makeUser(db, await makeInstitution(db));
    expect(await invitePerson(as(director), { email: other.email, name: "B", role: "resident" })).toEqual({
      ok: false,
      failure: { code: "conflict", detail: "This address can’t be invited: ask your administrator." },
    });
  });
});

describe("a list", () => {
  const list = (...rows: string[]): string => ["name,email,role,cohort,year", ...rows].join("\n");
  const importOf = (text: string, digest: string, id = randomUUID(), actor = director) =>
    importList(as(actor), { list: text, digest, id });

  it("does exactly what its report said, and once", async () => {
    const waiting = await invite();
    const colleague = await makeUser(db, institution);
    const text = list(
      `Ann,${newEmail()},resident,New cohort,1`,
      `Old,${colleague.email},resident,,`,
      `Waits,${waiting.email},resident,new COHORT,2`,
      "Bad,nobody,resident,,",
    );
    const report = need(await checkList(as(director), { list: text }));
    expect(report.counts).toEqual({ invite: 1, renew: 1, "has-account": 1, error: 1 });
    expect(report.newCohorts).toEqual(["New cohort"]);
    expect(await db.prisma.cohort.count({ where: { institutionId: institution } })).toBe(0);

    const id = randomUUID();
    const results = await Promise.all([1, 2, 3].map(() => importOf(text, report.digest, id)));
    const done = results.map(need);
    expect(done.map(({ invited, renewed }) => [invited, renewed])).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
    const [links] = done.map((each) => each.links).filter((each) => each.length > 0);
    expect(done.flatMap((each) => each.links)).toHaveLength(2);
    expect(links!.map(({ row }) => row)).toEqual([2, 4]);
    expect(await db.prisma.invitation.count({ where: { institutionId: institution } })).toBe(2);
    expect(await db.prisma.cohort.findMany({ where: { institutionId: institution } })).toMatchObject([
      { name: "New cohort" },
    ]);
    expect(await look(waiting)).toEqual({ outcome: "closed" });
    expect(await look(links![1]!)).toMatchObject({ outcome: "open", invitation: { name: "Waits" } });
  });

  it("is refused as a whole when something has changed since its report", async () => {
    const email = newEmail();
    const text = list(`Ann,${email},resident,,`, `Bob,${newEmail()},resident,,`);
    const { digest } = need(await checkList(as(director), { list: text }));
    await invite({ email });
    expect(await importOf(text, digest)).toMatchObject({ failure: { code: "conflict" } });
    expect(await importOf(text.replace("Bob", "Rob"), digest)).toMatchObject({
      failure: { code: "conflict" },
    });
    expect(await db.prisma.invitation.count({ where: { institutionId: institution } })).toBe(1);
  });

  it("of two at once that name the same people, one is taken", async () => {
    const text = list(`Ann,${newEmail()},resident,A,`, `Bob,${newEmail()},resident,A,`);
    const { digest } = need(await checkList(as(director), { list: text }));
    const results = await Promise.all([1, 2].map(() => importOf(text, digest)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db.prisma.invitation.count({ where: { institutionId: institution } })).toBe(2);
  });

  it("writes down no names and no addresses", async () => {
    const text = list(`Ann,${newEmail()},resident,Special,`);
    const { digest } = need(await checkList(as(director), { list: text }));
    need(await importOf(text, digest));
    const events = await db.prisma.auditEvent.findMany({ where: { institutionId: institution } });
    expect(events.map(({ action }) => action).sort()).toEqual([
      "cohort.create",
      "invitation.create",
      "invitation.import",
    ]);
    expect(JSON.stringify(events.map(({ detail }) => detail))).not.toMatch(/ann|special|@/i);
  });
});
