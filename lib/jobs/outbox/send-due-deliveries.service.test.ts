import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase, untilGone } from "../../db/testing";
import { changeConnection } from "../../services/connections/change-connection";
import { removeConnection } from "../../services/connections/remove-connection";
import { getDeliveries } from "../../services/outbox/get-deliveries";
import { putDeliveries } from "../../services/outbox/put-deliveries";
import { sendAgain } from "../../services/outbox/send-again";
import type { Sender, Told } from "../../services/outbox/sender";
import { sweepDeliveries } from "../../services/outbox/sweep-deliveries";
import type { Result } from "../../services/result";
import { contextOf, makeInstitution, makeUser } from "../../services/testing/factories";
import { sendDueDeliveries } from "./send-due-deliveries";

const db = await testDatabase();
const NOW = new Date("2026-03-02T09:00:00Z");
const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;
const later = (ms: number): Date => new Date(NOW.getTime() + ms);

let admin: User;
let connectionId: string;

const connect = async (enabled = true): Promise<string> => {
  const made = await db.prisma.connection.create({
    data: {
      institutionId: admin.institutionId,
      kind: "scim",
      name: randomUUID(),
      settings: {},
      enabledAt: enabled ? NOW : null,
      createdAt: NOW,
      changedAt: NOW,
    },
  });
  return made.id;
};

beforeEach(async () => {
  await db.pool.query("TRUNCATE delivery");
  admin = await makeUser(db, await makeInstitution(db), "admin");
  connectionId = await connect();
});

const put = (subject: string, over: { ms?: number; connection?: string; n?: number; userId?: string } = {}) =>
  putDeliveries(db, later(over.ms ?? 0), [
    {
      connectionId: over.connection ?? connectionId,
      subject,
      userId: over.userId ?? null,
      title: `Title of ${subject}`,
      payload: { n: over.n ?? 1 },
    },
  ]);

const rows = () => db.prisma.delivery.findMany({ orderBy: { subject: "asc" } });
const row = async (subject: string) => (await rows()).find((each) => each.subject === subject)!;

const send = (sender: Sender, ms = 0, signal = new AbortController().signal) =>
  sendDueDeliveries(db, { scim: sender }, { signal, clock: () => later(ms), chance: () => 0.5 });

/** A sender that answers so, with what it was given. */
function answering(told: Told | ((n: number) => Told)): { sender: Sender; given: string[] } {
  const given: string[] = [];
  const sender: Sender = async ({ subject, version }) => {
    given.push(`${subject} ${version}`);
    return typeof told === "function" ? told(given.length) : told;
  };
  return { sender, given };
}

const SENT: Told = { outcome: "sent" };
const BUSY: Told = { outcome: "later", reason: "It is busy." };

const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
};

describe("what is to be told", () => {
  it("is told once, with its payload, and then again only when there is a newer one", async () => {
    const payloads: unknown[] = [];
    const sender: Sender = async ({ payload }) => {
      payloads.push(payload);
      return SENT;
    };
    await put("a", { n: 1 });
    await put("a", { n: 2 });
    expect(await send(sender)).toBe(1);
    expect(await send(sender, DAY)).toBe(0);
    await put("a", { n: 3, ms: DAY });
    expect(await send(sender, DAY)).toBe(1);
    expect(payloads).toEqual([{ n: 2 }, { n: 3 }]);
    expect(await row("a")).toMatchObject({ version: 3, sentVersion: 3, sentAt: later(DAY), lease: null });
  });

  it("stands once where it is put down twice in one go, and goes back with its transaction", async () => {
    const twice = ["x", "x", "y"].map((subject, n) => ({
      ...{ connectionId, subject, userId: null, title: subject, payload: { n } },
    }));
    await putDeliveries(db, NOW, twice);
    await putDeliveries(db, NOW, []);
    expect((await rows()).map(({ subject, payload, version }) => [subject, payload, version])).toEqual([
      ["x", { n: 1 }, 1],
      ["y", { n: 2 }, 1],
    ]);
  });

  it("waits while its connection is off, and where this server doesn't know how to send it", async () => {
    const off = await connect(false);
    await put("off", { connection: off });
    await put("on");
    const { sender, given } = answering(SENT);
    const signal = new AbortController().signal;
    expect(await sendDueDeliveries(db, {}, { signal })).toBe(0);
    expect(await sendDueDeliveries(db, { oidc: sender }, { signal, clock: () => NOW })).toBe(0);
    await send(sender);
    expect(given).toEqual(["on 1"]);
    await changeConnection(contextOf(db, admin, NOW), off, { enabled: true });
    await send(sender);
    expect(given).toEqual(["on 1", "off 1"]);
  });

  it("goes with its connection, and with the account that it says something of", async () => {
    const reader = await makeUser(db, admin.institutionId);
    await put("of a reader", { userId: reader.id });
    await put("of nobody");
    await db.prisma.user.delete({ where: { id: reader.id } });
    expect(await rows()).toHaveLength(1);
    need(await removeConnection(contextOf(db, admin, NOW), connectionId));
    expect(await rows()).toHaveLength(0);
  });
});

describe("a newer one that comes while the one before is being sent", () => {
  it.each([
    ["was taken", SENT, 1],
    ["was not taken", BUSY, 0],
    ["is refused for good", { outcome: "never", reason: "No." } as Told, 0],
  ])("is sent after it, alone and at once, where that one %s", async (_what, first, taken) => {
    let under = 0;
    let most = 0;
    const given: string[] = [];
    const sender: Sender = async ({ subject, version, payload }) => {
      under += 1;
      most = Math.max(most, under);
      given.push(`${subject} ${version} ${JSON.stringify(payload)}`);
      if (given.length === 1) {
        await put("a", { n: 2 });
        // Another process looks for work meanwhile, and finds it taken.
        expect(await send(answering(SENT).sender)).toBe(0);
      }
      under -= 1;
      return given.length === 1 ? first : SENT;
    };
    await put("a", { n: 1 });
    expect(await send(sender)).toBe(taken + 1);
    expect(given).toEqual(['a 1 {"n":1}', 'a 2 {"n":2}']);
    expect(most).toBe(1);
    expect(await row("a")).toMatchObject({ version: 2, sentVersion: 2, problem: null, deadAt: null });
  });
});

describe("what the other system does not take", () => {
  it("now is tried again, later and later", async () => {
    await put("a");
    const { sender, given } = answering((n) => (n < 3 ? BUSY : SENT));
    await send(sender);
    expect(await row("a")).toMatchObject({ attempts: 1, dueAt: later(10 * SECOND), problem: "It is busy." });
    await send(sender, 10 * SECOND - 1);
    expect(given).toHaveLength(1);
    await send(sender, 10 * SECOND);
    expect(await row("a")).toMatchObject({ attempts: 2, dueAt: later(30 * SECOND) });
    expect(await send(sender, 30 * SECOND)).toBe(1);
    expect(await row("a")).toMatchObject({ sentVersion: 1, problem: null });
  });

  it("for three days is given up, and never before", async () => {
    await put("a");
    const { sender, given } = answering(BUSY);
    let last = NOW.getTime();
    for (let tries = 0; tries < 100; tries++) {
      const { dueAt, deadAt } = await row("a");
      if (deadAt) break;
      last = dueAt.getTime();
      await send(sender, last - NOW.getTime());
    }
    expect(last - NOW.getTime()).toBeGreaterThanOrEqual(3 * DAY);
    expect(last - NOW.getTime()).toBeLessThan(3 * DAY + 4 * HOUR);
    expect(await row("a")).toMatchObject({ deadAt: new Date(last), problem: "It is busy." });
    const tries = given.length;
    await send(sender, 5 * DAY);
    expect(given).toHaveLength(tries);
  });

  it("at all is given up at once, until there is a newer one", async () => {
    await put("a");
    const { sender } = answering({ outcome: "never", reason: "There is no such line item." });
    await send(sender);
    expect(await row("a")).toMatchObject({
      deadAt: NOW,
      problem: "There is no such line item.",
      attempts: 1,
    });
    await put("a", { n: 2 });
    expect(await row("a")).toMatchObject({ deadAt: null, problem: null, attempts: 0 });
    expect(await send(answering(SENT).sender)).toBe(1);
  });

  it("because it wants to be left alone leaves all of the connection alone, and no other", async () => {
    await put("a");
    await put("b", { ms: 1 });
    const other = await connect();
    const { sender, given } = answering((n) =>
      n === 1 ? { outcome: "later", reason: "Too many.", after: later(5 * 60 * SECOND) } : SENT,
    );
    await send(sender);
    await put("c", { connection: other, ms: 2 });
    await send(sender, 299 * SECOND);
    expect(given).toEqual(["a 1", "c 1"]);
    await send(sender, 300 * SECOND);
    expect(given.slice(2).sort()).toEqual(["a 1", "b 1"]);
  });

  it("because something went wrong here is tried again, and said without the error’s own words", async () => {
    await put("a");
    await send(() => Promise.reject(new Error("secret of the implementation")));
    const { problem, deadAt } = await row("a");
    expect(problem).toContain("Calot’s side");
    expect(deadAt).toBeNull();
  });

  it("is tried at once where the connection was changed", async () => {
    await put("a");
    const { sender, given } = answering(BUSY);
    for (const ms of [0, 10 * SECOND, 30 * SECOND]) await send(sender, ms);
    await changeConnection(contextOf(db, admin, later(31 * SECOND)), connectionId, { name: "Another" });
    await send(sender, 31 * SECOND);
    expect(given).toHaveLength(4);
  });
});

describe("a connection that hangs", () => {
  it("keeps two places at most, and others are told meanwhile", async () => {
    const other = await connect();
    for (let n = 0; n < 20; n++) await put(`hangs ${n}`);
    for (let n = 0; n < 5; n++) await put(`other ${n}`, { connection: other, ms: 1 });
    const stop = new AbortController();
    const hanging: string[] = [];
    let others = 0;
    const sender: Sender = async ({ connectionId: id, subject }, signal) => {
      if (id === other) {
        others += 1;
        if (others === 5) stop.abort();
        return SENT;
      }
      hanging.push(subject);
      await new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("cut off"))));
      return SENT;
    };
    expect(await send(sender, 1, stop.signal)).toBe(5);
    expect(hanging).toHaveLength(2);
    // What was under way when it was stopped counts as not tried, and is anybody's.
    const left = (await rows()).filter(({ sentVersion }) => sentVersion === 0);
    expect(left).toHaveLength(20);
    expect(left.every(({ attempts, lease, problem }) => !attempts && !lease && !problem)).toBe(true);
    expect(await send(answering(SENT).sender, 1)).toBe(20);
  });
});

describe("processes", () => {
  const children: ChildProcess[] = [];
  let close: () => void = () => {};
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    close();
  });

  type Got = { readonly subject: string; readonly version: number; readonly pid: number };

  /** Who is told, over HTTP; `answer` false hangs. */
  async function receiver(
    answer: (got: Got, under: number) => boolean,
  ): Promise<{ url: string; got: Got[] }> {
    const got: Got[] = [];
    const under = new Map<string, number>();
    const server = createServer((request, response) => {
      void text(request).then((body) => {
        const one = JSON.parse(body) as Got;
        const at = (under.get(one.subject) ?? 0) + 1;
        under.set(one.subject, at);
        got.push(one);
        if (!answer(one, at)) return;
        setTimeout(() => {
          under.set(one.subject, at - 1);
          response.end();
        }, 5);
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    close = () => {
      server.closeAllConnections();
      server.close();
    };
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, got };
  }

  function start(url: string): Promise<unknown> & { child: ChildProcess } {
    const child = spawn(process.execPath, ["--import", "tsx", "lib/jobs/outbox/testing-process.ts", url], {
      env: { ...process.env, DATABASE_URL: db.url },
      stdio: ["ignore", "ignore", "inherit"],
    });
    children.push(child);
    return Object.assign(once(child, "exit"), { child });
  }

  it("that are four tell each once between them", { timeout: 120_000 }, async () => {
    const connections = [connectionId, await connect(), await connect(), await connect()];
    for (let n = 0; n < 80; n++) await put(`${n}`, { connection: connections[n % 4]! });
    await db.pool.query("UPDATE delivery SET due_at = now()");
    let together = 0;
    const { url, got } = await receiver((_, under) => {
      together = Math.max(together, under);
      return true;
    });
    await Promise.all([1, 2, 3, 4].map(() => start(url)));
    expect(got.map(({ subject }) => Number(subject)).sort((a, b) => a - b)).toEqual([...Array(80).keys()]);
    expect(together).toBe(1);
    expect((await rows()).every(({ version, sentVersion }) => version === sentVersion)).toBe(true);
  });

  it("of which one is killed in the middle is followed by another, once its lease has run out", {
    timeout: 120_000,
  }, async () => {
    await put("a");
    await db.pool.query("UPDATE delivery SET due_at = now()");
    let hangs = true;
    const { url, got } = await receiver(() => !hangs);
    const first = start(url);
    await expect.poll(() => got.length, { timeout: 60_000, interval: 20 }).toBe(1);
    first.child.kill("SIGKILL");
    await first;
    await untilGone(db.url, "outbox");
    hangs = false;
    await start(url);
    expect(got).toHaveLength(1);
    await db.pool.query("UPDATE delivery SET lease_until = now()");
    await start(url);
    expect(got.map(({ subject, version }) => [subject, version])).toEqual([
      ["a", 1],
      ["a", 1],
    ]);
    expect(await row("a")).toMatchObject({ sentVersion: 1, attempts: 2, lease: null });
  });
});

describe("administrators", () => {
  const NEVER: Told = { outcome: "never", reason: "There is no such learner." };

  it("see what was not taken and why, and send it again, one or all of it", async () => {
    const reader = await makeUser(db, admin.institutionId);
    await put("taken");
    await send(answering(SENT).sender);
    for (const subject of ["a", "b", "c"]) await put(subject, { userId: reader.id });
    await put("waits", { ms: HOUR });
    await send(answering((n) => (n === 3 ? BUSY : NEVER)).sender);
    const ctx = contextOf(db, admin, later(SECOND));
    const told = need(await getDeliveries(ctx, connectionId));
    expect(told).toMatchObject({ sent: 1, waiting: 2, givenUp: 2, more: 0 });
    expect(told.stuck.map(({ person, said, givenUpAt }) => [person, said, givenUpAt])).toEqual([
      ["A reader", "There is no such learner.", NOW.toISOString()],
      ["A reader", "There is no such learner.", NOW.toISOString()],
      ["A reader", "It is busy.", null],
    ]);
    expect(need(await sendAgain(ctx, connectionId, { ids: [told.stuck[0]!.id] }))).toEqual({ count: 1 });
    expect(await send(answering(SENT).sender, SECOND)).toBe(1);
    expect(need(await sendAgain(ctx, connectionId, { ids: null }))).toEqual({ count: 2 });
    expect(await send(answering(SENT).sender, SECOND)).toBe(2);
    expect(need(await sendAgain(ctx, connectionId, { ids: null }))).toEqual({ count: 0 });
    expect(need(await getDeliveries(ctx, connectionId))).toMatchObject({ sent: 4, waiting: 1, givenUp: 0 });
    const trail = await db.prisma.auditEvent.findMany({ where: { subjectId: connectionId } });
    expect(trail.map(({ action, detail, actorId }) => [action, detail, actorId])).toEqual([
      ["connection.send-again", { count: 1 }, admin.id],
      ["connection.send-again", { count: 2 }, admin.id],
    ]);
  });

  it("of another institution, and who is none, find no such connection", async () => {
    await put("a");
    await send(answering(NEVER).sender);
    const stranger = await makeUser(db, await makeInstitution(db), "admin");
    const director = await makeUser(db, admin.institutionId, "director");
    for (const actor of [stranger, director]) {
      const ctx = contextOf(db, actor, NOW);
      expect(await getDeliveries(ctx, connectionId)).toMatchObject({ failure: { code: "not-found" } });
      expect(await sendAgain(ctx, connectionId, { ids: null })).toMatchObject({
        failure: { code: "not-found" },
      });
    }
    const other = await connect();
    const { id } = await row("a");
    expect(need(await sendAgain(contextOf(db, admin, NOW), other, { ids: [id] }))).toEqual({ count: 0 });
  });
});

it("what was told or given up a month ago is forgotten, and nothing that waits", async () => {
  await put("told");
  await send(answering(SENT).sender);
  await put("given up");
  await send(answering({ outcome: "never", reason: "No." }).sender);
  await put("waits");
  await put("told again");
  await send(async ({ subject }) => (subject === "waits" ? BUSY : SENT));
  await put("told again", { ms: 1, n: 2 });
  expect(await sweepDeliveries(db, later(30 * DAY))).toBe(0);
  expect(await sweepDeliveries(db, later(30 * DAY + 1))).toBe(2);
  expect((await rows()).map(({ subject }) => subject)).toEqual(["told again", "waits"]);
});
