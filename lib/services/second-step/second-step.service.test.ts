import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { findUserOfSession, SYSTEM, type User } from "../../auth/actor";
import { halfWayToken } from "../../auth/half-way";
import type { ShownPassword, Visit } from "../../auth/open-session";
import { relyingParty } from "../../auth/relying-party";
import { codeOfStep, stepAt } from "../../auth/totp";
import { testDatabase } from "../../db/testing";
import { inTransaction } from "../../db/transaction";
import type { SecondStepAnswer } from "../../domain/second-step/input";
import { setEnv } from "../../env";
import { listWays } from "../identities/list-ways";
import { deletePerson } from "../leaving/delete-person";
import { getOwnData } from "../leaving/get-own-data";
import { storePassword } from "../passwords/parts/store-password";
import type { Result } from "../result";
import { resealSecrets } from "../secrets/reseal-secrets";
import { beginSession } from "../sessions/begin-session";
import { contextOf, makeInstitution, makeSession, makeUser } from "../testing/factories";
import { addPasskey } from "./add-passkey";
import { answerSecondStep, type SecondStepOutcome } from "./answer-second-step";
import { askToConfirm } from "./ask-to-confirm";
import { askToSignIn } from "./ask-to-sign-in";
import { confirmByPasskey } from "./confirm-by-passkey";
import { enterWithPasskey } from "./enter-with-passkey";
import { getOwnSecondStep } from "./get-own-second-step";
import { needsSecondStep } from "./half-way";
import { loadRequiredRoles } from "./load-required-roles";
import { makeRecoveryCodes } from "./make-recovery-codes";
import { openSecondStep } from "./open-second-step";
import { proposeApp } from "./propose-app";
import { proposePasskey } from "./propose-passkey";
import { removeApp } from "./remove-app";
import { removePasskey } from "./remove-passkey";
import { renamePasskey } from "./rename-passkey";
import { resetSecondStep, resetSecondStepOf } from "./reset-second-step";
import { setApp } from "./set-app";
import { setRequiredRoles } from "./set-required-roles";
import { SoftKey } from "./testing/soft-key";

const SECRETS_KEY = randomBytes(32).toString("hex");
const environment = { NEXTAUTH_SECRET: "a secret of thirty-two bytes or more", SECRETS_KEY };
setEnv(environment);

const db = await testDatabase();
const party = relyingParty("localhost:3000");
// Tokens know the true time.
const NOW = new Date();
const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

let institution: string;
let resident: User;
let admin: User;

beforeEach(async () => {
  setEnv(environment);
  institution = await makeInstitution(db);
  resident = await makeUser(db, institution);
  admin = await makeUser(db, institution, "admin");
});

const as = (actor: User, now = NOW) => contextOf(db, actor, now);
const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
};

let places = 0;
const newPlace = (): Visit => ({ address: `10.1.${places >> 8}.${places++ & 255}`, agent: "", device: null });
const hashOf = async ({ id }: User): Promise<string> =>
  (await db.prisma.user.findUniqueOrThrow({ where: { id } })).passwordHash;
const tokenOf = async (user: User): Promise<string> =>
  halfWayToken({ userId: user.id, passwordHash: await hashOf(user) });

/** Shows the second step, and opens a session with it where it is right. */
async function show(user: User, answer: SecondStepAnswer, now = NOW, token?: string): Promise<string> {
  const visit = newPlace();
  const asked = { db, now, visit, party };
  return enter(await answerSecondStep(asked, token ?? (await tokenOf(user)), answer), visit, now);
}

async function enter(result: SecondStepOutcome, visit = newPlace(), now = NOW): Promise<string> {
  if (result.outcome !== "welcome") return result.outcome;
  return (await beginSession(db, result.shown, visit, now)) ? "in" : "spent";
}

const typed = (code: string): SecondStepAnswer => ({ kind: "code", code });

/** Sets an app up, half an hour ago. @returns its seed */
async function giveApp(user: User): Promise<string> {
  const before = later(-1800);
  const { seed, sealed } = need(await proposeApp(as(user, before)));
  need(await setApp(as(user, before), { sealed, code: codeOfStep(seed, stepAt(before)) }));
  return seed;
}

async function givePasskey(user: User): Promise<SoftKey> {
  const key = new SoftKey();
  const answer = key.create(need(await proposePasskey(as(user), party)));
  need(await addPasskey(as(user), party, { name: "A key", answer }));
  return key;
}

const codesOf = async (user: User) => need(await makeRecoveryCodes(as(user))).codes;

async function passkeyQuestion(user: User) {
  const toCome = await openSecondStep({ db, now: NOW, party }, await tokenOf(user));
  if (toCome?.kind !== "show" || !toCome.passkey) throw new Error("no passkey is asked for");
  return toCome.passkey;
}

const signInQuestion = async (now = NOW) => need(await askToSignIn({ db, now }, party));
const enterBy = async (answer: unknown, now = NOW) =>
  enter(await enterWithPasskey({ db, now, visit: newPlace(), party }, answer), newPlace(), now);

const openSessions = ({ id }: User) => db.prisma.session.count({ where: { userId: id, endedAt: null } });
const audited = async ({ id }: User) =>
  (await db.prisma.auditEvent.findMany({ where: { subjectId: id }, orderBy: { id: "asc" } })).map(
    ({ action }) => action,
  );
const told = async ({ id }: User) =>
  (await db.prisma.notice.findMany({ where: { userId: id }, orderBy: { createdAt: "asc" } })).map(
    ({ text }) => text,
  );
const require = (roles: readonly User["role"][]) => setRequiredRoles(as(admin), party, { roles: [...roles] });

describe("the second step", () => {
  it("is asked of who has one, or whose role needs one, and of nobody else", async () => {
    expect(await needsSecondStep(db, resident.id)).toBe(false);
    await giveApp(resident);
    expect(await needsSecondStep(db, resident.id)).toBe(true);
    need(await require(["admin"]));
    expect(await needsSecondStep(db, admin.id)).toBe(true);
    expect(await needsSecondStep(db, (await makeUser(db, institution, "faculty")).id)).toBe(false);
  });

  it("is an app’s code, once, and none of before it", async () => {
    const seed = await giveApp(resident);
    const code = codeOfStep(seed, stepAt(NOW));
    expect(await show(resident, typed("000000"))).toBe("refused");
    expect(await show(resident, typed(`${code.slice(0, 3)} ${code.slice(3)}`))).toBe("in");
    expect(await show(resident, typed(code))).toBe("refused");
    expect(await show(resident, typed(codeOfStep(seed, stepAt(NOW) - 1)))).toBe("refused");
    expect(await show(resident, typed(codeOfStep(seed, stepAt(NOW) + 1)))).toBe("in");
    expect(await audited(resident)).toContain("user.second-step-failed");
  });

  it("is no code that proved the app when it was set up", async () => {
    const { seed, sealed } = need(await proposeApp(as(resident)));
    const code = codeOfStep(seed, stepAt(NOW));
    need(await setApp(as(resident), { sealed, code }));
    expect(await show(resident, typed(code))).toBe("refused");
  });

  it("opens one session for the same code sent four times at once", async () => {
    const seed = await giveApp(resident);
    const answer = typed(codeOfStep(seed, stepAt(NOW)));
    const shown = await Promise.all(Array.from({ length: 4 }, () => show(resident, answer)));
    expect(shown.filter((each) => each === "in")).toHaveLength(1);
    expect(await openSessions(resident)).toBe(1);
  });

  it("is a recovery code, once, of which the person is told", async () => {
    await giveApp(resident);
    const [first, second] = await codesOf(resident);
    const shown = await Promise.all(
      Array.from({ length: 4 }, () => show(resident, typed(first!.toUpperCase()))),
    );
    expect(shown.filter((each) => each === "in")).toHaveLength(1);
    expect(await openSessions(resident)).toBe(1);
    expect(await show(resident, typed(first!))).toBe("refused");
    expect(need(await getOwnSecondStep(as(resident))).recoveryCodesLeft).toBe(9);
    expect(await told(resident)).toContain("A recovery code was used to sign in to your account.");
    await codesOf(resident);
    expect(await show(resident, typed(second!)), "replaced").toBe("refused");
  });

  it("takes no code of somebody else", async () => {
    const other = await makeUser(db, institution);
    const [seed] = [await giveApp(other), await giveApp(resident)];
    const [code] = await codesOf(other);
    expect(await show(resident, typed(codeOfStep(seed, stepAt(NOW))))).toBe("refused");
    expect(await show(resident, typed(code!))).toBe("refused");
  });

  it("is over with another password, an old token, a forged one, a closed account, and a session’s own token", async () => {
    const seed = await giveApp(resident);
    const token = await tokenOf(resident);
    const code = typed(codeOfStep(seed, stepAt(NOW)));
    const with_ = (given: string | undefined) =>
      answerSecondStep({ db, now: NOW, visit: newPlace(), party }, given, code);
    for (const given of [undefined, "", "nonsense", `${token.slice(0, -2)}xx`]) {
      expect(await with_(given)).toEqual({ outcome: "over" });
    }
    await inTransaction(db, (tx) => storePassword(tx, { userId: resident.id, passwordHash: "another" }, NOW));
    expect(await with_(token)).toEqual({ outcome: "over" });
    const fresh = await tokenOf(resident);
    await db.prisma.user.update({ where: { id: resident.id }, data: { deactivatedAt: NOW } });
    expect(await with_(fresh)).toEqual({ outcome: "over" });
  });

  it("opens no session where the password was changed after it was shown", async () => {
    const seed = await giveApp(resident);
    const asked = { db, now: NOW, visit: newPlace(), party };
    const result = await answerSecondStep(
      asked,
      await tokenOf(resident),
      typed(codeOfStep(seed, stepAt(NOW))),
    );
    await inTransaction(db, (tx) => storePassword(tx, { userId: resident.id, passwordHash: "another" }, NOW));
    expect(await enter(result)).toBe("spent");
  });

  it("looks at ten wrong codes, then at one in five minutes, and tells the person once", async () => {
    const seed = await giveApp(resident);
    const guesses = await Promise.all(
      Array.from({ length: 40 }, (_, i) => show(resident, typed(String(i).padStart(6, "0")))),
    );
    expect(guesses.filter((each) => each === "limited")).toHaveLength(30);
    expect(await show(resident, typed(codeOfStep(seed, stepAt(NOW))))).toBe("limited");
    expect((await told(resident)).filter((each) => each.includes("too many wrong codes"))).toHaveLength(1);
    const after = later(300);
    expect(await show(resident, typed("000000"), after)).toBe("refused");
    expect(await show(resident, typed("000000"), after)).toBe("limited");
  });

  it("lets a browser in that has signed in before, however others guess", async () => {
    const seed = await giveApp(resident);
    const { device } = (await beginSession(
      db,
      { userId: resident.id, passwordHash: await hashOf(resident) },
      newPlace(),
      NOW,
    ))!;
    await Promise.all(Array.from({ length: 12 }, () => show(resident, typed("000000"))));
    const visit = { ...newPlace(), device };
    const answer = typed(codeOfStep(seed, stepAt(NOW)));
    const result = await answerSecondStep({ db, now: NOW, visit, party }, await tokenOf(resident), answer);
    expect(await enter(result, visit)).toBe("in");
  });

  it("goes on with a seed that another key sealed", async () => {
    const seed = await giveApp(resident);
    const other = randomBytes(32).toString("hex");
    setEnv({ SECRETS_KEY: `${other},${SECRETS_KEY}` });
    expect(await show(resident, typed(codeOfStep(seed, stepAt(NOW))))).toBe("in");
    await resealSecrets(db);
    setEnv({ SECRETS_KEY: other });
    expect(await show(resident, typed(codeOfStep(seed, stepAt(NOW) + 1)))).toBe("in");
  });
});

describe("a passkey", () => {
  it("is the second step: its owner’s, for what was asked, once", async () => {
    const key = await givePasskey(resident);
    const stranger = await givePasskey(await makeUser(db, institution));
    const question = await passkeyQuestion(resident);
    expect(await show(resident, { kind: "passkey", answer: stranger.get(question) })).toBe("refused");
    const answer = { kind: "passkey", answer: key.get(question, { verified: false }) } as const;
    const shown = await Promise.all(Array.from({ length: 4 }, () => show(resident, answer)));
    expect(
      shown.filter((each) => each === "in"),
      "at once",
    ).toHaveLength(1);
    expect(await show(resident, answer), "again").toBe("refused");
    expect(await openSessions(resident)).toBe(1);
    expect(await show(resident, { kind: "passkey", answer: key.get(await signInQuestion()) })).toBe(
      "refused",
    );
  });

  it("signs in alone, where the device has made sure of its person", async () => {
    const key = await givePasskey(resident);
    expect(await enterBy(key.get(await signInQuestion()))).toBe("in");
    expect(await enterBy(key.get(await signInQuestion(), { verified: false }))).toBe("refused");
    const answer = key.get(await signInQuestion());
    const entered = await Promise.all(Array.from({ length: 4 }, () => enterBy(answer)));
    expect(entered.filter((each) => each === "in")).toHaveLength(1);
    await db.prisma.user.update({ where: { id: resident.id }, data: { deactivatedAt: NOW } });
    expect(await enterBy(key.get(await signInQuestion()))).toBe("refused");
  });

  it.each([
    ["another origin", { origin: "http://localhost:4000" }],
    ["another site", { origin: "https://evil.example", rpId: "evil.example" }],
    ["another host", { rpId: "evil.example" }],
    ["a challenge that we didn’t make", { challenge: randomBytes(56).toString("base64url") }],
    ["another person’s handle", { userHandle: Buffer.from("somebody else").toString("base64url") }],
  ])("is refused with %s", async (_, over) => {
    const key = await givePasskey(resident);
    expect(await enterBy(key.get(await signInQuestion(), over))).toBe("refused");
    expect(await enterBy(key.get(await signInQuestion())), "and works without").toBe("in");
  });

  it("is refused with an old challenge, another key’s signature, a counter of before, or as nonsense", async () => {
    const key = await givePasskey(resident);
    expect(await enterBy(key.get(await signInQuestion(later(-600))))).toBe("refused");
    const other = await givePasskey(await makeUser(db, institution));
    const question = await signInQuestion();
    expect(await enterBy({ ...other.get(question), id: key.get(question).id })).toBe("refused");
    expect(await enterBy(key.get(await signInQuestion()))).toBe("in");
    expect(await enterBy(key.get(await signInQuestion(), { counter: 1 }))).toBe("refused");
    for (const nonsense of [null, {}, { id: "x" }, "text", new SoftKey().get(question)]) {
      expect(await enterBy(nonsense)).toBe("refused");
    }
  });

  it("is added once, by its person’s own browser alone", async () => {
    const key = new SoftKey();
    const question = need(await proposePasskey(as(resident), party));
    const conflict = { failure: { code: "conflict" } };
    const answer = key.create(question);
    const add = (actor: User, given: typeof answer) =>
      addPasskey(as(actor), party, { name: "Key", answer: given });
    expect(await add(admin, answer)).toMatchObject(conflict);
    expect(await add(resident, key.create(question, { origin: "https://evil.example" }))).toMatchObject(
      conflict,
    );
    need(await add(resident, answer));
    expect(await add(resident, answer), "replayed").toMatchObject(conflict);
    const again = key.create(need(await proposePasskey(as(resident), party)));
    expect(await add(resident, again), "known").toMatchObject(conflict);
    const theirs = key.create(need(await proposePasskey(as(admin), party)));
    expect(await add(admin, theirs), "somebody’s").toMatchObject(conflict);
    expect(need(await getOwnSecondStep(as(resident))).passkeys).toMatchObject([{ name: "Key" }]);
  });

  it("has a name that its person changes, and nobody else", async () => {
    await givePasskey(resident);
    const [{ id } = { id: "" }] = need(await getOwnSecondStep(as(resident))).passkeys;
    need(await renamePasskey(as(resident), id, { name: " My phone " }));
    for (const stranger of [admin, await makeUser(db, institution)]) {
      expect(await renamePasskey(as(stranger), id, { name: "Mine" })).toMatchObject({
        failure: { code: "not-found" },
      });
      expect(await removePasskey(as(stranger), id)).toMatchObject({ failure: { code: "not-found" } });
    }
    expect(await renamePasskey(as(resident), id, { name: " " })).toMatchObject({
      failure: { code: "invalid" },
    });
    expect(need(await getOwnSecondStep(as(resident))).passkeys).toMatchObject([{ name: "My phone" }]);
  });

  it("is not offered where browsers allow none", async () => {
    expect(await proposePasskey(as(resident), null)).toMatchObject({ failure: { code: "conflict" } });
    expect(await askToSignIn({ db, now: NOW }, null)).toMatchObject({ failure: { code: "conflict" } });
  });
});

describe("what a person has for it", () => {
  it("is written down and told with each change", async () => {
    await giveApp(resident);
    await givePasskey(resident);
    await codesOf(resident);
    const [{ id } = { id: "" }] = need(await getOwnSecondStep(as(resident))).passkeys;
    need(await removePasskey(as(resident), id));
    need(await removeApp(as(resident)));
    const actions = ["set-app", "add-passkey", "make-codes", "remove-passkey", "remove-app"];
    expect(await audited(resident)).toEqual(actions.map((action) => `user.${action}`));
    expect(await told(resident)).toHaveLength(5);
    const left = await db.prisma.recoveryCode.count({ where: { userId: resident.id } });
    expect(left, "codes that stand in for nothing").toBe(0);
    expect(await makeRecoveryCodes(as(resident))).toMatchObject({ failure: { code: "conflict" } });
  });

  it("keeps its last where the role needs one, of two removals at once too", async () => {
    await giveApp(resident);
    await givePasskey(resident);
    need(await require(["resident"]));
    const [{ id } = { id: "" }] = need(await getOwnSecondStep(as(resident))).passkeys;
    const removed = await Promise.all([removePasskey(as(resident), id), removeApp(as(resident))]);
    expect(removed.filter(({ ok }) => ok)).toHaveLength(1);
    expect(removed.find(({ ok }) => !ok)).toMatchObject({ failure: { code: "conflict" } });
  });

  it("is no app whose seed another account was given, or that shows another code", async () => {
    const { seed, sealed } = need(await proposeApp(as(admin)));
    const code = codeOfStep(seed, stepAt(NOW));
    expect(await setApp(as(resident), { sealed, code })).toMatchObject({ failure: { code: "conflict" } });
    expect(await setApp(as(admin), { sealed, code: "12345" })).toMatchObject({
      failure: { code: "conflict" },
    });
    expect(await setApp(as(admin), { sealed: "x.y", code })).toMatchObject({ failure: { code: "conflict" } });
    expect(await setApp(as(admin), { sealed: "x", code })).toMatchObject({ failure: { code: "invalid" } });
    expect(await db.prisma.authenticator.count({ where: { userId: resident.id } })).toBe(0);
    setEnv({ SECRETS_KEY: "" });
    expect(await proposeApp(as(resident))).toMatchObject({ failure: { code: "conflict" } });
  });

  it("is in the own data without a secret, and goes with its person", async () => {
    const seed = await giveApp(resident);
    await givePasskey(resident);
    const [code] = await codesOf(resident);
    const data = JSON.stringify(need(await getOwnData(as(resident))));
    expect(data).toContain("authenticator app");
    for (const secret of [seed, code!]) expect(data).not.toContain(secret);
    need(await deletePerson(as(admin), resident.id, { confirm: resident.email }));
    const left = [
      await db.prisma.passkey.count({ where: { user: { institutionId: institution } } }),
      await db.prisma.authenticator.count({ where: { user: { institutionId: institution } } }),
      await db.prisma.recoveryCode.count({ where: { user: { institutionId: institution } } }),
    ];
    expect(left).toEqual([0, 0, 0]);
  });
});

describe("a role that needs it", () => {
  const toCome = async (user: User) => openSecondStep({ db, now: NOW, party }, await tokenOf(user));

  it("leads who has none to set one up, which signs in", async () => {
    need(await require(["resident"]));
    const opened = await toCome(resident);
    if (opened?.kind !== "set-up" || !opened.seed) throw new Error("nothing to set up");
    const { seed, sealed } = opened.seed;
    const set = { kind: "set-up-app", sealed, code: codeOfStep(seed, stepAt(NOW)) } as const;
    const shown = await Promise.all(Array.from({ length: 4 }, () => show(resident, set)));
    expect(shown.filter((each) => each === "in")).toHaveLength(1);
    expect(await toCome(resident)).toMatchObject({ kind: "show", app: true });
    expect(await told(resident)).toContain("An authenticator app was set up for your account.");
  });

  it("takes a passkey for that too", async () => {
    need(await require(["resident"]));
    const opened = await toCome(resident);
    if (opened?.kind !== "set-up" || !opened.passkey) throw new Error("nothing to set up");
    const key = new SoftKey();
    const set = { kind: "set-up-passkey", name: "Key", answer: key.create(opened.passkey) } as const;
    expect(await show(resident, set)).toBe("in");
    expect(await enterBy(key.get(await signInQuestion()))).toBe("in");
  });

  it("lets nobody add one with the password alone beside one that is there, or where none is needed", async () => {
    const before = later(-1800);
    const proposed = need(await proposeApp(as(resident, before)));
    const set = {
      kind: "set-up-app",
      sealed: proposed.sealed,
      code: codeOfStep(proposed.seed, stepAt(NOW)),
    } as const;
    expect(await show(resident, set), "not needed").toBe("refused");
    need(await require(["resident"]));
    await givePasskey(resident);
    expect(await show(resident, set), "has one").toBe("refused");
    expect(await db.prisma.authenticator.count({ where: { userId: resident.id } })).toBe(0);
  });

  it("is said by an administrator alone, with how many have none, and never where nobody could set one up", async () => {
    await giveApp(resident);
    await makeUser(db, institution);
    const closed = await makeUser(db, institution);
    await db.prisma.user.update({ where: { id: closed.id }, data: { deactivatedAt: NOW } });
    expect(need(await require(["admin", "resident", "admin"]))).toEqual({
      roles: ["resident", "admin"],
      without: [
        { role: "resident", people: 2, without: 1 },
        { role: "admin", people: 1, without: 1 },
      ],
    });
    for (const role of ["resident", "faculty", "director"] as const) {
      const other = await makeUser(db, institution, role);
      expect(await setRequiredRoles(as(other), party, { roles: [] })).toMatchObject({
        failure: { code: "not-found" },
      });
    }
    expect(await setRequiredRoles(as(admin), party, { roles: ["surgeon"] as never })).toMatchObject({
      failure: { code: "invalid" },
    });
    setEnv({ SECRETS_KEY: "" });
    expect(await setRequiredRoles(as(admin), null, { roles: ["admin"] })).toMatchObject({
      failure: { code: "conflict" },
    });
    need(await setRequiredRoles(as(admin), null, { roles: [] }));
    expect((await loadRequiredRoles(db, institution)).roles).toEqual([]);
  });
});

describe("a reset", () => {
  const reason = { reason: "Lost the phone" };

  it("takes all of it, ends the sessions, and is written down with its reason and told", async () => {
    await giveApp(resident);
    const key = await givePasskey(resident);
    await codesOf(resident);
    const session = await makeSession(db, resident, NOW);
    need(await resetSecondStep(as(admin), resident.id, reason));
    expect(await findUserOfSession(db, session, NOW)).toBeNull();
    expect(await needsSecondStep(db, resident.id)).toBe(false);
    expect(await enterBy(key.get(await signInQuestion()))).toBe("refused");
    const event = await db.prisma.auditEvent.findFirstOrThrow({
      where: { subjectId: resident.id, action: "user.reset-second-step" },
    });
    expect(event).toMatchObject({ actorId: admin.id, detail: { ...reason, passkeys: 1, app: true } });
    expect((await told(resident)).at(-1)).toContain("was reset");
    expect(await resetSecondStep(as(admin), resident.id, reason), "again").toMatchObject({
      failure: { code: "conflict" },
    });
  });

  it("needs a reason, and somebody who manages the person", async () => {
    await giveApp(resident);
    await giveApp(admin);
    for (const given of ["", "  ", "x", "x".repeat(301)]) {
      expect(await resetSecondStep(as(admin), resident.id, { reason: given })).toMatchObject({
        failure: { code: "invalid" },
      });
    }
    const director = await makeUser(db, institution, "director");
    expect(await resetSecondStep(as(admin), admin.id, reason)).toMatchObject({
      failure: { code: "forbidden" },
    });
    expect(await resetSecondStep(as(director), admin.id, reason)).toMatchObject({
      failure: { code: "forbidden" },
    });
    const elsewhere = await makeUser(db, await makeInstitution(db), "admin");
    for (const stranger of [elsewhere, await makeUser(db, institution, "faculty"), resident]) {
      expect(await resetSecondStep(as(stranger), resident.id, reason)).toMatchObject({
        failure: { code: "not-found" },
      });
    }
    expect(await needsSecondStep(db, resident.id)).toBe(true);
    need(await resetSecondStep(as(director), resident.id, reason));
  });

  it("comes before a session that was being opened, or ends it", async () => {
    const seed = await giveApp(resident);
    const asked = { db, now: NOW, visit: newPlace(), party };
    const result = await answerSecondStep(
      asked,
      await tokenOf(resident),
      typed(codeOfStep(seed, stepAt(NOW))),
    );
    await Promise.all([enter(result), resetSecondStep(as(admin), resident.id, reason)]);
    expect(await openSessions(resident)).toBe(0);
    const shown = result.outcome === "welcome" && result.shown;
    expect(await beginSession(db, shown as ShownPassword, newPlace(), NOW)).toBeNull();
  });

  it("is the system’s too, for the last administrator", async () => {
    await giveApp(admin);
    const ctx = { actor: SYSTEM, now: NOW, db };
    const input = { email: admin.email, ...reason };
    expect(await resetSecondStepOf(as(admin), input)).toMatchObject({ failure: { code: "not-found" } });
    expect(await resetSecondStepOf(ctx, { ...input, reason: "" })).toMatchObject({
      failure: { code: "invalid" },
    });
    need(await resetSecondStepOf(ctx, input));
    expect(await needsSecondStep(db, admin.id)).toBe(false);
    const unknown = { ...input, email: "nobody@calot.example" };
    expect(await resetSecondStepOf(ctx, unknown)).toMatchObject({ failure: { code: "not-found" } });
  });
});

describe("a passkey in place of the password that is asked for again", () => {
  const question = async (user: User) => need(await askToConfirm(as(user), party));
  const at = later(1200);
  const confirmedAt = async (sessionId: string) => (await findUserOfSession(db, sessionId, at))?.confirmedAt;

  it("counts for the session that asks, once, where its device has made sure of its person", async () => {
    const key = await givePasskey(resident);
    const [here, there] = [await makeSession(db, resident, NOW), await makeSession(db, resident, NOW)];
    const ctx = { ...as(resident, at), sessionId: here };
    const asked = need(await askToConfirm(ctx, party));
    const unverified = await confirmByPasskey(ctx, party, key.get(asked, { verified: false }));
    expect(unverified).toMatchObject({ ok: false, failure: { code: "conflict" } });
    expect(await confirmedAt(here)).toEqual(NOW);
    const answer = key.get(asked);
    const all = await Promise.all([1, 2, 3, 4].map(() => confirmByPasskey(ctx, party, answer)));
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    expect([await confirmedAt(here), await confirmedAt(there)]).toEqual([at, NOW]);
  });

  it("is nobody else’s, and none that was asked for something else", async () => {
    const key = await givePasskey(resident);
    const theirs = await givePasskey(admin);
    const here = await makeSession(db, resident, NOW);
    const ctx = { ...as(resident), sessionId: here };
    const refused = { ok: false, failure: { code: "conflict" } };
    for (const answer of [
      theirs.get(await question(resident)),
      theirs.get(await question(admin)),
      key.get(await question(admin)),
      key.get(await passkeyQuestion(resident)),
      key.get(await signInQuestion()),
      key.get(await question(resident), { origin: "https://evil.example" }),
    ]) {
      expect(await confirmByPasskey(ctx, party, answer)).toMatchObject(refused);
    }
    expect(await confirmByPasskey(ctx, null, key.get(await question(resident)))).toMatchObject(refused);
    expect(await enterBy(key.get(await question(resident)))).toBe("refused");
  });

  it("is told among the ways of its person", async () => {
    expect(need(await listWays(as(resident)))).toMatchObject({ passkey: false });
    await givePasskey(resident);
    expect(need(await listWays(as(resident)))).toMatchObject({ passkey: true });
  });
});
