import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findUserOfSession, type User } from "../../auth/actor";
import { signIn } from "../../auth/sign-in";
import { testDatabase } from "../../db/testing";
import { setEnv } from "../../env";
import {
  STAND_IN_CLIENT,
  type StandInPerson,
  type StandInProvider,
  startStandIn,
} from "../../protocols/testing/stand-in-provider";
import { addConnection } from "../connections/add-connection";
import { changeConnection } from "../connections/change-connection";
import { removeConnection } from "../connections/remove-connection";
import { testConnection } from "../connections/test-connection";
import { invitePerson } from "../invitations/invite-person";
import { setActive } from "../people/set-active";
import type { Result } from "../result";
import { contextOf, makeInstitution, makeSession, makeUser } from "../testing/factories";
import { beginWay } from "./begin-way";
import { endProviderSessions, sweepUsedTokens } from "./end-provider-sessions";
import { endWay } from "./end-way";
import { leaveAddress } from "./leave-address";
import { linkStranger } from "./link-stranger";
import { listOwnIdentities } from "./list-own-identities";
import { listWays } from "./list-ways";
import { removeOwnIdentity } from "./remove-own-identity";

const db = await testDatabase();
const now = new Date();

let provider: StandInProvider;
let institution: string;
let admin: User;
let connectionId: string;
let email: string;
let person: StandInPerson;

const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
};

const settings = () => ({ issuer: provider.issuer, clientId: STAND_IN_CLIENT.id });

async function connect(more: object = {}, at = institution, by = admin): Promise<string> {
  const input = {
    kind: "oidc" as const,
    name: `Hospital ${randomUUID().slice(0, 8)}`,
    settings: { ...settings(), ...more },
    secret: STAND_IN_CLIENT.secret,
  };
  const { id } = need(await addConnection(contextOf(db, by, now), input));
  need(await changeConnection(contextOf(db, by, now), id, { enabled: true }));
  expect((await db.prisma.connection.findUniqueOrThrow({ where: { id } })).institutionId).toBe(at);
  return id;
}

beforeAll(async () => {
  setEnv({ SECRETS_KEY: randomBytes(32).toString("hex") });
  provider = await startStandIn();
});
afterAll(async () => {
  setEnv({ SECRETS_KEY: "" });
  await provider.close();
});
beforeEach(async () => {
  institution = await makeInstitution(db);
  admin = await makeUser(db, institution, "admin");
  connectionId = await connect();
  email = `${randomUUID()}@hospital.example`;
  person = { sub: randomUUID(), email, name: "Dr Ada Vesalius" };
});
afterEach(() => {
  provider.lies.current = {};
  provider.away.current = false;
});

const makeCohort = async (institutionId: string): Promise<string> =>
  (await db.prisma.cohort.create({ data: { institutionId, name: randomUUID() } })).id;

const visit = { address: "10.0.0.1", agent: "a browser", device: null };

type Wish = Partial<Parameters<typeof beginWay>[1]>;

async function begin(wish: Wish = {}) {
  const begun = await beginWay(
    { db, now },
    {
      connectionId,
      purpose: "sign-in",
      next: "/home",
      invitation: null,
      session: null,
      origin: "https://calot.example",
      ...wish,
    },
  );
  if (begun.outcome === "refused") throw new Error(begun.problem);
  return begun;
}

/** Goes to the provider and back. */
async function go(wish: Wish = {}, as: StandInPerson = person, later = 0) {
  const { address, way } = await begin(wish);
  const query = provider.enter(address, as).searchParams;
  const session = wish.session ?? null;
  const at = new Date(now.getTime() + later);
  return endWay(
    { db, now: at },
    { connectionId: wish.connectionId ?? connectionId, way, query, visit: { ...visit, session } },
  );
}

/** Whose session was opened. */
async function whoIsIn(ended: Awaited<ReturnType<typeof go>>): Promise<User | null> {
  if (ended.outcome !== "in") return null;
  return (await findUserOfSession(db, ended.begun.sessionId, now))?.actor ?? null;
}

const refused = (problem: string) => expect.objectContaining({ outcome: "refused", problem });

async function joined(more: object = {}): Promise<User> {
  connectionId = await connect({ joining: "anyone", ...more });
  return (await whoIsIn(await go()))!;
}

describe("somebody whom a provider lets in", () => {
  it("gets an account at the first sign-in where the institution wants that, and the same one afterwards", async () => {
    const user = await joined();
    expect(user).toMatchObject({
      email,
      name: "Dr Ada Vesalius",
      role: "resident",
      institutionId: institution,
    });
    expect(await whoIsIn(await go({}, { ...person, email: "another@hospital.example" }))).toMatchObject({
      id: user.id,
      email,
    });
  });

  it("has no password by that, and none of it can be guessed or mailed", async () => {
    const user = await joined();
    for (const password of ["-", "none", "no password"]) {
      const tried = await signIn(db, { email, password }, visit, now);
      expect(tried.outcome).toBe("refused");
    }
    const ways = need(await listWays(contextOf(db, user, now)));
    expect(ways).toMatchObject({ password: false, providers: [{ id: connectionId }] });
  });

  it("is a stranger where only those come in who were invited, until a password of theirs links the account", async () => {
    const resident = await makeUser(db, institution);
    const ended = await go();
    expect(ended.outcome).toBe("stranger");
    const kept = ended.outcome === "stranger" ? ended.stranger : null;
    expect(need(await linkStranger(contextOf(db, resident, now), kept))).toEqual({ next: "/home" });
    expect((await whoIsIn(await go()))?.id).toBe(resident.id);
    const [own] = need(await listOwnIdentities(contextOf(db, resident, now)));
    expect(own).toMatchObject({ label: email });
    const told = await db.prisma.notice.findMany({ where: { userId: resident.id, kind: "identity.link" } });
    expect(told).toHaveLength(1);
  });

  it("is never taken for the owner of an account with the same address", async () => {
    const resident = await makeUser(db, institution);
    connectionId = await connect({ joining: "anyone" });
    const ended = await go({}, { ...person, email: resident.email, email_verified: true });
    expect(ended.outcome).toBe("stranger");
    expect(await db.prisma.externalIdentity.count({ where: { userId: resident.id } })).toBe(0);
  });

  it("gets the account of an invitation, once, with its role and cohort", async () => {
    const cohortId = await makeCohort(institution);
    const invited = need(
      await invitePerson(contextOf(db, admin, now), { email, name: "Ada", role: "resident", cohortId }),
    );
    const invitation = invited.path.split("/").at(-1)!;
    const user = await whoIsIn(await go({ invitation }));
    expect(user).toMatchObject({ email, name: "Ada", role: "resident" });
    expect(await go({ invitation }, { sub: "somebody else" })).toEqual(refused("invitation"));
    expect((await whoIsIn(await go({ invitation })))?.id, "theirs already").toBe(user!.id);
  });

  it("takes up no invitation of another institution", async () => {
    const elsewhere = await makeInstitution(db);
    const theirs = await makeUser(db, elsewhere, "admin");
    const invited = need(
      await invitePerson(contextOf(db, theirs, now), { email, name: "Ada", role: "resident" }),
    );
    expect(await go({ invitation: invited.path.split("/").at(-1)! })).toEqual(refused("invitation"));
    expect(await db.prisma.user.count({ where: { email } })).toBe(0);
  });

  it("is not let in once the account is closed, and what is open ends", async () => {
    const user = await joined();
    const ended = await go();
    need(await setActive(contextOf(db, admin, now), user.id, false));
    expect(await whoIsIn(ended)).toBeNull();
    expect(await go()).toEqual(refused("closed"));
  });

  it("comes back four times at once: one account, and each is signed in to it", async () => {
    connectionId = await connect({ joining: "anyone" });
    const all = await Promise.all(Array.from({ length: 4 }, () => go()));
    const users = await Promise.all(all.map(whoIsIn));
    expect(new Set(users.map((user) => user?.id)).size).toBe(1);
    expect(users[0]).toMatchObject({ email });
    expect(await db.prisma.externalIdentity.count({ where: { subject: person.sub } })).toBe(1);
  });

  it("is another person at another institution, with the same provider", async () => {
    const first = await joined();
    const elsewhere = await makeInstitution(db);
    const theirs = await makeUser(db, elsewhere, "admin");
    connectionId = await connect({ joining: "anyone" }, elsewhere, theirs);
    const second = await go({}, { ...person, email: `${randomUUID()}@other.example` });
    expect((await whoIsIn(second))?.institutionId).toBe(elsewhere);
    expect((await whoIsIn(second))?.id).not.toBe(first.id);
  });

  it("needs an address for an account, and whatever the provider calls them does no harm", async () => {
    connectionId = await connect({ joining: "anyone" });
    expect(await go({}, { sub: "without" })).toEqual(refused("no-address"));
    expect(await go({}, { sub: "a\0b", email })).toEqual(refused("unproven"));
    const odd = await go({}, { sub: "odd", email, name: "\u202eA\0da\n\ud800 " });
    expect((await whoIsIn(odd))?.name).not.toMatch(/[\0\n\u202e]/);
  });
});

describe("what comes back from a provider", () => {
  it.each([
    ["another nonce", { claims: { nonce: "another" } }],
    ["another audience", { claims: { aud: "somebody else" } }],
    ["another issuer", { claims: { iss: "https://evil.example" } }],
    ["an ID token of an hour ago", { claims: { iat: 1, exp: Math.floor(Date.now() / 1000) - 3600 } }],
    ["a signature by another key", { signature: "other" }],
    ["no signature", { signature: "none" }],
    ["another provider’s name in the address", { iss: "https://evil.example" }],
  ] as const)("is refused with %s", async (_, lies) => {
    connectionId = await connect({ joining: "anyone" });
    provider.lies.current = lies;
    expect(await go()).toEqual(refused("unproven"));
    expect(await db.prisma.user.count({ where: { email } })).toBe(0);
  });

  it("is refused in a browser that didn’t begin it, too late, for another connection, and a second time", async () => {
    connectionId = await connect({ joining: "anyone" });
    const { address, way } = await begin();
    const query = provider.enter(address, person).searchParams;
    const end = (given: object, at = now) =>
      endWay({ db, now: at }, { connectionId, way, query, visit, ...given });
    expect(await end({ way: null })).toEqual(refused("stale"));
    expect(await end({ way: `${way.slice(0, -2)}AA` })).toEqual(refused("stale"));
    expect(await end({}, new Date(now.getTime() + 16 * 60_000))).toEqual(refused("stale"));
    expect(await end({ connectionId: await connect() })).toEqual(refused("stale"));
    const other = await begin();
    expect(await end({ way: other.way }), "another state").toEqual(refused("unproven"));
    expect((await end({})).outcome).toBe("in");
    expect(await end({}), "the code is used up").toEqual(refused("declined"));
  });

  it("says why: stopped there, unknown there, away, off", async () => {
    const { way } = await begin();
    const stopped = new URLSearchParams({ error: "access_denied", iss: provider.issuer });
    const state = new URL((await begin()).address).searchParams.get("state")!;
    expect(await endWay({ db, now }, { connectionId, way, query: stopped, visit })).toEqual(
      refused("unproven"),
    );
    const own = await begin();
    stopped.set("state", own.state);
    expect(state).not.toBe(own.state);
    expect(await endWay({ db, now }, { connectionId, way: own.way, query: stopped, visit })).toEqual(
      refused("declined"),
    );
    provider.lies.current = { secret: "another" };
    expect(await go()).toEqual(refused("misconfigured"));
    provider.lies.current = {};
    const waiting = await begin();
    const query = provider.enter(waiting.address, person).searchParams;
    provider.away.current = true;
    expect(await endWay({ db, now }, { connectionId, way: waiting.way, query, visit })).toEqual(
      refused("unreachable"),
    );
    provider.away.current = false;
    need(await changeConnection(contextOf(db, admin, now), connectionId, { enabled: false }));
    await expect(begin()).rejects.toThrow("off");
    for (const id of ["nonsense", "a\0b", randomUUID()]) {
      await expect(begin({ connectionId: id })).rejects.toThrow("off");
    }
  });
});

describe("roles and cohorts", () => {
  const groups = (...names: string[]) => ({ ...person, groups: names });

  it("follow the groups at each sign-in, the first row first", async () => {
    const [first, second] = [await makeCohort(institution), await makeCohort(institution)];
    connectionId = await connect({
      joining: "anyone",
      roles: [
        { value: "teachers", role: "faculty" },
        { value: "trainees", role: "resident" },
      ],
      cohorts: [
        { value: "year-1", cohortId: first },
        { value: "year-2", cohortId: second },
      ],
    });
    const inCohorts = async (userId: string) =>
      (await db.prisma.membership.findMany({ where: { userId, leftAt: null } })).map(
        ({ cohortId }) => cohortId,
      );
    const user = (await whoIsIn(await go({}, groups("trainees", "year-1"))))!;
    expect(user.role).toBe("resident");
    expect(await inCohorts(user.id)).toEqual([first]);
    await go({}, groups("trainees", "year-2"));
    expect(await inCohorts(user.id)).toEqual([second]);
    expect((await whoIsIn(await go({}, groups("trainees", "teachers"))))?.role).toBe("faculty");
    expect(await inCohorts(user.id)).toEqual([]);
    expect((await whoIsIn(await go({}, groups("others"))))?.role, "no row fits").toBe("faculty");
    const trail = await db.prisma.auditEvent.findMany({
      where: { subjectId: user.id, institutionId: institution },
    });
    const actions = trail.map(({ action }) => action);
    expect(actions).toEqual(
      expect.arrayContaining(["user.add", "cohort.join", "cohort.leave", "user.change"]),
    );
  });

  it("make nobody an administrator unless the institution says so, and never take the last one away", async () => {
    const rows = {
      joining: "anyone",
      roles: [
        { value: "root", role: "admin" },
        { value: "low", role: "resident" },
      ],
    };
    connectionId = await connect(rows);
    const user = (await whoIsIn(await go({}, groups("root"))))!;
    expect(user.role).toBe("resident");
    connectionId = await connect({ ...rows, mayMakeAdmins: true });
    const promoted = (await whoIsIn(await go({}, groups("root"))))!;
    expect(promoted).toMatchObject({ id: user.id, role: "admin" });
    need(await setActive(contextOf(db, promoted, now), admin.id, false));
    expect((await whoIsIn(await go({}, groups("low"))))?.role, "the last one").toBe("admin");
  });

  it("keep out whom no row names, where the institution wants that", async () => {
    connectionId = await connect({
      joining: "anyone",
      otherwise: "refuse",
      roles: [{ value: "trainees", role: "resident" }],
    });
    expect(await go({}, groups("others"))).toEqual(refused("kept-out"));
    expect((await go({}, groups("trainees"))).outcome).toBe("in");
    expect(await go({}, groups())).toEqual(refused("kept-out"));
  });
});

describe("who is signed in", () => {
  it("links a provider, and takes it away again; the last way in stays", async () => {
    const resident = await makeUser(db, institution);
    const sessionId = await makeSession(db, resident, now);
    const session = { userId: resident.id, sessionId };
    expect(await go({ purpose: "link", session })).toEqual({ outcome: "linked" });
    expect((await whoIsIn(await go()))?.id).toBe(resident.id);
    const other = await makeUser(db, institution);
    const theirs = { userId: other.id, sessionId: await makeSession(db, other, now) };
    expect(await go({ purpose: "link", session: theirs })).toEqual(refused("taken"));
    const [own] = need(await listOwnIdentities(contextOf(db, resident, now)));
    expect((await removeOwnIdentity(contextOf(db, other, now), own!.id)).ok, "another’s").toBe(false);
    need(await removeOwnIdentity(contextOf(db, resident, now), own!.id));
    expect((await go()).outcome).toBe("stranger");
    const made = await joined();
    const [only] = need(await listOwnIdentities(contextOf(db, made, now)));
    expect(await removeOwnIdentity(contextOf(db, made, now), only!.id)).toMatchObject({
      failure: { code: "conflict" },
    });
  });

  it("links nothing to an account of another institution", async () => {
    const elsewhere = await makeInstitution(db);
    const stranger = await makeUser(db, elsewhere);
    const session = { userId: stranger.id, sessionId: await makeSession(db, stranger, now) };
    expect(await go({ purpose: "link", session })).toEqual(refused("taken"));
    const ended = await go();
    const kept = ended.outcome === "stranger" ? ended.stranger : null;
    expect(await linkStranger(contextOf(db, stranger, now), kept)).toMatchObject({ ok: false });
    expect(await linkStranger(contextOf(db, admin, now), `${kept}x`)).toMatchObject({ ok: false });
    expect(
      await linkStranger(contextOf(db, admin, new Date(now.getTime() + 16 * 60_000)), kept),
    ).toMatchObject({
      ok: false,
    });
  });

  it("confirms by signing in there again just now, as the same person", async () => {
    const user = await joined();
    const ended = await go();
    const sessionId = ended.outcome === "in" ? ended.begun.sessionId : "";
    const session = { userId: user.id, sessionId };
    const long = new Date(now.getTime() - 3_600_000);
    await db.prisma.session.update({ where: { id: sessionId }, data: { beganAt: long, confirmedAt: null } });
    provider.lies.current = { claims: { auth_time: Math.floor(Date.now() / 1000) - 600 } };
    expect(await go({ purpose: "confirm", session }), "signed in there ten minutes ago").toEqual(
      refused("unproven"),
    );
    provider.lies.current = {};
    expect(await go({ purpose: "confirm", session }, { sub: "somebody else" })).toEqual(refused("another"));
    expect((await findUserOfSession(db, sessionId, now))?.confirmedAt).toEqual(long);
    expect(await go({ purpose: "confirm", session })).toEqual({ outcome: "confirmed" });
    expect((await findUserOfSession(db, sessionId, now))?.confirmedAt).toEqual(now);
  });

  it("signs out there too, with what the provider gave, unless the institution says no", async () => {
    const user = await joined();
    const ended = await go();
    const sessionId = ended.outcome === "in" ? ended.begun.sessionId : "";
    const ctx = { ...contextOf(db, user, now), sessionId };
    const back = "https://calot.example/sign-in";
    const { address } = need(await leaveAddress(ctx, back));
    const query = new URL(address!).searchParams;
    expect(address).toContain(`${provider.issuer}/leave`);
    expect(query.get("post_logout_redirect_uri")).toBe(back);
    expect(query.get("id_token_hint")).toMatch(/^ey/);
    const kept = await db.prisma.session.findUniqueOrThrow({ where: { id: sessionId } });
    expect(kept.idToken).not.toContain(query.get("id_token_hint")!.split(".")[1]);
    const quiet = { joining: "anyone" as const, ...settings(), signOutThere: false };
    need(await changeConnection(contextOf(db, admin, now), connectionId, { settings: quiet }));
    expect(need(await leaveAddress(ctx, back))).toEqual({ address: null });
  });
});

describe("a provider that signs somebody out", () => {
  it("ends that session, or all of the person’s, once per token; of other people none", async () => {
    const user = await joined();
    const [first, second] = [await go(), await go()];
    const other = await go(
      {},
      { sub: randomUUID(), email: `${randomUUID()}@hospital.example`, name: "Other" },
    );
    const bySub = await provider.logoutToken({ sub: person.sub, jti: "once" });
    expect(await endProviderSessions({ db, now }, connectionId, bySub)).toEqual({
      outcome: "ended",
      sessions: 3,
    });
    expect(await Promise.all([first, second].map(whoIsIn))).toEqual([null, null]);
    expect(await whoIsIn(other)).not.toBeNull();
    const again = await go();
    expect(await endProviderSessions({ db, now }, connectionId, bySub)).toEqual({
      outcome: "ended",
      sessions: 0,
    });
    expect((await whoIsIn(again))?.id, "a token of before ends nothing new").toBe(user.id);
    const bySid = await provider.logoutToken({ sid: `session of ${person.sub}` });
    const four = await Promise.all(
      Array.from({ length: 4 }, () => endProviderSessions({ db, now }, connectionId, bySid)),
    );
    expect(four.map((each) => (each.outcome === "ended" ? each.sessions : null)).sort()).toEqual([
      0, 0, 0, 1,
    ]);
    expect(await whoIsIn(again)).toBeNull();
    await sweepUsedTokens(db, new Date(now.getTime() + 3_600_000));
    expect(await db.prisma.usedToken.count()).toBe(0);
  });

  it.each([
    ["by another key", { sub: "x" }, "other"],
    ["of another issuer", { sub: "x", iss: "https://evil.example" }, "own"],
    ["for another client", { sub: "x", aud: "another" }, "own"],
    ["with a nonce, as an ID token has", { sub: "x", nonce: "n" }, "own"],
    ["without the event", { sub: "x", events: {} }, "own"],
    ["about nobody", {}, "own"],
    ["of an hour ago", { sub: "x", iat: Math.floor(Date.now() / 1000) - 3600 }, "own"],
  ] as const)("is not believed %s", async (_, claims, key) => {
    await joined();
    const token = await provider.logoutToken({ ...claims, ...("sub" in claims && { sub: person.sub }) }, key);
    expect(await endProviderSessions({ db, now }, connectionId, token)).toEqual({ outcome: "refused" });
    expect(await endProviderSessions({ db, now }, connectionId, "nonsense")).toEqual({ outcome: "refused" });
    expect(await db.prisma.session.count({ where: { connectionId, endedAt: null } })).toBe(1);
  });
});

describe("a connection", () => {
  it("is tested step by step: whether it is there, is the one, and takes the secret", async () => {
    const test = async () =>
      need(await testConnection(contextOf(db, admin, now), connectionId, "https://calot.example/x"));
    const wrong = async () => (await test()).steps.filter(({ ok }) => !ok).map(({ said }) => said);
    expect(await wrong()).toEqual([]);
    provider.lies.current = { secret: "another" };
    expect(await wrong()).toEqual([expect.stringContaining("doesn’t take the client ID calot")]);
    provider.lies.current = {};
    const change = (given: object) =>
      changeConnection(contextOf(db, admin, now), connectionId, { settings: { ...settings(), ...given } });
    need(await change({ issuer: `${provider.issuer}/realms/other` }));
    expect(await wrong()).toEqual([expect.stringContaining("to the last slash")]);
    need(await change({ issuer: "http://127.0.0.1:9" }));
    expect(await wrong()).toEqual([expect.stringContaining("can’t be reached")]);
    setEnv({ SECRETS_KEY: `${randomBytes(32).toString("hex")}` });
    expect(await wrong()).toEqual([expect.stringContaining("enter the secret again")]);
  });

  it("belongs to its institution’s administrators, and its secret is never told", async () => {
    const elsewhere = await makeUser(db, await makeInstitution(db), "admin");
    for (const other of [
      elsewhere,
      await makeUser(db, institution, "director"),
      await makeUser(db, institution),
    ]) {
      const ctx = contextOf(db, other, now);
      expect(await changeConnection(ctx, connectionId, { enabled: false })).toMatchObject({
        failure: { code: "not-found" },
      });
      expect((await removeConnection(ctx, connectionId)).ok).toBe(false);
      expect((await testConnection(ctx, connectionId, "https://calot.example/x")).ok).toBe(false);
    }
    const row = await db.prisma.connection.findUniqueOrThrow({ where: { id: connectionId } });
    expect(JSON.stringify(row)).not.toContain(STAND_IN_CLIENT.secret);
    const trail = await db.prisma.auditEvent.findMany({ where: { subjectId: connectionId } });
    expect(trail.map(({ action }) => action)).toEqual(["connection.add", "connection.change"]);
    expect(JSON.stringify(trail.map(({ detail }) => detail))).not.toContain(STAND_IN_CLIENT.secret);
  });

  it("refuses what makes no sense, with the field’s name", async () => {
    const add = async (given: object) => {
      const input = {
        kind: "oidc" as const,
        name: "Another",
        settings: { ...settings(), ...given },
        secret: null,
      };
      const result = await addConnection(contextOf(db, admin, now), input);
      return result.ok ? null : result.failure.detail;
    };
    expect(await add({ issuer: "http://login.hospital.example" })).toMatch(/settings\.issuer: .*by https/);
    expect(await add({ issuer: "nonsense" })).toMatch(/settings\.issuer/);
    expect(await add({ scopes: "profile" })).toMatch(/openid/);
    expect(await add({ clientId: "\0" })).toMatch(/settings\.clientId/);
    const cohortId = await makeCohort(await makeInstitution(db));
    expect(await add({ cohorts: [{ value: "x", cohortId }] })).toMatch(/settings\.cohorts/);
    expect(await add({})).toBeNull();
    expect(await add({})).toMatch(/called Another already/);
  });

  it("that is removed signs out whom it signed in; another one to the same provider opens the same account", async () => {
    const user = await joined();
    const ended = await go();
    need(await removeConnection(contextOf(db, admin, now), connectionId));
    expect(await whoIsIn(ended)).toBeNull();
    connectionId = await connect();
    expect((await whoIsIn(await go()))?.id).toBe(user.id);
  });
});
