import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { SYSTEM, type User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import type { AuditAction } from "../../domain/audit/actions";
import { setEnv } from "../../env";
import { log } from "../../log";
import type { LinesTarget, Posted } from "../../protocols/post-lines";
import { writeAudit } from "../audit/write-audit";
import { given } from "../testing/answering";
import { contextOf, makeInstitution, makeUser } from "../testing/factories";
import { addConnection } from "./add-connection";
import { changeConnection } from "./change-connection";
import { getConnection } from "./get-connection";
import { sendTrails } from "./send-trails";
import { testConnection } from "./test-connection";

setEnv({ SECRETS_KEY: "5e".repeat(32) });
const db = await testDatabase();
const START = Date.parse("2026-11-30T09:00:00Z");
const SETTINGS = { address: "https://siem.hospital.example/raw?sourcetype=_json" };

let now = START;
let institution: string;
let admin: User;
/** What the other side was sent and took, and what it says next. */
let taken: { target: LinesTarget; lines: readonly string[] }[] = [];
let answers: Posted["problem"][] = [];
let partly = 0;

const { level } = log();
beforeAll(() => {
  log().level = "silent";
});
afterAll(() => {
  log().level = level;
});
beforeEach(async () => {
  await db.prisma.connection.deleteMany();
  now = START;
  taken = [];
  answers = [];
  institution = await makeInstitution(db);
  admin = await makeUser(db, institution, "admin");
});

const at = (): Date => new Date(now);
const as = (actor: User) => contextOf(db, actor, at());
const write = (subject: string, actor: User = admin, action: AuditAction = "cohort.create") =>
  writeAudit(db, { actor, now: at() }, [{ action, subject }]);
const post = async (target: LinesTarget, lines: readonly string[]): Promise<Posted> => {
  const problem = answers.shift() ?? null;
  const count = problem ? Math.min(partly, lines.length) : lines.length;
  taken.push({ target, lines: lines.slice(0, count) });
  return { taken: count, problem };
};
const send = (): Promise<number> => sendTrails(db, { signal: new AbortController().signal, clock: at, post });
const subjects = (): string[] =>
  taken
    .flatMap(({ lines }) => lines.map((line) => JSON.parse(line)))
    .filter(({ action }) => action === "cohort.create" || action === "attempt.lock")
    .map(({ subject }) => subject);

async function connect(settings: object = {}, secret: string | null = "Splunk secret"): Promise<string> {
  const input = { kind: "audit", name: "SIEM", settings: { ...SETTINGS, ...settings }, secret } as const;
  const { id } = given(await addConnection(as(admin), input));
  given(await changeConnection(as(admin), id, { enabled: true }));
  return id;
}
const later = (ms: number): void => {
  now += ms;
};

test("what happens from then on is sent, of the institution alone, with the secret in its header", async () => {
  await write("before");
  later(1_000);
  await connect();
  const stranger = await makeUser(db, await makeInstitution(db), "admin");
  await write("theirs", stranger);
  await write("ours");
  await write("an answer", admin, "attempt.lock");
  expect(await send()).toBeGreaterThan(0);
  expect(subjects()).toEqual(["ours"]);
  expect(taken[0]!.target).toEqual({
    address: SETTINGS.address,
    header: { name: "Authorization", value: "Splunk secret" },
  });
  later(60_000);
  taken = [];
  expect(await send()).toBe(0);
  await write("more");
  later(60_000);
  await send();
  expect(subjects()).toEqual(["more"]);
});

test("with what was before, and with answers, where that is asked for; another header", async () => {
  await write("before");
  later(1_000);
  await connect({ backlog: true, answers: true, header: "X-Siem" });
  await write("an answer", admin, "attempt.lock");
  await send();
  expect(subjects()).toEqual(["before", "an answer"]);
  expect(taken[0]!.target.header).toEqual({ name: "X-Siem", value: "Splunk secret" });
});

test("what isn't taken waits and is sent again, and the connection says why; nothing is passed over", async () => {
  const id = await connect();
  await write("a");
  await write("b");
  answers = [{ said: "It refuses.", retryAfterMs: null }];
  partly = 0;
  expect(await send()).toBe(0);
  expect(given(await getConnection(as(admin), id)).problem).toEqual({
    said: "It refuses.",
    at: at().toISOString(),
  });
  expect(await send()).toBe(0);
  expect(taken).toHaveLength(1);
  // Half of it, and then the rest.
  later(1_000);
  answers = [{ said: "It refuses.", retryAfterMs: 60_000 }];
  partly = 3;
  await send();
  later(59_999);
  expect(await send()).toBe(0);
  later(1);
  await send();
  expect(subjects()).toEqual(["a", "b"]);
  const connection = given(await getConnection(as(admin), id));
  expect(connection).toMatchObject({ problem: null, heardAt: at().toISOString() });
});

test("a connection that is changed is tried at once; one that is off waits, and misses nothing", async () => {
  const id = await connect();
  await write("a");
  answers = [{ said: "It refuses the secret.", retryAfterMs: 3_600_000 }];
  partly = 0;
  await send();
  given(await changeConnection(as(admin), id, { secret: "Splunk another", enabled: false }));
  await write("b");
  expect(await send()).toBe(0);
  given(await changeConnection(as(admin), id, { enabled: true }));
  await send();
  expect(subjects()).toEqual(["a", "b"]);
  expect(taken.at(-1)!.target.header!.value).toBe("Splunk another");
});

test("several processes send each event once; whose process died is taken over", async () => {
  const id = await connect();
  for (let n = 0; n < 5; n++) await write(`${n}`);
  await Promise.all([send(), send(), send()]);
  expect(subjects()).toEqual(["0", "1", "2", "3", "4"]);
  await write("left");
  later(60_000);
  await db.prisma.auditFeed.update({
    where: { connectionId: id },
    data: { heldUntil: new Date(now + 1_000) },
  });
  expect(await send()).toBe(0);
  later(1_000);
  await send();
  expect(subjects().at(-1)).toBe("left");
});

test("a thousand faults: no event is lost, and each comes first in its order", async () => {
  await connect();
  let faults = 0;
  let seed = 11;
  const chance = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed / 2 ** 31;
  };
  const seen = new Set<string>();
  const firsts: string[] = [];
  const take = (lines: readonly string[]): void => {
    for (const { subject, action } of lines.map((line) => JSON.parse(line))) {
      if (action !== "cohort.create" || seen.has(subject)) continue;
      seen.add(subject);
      firsts.push(subject);
    }
  };
  const faulty = async (_: LinesTarget, lines: readonly string[]): Promise<Posted> => {
    const drawn = chance();
    if (faults < 1_000 && drawn < 0.95) {
      faults += 1;
      const count = drawn < 0.4 ? Math.min(1, lines.length) : 0;
      // Refused; taken in part; taken, and the answer lost.
      take(drawn < 0.4 ? lines.slice(0, count) : drawn < 0.7 ? [] : lines);
      return { taken: count, problem: { said: "no", retryAfterMs: null } };
    }
    take(lines);
    return { taken: lines.length, problem: null };
  };
  const wanted: string[] = [];
  for (let round = 0; faults < 1_000 || seen.size < wanted.length; round++) {
    if (round % 2 === 0 && faults < 1_000) {
      wanted.push(`e${round}`);
      await write(`e${round}`);
    }
    await sendTrails(db, { signal: new AbortController().signal, clock: at, post: faulty });
    later(400_000);
  }
  expect(faults).toBe(1_000);
  expect(firsts).toEqual(wanted);
});

test("a test sends one event that says that it is one, and moves nothing on", async () => {
  const id = await connect();
  const { steps } = given(await testConnection(as(admin), id, ""));
  expect(steps).toMatchObject([{ ok: false, said: expect.stringContaining("can’t be reached") }]);
  expect(await db.prisma.auditFeed.findUnique({ where: { connectionId: id } })).toBeNull();
});

test("what can't be a header or its value, or an address, is refused", async () => {
  for (const [settings, secret] of [
    [{ header: "Content-Type" }, "x"],
    [{ header: "a b" }, "x"],
    [{ address: "http://siem.hospital.example/" }, "x"],
    [{ address: "https://user:word@siem.hospital.example/" }, "x"],
    [{}, "Schlüssel"],
  ] as const) {
    const input = { kind: "audit", name: "Wrong", settings: { ...SETTINGS, ...settings }, secret } as const;
    expect(await addConnection(as(admin), input)).toMatchObject({ failure: { code: "invalid" } });
  }
  const id = await connect({}, null);
  expect(await changeConnection(as(admin), id, { secret: "Schlüssel" })).toMatchObject({
    failure: { code: "invalid" },
  });
  await send();
  expect(taken[0]!.target.header).toBeNull();
});

test("the system's own events of the institution are among them", async () => {
  await connect();
  await writeAudit(db, { actor: SYSTEM, now: at(), institutionId: institution }, [
    { action: "cohort.create", subject: "by a job" },
  ]);
  await send();
  expect(subjects()).toEqual(["by a job"]);
});
