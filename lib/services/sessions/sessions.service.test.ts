import { beforeEach, describe, expect, it } from "vitest";
import { findUserOfSession, type User } from "../../auth/actor";
import { signOut, sweepSessions } from "../../auth/end-sessions";
import { isOneAddressForAll } from "../../auth/one-address";
import { openSession } from "../../auth/open-session";
import { hashPassword } from "../../auth/password";
import { makeSecret } from "../../auth/secret";
import type { Queryable } from "../../db/queryable";
import { testDatabase } from "../../db/testing";
import { inTransaction } from "../../db/transaction";
import { setEnv } from "../../env";
import { storePassword } from "../passwords/parts/store-password";
import { endPersonsSessions } from "../people/end-persons-sessions";
import { setActive } from "../people/set-active";
import type { Result } from "../result";
import { contextOf, makeInstitution, makeSession, makeUser } from "../testing/factories";
import { beginSession } from "./begin-session";
import { confirmSession } from "./confirm-session";
import { endOtherSessions } from "./end-other-sessions";
import { endOwnSession } from "./end-own-session";
import { listOwnSessions } from "./list-own-sessions";
import { setSessionLimits } from "./set-session-limits";

const db = await testDatabase();
const NOW = new Date("2026-03-06T09:00:00Z");
const HOUR_MS = 60 * 60 * 1000;
const later = (hours: number): Date => new Date(NOW.getTime() + hours * HOUR_MS);

let institution: string;
let resident: User;
let admin: User;

beforeEach(async () => {
  institution = await makeInstitution(db);
  resident = await makeUser(db, institution);
  admin = await makeUser(db, institution, "admin");
});

const as = (actor: User, sessionId?: string, now = NOW) => ({
  ...contextOf(db, actor, now),
  ...(sessionId && { sessionId }),
});
const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
};
const isOpen = async (id: string, at = NOW): Promise<boolean> =>
  (await findUserOfSession(db, id, at)) !== null;

describe("a session", () => {
  it("is ended by signing out, for whoever kept its token too, and no other one with it", async () => {
    const [here, there] = [await makeSession(db, resident, NOW), await makeSession(db, resident, NOW)];
    await signOut(db, { id: here, userId: admin.id, now: NOW });
    expect(await isOpen(here), "signed out by its own person alone").toBe(true);
    await signOut(db, { id: here, userId: resident.id, now: NOW });
    expect([await isOpen(here), await isOpen(there)]).toEqual([false, true]);
    const written = await db.prisma.auditEvent.findMany({
      where: { subjectId: resident.id },
      orderBy: { id: "asc" },
    });
    expect(written.map(({ action }) => action)).toEqual(["user.sign-in", "user.sign-in", "user.sign-out"]);
    expect(written[0]!.detail).toEqual({ address: "10.0.0.1" });
  });

  it("ends a day after it was used last, and goes on while it is used", async () => {
    const id = await makeSession(db, resident, NOW);
    expect(await isOpen(id, later(23))).toBe(true);
    expect(await isOpen(id, later(46))).toBe(true);
    expect(await isOpen(id, later(46 + 25))).toBe(false);
    expect(await isOpen(id, later(46)), "a request of before doesn’t bring it back").toBe(true);
    expect(await isOpen(id, later(46 + 25))).toBe(false);
  });

  it("ends thirty days after it began, however it is used", async () => {
    const id = await makeSession(db, resident, NOW);
    for (let hours = 12; hours < 30 * 24; hours += 12) expect(await isOpen(id, later(hours))).toBe(true);
    expect(await isOpen(id, later(30 * 24))).toBe(false);
  });

  it("ends when its institution says, at once", async () => {
    const id = await makeSession(db, resident, NOW);
    need(await setSessionLimits(as(admin), { idleMinutes: 30, days: 2 }));
    expect(await isOpen(id, later(0.4))).toBe(true);
    expect(await isOpen(id, later(1))).toBe(false);
    expect(await setSessionLimits(as(admin), { idleMinutes: 1, days: 2 })).toMatchObject({
      failure: { code: "invalid" },
    });
    for (const role of ["resident", "faculty", "director"] as const) {
      const other = await makeUser(db, institution, role);
      expect(await setSessionLimits(as(other), { idleMinutes: 30, days: 2 })).toMatchObject({
        failure: { code: "not-found" },
      });
    }
  });

  it("costs a request no further statement, and a write once a minute at most", async () => {
    const id = await makeSession(db, resident, NOW);
    const version = async () =>
      (await db.pool.query("SELECT xmin FROM session WHERE id = $1", [id])).rows[0].xmin as string;
    const before = await version();
    await isOpen(id, new Date(NOW.getTime() + 30_000));
    expect(await version()).toBe(before);
    await isOpen(id, new Date(NOW.getTime() + 90_000));
    expect(await version()).not.toBe(before);
  });

  it("is forgotten a month after it has ended", async () => {
    const [old, used] = [await makeSession(db, resident, NOW), await makeSession(db, resident, later(800))];
    await sweepSessions(db, later(820));
    const left = await db.prisma.session.findMany({ where: { userId: resident.id } });
    expect(left.map(({ id }) => id)).toEqual([used]);
    expect(await isOpen(old, later(820))).toBe(false);
  });
});

describe("a password that is changed while it is looked at", () => {
  const visit = { address: "10.0.0.7", agent: "", device: null };
  const shownBy = async ({ id: userId }: User) => {
    const { passwordHash } = await db.prisma.user.findUniqueOrThrow({ where: { id: userId } });
    return { userId, passwordHash };
  };
  const change = (tx: Queryable) =>
    storePassword(tx, { userId: resident.id, passwordHash: "another hash" }, NOW);
  const openSessions = () => db.prisma.session.count({ where: { userId: resident.id, endedAt: null } });
  /** What waits for a lock of another transaction. */
  const waiting = () =>
    expect.poll(async () => {
      const { rows } = await db.pool.query(
        "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      return rows[0].n;
    });

  it("opens no session once the new one is stored, and its browser isn’t known", async () => {
    const shown = await shownBy(resident);
    await inTransaction(db, change);
    expect(await beginSession(db, shown, visit, NOW)).toBeNull();
    expect(await openSessions()).toBe(0);
    expect(await db.prisma.knownDevice.count({ where: { userId: resident.id } })).toBe(0);
    expect(await db.prisma.auditEvent.count({ where: { subjectId: resident.id } })).toBe(0);
  });

  it("opens none while the new one is being stored", async () => {
    const shown = await shownBy(resident);
    const { begun } = await inTransaction(db, async (tx) => {
      await change(tx);
      const begun = beginSession(db, shown, visit, NOW);
      await waiting().toBe(1);
      return { begun };
    });
    expect(await begun).toBeNull();
    expect(await openSessions()).toBe(0);
  });

  it("ends the session that was being opened", async () => {
    const shown = await shownBy(resident);
    const { changed } = await inTransaction(db, async (tx) => {
      await openSession(tx, shown, { ...visit, device: makeSecret() }, NOW);
      const changed = inTransaction(db, change);
      await waiting().toBe(1);
      return { changed };
    });
    expect(await changed).toBe(true);
    expect(await openSessions()).toBe(0);
  });

  it("opens none in an account that is being closed", async () => {
    const shown = await shownBy(resident);
    await setActive(as(admin), resident.id, false);
    expect(await beginSession(db, shown, visit, NOW)).toBeNull();
  });
});

describe("a browser", () => {
  it("holds one session: signing in again there ends the one before, of whomever", async () => {
    const before = await makeSession(db, resident, NOW);
    const elsewhere = await makeSession(db, resident, NOW);
    const held = { userId: resident.id, sessionId: before };
    const after = await makeSession(db, admin, NOW, { session: held });
    expect(await Promise.all([before, elsewhere, after].map((id) => isOpen(id)))).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe("one’s own sessions", () => {
  it("are listed, this one first, and each can be ended", async () => {
    const here = await makeSession(db, resident, NOW);
    const there = await makeSession(db, resident, later(1), { address: "10.9.9.9", agent: "Safari" });
    await makeSession(db, admin, NOW);
    const ctx = as(resident, here, later(1));
    const { sessions } = need(await listOwnSessions(ctx));
    expect(sessions).toMatchObject([
      { id: here, isThis: true },
      { id: there, isThis: false, address: "10.9.9.9", agent: "Safari" },
    ]);
    need(await endOwnSession(ctx, there));
    expect(need(await listOwnSessions(ctx)).sessions).toHaveLength(1);
    expect(await isOpen(there, later(1))).toBe(false);
    expect(await endOwnSession(ctx, there)).toMatchObject({ failure: { code: "not-found" } });
  });

  it("can all be ended but the one that asks", async () => {
    const here = await makeSession(db, resident, NOW);
    const others = [await makeSession(db, resident, NOW), await makeSession(db, resident, NOW)];
    expect(need(await endOtherSessions(as(resident, here)))).toEqual({ ended: 2 });
    expect(await Promise.all([here, ...others].map((id) => isOpen(id)))).toEqual([true, false, false]);
  });

  it("are nobody else’s to end, but a director’s or an administrator’s", async () => {
    const id = await makeSession(db, resident, NOW);
    const colleague = await makeUser(db, institution);
    const stranger = await makeUser(db, await makeInstitution(db), "admin");
    for (const other of [colleague, admin, stranger]) {
      expect(await endOwnSession(as(other), id)).toMatchObject({ failure: { code: "not-found" } });
    }
    for (const other of [colleague, stranger]) {
      expect(await endPersonsSessions(as(other), resident.id)).toMatchObject({
        failure: { code: "not-found" },
      });
    }
    expect(await isOpen(id)).toBe(true);
    expect(need(await endPersonsSessions(as(admin), resident.id))).toEqual({ ended: 1 });
    expect(await isOpen(id)).toBe(false);
  });
});

describe("a password that is asked for again", () => {
  it("is the actor’s own, and counts for the session that asks", async () => {
    const passwordHash = await hashPassword("violin harbour cactus");
    await db.prisma.user.update({ where: { id: resident.id }, data: { passwordHash } });
    const [here, there] = [await makeSession(db, resident, NOW), await makeSession(db, resident, NOW)];
    const at = later(2);
    const confirmedAt = async (id: string) => (await findUserOfSession(db, id, at))?.confirmedAt;
    expect(await confirmSession(as(resident, here, at), "another password")).toMatchObject({
      failure: { code: "conflict" },
    });
    expect(await confirmedAt(here)).toEqual(NOW);
    need(await confirmSession(as(resident, here, at), "violin harbour cactus"));
    expect([await confirmedAt(here), await confirmedAt(there)]).toEqual([at, NOW]);
    for (let i = 0; i < 8; i++) await confirmSession(as(resident, here, at), `guess ${i}`);
    expect(await confirmSession(as(resident, here, at), "violin harbour cactus")).toMatchObject({
      failure: { detail: expect.stringContaining("Too many") },
    });
  });
});

describe("one address for everybody", () => {
  it("is found where no proxy is trusted and five people came from it", async () => {
    await db.pool.query("DELETE FROM session");
    const people = await Promise.all(Array.from({ length: 5 }, () => makeUser(db, institution)));
    for (const person of people.slice(1)) await makeSession(db, person, NOW);
    expect(await isOneAddressForAll(db, NOW)).toBe(false);
    await makeSession(db, people[0]!, NOW);
    expect(await isOneAddressForAll(db, NOW)).toBe(true);
    setEnv({ TRUSTED_PROXIES: "1" });
    expect(await isOneAddressForAll(db, NOW)).toBe(false);
    setEnv({ TRUSTED_PROXIES: "0", NEXTAUTH_URL: "https://calot.hospital.example" });
    await makeSession(db, people[0]!, NOW, { address: "10.8.0.1" });
    expect(await isOneAddressForAll(db, NOW), "TLS ends at a proxy").toBe(true);
    setEnv({ NEXTAUTH_URL: "" });
    expect(await isOneAddressForAll(db, NOW)).toBe(false);
  });
});
