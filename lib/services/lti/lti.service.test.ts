import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findUser, type User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { claimNames } from "../../domain/lti/launch";
import { setEnv } from "../../env";
import { sendDueDeliveries } from "../../jobs/outbox/send-due-deliveries";
import {
  type PlatformPerson,
  role,
  type StandInPlatform,
  startPlatform,
} from "../../protocols/testing/stand-in-platform";
import { lockPhase } from "../attempts/lock-phase";
import { submitZone } from "../attempts/submit-zone";
import { addConnection } from "../connections/add-connection";
import { changeConnection } from "../connections/change-connection";
import { invitePlatform } from "../connections/invite-platform";
import { listDoors } from "../connections/list-doors";
import { registerPlatform } from "../connections/register-platform";
import { testConnection } from "../connections/test-connection";
import { getDeliveries } from "../outbox/get-deliveries";
import { sendAgain } from "../outbox/send-again";
import type { Result } from "../result";
import { contextOf, type MadeCase, makeCase, makeInstitution, makeUser } from "../testing/factories";
import { chooseLink } from "./choose-link";
import { keepCourses } from "./keep-courses";
import { sweepLaunches } from "./keep-launch";
import { openLaunch } from "./open-launch";
import { putDueGrades } from "./put-due-grades";
import { gradeSender } from "./send-grade";
import { takeAnswerForFrame, takeOwnAnswer } from "./take-answer";
import { comeBack, connectPlatform, goThere, ORIGIN, publishKeys } from "./testing";

const db = await testDatabase();

let platform: StandInPlatform;
let keys: Awaited<ReturnType<typeof publishKeys>>;
let admin: User;
let institution: string;
let connectionId: string;

const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
};

beforeAll(async () => {
  setEnv({ SECRETS_KEY: randomBytes(32).toString("hex") });
  keys = await publishKeys(db);
});
afterAll(async () => {
  setEnv({ SECRETS_KEY: "" });
  await keys.close();
});
beforeEach(async () => {
  await db.pool.query("TRUNCATE delivery");
  platform = await startPlatform();
  institution = await makeInstitution(db);
  admin = await makeUser(db, institution, "admin");
  connectionId = await connectPlatform(db, admin, platform, keys.url, {
    roles: [{ value: "Instructor", role: "faculty" }],
  });
  return () => platform.close();
});

const learner = (name = "Ada Vesalius"): PlatformPerson => {
  const sub = randomUUID();
  return { sub, name, email: `${sub}@school.example`, roles: [role("Learner")] };
};
const teacher = (): PlatformPerson => ({ ...learner("Theo Teacher"), roles: [role("Instructor")] });

/** Launches a link, or the choice of one, and comes in. */
async function enter(person: PlatformPerson, link: string | null, more: Record<string, string> = {}) {
  const way = await goThere(db, connectionId, platform, { link, person }, more);
  const arrived = await comeBack(db, way);
  if (arrived.outcome !== "in") throw new Error(JSON.stringify(arrived));
  const user = (await findUser(db, arrived.userId))!;
  return { user, ctx: contextOf(db, user, new Date()), launchId: arrived.next.split("/").at(-1)! };
}

async function makeSet(cases: readonly MadeCase[]): Promise<string> {
  const items = { create: cases.map(({ id }, index) => ({ caseId: id, position: index + 1 })) };
  const data = { institutionId: institution, name: randomUUID(), status: "published" as const };
  return (await db.prisma.caseSet.create({ data: { ...data, publishedAt: new Date(), items } })).id;
}

const terms = (caseSetId: string) => ({
  name: "Calot’s triangle, week 1",
  instructions: "",
  opens: "2026-01-01T08:00",
  due: null,
  closes: null,
  timeLimitMinutes: null,
  release: { kind: "at-once" as const },
  caseSetId,
  mode: "guided" as const,
  attemptsAllowed: 1,
  shuffled: false,
  modelShown: true,
  grade: "hits" as const,
});

type Terms = Omit<Partial<Parameters<typeof chooseLink>[2]>, never>;

/** A teacher chooses a set of so many cases for a link. @returns the link there, and the cases */
async function chosenLink(more: Terms = {}, n = 2) {
  const cases = await Promise.all([...Array(n)].map(() => makeCase(db, institution, { phase: "B" })));
  const { ctx, launchId } = await enter(teacher(), null);
  need(await chooseLink(ctx, launchId, { ...terms(await makeSet(cases)), ...more }, ORIGIN));
  const { token } = need(await takeOwnAnswer(ctx, launchId));
  return { link: await platform.take(token, "course-1"), cases };
}

/** Opens a link as a learner. @returns the assignment's id */
async function openAs(person: PlatformPerson, link: string) {
  const { user, ctx, launchId } = await enter(person, link);
  const opened = need(await openLaunch(ctx, launchId));
  if (opened.kind !== "go") throw new Error(JSON.stringify(opened));
  return { user, assignmentId: opened.href.split("/")[2]! };
}

const MISS: [number, number, number, number] = [900, 400, 990, 490];

async function answer(user: User, assignmentId: string, { id: caseId }: MadeCase, hits: boolean) {
  const ctx = contextOf(db, user, new Date());
  const { boxes } = await db.prisma.caseVersion.findFirstOrThrow({ where: { caseId } });
  const [box] = boxes as unknown as [typeof MISS];
  const id = randomUUID();
  need(await lockPhase(ctx, { id, caseId, assignmentId, phase: "B" }));
  need(await submitZone(ctx, id, { box: hits ? box : MISS }));
}

/** Has every link looked at, and what there is told. */
const tell = async (at = new Date()): Promise<number> => {
  await db.prisma.ltiLink.updateMany({ data: { lookAt: at } });
  await putDueGrades(db, at);
  const signal = new AbortController().signal;
  return sendDueDeliveries(db, { lti: gradeSender(db, () => at) }, { signal, clock: () => at });
};

const gradeOf = (person: PlatformPerson, column = 0) => platform.columns[column]?.scores.get(person.sub);

describe("a connection to a platform", () => {
  it("is off the sign-in page, has a key of its own, and says whether it would work", async () => {
    expect((await listDoors(db)).some(({ id }) => id === connectionId)).toBe(false);
    const ctx = contextOf(db, admin, new Date());
    expect(need(await testConnection(ctx, connectionId, "")).steps.map(({ ok }) => ok)).toEqual([true, true]);
    const set = await changeConnection(ctx, connectionId, { secret: "another" });
    expect(set).toMatchObject({ failure: { code: "conflict" } });
    platform.tool.keysAddress = `${platform.issuer}/keys`;
    const { steps } = need(await testConnection(ctx, connectionId, ""));
    expect(steps.map(({ ok }) => ok)).toEqual([true, false]);
    expect(steps[1]!.said).toContain("gives Calot no access");
  });

  it("makes nobody an administrator", async () => {
    const { settings } = await db.prisma.connection.findUniqueOrThrow({ where: { id: connectionId } });
    const roles = [{ value: "Instructor", role: "admin" as const }];
    const added = await addConnection(contextOf(db, admin, new Date()), {
      kind: "lti",
      name: "Another",
      settings: { ...(settings as object), roles } as never,
    });
    expect(added).toMatchObject({ failure: { code: "invalid" } });
  });
});

describe("a platform that registers itself", () => {
  const DEPLOYED = { "https://purl.imsglobal.org/spec/lti-tool-configuration": { deployment_id: 7 } };

  async function invited(by = admin, name = `Moodle ${randomUUID()}`): Promise<string> {
    const { address } = need(await invitePlatform(contextOf(db, by, new Date()), { name }, ORIGIN));
    return new URL(address).searchParams.get("link")!;
  }
  const register = (link: string | null, more: object = {}) =>
    registerPlatform(
      { db, now: new Date() },
      {
        link,
        configuration: `${platform.issuer}/openid-configuration?reg_token=x`,
        token: "registration",
        origin: ORIGIN,
        ...more,
      },
    );

  it("is a connection then, off until it is turned on, and told how Calot is reached", async () => {
    platform.lies.registered = DEPLOYED;
    const link = await invited();
    const { name } = need(await register(link));
    const made = await db.prisma.connection.findFirstOrThrow({ where: { name } });
    expect(made).toMatchObject({ kind: "lti", enabledAt: null, institutionId: institution });
    expect(made.settings).toMatchObject({
      issuer: platform.issuer,
      clientId: platform.clientId,
      tokenAddress: `${platform.issuer}/token`,
      deployments: ["7"],
      joining: "invited",
      roles: [],
    });
    expect(platform.tool).toEqual({
      keysAddress: `${ORIGIN}/connect/lti/${made.id}/jwks`,
      launchAddress: `${ORIGIN}/connect/lti/${made.id}/launch`,
    });
    // Once.
    expect(await register(link)).toMatchObject({ failure: { code: "conflict" } });
    expect(await db.prisma.connection.count({ where: { institutionId: institution } })).toBe(2);
  });

  it("may tell its deployment later: nothing opens before, and the test says so", async () => {
    const { name } = need(await register(await invited()));
    const { id } = await db.prisma.connection.findFirstOrThrow({ where: { name } });
    const ctx = contextOf(db, admin, new Date());
    const { steps } = need(await testConnection(ctx, id, ""));
    expect(steps[0]).toMatchObject({ ok: false, said: expect.stringContaining("no deployment ID") });
    await changeConnection(ctx, id, { enabled: true });
    connectionId = id;
    await expect(enter(learner(), "x")).rejects.toThrow("misconfigured");
  });

  it("is nobody without a link of an administrator’s, of this hour", async () => {
    const gone = await makeUser(db, institution, "admin");
    const [old, link] = [await invited(gone), await invited()];
    await db.prisma.user.update({ where: { id: gone.id }, data: { role: "faculty" } });
    for (const wrong of [null, "", "x", `${link}x`, old]) {
      expect(await register(wrong)).toMatchObject({ failure: { code: "conflict" } });
    }
    const late = { db, now: new Date(Date.now() + 61 * 60_000) };
    const asked = { configuration: `${platform.issuer}/openid-configuration`, token: null, origin: ORIGIN };
    expect(await registerPlatform(late, { link, ...asked })).toMatchObject({ failure: { code: "conflict" } });
    for (const role of ["resident", "faculty", "director"] as const) {
      const ctx = contextOf(db, await makeUser(db, institution, role), new Date());
      expect(await invitePlatform(ctx, { name: "x" }, ORIGIN)).toMatchObject({
        failure: { code: "not-found" },
      });
    }
  });

  it.each([
    ["tells of another one", { issuer: "https://elsewhere.example" }, {}, {}],
    ["tells of nothing", { token_endpoint: null }, {}, {}],
    ["is asked by http", {}, {}, { configuration: "http://lms.example/openid-configuration" }],
    ["doesn’t know what it gave", {}, {}, { token: "another" }],
    ["gives no client ID", {}, { client_id: "" }, {}],
    ["is not there", {}, {}, { configuration: "http://127.0.0.1:9/openid-configuration" }],
    ["registers by http", { registration_endpoint: "http://lms.example/register" }, {}, {}],
    ["is spoken to by http", { token_endpoint: "http://lms.example/token" }, {}, {}],
  ])(
    "that %s makes no connection, and the link opens again",
    async (_what, configuration, registered, more) => {
      Object.assign(platform.lies, { configuration, registered });
      const link = await invited();
      const refused = await register(link, more);
      expect(refused.ok).toBe(false);
      expect(await db.prisma.connection.count({ where: { institutionId: institution } })).toBe(1);
      Object.assign(platform.lies, { configuration: {}, registered: DEPLOYED });
      need(await register(link));
    },
  );
});

describe("who comes from a platform", () => {
  it("gets an account as a resident, and is the same one the next time", async () => {
    const person = learner();
    const { user } = await enter(person, "link-x");
    expect(user).toMatchObject({ role: "resident", name: person.name, email: person.email });
    expect((await enter(person, "link-x")).user.id).toBe(user.id);
  });

  it("gets the role that a row says of the course, and none of what they are elsewhere", async () => {
    expect((await enter(teacher(), null)).user.role).toBe("faculty");
    const person = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor";
    expect((await enter({ ...learner(), roles: [person] }, "link-x")).user.role).toBe("resident");
  });

  it("whose address has an account is no one’s owner by it: a password links it once", async () => {
    const there = await makeUser(db, institution, "director");
    const person = { ...learner(), email: there.email };
    const way = await goThere(db, connectionId, platform, { link: "link-x", person });
    expect(await comeBack(db, way)).toMatchObject({ outcome: "stranger" });
  });

  it("is refused where the account is closed, and where the connection is off", async () => {
    const person = learner();
    const { user } = await enter(person, "link-x");
    await db.prisma.user.update({ where: { id: user.id }, data: { deactivatedAt: new Date() } });
    const way = await goThere(db, connectionId, platform, { link: "link-x", person });
    expect(await comeBack(db, way)).toMatchObject({ outcome: "refused", problem: "closed" });
    const other = await goThere(db, connectionId, platform, { link: "link-x", person });
    await changeConnection(contextOf(db, admin, new Date()), connectionId, { enabled: false });
    expect(await comeBack(db, other)).toMatchObject({ problem: "off" });
    await expect(goThere(db, connectionId, platform, { link: "link-x", person })).rejects.toThrow("off");
  });

  it.each([
    ["another issuer", { iss: "https://elsewhere.example" }],
    ["another client", { client_id: "somebody" }],
    ["an unknown deployment", { lti_deployment_id: "99" }],
    ["nobody", { login_hint: "" }],
  ])("begins nothing as %s", async (_what, more) => {
    const going = goThere(db, connectionId, platform, { link: "x", person: learner() }, more);
    await expect(going).rejects.toThrow("misconfigured");
  });
});

describe("what a platform posts", () => {
  const second = (): number => Math.floor(Date.now() / 1000);

  it.each([
    ["of another issuer", () => ({ iss: "https://elsewhere.example" }), "unproven"],
    ["for another client", () => ({ aud: "somebody" }), "unproven"],
    ["for several, and not for Calot", () => ({ aud: ["calot-client", "b"], azp: "b" }), "unproven"],
    ["for several, and for nobody in particular", () => ({ aud: ["calot-client", "b"] }), "unproven"],
    ["that has ended", () => ({ exp: second() - 120, iat: second() - 300 }), "unproven"],
    ["that was made long ago", () => ({ iat: second() - 3_600 }), "unproven"],
    ["that is made tomorrow", () => ({ iat: second() + 86_400 }), "unproven"],
    ["without a nonce", () => ({ nonce: "" }), "unproven"],
    ["with another nonce", () => ({ nonce: "another" }), "stale"],
    ["of an unknown deployment", () => ({ [claimNames.deployment]: "99" }), "misconfigured"],
    ["of another version", () => ({ [claimNames.version]: "1.1" }), "unproven"],
    ["of nobody", () => ({ sub: "" }), "unproven"],
    ["with a null character in a name", () => ({ sub: "a\u0000b" }), "unproven"],
    ["with half a character in its nonce", () => ({ nonce: "a\ud800" }), "unproven"],
  ])("%s is refused", async (_what, claims, problem) => {
    platform.lies.claims = claims();
    const way = await goThere(db, connectionId, platform, { link: "x", person: learner() });
    expect(await comeBack(db, way)).toMatchObject({ outcome: "refused", problem });
  });

  it.each(["other", "none"] as const)("and signed by %s is refused", async (signature) => {
    platform.lies.signature = signature;
    const way = await goThere(db, connectionId, platform, { link: "x", person: learner() });
    expect(await comeBack(db, way)).toMatchObject({ problem: "unproven" });
  });

  it("counts once, in the browser that began it, for this connection", async () => {
    const going = () => goThere(db, connectionId, platform, { link: "x", person: learner() });
    const way = await going();
    expect(await comeBack(db, way)).toMatchObject({ outcome: "in" });
    expect(await comeBack(db, way)).toMatchObject({ problem: "stale" });
    expect(await comeBack(db, await going(), { way: null })).toMatchObject({ problem: "stale" });
    expect(await comeBack(db, await going(), await going())).toMatchObject({ problem: "stale" });
    expect(await comeBack(db, { ...(await going()), state: "another" })).toMatchObject({ problem: "stale" });
    const there = await makeInstitution(db);
    const elsewhere = await makeUser(db, there, "admin");
    const address = platform.tool.keysAddress;
    const other = await connectPlatform(db, elsewhere, platform, keys.url);
    platform.tool.keysAddress = address;
    expect(await comeBack(db, { ...(await going()), connectionId: other })).toMatchObject({
      problem: "stale",
    });
  });

  it("is read by keys that the platform has changed meanwhile, and refused while they can’t be had", async () => {
    const way = await goThere(db, connectionId, platform, { link: "x", person: learner() });
    await changeConnection(contextOf(db, admin, new Date()), connectionId, {
      settings: {
        ...((await db.prisma.connection.findUniqueOrThrow({ where: { id: connectionId } }))
          .settings as object),
        keysAddress: "http://127.0.0.1:9/keys",
      },
    });
    expect(await comeBack(db, way)).toMatchObject({ problem: "unreachable" });
  });

  it("is forgotten in time", async () => {
    const { launchId, ctx } = await enter(teacher(), null);
    await sweepLaunches(db, new Date(Date.now() + 60 * 60_000));
    expect(need(await openLaunch(ctx, launchId)).kind).toBe("choose");
    await sweepLaunches(db, new Date(Date.now() + 3 * 60 * 60_000));
    expect(await openLaunch(ctx, launchId)).toMatchObject({ failure: { code: "not-found" } });
  });
});

describe("a link of a course", () => {
  it("opens one assignment for everybody in a course, made with its first learner", async () => {
    const { link } = await chosenLink();
    const staff = await enter(teacher(), link);
    expect(need(await openLaunch(staff.ctx, staff.launchId))).toMatchObject({ kind: "said" });
    const [first, second] = await Promise.all([openAs(learner(), link), openAs(learner(), link)]);
    expect(first.assignmentId).toBe(second.assignmentId);
    const { readers, items, authorId } = await db.prisma.assignment.findUniqueOrThrow({
      where: { id: first.assignmentId },
      include: { readers: true, items: true },
    });
    expect(readers.map(({ userId }) => userId).sort()).toEqual([first.user.id, second.user.id].sort());
    expect(items).toHaveLength(2);
    expect((await findUser(db, authorId!))?.role).toBe("faculty");
    expect(need(await openLaunch(staff.ctx, staff.launchId))).toEqual({
      kind: "go",
      href: `/assignments/${first.assignmentId}/results`,
    });
  });

  it("copied into another course opens another assignment", async () => {
    const { link } = await chosenLink();
    platform.links.set("copy", { ...platform.links.get(link)!, course: "course-2" });
    const person = learner();
    const [one, other] = [await openAs(person, link), await openAs(person, "copy")];
    expect(one.assignmentId).not.toBe(other.assignmentId);
  });

  it("for which nothing was chosen asks a teacher, and says so to a learner", async () => {
    platform.links.set("by-hand", { title: "By hand", custom: {}, course: "course-1" });
    const early = await enter(learner(), "by-hand");
    expect(need(await openLaunch(early.ctx, early.launchId))).toMatchObject({ kind: "said" });
    const staff = await enter(teacher(), "by-hand");
    expect(need(await openLaunch(staff.ctx, staff.launchId))).toMatchObject({
      kind: "choose",
      title: "By hand",
    });
    const set = await makeSet([await makeCase(db, institution)]);
    const chosen = await chooseLink(staff.ctx, staff.launchId, terms(set), ORIGIN);
    expect(need(chosen).next).toBe("open");
    expect(await chooseLink(staff.ctx, staff.launchId, terms(set), ORIGIN)).toMatchObject({
      failure: { code: "conflict" },
    });
    expect((await openAs(learner(), "by-hand")).assignmentId).toMatch(/^[\da-f-]{36}$/);
  });

  it("takes no template of another connection", async () => {
    const { link } = await chosenLink();
    const template = platform.links.get(link)!;
    connectionId = await connectPlatform(
      db,
      await makeUser(db, await makeInstitution(db), "admin"),
      platform,
      keys.url,
    );
    platform.links.set("stolen", template);
    const { ctx, launchId } = await enter(learner(), "stolen");
    expect(need(await openLaunch(ctx, launchId))).toMatchObject({ kind: "said" });
  });

  it("is not chosen by a learner, of a set that isn’t published, nor with dates that are none", async () => {
    const set = await makeSet([await makeCase(db, institution)]);
    const own = await enter(learner(), null);
    expect(need(await openLaunch(own.ctx, own.launchId))).toMatchObject({ kind: "said" });
    expect(await chooseLink(own.ctx, own.launchId, terms(set), ORIGIN)).toMatchObject({
      failure: { code: "not-found" },
    });
    const { ctx, launchId } = await enter(teacher(), null);
    const choose = (more: Terms) => chooseLink(ctx, launchId, { ...terms(set), ...more }, ORIGIN);
    expect(await choose({ caseSetId: randomUUID() })).toMatchObject({ failure: { code: "not-found" } });
    expect(await choose({ due: "2025-01-01T08:00" })).toMatchObject({ failure: { code: "invalid" } });
    expect(await choose({ mode: "exam", attemptsAllowed: 2 })).toMatchObject({
      failure: { code: "invalid" },
    });
    const stranger = contextOf(db, await makeUser(db, institution, "faculty"), new Date());
    expect(await chooseLink(stranger, launchId, terms(set), ORIGIN)).toMatchObject({
      failure: { code: "not-found" },
    });
    expect(await takeOwnAnswer(stranger, launchId)).toMatchObject({ failure: { code: "not-found" } });
  });

  it("whose teacher is gone says so, and makes nothing", async () => {
    const { link } = await chosenLink();
    await db.prisma.user.updateMany({
      where: { institutionId: institution, role: "faculty" },
      data: { role: "resident" },
    });
    const { ctx, launchId } = await enter(learner(), link);
    expect(need(await openLaunch(ctx, launchId))).toMatchObject({ kind: "said" });
    expect(await db.prisma.assignment.count({ where: { institutionId: institution } })).toBe(0);
  });

  it("chosen in a window that a frame opened is told to that frame alone", async () => {
    const secret = randomBytes(32).toString("base64url");
    const { ctx, launchId } = await enter(teacher(), null, { frame: secret });
    const on = { db, now: new Date() };
    expect(await takeAnswerForFrame(on, connectionId, secret)).toBeNull();
    const set = await makeSet([await makeCase(db, institution)]);
    expect(need(await chooseLink(ctx, launchId, terms(set), ORIGIN)).next).toBe("framed");
    const told = await takeAnswerForFrame(on, connectionId, secret);
    expect(told?.address).toBe(`${platform.issuer}/deep-link`);
    const link = await platform.take(told!.token, "course-1");
    expect(platform.links.get(link)?.title).toBe("Calot’s triangle, week 1");
    for (const wrong of [null, "", randomBytes(32).toString("base64url")]) {
      expect(await takeAnswerForFrame(on, connectionId, wrong)).toBeNull();
    }
    expect(await takeAnswerForFrame(on, randomUUID(), secret)).toBeNull();
  });
});

describe("a grade", () => {
  it("arrives when all cases are answered, and again when its score changes", async () => {
    const { link, cases } = await chosenLink();
    const person = learner();
    const { user, assignmentId } = await openAs(person, link);
    await answer(user, assignmentId, cases[0]!, true);
    expect(await tell()).toBe(0);
    await answer(user, assignmentId, cases[1]!, false);
    expect(await tell()).toBe(1);
    expect(gradeOf(person)).toMatchObject({ given: 50, maximum: 100, times: 1 });
    expect(await tell()).toBe(0);
    // As a decided dispute does.
    await db.prisma.attempt.updateMany({ where: { userId: user.id }, data: { iou: 0.5 } });
    expect(await tell()).toBe(1);
    expect(gradeOf(person)).toMatchObject({ given: 100, times: 2 });
    expect(need(await getDeliveries(contextOf(db, admin, new Date()), connectionId))).toMatchObject({
      sent: 1,
      waiting: 0,
      givenUp: 0,
    });
  });

  it("is looked for within seconds while a class is at work, and every five minutes when all is quiet", async () => {
    const { link, cases } = await chosenLink({}, 1);
    const { user, assignmentId } = await openAs(learner(), link);
    const opened = Date.now();
    const change = (iou: number) =>
      db.prisma.attempt.updateMany({ where: { userId: user.id }, data: { iou } });
    await answer(user, assignmentId, cases[0]!, true);
    expect(await putDueGrades(db, new Date(opened + 1_000))).toBe(1);
    await change(0);
    expect(await putDueGrades(db, new Date(opened + 3_900))).toBe(0);
    expect(await putDueGrades(db, new Date(opened + 4_000))).toBe(1);
    const quiet = opened + 86_400_000;
    expect(await putDueGrades(db, new Date(quiet))).toBe(0);
    await change(1);
    expect(await putDueGrades(db, new Date(quiet + 299_000))).toBe(0);
    expect(await putDueGrades(db, new Date(quiet + 300_000))).toBe(1);
  });

  it.each([
    ["iou", 37.5],
    ["finished", 100],
  ] as const)("is what the teacher chose: %s", async (grade, given) => {
    const { link, cases } = await chosenLink({ grade });
    const person = learner();
    const { user, assignmentId } = await openAs(person, link);
    for (const each of cases) await answer(user, assignmentId, each, true);
    await db.prisma.attempt.updateMany({ where: { userId: user.id }, data: { iou: 0.5 } });
    await db.prisma.attempt.updateMany({
      where: { userId: user.id, caseId: cases[0]!.id },
      data: { iou: 0.25, phaseCorrect: false },
    });
    await tell();
    expect(gradeOf(person)?.given).toBe(given);
  });

  it("of an exam waits for its release, and counts what was not answered as missed", async () => {
    const { link, cases } = await chosenLink({ mode: "exam", release: { kind: "by-hand" } });
    const [person, other] = [learner(), learner()];
    const { user, assignmentId } = await openAs(person, link);
    await openAs(other, link);
    await answer(user, assignmentId, cases[0]!, true);
    expect(await tell()).toBe(0);
    await db.prisma.assignment.update({
      where: { id: assignmentId },
      data: { resultsReleasedAt: new Date(Date.now() + 60_000) },
    });
    expect(await tell()).toBe(0);
    expect(await tell(new Date(Date.now() + 60_000))).toBe(1);
    expect(gradeOf(person)?.given).toBe(50);
    // Who never began has none.
    expect(gradeOf(other)).toBeUndefined();
  });

  it("makes its column where there is none, once for a class, and finds one whose answer was lost", async () => {
    const { link, cases } = await chosenLink({}, 1);
    platform.columns.length = 0;
    platform.columns.push({ label: "Another", resourceLinkId: "another", scores: new Map() });
    const people = [learner(), learner(), learner()];
    for (const person of people) {
      const { user, assignmentId } = await openAs(person, link);
      await answer(user, assignmentId, cases[0]!, true);
    }
    platform.fault.next = (what) => (what === "POST /items" ? "drop-after" : "none");
    let at = Date.now();
    for (let round = 0; round < 40; round++, at += 30_000) await tell(new Date(at));
    expect(platform.columns.map(({ resourceLinkId }) => resourceLinkId)).toEqual(["another", link]);
    expect(people.map((person) => gradeOf(person, 1)?.given)).toEqual([100, 100, 100]);
  });

  it("whose answer was lost is not refused for good, and one that the platform has is not sent for ever", async () => {
    const { link, cases } = await chosenLink({}, 1);
    const person = learner();
    const { user, assignmentId } = await openAs(person, link);
    await answer(user, assignmentId, cases[0]!, true);
    platform.fault.next = (what) => (what.endsWith("/scores") ? "drop-after" : "none");
    expect(await tell(new Date(Date.now()))).toBe(0);
    // The platform's clock is ahead of what it is told, and it has this very grade.
    platform.fault.next = (what) => (what.endsWith("/scores") ? "conflict" : "none");
    expect(await tell(new Date(Date.now() + 60_000))).toBe(1);
    expect(gradeOf(person)).toMatchObject({ given: 100, times: 1 });
  });

  it("for a column that is gone is given up with its reason, and sent again to another one", async () => {
    const { link, cases } = await chosenLink({}, 1);
    const person = learner();
    const { user, assignmentId } = await openAs(person, link);
    await answer(user, assignmentId, cases[0]!, true);
    await db.prisma.ltiLink.updateMany({
      where: { assignmentId },
      data: { lineItem: `${platform.issuer}/items/77/lineitem?type_id=1` },
    });
    expect(await tell()).toBe(0);
    const ctx = contextOf(db, admin, new Date());
    const { stuck } = need(await getDeliveries(ctx, connectionId));
    expect(stuck).toMatchObject([{ title: "Grade in Calot’s triangle, week 1", person: person.name }]);
    expect(stuck[0]!.said).toContain("404");
    expect(stuck[0]!.givenUpAt).not.toBeNull();
    need(await sendAgain(ctx, connectionId, { ids: null }));
    expect(await tell(new Date(Date.now() + 1_000))).toBe(1);
    expect(gradeOf(person)?.given).toBe(100);
  });

  it("of who isn’t linked any more, or of a platform that takes none, is not sent", async () => {
    const { link, cases } = await chosenLink({}, 1);
    const { user, assignmentId } = await openAs(learner(), link);
    await answer(user, assignmentId, cases[0]!, true);
    await putDueGrades(db, new Date());
    await db.prisma.externalIdentity.deleteMany({ where: { userId: user.id } });
    expect(await tell()).toBe(0);
    expect((await db.prisma.delivery.findFirstOrThrow()).problem).toContain("not linked");
    const other = learner();
    const there = await openAs(other, link);
    await answer(there.user, there.assignmentId, cases[0]!, true);
    await db.prisma.ltiLink.updateMany({ where: { assignmentId }, data: { scopes: [] } });
    expect(await tell()).toBe(0);
    expect(gradeOf(other)).toBeUndefined();
  });
});

describe("a course as a cohort", () => {
  const { signal } = new AbortController();
  const HOUR_MS = 3_600_000;
  const look = (hours: number) => keepCourses(db, new Date(Date.now() + hours * HOUR_MS), { signal });
  const cohorts = () =>
    db.prisma.cohort.findMany({
      where: { institutionId: institution },
      orderBy: { createdAt: "asc" },
      include: { memberships: { where: { leftAt: null }, select: { userId: true } } },
    });
  const inFirst = async (): Promise<string[]> =>
    (await cohorts())[0]!.memberships.map(({ userId }) => userId).sort();
  const problem = async () =>
    (await db.prisma.connection.findUniqueOrThrow({ where: { id: connectionId } })).problem;

  async function set(change: object): Promise<void> {
    const connection = await db.prisma.connection.findUniqueOrThrow({ where: { id: connectionId } });
    const settings = { ...(connection.settings as object), ...change };
    need(await changeConnection(contextOf(db, admin, new Date()), connectionId, { settings }));
  }

  /** So many learners of the course, who all have come from it: as the platform lists them, and their accounts. */
  async function comers(n: number) {
    const people = [...Array(n)].map(() => learner());
    platform.members.current = people;
    const { link } = await chosenLink();
    const ids: string[] = [];
    for (const person of people) ids.push((await openAs(person, link)).user.id);
    return { people, ids, link };
  }

  beforeEach(() => set({ courseCohorts: true }));

  it("is made with its first learner, and its teachers are not of it", async () => {
    const { link } = await chosenLink();
    expect(await cohorts()).toHaveLength(0);
    const [one, two] = [learner(), learner()];
    const first = await openAs(one, link);
    const second = await openAs(two, link);
    await openAs(one, link);
    expect((await cohorts()).map(({ name }) => name)).toEqual(["Surgery"]);
    expect(await inFirst()).toEqual([first.user.id, second.user.id].sort());
  });

  it("is made once where a class comes at once", async () => {
    const { link } = await chosenLink();
    const came = await Promise.all([...Array(6)].map(() => openAs(learner(), link)));
    expect(await cohorts()).toHaveLength(1);
    expect(await inFirst()).toEqual(came.map(({ user }) => user.id).sort());
  });

  it("has another name where that is taken, and a short one", async () => {
    await db.prisma.cohort.create({ data: { institutionId: institution, name: "Surgery" } });
    const { link } = await chosenLink();
    await openAs(learner(), link);
    platform.lies.claims = { [claimNames.context]: { id: "course-2", title: "🔪".repeat(140) } };
    await openAs(learner(), link);
    platform.lies.claims = { [claimNames.context]: { id: "course-3", title: " ", label: "SURG 3" } };
    await openAs(learner(), link);
    expect((await cohorts()).map(({ name }) => name)).toEqual([
      "Surgery",
      `Surgery, Moodle ${platform.issuer}`,
      "🔪".repeat(100),
      "SURG 3",
    ]);
  });

  it("follows the platform’s list, all pages of it: who has an account joins, who has left leaves", async () => {
    const { people, ids } = await comers(3);
    const byHand = await makeUser(db, institution);
    const [cohort] = await cohorts();
    await db.prisma.membership.create({
      data: { userId: byHand.id, cohortId: cohort!.id, joinedAt: new Date(Date.now() - HOUR_MS) },
    });
    const accounts = await db.prisma.user.count({ where: { institutionId: institution } });
    // The second is suspended, and strangers are listed too, who would get an account if they came.
    const [one, two, three] = people as [PlatformPerson, PlatformPerson, PlatformPerson];
    const stranger = { ...learner(), roles: [role("Learner"), role("Administrator")] };
    platform.members.current = [one, { ...two, status: "Inactive" }, stranger, teacher(), three];
    await look(2);
    expect(await inFirst()).toEqual([ids[0]!, ids[2]!, byHand.id].sort());
    platform.members.current = [two, teacher()];
    await look(4);
    expect(await inFirst()).toEqual([ids[1]!, byHand.id].sort());
    // Nobody lost or got an account.
    expect(await db.prisma.user.count({ where: { institutionId: institution, deactivatedAt: null } })).toBe(
      accounts,
    );
    const left = { action: "cohort.leave", subjectId: ids[0]! };
    expect(await db.prisma.auditEvent.findMany({ where: left })).toMatchObject([
      { actorId: null, institutionId: institution },
    ]);
    expect(await problem()).toBeNull();
  });

  it("changes nobody’s role by the list, and has residents alone", async () => {
    const { people, ids } = await comers(2);
    const [one, two] = people as [PlatformPerson, PlatformPerson];
    platform.members.current = [{ ...one, roles: [role("Instructor"), role("Administrator")] }, two];
    await look(2);
    expect(await inFirst()).toEqual([ids[1]!]);
    expect(await findUser(db, ids[0]!)).toMatchObject({ role: "resident" });
    await db.prisma.user.update({ where: { id: ids[1]! }, data: { role: "faculty" } });
    platform.members.current = people;
    await look(4);
    expect(await inFirst()).toEqual([ids[0]!]);
  });

  it.each([
    ["is broken", { fault: "error" }, "500"],
    ["is busy", { fault: "busy" }, "429"],
    ["drops the line", { fault: "drop-after" }, "can’t be reached"],
    ["answers something else", { fault: "garbage" }, "502"],
    ["lists nobody", { answer: { body: { members: [] } } }, "lists nobody"],
    ["has no list", { answer: { body: { error: "no" } } }, "no list"],
    ["has a list of nothing", { answer: { body: { members: [null] } } }, "no list"],
    ["lists one without an ID", { answer: { body: { members: [{ roles: [] }] } } }, "no list"],
    ["lists one without roles", { answer: { body: { members: [{ user_id: "1" }] } } }, "no list"],
    [
      "has a list without an end",
      { answer: { body: { members: [] }, link: '</members?course=1>; rel="next"' } },
      "no end",
    ],
  ] as const)(
    "stays as it is where the platform %s, and the connection says so",
    async (_what, how, said) => {
      const { people, ids } = await comers(3);
      // The second page alone.
      let asked = 0;
      platform.members.current = [...people.slice(0, 1), learner(), learner()];
      if ("fault" in how) {
        platform.fault.next = (what) => (what.endsWith("/members") && ++asked === 2 ? how.fault : "none");
      } else platform.lies.members = () => how.answer;
      await look(2);
      expect(await inFirst()).toEqual([...ids].sort());
      expect(await problem()).toContain("Surgery: ");
      expect(await problem()).toContain(said);
      platform.fault.next = () => "none";
      platform.lies.members = null;
      await look(4);
      expect(await inFirst()).toEqual([ids[0]!]);
      expect(await problem()).toBeNull();
    },
  );

  it("is looked at within minutes of somebody’s coming, hourly else, by one process", async () => {
    const { link } = await comers(2);
    let looks = 0;
    platform.fault.next = (what) => {
      if (what.endsWith("/members")) looks += 1;
      return "none";
    };
    const several = (hours: number) => Promise.all([1, 2, 3, 4].map(() => look(hours)));
    await several(0.01);
    expect(looks).toBe(1);
    await several(0.9);
    expect(looks).toBe(1);
    await openAs(learner(), link);
    await several(0.05);
    expect(looks).toBe(1);
    await several(0.2);
    expect(looks).toBe(2);
    await several(1.3);
    expect(looks).toBe(3);
    // Half a year after the last one came.
    await several(24 * 183);
    expect(looks).toBe(3);
  });

  it("is left alone for as long as the platform asks, and for good where the course is gone", async () => {
    const { link, ids } = await comers(2);
    platform.fault.next = (what) => (what.endsWith("/members") ? "busy" : "none");
    await look(0.01);
    const { lookAt } = await db.prisma.ltiCourse.findFirstOrThrow({ where: { connectionId } });
    expect(lookAt.getTime()).toBeGreaterThan(Date.now() + 1.01 * HOUR_MS);
    platform.fault.next = () => "none";
    await db.prisma.ltiCourse.updateMany({
      where: { connectionId },
      data: { membersAddress: `${platform.issuer}/nothing-there` },
    });
    await look(4);
    expect(await db.prisma.ltiCourse.findFirstOrThrow({ where: { connectionId } })).toMatchObject({
      membersAddress: null,
      problem: null,
    });
    expect(await inFirst()).toEqual([...ids].sort());
    await openAs(learner(), link);
    expect(await db.prisma.ltiCourse.findFirstOrThrow({ where: { connectionId } })).toMatchObject({
      membersAddress: `${platform.issuer}/members?course=1`,
    });
  });

  it("keeps who came after the list was asked for", async () => {
    const { people, ids } = await comers(2);
    platform.members.current = people.slice(0, 1);
    const before = new Date(Date.now() - HOUR_MS);
    await db.prisma.ltiCourse.updateMany({ where: { connectionId }, data: { lookAt: before } });
    await keepCourses(db, before, { signal });
    expect(await inFirst()).toEqual([...ids].sort());
  });

  it("that was ended takes nobody, and none is made where courses are none", async () => {
    const { link } = await comers(1);
    await db.prisma.cohort.updateMany({
      where: { institutionId: institution },
      data: { endedAt: new Date() },
    });
    await openAs(learner(), link);
    await look(2);
    expect(await inFirst()).toHaveLength(1);
    await set({ courseCohorts: false });
    platform.lies.claims = { [claimNames.context]: { id: "course-2", title: "Another" } };
    await openAs(learner(), link);
    expect(await cohorts()).toHaveLength(1);
  });

  it("needs access to lists, which the test of the connection asks for", async () => {
    const ctx = contextOf(db, admin, new Date());
    const said = need(await testConnection(ctx, connectionId, "")).steps.at(-1);
    expect(said).toEqual({ ok: true, said: "It gives access to the lists of courses." });
  });

  it("opens all the same where a platform names no address for its list that can be asked", async () => {
    const { link } = await chosenLink();
    platform.lies.claims = { [claimNames.members]: { context_memberships_url: "http://lms.example/" } };
    await openAs(learner(), link);
    expect(await inFirst()).toHaveLength(1);
  });
});
