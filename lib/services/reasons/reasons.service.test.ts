import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { LONGEST_REASON, type ReasonGrade } from "../../domain/reasons/reason";
import { findAnswer } from "../attempts/find-answer";
import { getAttempt } from "../attempts/get-attempt";
import { lockPhase } from "../attempts/lock-phase";
import { submitLast } from "../attempts/submit-last";
import { submitZone } from "../attempts/submit-zone";
import type { Context } from "../context";
import { decideLateAnswer } from "../late-answers/decide-late-answer";
import { offerLateAnswer } from "../late-answers/offer-late-answer";
import { getOwnData } from "../leaving/get-own-data";
import { getProgress } from "../progress/get-progress";
import { exportResults } from "../results/export-results";
import { getResultAttempt } from "../results/get-result-attempt";
import { getResults } from "../results/get-results";
import {
  contextOf,
  type MadeCase,
  makeAssignment,
  makeCase,
  makeInstitution,
  makeUser,
} from "../testing/factories";
import { getOwnReasons } from "./get-own-reasons";
import { markOwnReason } from "./mark-own-reason";
import { markReadersReason } from "./mark-readers-reason";

const db = await testDatabase();
const NOW = new Date("2026-03-04T09:00:00Z");
const HOUR = 60 * 60 * 1000;
const BOX = [100, 100, 300, 300] as const;
const WORDS = { nextAction: "Clip the cystic duct", criticalRisk: "Tearing the common bile duct" };

let institution: string;
let reader: User;
let faculty: User;
let made: MadeCase;

beforeEach(async () => {
  institution = await makeInstitution(db);
  reader = await makeUser(db, institution);
  faculty = await makeUser(db, institution, "faculty");
  made = await makeCase(db, institution);
  await db.prisma.caseVersion.update({
    where: { id: made.versionId },
    data: {
      nextAction: "Clip and divide the cystic duct.",
      criticalRisk: "Injury of the common bile duct or the right hepatic artery.",
    },
  });
});

const as = (who: User, now = NOW): Context => contextOf(db, who, now);
const need = <T>(result: { ok: true; value: T } | { ok: false; failure: { detail: string } }): T => {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
};
const code = (result: { ok: boolean; failure?: { code: string } }): string =>
  result.ok ? "ok" : result.failure!.code;

async function locked(over: object = {}, who = reader): Promise<string> {
  const id = randomUUID();
  need(await lockPhase(as(who), { id, caseId: made.id, phase: "B", ...over }));
  return id;
}

async function written(over: object = {}, who = reader): Promise<string> {
  const id = await locked(over, who);
  need(await submitZone(as(who), id, { box: BOX, ...WORDS }));
  return id;
}

const assigned = (options: Parameters<typeof makeAssignment>[4] = {}) =>
  makeAssignment(db, institution, [made], [reader], { mode: "guided", ...options });
const RELEASED = { resultsReleasedAt: new Date(0) };

const own = (attemptId: string, grade: ReasonGrade, part = "nextAction", who = reader) =>
  markOwnReason(as(who), { attemptId, part }, { grade });
const given = (attemptId: string, grade: ReasonGrade, part = "nextAction", who = faculty) =>
  markReadersReason(as(who), { attemptId, part }, { grade });

describe("a reader's own words", () => {
  it("come with the zone, and back with the reveal, held against the reference", async () => {
    const id = await locked();
    const body = { box: BOX, ...WORDS };
    const stored = need(await submitZone(as(reader), id, body));
    expect(stored.reveal?.reasons).toMatchObject([
      { part: "nextAction", words: WORDS.nextAction, mark: null, other: null },
      { part: "criticalRisk", words: WORDS.criticalRisk, mark: null, other: null },
    ]);
    const shared = (part: number) =>
      stored.reveal!.reasons![part]!.recall.map((entity) => [entity.name, entity.shared]);
    expect(shared(0)).toContainEqual(["cystic duct", true]);
    expect(shared(0)).toContainEqual(["divide", false]);
    expect(shared(1)).toContainEqual(["common bile duct", true]);
    expect(shared(1)).toContainEqual(["hepatic artery", false]);
    expect(need(await getAttempt(as(reader), id)).reveal.reasons).toEqual(stored.reveal!.reasons);
    const found = need(await findAnswer(as(reader), { caseId: made.id }));
    expect(found.answer?.reveal?.reasons).toEqual(stored.reveal!.reasons);
    // The same again is answered the same, also of four at once; other words under the same zone are refused.
    const again = await Promise.all(Array.from({ length: 4 }, () => submitZone(as(reader), id, body)));
    for (const each of again) expect(each).toEqual({ ok: true, value: stored });
    expect(code(await submitZone(as(reader), id, { ...body, nextAction: "Wait" }))).toBe("conflict");
    expect(code(await submitZone(as(reader), id, { box: BOX }))).toBe("conflict");
  });

  it("are stored as every text is, and nothing written is no text", async () => {
    const id = await locked();
    const sent = { nextAction: "  Clip\n\tthe \u200bduct\0 ", criticalRisk: "\u200b \n" };
    const stored = need(await submitZone(as(reader), id, { box: BOX, ...sent }));
    expect(stored.reveal?.reasons?.map(({ part, words }) => [part, words])).toEqual([
      ["nextAction", "Clip the \u200bduct"],
    ]);
    expect(await submitZone(as(reader), id, { box: BOX, nextAction: "Clip the \u200bduct" })).toMatchObject({
      ok: true,
    });
    const silent = await locked({ caseId: (await makeCase(db, institution)).id });
    expect(need(await submitZone(as(reader), silent, { box: BOX })).reveal).not.toHaveProperty("reasons");
  });

  it("that are too long are refused with a sentence, and the zone can be sent with fewer", async () => {
    const id = await locked();
    const long = await submitZone(as(reader), id, { box: BOX, nextAction: "x".repeat(LONGEST_REASON + 1) });
    expect(long).toMatchObject({ failure: { code: "invalid", field: "nextAction" } });
    expect(!long.ok && long.failure.detail).toContain("500 characters at most");
    const longest = { box: BOX, nextAction: "x".repeat(LONGEST_REASON), criticalRisk: "\ud800" };
    expect(need(await submitZone(as(reader), id, longest)).reveal?.reasons).toHaveLength(2);
  });

  it("count for nothing in the figures", async () => {
    await written();
    const silent = await makeUser(db, institution);
    need(await submitZone(as(silent), await locked({}, silent), { box: BOX }));
    expect(await getProgress(as(reader))).toEqual(await getProgress(as(silent)));
  });

  it("go with a late answer, and into the attempt that it becomes", async () => {
    const assignmentId = await assigned({ closesAt: new Date(NOW.getTime() - HOUR), ...RELEASED });
    const id = randomUUID();
    const givenAt = new Date(NOW.getTime() - 2 * HOUR).toISOString();
    const place = { assignmentId, caseId: made.id, phase: "B" as const, phaseGivenAt: givenAt, givenAt };
    need(await offerLateAnswer(as(reader), id, { box: BOX, ...WORDS, ...place }));
    need(await decideLateAnswer(as(faculty), id, { taken: true, reason: "The line was down." }));
    expect(need(await getAttempt(as(reader), id)).reveal.reasons).toMatchObject([
      { words: WORDS.nextAction },
      { words: WORDS.criticalRisk },
    ]);
  });

  it("are in the export of own data, marks too", async () => {
    const attemptId = await written();
    need(await own(attemptId, "partly"));
    const { parts } = need(await getOwnData(as(reader)));
    const text = (name: string) => JSON.stringify(parts.find((part) => part.name === name)?.rows);
    expect(text("attempts")).toContain(WORDS.nextAction);
    expect(text("attempts")).toContain(WORDS.criticalRisk);
    expect(text("reason-marks")).toContain("partly");
  });
});

describe("the reader's marks", () => {
  it("can be changed, are the same when sent four times at once, and are nobody else's to give", async () => {
    const id = await written();
    expect(await own(id, "missed")).toEqual({ ok: true, value: { mark: "missed", other: null } });
    const many = await Promise.all(Array.from({ length: 4 }, () => own(id, "said")));
    for (const each of many) expect(each).toEqual({ ok: true, value: { mark: "said", other: null } });
    expect(await db.prisma.reasonMark.count({ where: { attemptId: id } })).toBe(1);
    expect(need(await getAttempt(as(reader), id)).reveal.reasons).toMatchObject([
      { part: "nextAction", mark: "said" },
      { part: "criticalRisk", mark: null },
    ]);
    const other = await makeUser(db, institution);
    expect(code(await own(id, "said", "nextAction", other))).toBe("not-found");
    expect(code(await own(id, "said", "location"))).toBe("not-found");
    expect(code(await own("x", "said"))).toBe("not-found");
    expect(code(await own(id, "perfect" as ReasonGrade))).toBe("invalid");
    expect(await db.prisma.auditEvent.count({ where: { action: "reason.mark" } })).toBe(0);
  });

  it("are of words that there are", async () => {
    const id = await locked();
    expect(code(await own(id, "said"))).toBe("not-found");
    need(await submitZone(as(reader), id, { box: BOX, nextAction: "Clip" }));
    expect(code(await own(id, "said", "criticalRisk"))).toBe("not-found");
    expect(code(await own(id, "said"))).toBe("ok");
  });

  it("wait for the release, and nothing tells of the reference before", async () => {
    const assignmentId = await assigned({ mode: "exam" });
    const id = await locked({ assignmentId });
    expect(await submitZone(as(reader), id, { box: BOX, ...WORDS })).toEqual({
      ok: true,
      value: { score: null, reveal: null },
    });
    expect(code(await own(id, "said"))).toBe("not-found");
    need(await given(id, "missed"));
    const { parts } = need(await getOwnData(as(reader)));
    expect(parts.find(({ name }) => name === "reason-marks")?.rows).toEqual([]);
    await db.prisma.assignment.update({ where: { id: assignmentId }, data: RELEASED });
    // Neither sees the other's mark before giving one.
    expect(need(await getAttempt(as(reader), id)).reveal.reasons?.[0]).toMatchObject({ other: null });
    expect(await own(id, "said")).toEqual({ ok: true, value: { mark: "said", other: "missed" } });
  });
});

it("in a second look the words come with the first answer, and marking opens with the reveal", async () => {
  const assignmentId = await assigned(RELEASED);
  await db.prisma.assignment.update({ where: { id: assignmentId }, data: { secondLook: "model" } });
  const id = await locked({ assignmentId });
  expect(need(await submitZone(as(reader), id, { box: BOX, ...WORDS }))).toMatchObject({ reveal: null });
  expect(code(await own(id, "said"))).toBe("not-found");
  expect(code(await given(id, "said"))).toBe("not-found");
  expect(need(await getResults(as(faculty), assignmentId)).reasons).toBeNull();
  expect(need(await submitLast(as(reader), id, {})).reveal?.reasons).toMatchObject([
    { words: WORDS.nextAction },
    { words: WORDS.criticalRisk },
  ]);
  expect(code(await own(id, "said"))).toBe("ok");
});

describe("the faculty's marks", () => {
  it("are given beside an answer of their institution's assignments, one between them", async () => {
    const assignmentId = await assigned(RELEASED);
    const id = await written({ assignmentId });
    need(await own(id, "said"));
    const shown = async (who = faculty) =>
      need(await getResultAttempt(as(who), { assignmentId, attemptId: id })).reasons;
    expect(await shown()).toMatchObject([
      { words: WORDS.nextAction, mark: null, other: null },
      { words: WORDS.criticalRisk },
    ]);
    expect(await given(id, "partly")).toEqual({ ok: true, value: { mark: "partly", other: "said" } });
    const colleague = await makeUser(db, institution, "director");
    expect(await shown(colleague)).toMatchObject([{ mark: "partly", other: "said" }, {}]);
    expect(await given(id, "missed", "nextAction", colleague)).toMatchObject({ value: { mark: "missed" } });
    await Promise.all(Array.from({ length: 4 }, () => given(id, "missed")));
    expect(await db.prisma.reasonMark.count({ where: { attemptId: id, side: "faculty" } })).toBe(1);
    expect(await db.prisma.auditEvent.count({ where: { action: "reason.mark", subjectId: id } })).toBe(2);
  });

  it("are not for residents, strangers, free practice or one's own answer", async () => {
    const free = await written();
    expect(code(await given(free, "said"))).toBe("not-found");
    const assignmentId = await makeAssignment(db, institution, [made], [reader, faculty], { mode: "guided" });
    const id = await written({ assignmentId });
    const elsewhere = await makeUser(db, await makeInstitution(db), "faculty");
    expect(code(await given(id, "said", "nextAction", elsewhere))).toBe("not-found");
    expect(code(await given(id, "said", "nextAction", reader))).toBe("not-found");
    const facultys = await written({ assignmentId }, faculty);
    expect(code(await given(facultys, "said"))).toBe("not-found");
    expect(code(await given(id, "said"))).toBe("ok");
  });
});

describe("agreement", () => {
  it("is of the marks that were given before the other's could be seen", async () => {
    const assignmentId = await assigned(RELEASED);
    const id = await written({ assignmentId });
    need(await own(id, "partly"));
    need(await own(id, "said"));
    need(await given(id, "missed"));
    // Seen, and changed after it.
    need(await own(id, "missed"));
    need(await given(id, "partly"));
    const results = need(await getResults(as(faculty), assignmentId));
    expect(results.reasons).toEqual({
      parts: [
        { part: "nextAction", written: 1, byReaders: 1, byFaculty: 1, n: 1, same: 0, kappa: 0 },
        { part: "criticalRisk", written: 1, byReaders: 0, byFaculty: 0, n: 0, same: null, kappa: null },
      ],
      unmarked: { n: 1, attemptId: id },
    });
    const progress = need(await getOwnReasons(as(reader)));
    expect(progress.agreement).toEqual([{ part: "nextAction", n: 1, same: 0, kappa: 0 }]);
    // What is shown is what they think by now; a repetition stands in no week.
    expect(progress.weeks).toEqual([
      {
        week: "2026-03-02",
        nextAction: { said: 0, partly: 0, missed: 1 },
        criticalRisk: { said: 0, partly: 0, missed: 0 },
      },
    ]);
    const repetition = await written();
    need(await own(repetition, "said"));
    expect(need(await getOwnReasons(as(reader))).weeks).toEqual(progress.weeks);
    expect(need(await getOwnReasons(as(await makeUser(db, institution)))).weeks).toEqual([]);
  });

  it("is null where nobody wrote anything", async () => {
    const assignmentId = await assigned(RELEASED);
    need(await submitZone(as(reader), await locked({ assignmentId }), { box: BOX }));
    expect(need(await getResults(as(faculty), assignmentId)).reasons).toBeNull();
  });

  it("has its words and marks at the end of the results' file", async () => {
    const assignmentId = await assigned(RELEASED);
    const id = await written({ assignmentId });
    need(await own(id, "said"));
    need(await given(id, "partly", "criticalRisk"));
    const { sheets } = need(await exportResults(as(faculty), assignmentId));
    const { header, rows } = sheets.find(({ name }) => name === "attempts")!;
    const at = header.indexOf("nextAction");
    expect(header.slice(at, at + 6)).toEqual([
      "nextAction",
      "nextActionByReader",
      "nextActionByFaculty",
      "criticalRisk",
      "criticalRiskByReader",
      "criticalRiskByFaculty",
    ]);
    expect(rows[0]!.slice(at, at + 6)).toEqual([
      WORDS.nextAction,
      "said",
      null,
      WORDS.criticalRisk,
      null,
      "partly",
    ]);
  });
});
