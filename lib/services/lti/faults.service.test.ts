import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../db/testing";
import { setEnv } from "../../env";
import { sendDueDeliveries } from "../../jobs/outbox/send-due-deliveries";
import { type Fault, type StandInPlatform, startPlatform } from "../../protocols/testing/stand-in-platform";
import { makeAssignment, makeCase, makeInstitution, makeUser } from "../testing/factories";
import { putDueGrades } from "./put-due-grades";
import { gradeSender } from "./send-grade";
import { connectPlatform, publishKeys } from "./testing";

const db = await testDatabase();

let platform: StandInPlatform;
let keys: Awaited<ReturnType<typeof publishKeys>>;

beforeAll(async () => {
  setEnv({ SECRETS_KEY: randomBytes(32).toString("hex") });
  [keys, platform] = await Promise.all([publishKeys(db), startPlatform()]);
});
afterAll(async () => {
  setEnv({ SECRETS_KEY: "" });
  await Promise.all([keys.close(), platform.close()]);
});

const FAULTS = 1_000;
const READERS = 40;
const SEED = 20261130;

/** mulberry32: the same numbers each time. */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What goes wrong, each as often as the others. */
const WRONG: readonly Fault[] = [
  "drop-before",
  "drop-after",
  "error-after",
  "garbage-after",
  "error",
  "busy",
  "conflict",
  "unauthorized",
  "garbage",
];

it(`after ${FAULTS} faults on the wire no grade is lost, none is there twice, and each is the last one`, {
  timeout: 300_000,
}, async () => {
  const chance = chances(SEED);
  const institutionId = await makeInstitution(db);
  const admin = await makeUser(db, institutionId, "admin");
  const connectionId = await connectPlatform(db, admin, platform, keys.url);
  const made = await makeCase(db, institutionId);
  const readers = await Promise.all(
    [...Array(READERS)].map(async () => {
      const user = await makeUser(db, institutionId);
      const subject = randomUUID();
      const identity = { institutionId, issuer: platform.issuer, subject, label: subject };
      await db.prisma.externalIdentity.create({
        data: { ...identity, userId: user.id, connectionId, linkedAt: new Date() },
      });
      return { user, subject };
    }),
  );
  const assignmentId = await makeAssignment(
    db,
    institutionId,
    [made],
    readers.map(({ user }) => user),
    { mode: "guided", opensAt: new Date(Date.now() - 86_400_000), resultsReleasedAt: new Date(0) },
  );
  const template = await db.prisma.ltiTemplate.create({
    data: { connectionId, terms: {}, grade: "iou", createdAt: new Date() },
  });
  const course = { connectionId, deploymentId: platform.deploymentId, contextId: "course-1" };
  await db.prisma.ltiLink.create({
    data: {
      ...course,
      resourceLinkId: "link-1",
      templateId: template.id,
      assignmentId,
      scopes: ["lineitem", "score", "result.readonly"].map(
        (scope) => `https://purl.imsglobal.org/spec/lti-ags/scope/${scope}`,
      ),
      lineItems: `${platform.issuer}/items?type_id=1`,
    },
  });
  await Promise.all(
    readers.map(({ user }) =>
      db.prisma.attempt.create({
        data: {
          ...{ id: randomUUID(), userId: user.id, caseId: made.id, versionId: made.versionId, assignmentId },
          ...{ mode: "guided", ordinal: 1, phase: "B", phaseCorrect: true, lockedAt: new Date() },
          ...{ zoneAt: new Date(), x1: 0, y1: 0, x2: 1, y2: 1, iou: 0, centerDistance: 0 },
          ...{ zoneOutcome: "missed", metricVersion: 1 },
        },
      }),
    ),
  );

  // Two of three requests go wrong: asking for access, for the column, and giving the grade.
  platform.fault.next = () =>
    platform.faults.count < FAULTS && chance() < 2 / 3 ? WRONG[Math.floor(chance() * WRONG.length)]! : "none";
  const last = new Map<string, number>();
  let at = Date.now();
  const clock = () => new Date(at);
  const signal = new AbortController().signal;
  const senders = { lti: gradeSender(db, clock) };
  const waiting = async (): Promise<number> =>
    (await db.prisma.delivery.findMany()).filter(({ version, sentVersion }) => version > sentVersion).length;
  while (platform.faults.count < FAULTS || (await waiting()) > 0) {
    // While there are faults, a third of the scores change each time: some are being told just then.
    const changes: Promise<unknown>[] = [];
    if (platform.faults.count < FAULTS) {
      for (const { user, subject } of readers.filter(() => chance() < 1 / 3)) {
        const iou = Math.round(chance() * 10_000) / 10_000;
        last.set(subject, iou);
        changes.push(db.prisma.attempt.updateMany({ where: { userId: user.id }, data: { iou } }));
      }
    }
    const put = Promise.all(changes).then(() => putDueGrades(db, clock()));
    await Promise.all([put, ...[1, 2].map(() => sendDueDeliveries(db, senders, { signal, clock, chance }))]);
    const [next] = await db.prisma.delivery.findMany({ where: { deadAt: null }, orderBy: { dueAt: "desc" } });
    at += Math.min(60_000, Math.max(5_000, (next?.dueAt.getTime() ?? 0) - at));
  }

  expect(platform.faults.count).toBe(FAULTS);
  expect(await db.prisma.delivery.count({ where: { deadAt: { not: null } } })).toBe(0);
  expect(platform.columns).toHaveLength(1);
  const [{ scores }] = platform.columns as [(typeof platform.columns)[number]];
  expect(scores.size).toBe(READERS);
  for (const { subject } of readers) {
    expect(scores.get(subject)!.given).toBeCloseTo(100 * (last.get(subject) ?? 0), 3);
  }
});
