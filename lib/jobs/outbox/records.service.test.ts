import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { setEnv } from "../../env";
import { type StoreStandIn, startStoreStandIn } from "../../protocols/testing/stand-in-store";
import { submitZone } from "../../services/attempts/submit-zone";
import { addConnection } from "../../services/connections/add-connection";
import { changeConnection } from "../../services/connections/change-connection";
import { testConnection } from "../../services/connections/test-connection";
import { decideLateAnswer } from "../../services/late-answers/decide-late-answer";
import { offerLateAnswer } from "../../services/late-answers/offer-late-answer";
import { answerCase, given, lockCase } from "../../services/testing/answering";
import {
  contextOf,
  type MadeCase,
  makeAssignment,
  makeCase,
  makeInstitution,
  makeUser,
} from "../../services/testing/factories";
import { setRecords } from "../../services/xapi/set-records";
import { tellAnswers } from "../../services/xapi/tell-answers";
import { sendDueDeliveries } from "./send-due-deliveries";
import { sendersOf } from "./senders";

const db = await testDatabase();
const GOOD = [100, 100, 300, 300] as const;
const HOUR_MS = 3_600_000;

let store: StoreStandIn;
let institutionId: string;
let admin: User;
let resident: User;
let made: MadeCase;
let connectionId: string;
let now: Date;

const at = (laterMs = 0): Date => new Date(now.getTime() + laterMs);
const as = (person: User, laterMs = 0) => contextOf(db, person, at(laterMs));

async function connect(more: object = {}): Promise<string> {
  const { endpoint, key, secret } = store;
  const { id } = given(
    await addConnection(as(admin), {
      kind: "xapi",
      name: "Records",
      settings: { endpoint: `${endpoint}/`, key, ...more },
      secret,
    }),
  );
  given(await changeConnection(as(admin), id, { enabled: true }));
  // From here on.
  await tellAnswers(db, at(), { signal: new AbortController().signal });
  return id;
}

/** As the servers do it, by and by. */
async function tell(laterMs = 1_000): Promise<void> {
  const { signal } = new AbortController();
  await tellAnswers(db, at(laterMs), { signal });
  const clock = () => at(laterMs);
  await sendDueDeliveries(db, sendersOf(db, clock), { signal, clock });
}

const verbs = (): string[] =>
  [...store.statements.values()].map((each) => (each.verb as { id: string }).id.split("/").at(-1)!).sort();

beforeAll(async () => {
  setEnv({ SECRETS_KEY: randomBytes(32).toString("hex"), NEXTAUTH_URL: "https://calot.example" });
  store = await startStoreStandIn();
});
afterAll(async () => {
  setEnv({ SECRETS_KEY: "", NEXTAUTH_URL: "" });
  await store.close();
});
beforeEach(async () => {
  await db.prisma.connection.deleteMany({});
  store.statements.clear();
  store.complaints.length = 0;
  store.faults.length = 0;
  now = new Date();
  institutionId = await makeInstitution(db);
  admin = await makeUser(db, institutionId, "admin");
  resident = await makeUser(db, institutionId, "resident");
  made = await makeCase(db, institutionId);
  connectionId = await connect();
});

describe("a learning record store", () => {
  it("is told of an answer and its reveal, and of nothing before the zone is stored", async () => {
    const attemptId = await lockCase(as(resident), made);
    await tell();
    expect(store.statements.size).toBe(0);
    given(await submitZone(as(resident, 2_000), attemptId, { box: GOOD }));
    await tell(20_000);
    expect(verbs()).toEqual(["answered", "viewed"]);
    expect(store.complaints).toEqual([]);
    const [answered] = store.statements.values();
    expect(answered).toMatchObject({
      actor: { account: { homePage: "https://calot.example", name: resident.id } },
      object: { id: `https://calot.example/cases/${made.id}` },
      result: { response: "xywh=percent:10,20,20,40", success: true, score: { scaled: 1 } },
    });
    expect(JSON.stringify([...store.statements.values()])).not.toMatch(/secret|@/);
  });

  it("hears nothing of an exam before its results are released, and then all of it", async () => {
    const second = await makeCase(db, institutionId, { phase: "A" });
    const assignmentId = await makeAssignment(db, institutionId, [made, second], [resident]);
    const over = { assignmentId };
    await answerCase(as(resident), made, [...GOOD], over);
    await answerCase(as(resident), second, [...GOOD], over);
    await tell(HOUR_MS);
    expect(store.statements.size).toBe(0);
    await db.prisma.assignment.update({
      where: { id: assignmentId },
      data: { resultsReleasedAt: at(HOUR_MS) },
    });
    await tell(2 * HOUR_MS);
    expect(store.complaints).toEqual([]);
    expect(verbs()).toEqual(["answered", "answered", "completed", "viewed", "viewed"]);
    const completed = [...store.statements.values()].find((each) =>
      JSON.stringify(each).includes("completed"),
    );
    // One right with an IoU of 1, one under the wrong phase.
    expect(completed).toMatchObject({ result: { completion: true, score: { scaled: 0.5 } } });
  });

  it("is told that an assignment is finished, also where the last case became a miss by time", async () => {
    const second = await makeCase(db, institutionId);
    const assignmentId = await makeAssignment(db, institutionId, [made, second], [resident], {
      mode: "guided",
      resultsReleasedAt: new Date(0),
    });
    await answerCase(as(resident), made, [...GOOD], { assignmentId });
    await lockCase(as(resident), second, { assignmentId });
    await tell();
    expect(verbs()).not.toContain("completed");
    await tell(24 * HOUR_MS);
    expect(verbs()).toEqual(["answered", "completed", "viewed"]);
  });

  it("is told of a zone that comes when the case was a miss already", async () => {
    const attemptId = await lockCase(as(resident), made);
    await tell(25 * HOUR_MS);
    expect(store.statements.size).toBe(0);
    expect(await db.prisma.recordWaiting.count()).toBe(0);
    given(await submitZone(as(resident, 50 * HOUR_MS), attemptId, { box: GOOD, sinceLockMs: 7_000 }));
    await tell(51 * HOUR_MS);
    expect(verbs()).toEqual(["answered", "viewed"]);
    expect(store.complaints).toEqual([]);
  });

  it("is told of an answer that faculty take though it came too late, and of nothing while it waits for them", async () => {
    const faculty = await makeUser(db, institutionId, "faculty");
    const assignmentId = await makeAssignment(db, institutionId, [made], [resident], {
      closesAt: at(HOUR_MS),
      resultsReleasedAt: at(28 * HOUR_MS),
    });
    const id = await lockCase(as(resident), made, { assignmentId });
    const late = {
      assignmentId,
      caseId: made.id,
      phase: "B",
      box: GOOD,
      elapsedMs: 900,
      phaseGivenAt: at().toISOString(),
      givenAt: at(60_000).toISOString(),
    } as const;
    given(await offerLateAnswer(as(resident, 27 * HOUR_MS), id, late));
    await tell(29 * HOUR_MS);
    expect(verbs()).toEqual([]);
    const decision = { taken: true, reason: "The network was down." };
    given(await decideLateAnswer(as(faculty, 30 * HOUR_MS), id, decision));
    await tell(31 * HOUR_MS);
    expect(store.complaints).toEqual([]);
    expect(verbs()).toEqual(["answered", "completed", "viewed"]);
    for (const { result } of store.statements.values()) {
      if (result) expect(result).toMatchObject({ score: { scaled: 1 } });
    }
  });

  it("is told each thing once, whoever tells it and whatever breaks on the way", async () => {
    for (let each = 0; each < 3; each++)
      await answerCase(as(resident), await makeCase(db, institutionId), [...GOOD]);
    const { signal } = new AbortController();
    await Promise.all([1, 2, 3, 4].map(() => tellAnswers(db, at(1_000), { signal })));
    expect(await db.prisma.delivery.count({ where: { connectionId } })).toBe(3);
    store.faults.push("store-and-drop", "drop", "broken", "busy", "forbidden", "store-and-drop");
    const before = store.told();
    for (let tries = 1; tries < 12; tries++) await tell(tries * 12 * HOUR_MS * 0.4);
    expect(store.statements.size).toBe(6);
    expect(store.told() - before).toBe(9);
    expect(await db.prisma.delivery.count({ where: { connectionId, deadAt: { not: null } } })).toBe(0);
  });

  it("that refuses a record for good is not asked again by itself, and the reason stands", async () => {
    await answerCase(as(resident), made, [...GOOD]);
    store.faults.push("refuse");
    await tell();
    await tell(HOUR_MS);
    expect(store.statements.size).toBe(0);
    expect(await db.prisma.delivery.findFirstOrThrow({ where: { connectionId } })).toMatchObject({
      problem: expect.stringContaining("400"),
      deadAt: expect.any(Date),
    });
  });

  it("hears nothing of who objects, nor of what waits to be told, until they change their mind", async () => {
    await answerCase(as(resident), made, [...GOOD]);
    const { signal } = new AbortController();
    await tellAnswers(db, at(1_000), { signal });
    expect(given(await setRecords(as(resident), { on: false }))).toEqual({ on: false });
    await answerCase(as(resident), await makeCase(db, institutionId), [...GOOD]);
    await tell(2_000);
    expect(store.statements.size).toBe(0);
    expect(await db.prisma.delivery.count({ where: { connectionId } })).toBe(0);
    given(await setRecords(as(resident), { on: true }));
    await answerCase(as(resident), await makeCase(db, institutionId), [...GOOD]);
    await tell(HOUR_MS);
    expect(verbs()).toEqual(["answered", "viewed"]);
    const trail = await db.prisma.auditEvent.findMany({
      where: { action: "user.records", actorId: resident.id },
    });
    expect(trail.map(({ detail }) => detail)).toEqual([{ on: false }, { on: true }]);
  });

  it("hears nothing of before it was turned on, of while it was off, nor of another institution", async () => {
    given(await changeConnection(as(admin), connectionId, { enabled: false }));
    await answerCase(as(resident), made, [...GOOD]);
    await tell();
    given(await changeConnection(as(admin, 5_000), connectionId, { enabled: true }));
    const elsewhere = await makeInstitution(db);
    const other = await makeUser(db, elsewhere, "resident");
    await answerCase(as(other, 6_000), await makeCase(db, elsewhere), [...GOOD]);
    await tell(HOUR_MS);
    expect(store.statements.size).toBe(0);
    await answerCase(as(resident, 7_000), await makeCase(db, institutionId), [...GOOD]);
    await tell(2 * HOUR_MS);
    expect(store.statements.size).toBe(2);
  });

  it("is tested: whether it is one, and whether it takes the key", async () => {
    const steps = async () =>
      given(await testConnection(as(admin), connectionId, "")).steps.map(({ ok }) => ok);
    expect(await steps()).toEqual([true, true]);
    store.about.tells = false;
    expect(await steps()).toEqual([true, true]);
    store.about.tells = true;
    given(await changeConnection(as(admin), connectionId, { secret: "another" }));
    expect(await steps()).toEqual([true, false]);
    const { key } = store;
    const settings = { endpoint: store.endpoint.replace("/xAPI", "/elsewhere"), key };
    given(await changeConnection(as(admin), connectionId, { settings }));
    expect(await steps()).toEqual([false, false]);
  });
});
