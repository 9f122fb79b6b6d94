import { beforeEach, describe, expect, it } from "vitest";
import { findUserOfSession, SYSTEM, type User } from "../../auth/actor";
import { hashPassword } from "../../auth/password";
import { signIn } from "../../auth/sign-in";
import { testDatabase } from "../../db/testing";
import { setEnv } from "../../env";
import { acceptInvitation } from "../invitations/accept-invitation";
import { invitePerson } from "../invitations/invite-person";
import { changePerson } from "../people/change-person";
import { setActive } from "../people/set-active";
import type { Result } from "../result";
import { contextOf, makeInstitution, makeSession, makeUser } from "../testing/factories";
import { askReset } from "./ask-reset";
import { changePassword } from "./change-password";
import { findReset } from "./find-reset";
import { makeResetLink } from "./make-reset-link";
import { resetPassword } from "./reset-password";
import { setPassword } from "./set-password";

const db = await testDatabase();
const NOW = new Date("2026-03-06T09:00:00Z");
const NEW = "violin harbour cactus";
const passwordHash = await hashPassword("an old password here");

let institution: string;
let resident: User;
let director: User;
let address: string;
let last = 0;

beforeEach(async () => {
  institution = await makeInstitution(db);
  resident = await makeUser(db, institution);
  director = await makeUser(db, institution, "director");
  await db.prisma.user.update({ where: { id: resident.id }, data: { passwordHash } });
  last += 1;
  address = `10.5.0.${last}`;
});

const as = (actor: User) => contextOf(db, actor, NOW);
const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
};
const secretOf = ({ path }: { path: string }): string => path.replace("/reset/", "");
const use = (secret: string, password = NEW, now = NOW) =>
  resetPassword({ db, now }, { secret, password }, { address, device: null });
const enter = (password: string, device: string | null = null) =>
  signIn(db, { email: resident.email, password }, { address, device }, NOW);
const noticesOf = async ({ id }: User) =>
  (await db.prisma.notice.findMany({ where: { userId: id } })).map(({ kind }) => kind);
const written = async (subject: User) =>
  db.prisma.auditEvent.findMany({ where: { subjectId: subject.id }, orderBy: { id: "asc" } });

describe("a link to choose another password", () => {
  it("works once, ends every session, and lets its browser in whatever was guessed before", async () => {
    const session = await makeSession(db, resident, NOW);
    for (let i = 0; i < 9; i++) await enter("a wrong password");
    expect(await enter("an old password here")).toMatchObject({ outcome: "limited" });
    const secret = secretOf(need(await makeResetLink(as(director), resident.id)));
    expect(await findReset(db, secret, address, NOW)).toEqual({ outcome: "open", email: resident.email });
    const uses = await Promise.all(Array.from({ length: 4 }, () => use(secret)));
    const worked = uses.filter((each) => "ok" in each && each.ok);
    expect(worked).toHaveLength(1);
    expect(await findReset(db, secret, address, NOW)).toEqual({ outcome: "closed" });
    expect(await findUserOfSession(db, session, NOW)).toBeNull();
    const device = "ok" in worked[0]! && worked[0].ok ? worked[0].value.device : null;
    expect(await enter(NEW)).toMatchObject({ outcome: "limited" });
    expect(await enter(NEW, device)).toMatchObject({ outcome: "welcome" });
    expect(await enter("an old password here", device)).toMatchObject({ outcome: "refused" });
    expect(await noticesOf(resident)).toContain("user.password");
  });

  it("opens no more once it is old or replaced, or the account is closed", async () => {
    const first = secretOf(need(await makeResetLink(as(director), resident.id)));
    const second = secretOf(need(await makeResetLink(as(director), resident.id)));
    expect(await use(first)).toMatchObject({ failure: { code: "not-found" } });
    expect(await use("x".repeat(43))).toMatchObject({ failure: { code: "not-found" } });
    need(await setActive(as(director), resident.id, false));
    expect(await use(second)).toMatchObject({ failure: { code: "not-found" } });
    expect(await makeResetLink(as(director), resident.id)).toMatchObject({ failure: { code: "conflict" } });
  });

  it("opens for two days", async () => {
    const secret = secretOf(need(await makeResetLink(as(director), resident.id)));
    expect(await use(secret, NEW, later(48 * 60 + 1))).toMatchObject({ failure: { code: "not-found" } });
    address = `${address}.2`;
    expect(await use(secret, NEW, later(48 * 60 - 1))).toMatchObject({ ok: true });
  });

  it("is made by who manages the person alone", async () => {
    const colleague = await makeUser(db, institution);
    const stranger = await makeUser(db, await makeInstitution(db), "admin");
    for (const other of [colleague, resident, stranger]) {
      expect(await makeResetLink(as(other), resident.id)).toMatchObject({ failure: { code: "not-found" } });
    }
    const admin = await makeUser(db, institution, "admin");
    expect(await makeResetLink(as(director), admin.id)).toMatchObject({ failure: { code: "forbidden" } });
    expect(await makeResetLink(as(director), director.id)).toMatchObject({ failure: { code: "forbidden" } });
  });

  it("is looked at a hundred times from one place, and no more", async () => {
    const tries = Array.from({ length: 120 }, () => findReset(db, "y".repeat(43), address, NOW));
    const looked = (await Promise.all(tries)).filter(({ outcome }) => outcome === "closed");
    expect(looked).toHaveLength(100);
    const secret = secretOf(need(await makeResetLink(as(director), resident.id)));
    expect(await use(secret)).toMatchObject({ limited: expect.any(Number) });
  });
});

describe("a link that is asked for on the sign-in page", () => {
  const mails = (email: string) => db.prisma.mail.findMany({ where: { address: email } });

  it("is mailed where there is an account, with the same answer after the same time where not", async () => {
    setEnv({ NEXTAUTH_URL: "http://calot.example" });
    const timed = async (email: string) => {
      const begun = performance.now();
      const answer = await askReset({ db, now: NOW }, { email }, address);
      return { answer, ms: performance.now() - begun };
    };
    const known = await timed(resident.email);
    const unknown = await timed("nobody@calot.example");
    expect(unknown.answer).toEqual(known.answer);
    expect(Math.min(known.ms, unknown.ms)).toBeGreaterThan(690);
    expect(Math.abs(known.ms - unknown.ms)).toBeLessThan(300);
    expect(await mails("nobody@calot.example")).toEqual([]);
    const [mail] = await mails(resident.email);
    const secret = /http:\/\/calot\.example\/reset\/([\w-]{43})/.exec(mail!.text)![1]!;
    expect(await use(secret)).toMatchObject({ ok: true });
    setEnv({ NEXTAUTH_URL: "" });
  });

  it("is kept in no mail of the person’s, and replaced by the next", async () => {
    await askReset({ db, now: NOW }, { email: resident.email.toUpperCase() }, address);
    await askReset({ db, now: NOW }, { email: resident.email }, address);
    expect(await mails(resident.email)).toMatchObject([{ userId: null }]);
  });

  it("is mailed three times, and then once in a while", async () => {
    const asking = Array.from({ length: 5 }, () =>
      askReset({ db, now: NOW }, { email: resident.email }, address),
    );
    await Promise.all(asking);
    const asked = (await written(resident)).filter(({ action }) => action === "user.ask-reset");
    expect(asked).toHaveLength(3);
    expect(asked[0]!.detail).toEqual({ address });
  });

  it("goes to no closed account", async () => {
    need(await setActive(as(director), resident.id, false));
    await askReset({ db, now: NOW }, { email: resident.email }, address);
    expect(await mails(resident.email)).toEqual([]);
  });
});

describe("a password that is easy to guess", () => {
  const EASY = ["1234567890", "password123", "qwertyuiop", "Surgery2026", "aaaaaaaaaaaa"];

  it.each(EASY)("is refused wherever one is chosen: %s", async (easy) => {
    const refused = { failure: { code: "invalid", detail: expect.stringContaining("easy to guess") } };
    const change = { current: "an old password here", next: easy };
    expect(await changePassword(as(resident), change)).toMatchObject(refused);
    const secret = secretOf(need(await makeResetLink(as(director), resident.id)));
    expect(await use(secret, easy)).toMatchObject(refused);
    expect(await use(secret), "and the link still opens").toMatchObject({ ok: true });
    const email = `invited-${last}@calot.example`;
    const link = need(await invitePerson(as(director), { email, name: "Ann Lee", role: "resident" }));
    const acceptance = { secret: link.path.replace("/join/", ""), password: easy };
    expect(await acceptInvitation({ db, now: NOW }, acceptance, address)).toMatchObject(refused);
    expect(
      await setPassword({ actor: SYSTEM, now: NOW, db }, { email: resident.email, password: easy }),
    ).toMatchObject(refused);
  });

  it("is one made of the person’s own name or address too", async () => {
    await db.prisma.user.update({ where: { id: resident.id }, data: { name: "Zebulon Quixotery" } });
    const named = { ...resident, name: "Zebulon Quixotery" };
    const change = { current: "an old password here", next: "quixotery1" };
    expect(await changePassword(as(named), change)).toMatchObject({ failure: { code: "invalid" } });
  });

  it("is judged by its beginning alone, for the estimate of a long one keeps the server", async () => {
    const beginning = "ab1".repeat(8);
    const unlike = "violin harbour cactus orbit ";
    const change = (next: string) =>
      changePassword(as(resident), { current: "an old password here", next: next.slice(0, 1024) });
    expect(await change(beginning + unlike.repeat(40))).toMatchObject({ failure: { code: "invalid" } });
    expect(await change(unlike + beginning.repeat(40))).toMatchObject({ ok: true });
  });
});

describe("a password that the command sets", () => {
  it("is for the system alone, and ends every session", async () => {
    const session = await makeSession(db, resident, NOW);
    const input = { email: resident.email, password: NEW };
    const admin = await makeUser(db, institution, "admin");
    expect(await setPassword(as(admin), input)).toMatchObject({ failure: { code: "not-found" } });
    need(await setPassword({ actor: SYSTEM, now: NOW, db }, input));
    expect(await findUserOfSession(db, session, NOW)).toBeNull();
    expect(await enter(NEW)).toMatchObject({ outcome: "welcome" });
    const unknown = { email: "nobody@calot.example", password: NEW };
    expect(await setPassword({ actor: SYSTEM, now: NOW, db }, unknown)).toMatchObject({
      failure: { code: "not-found" },
    });
  });
});

describe("what the trail and the person are told", () => {
  it("is each wrong password and each lock-out, with the network’s address", async () => {
    for (let i = 0; i < 12; i++) await enter("a wrong password");
    const events = await written(resident);
    const of = (action: string) => events.filter((each) => each.action === action);
    expect(of("user.sign-in-failed")).toHaveLength(8);
    expect(of("user.lock-out"), "once, however many wait").toHaveLength(1);
    for (const { detail, institutionId, actorId } of events) {
      expect({ detail, institutionId, actorId }).toEqual({
        detail: { address },
        institutionId: institution,
        actorId: null,
      });
    }
  });

  it("is a browser that never signed in before, where others did", async () => {
    await makeSession(db, resident, NOW);
    expect(await noticesOf(resident)).toEqual([]);
    await makeSession(db, resident, NOW, { address: "10.77.0.1" });
    expect(await noticesOf(resident)).toEqual(["user.new-browser"]);
    const [mail] = await db.prisma.mail.findMany({ where: { userId: resident.id } });
    expect(mail!.text).toContain("10.77.0.1");
  });
});

describe("another e-mail address", () => {
  it("is given by who manages the person, who is told at the one before", async () => {
    const old = resident.email;
    const email = `new-${last}@calot.example`;
    const link = secretOf(need(await makeResetLink(as(director), resident.id)));
    need(await changePerson(as(director), resident.id, { email: ` ${email.toUpperCase()}` }));
    const [mail] = await db.prisma.mail.findMany({ where: { userId: resident.id } });
    expect(mail).toMatchObject({ address: old, text: expect.stringContaining(email) });
    expect(await use(link), "a link from before opens no more").toMatchObject({ ok: false });
    const visit = { address, device: null };
    const credentials = { email, password: "an old password here" };
    expect(await signIn(db, credentials, visit, NOW)).toMatchObject({ outcome: "welcome" });
    const taken = await makeUser(db, await makeInstitution(db));
    expect(await changePerson(as(director), resident.id, { email: taken.email })).toMatchObject({
      failure: { code: "conflict" },
    });
    expect(await changePerson(as(director), resident.id, { email: "x@former.invalid" })).toMatchObject({
      failure: { code: "invalid" },
    });
  });
});
