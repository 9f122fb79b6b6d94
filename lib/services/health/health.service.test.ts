import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPulse, type Pulse } from "../../db/pulse";
import { testDatabase } from "../../db/testing";
import { type Line, openLine } from "../../db/testing/line";
import { folderStorage } from "../../storage/folder-storage";
import type { FrameStorage } from "../../storage/frame-storage";
import { makeInstitution } from "../testing/factories";
import { checkReadiness } from "./check-readiness";
import { countQueues } from "./count-queues";

const db = await testDatabase();
let folder: string;
let frames: FrameStorage;
let line: Line;
let pulse: Pulse;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "calot-health-"));
  frames = folderStorage(path.join(folder, "frames"));
  line = await openLine(db.url);
  pulse = openPulse(line.url);
});
afterAll(async () => {
  await pulse.close();
  await line.close();
  await rm(folder, { recursive: true });
});

/** Asks until it is so: a database that stops to answer is noticed within 2 s. */
const until = (beats: boolean) =>
  expect.poll(() => pulse.beats(), { timeout: 10_000, interval: 20 }).toBe(beats);

describe("the pulse", () => {
  it("is told within a tenth of a second, of a Postgres that stands still too, and however many ask", async () => {
    await until(true);
    line.stall();
    const times: number[] = [];
    const deadline = performance.now() + 3_000;
    while (performance.now() < deadline) {
      const begun = performance.now();
      await Promise.all(Array.from({ length: 20 }, () => pulse.beats()));
      times.push(performance.now() - begun);
    }
    expect(times.sort((a, b) => a - b)[Math.floor(times.length / 2)]).toBeLessThan(100);
    expect(await pulse.beats()).toBe(false);
    line.resume();
    await until(true);
  });

  it("is told of a Postgres that died, and of one that is back", async () => {
    const died = await openLine(db.url);
    const theirs = openPulse(died.url);
    await expect.poll(() => theirs.beats()).toBe(true);
    await died.close();
    await expect.poll(() => theirs.beats()).toBe(false);
    await theirs.close();
  });
});

describe("readiness", () => {
  it("is there with database, migrations and storage", async () => {
    await until(true);
    expect(await checkReadiness(pulse, frames)).toEqual([]);
  });

  it("says what is not right, of each", async () => {
    line.stall();
    await until(false);
    const file = path.join(folder, "file");
    await writeFile(file, "");
    expect(await checkReadiness(pulse, folderStorage(file))).toEqual([
      "The database can’t be reached.",
      "The place of the frames can’t be written to and read, or is full.",
    ]);
    line.resume();
    await until(true);
  });

  it("says that the database is older than the server", async () => {
    const older: Pulse = { ...pulse, isMigrated: async () => false };
    expect(await checkReadiness(older, frames)).toEqual([
      "The database is older than this version of Calot: run “calot migrate”.",
    ]);
  });

  it("doesn't wait for a share that hangs", async () => {
    const hanging: FrameStorage = { ...frames, check: () => new Promise(() => {}) };
    expect(await checkReadiness(pulse, hanging)).toEqual(["The place of the frames doesn’t answer."]);
  });
});

describe("what waits to be done", () => {
  const now = new Date("2026-03-02T09:00:00Z");
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

  it("is nothing in a new database", async () => {
    const { estimatesBehind: _, ...queues } = await countQueues(db, now);
    expect(Object.values(queues).every((each) => each === 0 || each === null)).toBe(true);
  });

  it("is counted, with the age of the oldest", async () => {
    const mail = { address: "ann@hospital.example", subject: "Due", text: "Hello" };
    await db.prisma.mail.createMany({
      data: [
        { ...mail, key: "waits", createdAt: ago(30), sendAfter: ago(20) },
        { ...mail, key: "later", createdAt: ago(5), sendAfter: ago(-60) },
        { ...mail, key: "sent", createdAt: ago(90), sendAfter: ago(90), sentAt: ago(80), tries: 1 },
        { ...mail, key: "given up", createdAt: ago(90), sendAfter: ago(90), tries: 6, error: "No such user" },
      ],
    });
    const institutionId = await makeInstitution(db);
    for (const enabledAt of [ago(0), null]) {
      const connection = { institutionId, kind: "scim", name: `${enabledAt}`, settings: {}, enabledAt };
      const { id: connectionId } = await db.prisma.connection.create({
        data: { ...connection, createdAt: ago(0), changedAt: ago(0) },
      });
      const delivery = { connectionId, title: "A grade", payload: {}, dueAt: ago(enabledAt ? 10 : 50) };
      await db.prisma.delivery.createMany({
        data: [
          { ...delivery, subject: "waits" },
          { ...delivery, subject: "told", sentVersion: 1, dueAt: ago(90) },
          { ...delivery, subject: "given up", deadAt: ago(1), dueAt: ago(90) },
        ],
      });
    }
    await db.prisma.caseDue.createMany({ data: [{ caseId: randomUUID() }, { caseId: randomUUID() }] });
    expect(await countQueues(db, now)).toMatchObject({
      mails: 2,
      mailsOldest: 20 * 60,
      failedMails: 1,
      deliveries: 2,
      // What waits for its connection to be turned on is nothing to be woken for.
      deliveriesOldest: 10 * 60,
      failedDeliveries: 2,
      figuresOfCases: 2,
    });
  });
});
