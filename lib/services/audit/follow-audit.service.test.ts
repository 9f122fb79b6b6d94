import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { SYSTEM, type User } from "@/lib/auth/actor";
import { testDatabase } from "@/lib/db/testing";
import type { AuditAction } from "@/lib/domain/audit/actions";
import { lineOf, type TrailEvent } from "@/lib/domain/audit/line";
import { makeInstitution, makeUser } from "../testing/factories";
import { followAudit } from "./follow-audit";
import { readTrail, type Stretch, type Trail, WriterError } from "./read-trail";
import { writeAudit } from "./write-audit";

const db = await testDatabase();
const EVERYTHING: Trail = { institutionId: null, since: null, answers: false };
const NOW = new Date("2026-11-30T10:00:00.123Z");
let institutionId = "";
let director: User;

beforeAll(async () => {
  institutionId = await makeInstitution(db);
  director = await makeUser(db, institutionId, "director");
});

const write = (action: AuditAction, subject: string, at = NOW) =>
  writeAudit(db, { actor: director, now: at }, [{ action, subject, detail: { fact: 1 } }]);

async function read(
  after: number,
  trail = EVERYTHING,
  { most = 100, patienceMs = 100 } = {},
): Promise<{ stretches: Stretch[]; events: TrailEvent[]; cursor: number }> {
  const stretches: Stretch[] = [];
  const signal = new AbortController().signal;
  for await (const each of readTrail(db, trail, after, { most, patienceMs, signal })) stretches.push(each);
  const events = stretches.flatMap((each) => each.events);
  return { stretches, events, cursor: stretches.at(-1)?.cursor ?? after };
}

const end = async (): Promise<number> => (await read(0)).cursor;

test("an event that is written before another and seen after it is waited for", async () => {
  const after = await end();
  const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
  const slow = await db.pool.connect();
  try {
    await slow.query("BEGIN");
    await slow.query("INSERT INTO audit_event (at, action, subject_id) VALUES (now(), 'user.add', $1)", [
      first,
    ]);
    await write("user.change", second);
    await expect(read(after)).rejects.toThrow(WriterError);
    // It ends while it is waited for. What comes meanwhile keeps nobody waiting.
    const reading = read(after, EVERYTHING, { patienceMs: 10_000 });
    await write("user.promote", third);
    await slow.query("COMMIT");
    const { events, cursor } = await reading;
    expect(events.map(({ subjectId }) => subjectId).slice(0, 2)).toEqual([first, second]);
    const { events: later } = await read(cursor);
    expect([...events, ...later].map(({ subjectId }) => subjectId)).toEqual([first, second, third]);
  } finally {
    slow.release();
  }
});

test("one that is taken back is passed over", async () => {
  const after = await end();
  const seen = randomUUID();
  const slow = await db.pool.connect();
  await slow.query("BEGIN");
  await slow.query("INSERT INTO audit_event (at, action) VALUES (now(), 'user.add')");
  await write("user.change", seen);
  await slow.query("ROLLBACK");
  slow.release();
  expect((await read(after)).events.map(({ subjectId }) => subjectId)).toEqual([seen]);
});

test("a transaction that reads the trail, or writes elsewhere, keeps nobody waiting", async () => {
  const after = await end();
  const other = await db.pool.connect();
  await other.query("BEGIN");
  await other.query("SELECT count(*) FROM audit_event");
  await other.query(`UPDATE institution SET name = name WHERE id = $1`, [institutionId]);
  await write("user.change", randomUUID());
  expect((await read(after)).events).toHaveLength(1);
  await other.query("ROLLBACK");
  other.release();
});

test("many writers at once: each event once, in order, whatever is read meanwhile", async () => {
  const after = await end();
  const all = 400;
  let writing = true;
  const got: number[] = [];
  const reading = (async () => {
    for (let cursor = after; ; ) {
      const wasWriting = writing;
      const { events, cursor: reached } = await read(cursor, EVERYTHING, { most: 7, patienceMs: 60_000 });
      got.push(...events.map(({ id }) => id));
      cursor = reached;
      if (!wasWriting) return;
    }
  })();
  await Promise.all(
    Array.from({ length: 8 }, async (_, writer) => {
      for (let n = 0; n < all / 8; n++) {
        const client = await db.pool.connect();
        await client.query("BEGIN");
        await client.query("INSERT INTO audit_event (at, action) VALUES (now(), 'user.add')");
        await client.query("SELECT pg_sleep($1)", [((writer * 7 + n) % 5) / 1_000]);
        await client.query("COMMIT");
        client.release();
      }
    }),
  );
  writing = false;
  await reading;
  expect(got).toHaveLength(all);
  expect(got).toEqual([...got].sort((a, b) => a - b));
});

test("of one institution, from a moment on, and with answers where they are asked for", async () => {
  const after = await end();
  const elsewhere = await makeUser(db, await makeInstitution(db), "admin");
  const earlier = new Date(NOW.getTime() - 1);
  await write("user.add", "before", earlier);
  await write("user.change", "ours");
  await write("attempt.lock", "answer");
  await writeAudit(db, { actor: elsewhere, now: NOW }, [{ action: "user.change", subject: "theirs" }]);
  await writeAudit(db, { actor: SYSTEM, now: NOW }, [{ action: "dataset.import", subject: "nobody’s" }]);
  const subjects = async (trail: Partial<Trail>) =>
    (await read(after, { ...EVERYTHING, ...trail })).events.map(({ subjectId }) => subjectId);
  expect(await subjects({})).toEqual(["before", "ours", "theirs", "nobody’s"]);
  expect(await subjects({ institutionId })).toEqual(["before", "ours"]);
  expect(await subjects({ institutionId, since: NOW })).toEqual(["ours"]);
  expect(await subjects({ institutionId, answers: true })).toEqual(["before", "ours", "answer"]);
});

test("an event as a line: ids and facts, and no name", async () => {
  const after = await end();
  await write("user.change", "subject");
  const [event] = (await read(after)).events;
  expect(JSON.parse(lineOf(event!))).toEqual({
    id: String(event!.id),
    at: "2026-11-30T10:00:00.123Z",
    institution: institutionId,
    actor: director.id,
    role: "director",
    action: "user.change",
    words: "Changed an account",
    subject: "subject",
    detail: { fact: 1 },
  });
  expect(lineOf(event!)).not.toContain(director.name);
});

test("it is the system's alone, and written down for each institution", async () => {
  const outsider = await followAudit({ actor: director, now: NOW, db }, EVERYTHING, "file");
  expect(outsider).toMatchObject({ failure: { code: "not-found" } });
  const after = await end();
  await followAudit({ actor: SYSTEM, now: NOW, db }, { ...EVERYTHING, institutionId }, "address");
  expect((await read(after)).events).toMatchObject([
    { action: "audit.follow", actorId: null, institutionId, detail: { to: "address", answers: false } },
  ]);
  await followAudit({ actor: SYSTEM, now: NOW, db }, EVERYTHING, "output");
  const concerned = (await read(after)).events.slice(1).map((each) => each.institutionId);
  const all = await db.prisma.institution.findMany({ select: { id: true } });
  expect(concerned.sort()).toEqual(all.map(({ id }) => id).sort());
});

test("long stretches without anything to tell are passed over, and batches have an end", async () => {
  const after = await end();
  const ids = [after + 50_000, after + 50_001, after + 90_000, after + 130_000];
  await db.pool.query(
    "INSERT INTO audit_event (id, at, action) SELECT id, now(), 'user.add' FROM unnest($1::bigint[]) AS i(id)",
    [ids],
  );
  const { stretches, events } = await read(after, EVERYTHING, { most: 2 });
  expect(events.map(({ id }) => id)).toEqual(ids);
  expect(stretches.map(({ events, cursor }) => [events.length, cursor])).toEqual([
    [2, after + 50_001],
    [1, after + 90_001],
    [1, after + 130_000],
  ]);
});
