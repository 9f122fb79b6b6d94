import { randomUUID } from "node:crypto";
import { readXlsx } from "hucre";
import { beforeEach, describe, expect, it } from "vitest";
import { SYSTEM, type User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import { toCsv } from "../../documents/csv";
import { writeWorkbook } from "../../documents/write-workbook";
import type { Box } from "../../domain/geometry";
import { resultColumns } from "../../words/result-columns";
import { releaseResults } from "../assignments/release-results";
import { getAttempt } from "../attempts/get-attempt";
import { lockPhase } from "../attempts/lock-phase";
import { submitLast } from "../attempts/submit-last";
import { submitZone } from "../attempts/submit-zone";
import type { Context } from "../context";
import {
  contextOf,
  type MadeCase,
  makeAssignment,
  makeCase,
  makeInstitution,
  makeUser,
} from "../testing/factories";
import { addComment } from "./add-comment";
import { exportResults } from "./export-results";
import { getResultAttempt } from "./get-result-attempt";
import { getResultCase } from "./get-result-case";
import { getResults } from "./get-results";
import { listComments } from "./list-comments";

const db = await testDatabase();
const NOW = new Date("2026-03-02T09:00:00Z");
const HOUR = 3_600_000;
const ON: Box = [100, 100, 300, 300];
const OFF: Box = [700, 300, 900, 400];

let institution: string;
let faculty: User;
let readers: User[];
let cases: MadeCase[];
let exam: string;

beforeEach(async () => {
  institution = await makeInstitution(db);
  faculty = await makeUser(db, institution, "faculty");
  readers = await Promise.all([1, 2, 3].map(() => makeUser(db, institution)));
  cases = await Promise.all([1, 2].map(() => makeCase(db, institution)));
  exam = await makeAssignment(db, institution, cases, readers, { opensAt: new Date("2026-03-01T00:00:00Z") });
  await db.prisma.assignment.update({ where: { id: exam }, data: { dueAt: new Date(NOW.getTime() + HOUR) } });
});

const as = (user: Context["actor"], ms = 0): Context => contextOf(db, user, new Date(NOW.getTime() + ms));
const value = <T>(result: { ok: true; value: T } | { ok: false; failure: { detail: string } }): T => {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
};
const notFound = { ok: false, failure: { code: "not-found" } };

type Made = {
  phase?: "B" | "C";
  box?: Box | null;
  sure?: number;
  ms?: number;
  assignmentId?: string | null;
};

/** Locks a phase and, unless the box is null, draws the zone. */
async function answer(reader: User, made: MadeCase, options: Made = {}): Promise<string> {
  const { phase = "B", box = ON, sure, ms = 0, assignmentId = exam } = options;
  const id = randomUUID();
  const where = assignmentId ? { assignmentId } : ({ mode: "guided" } as const);
  value(await lockPhase(as(reader, ms), { id, caseId: made.id, phase, ...where }));
  if (box) {
    const told = { box, elapsedMs: 4000, ...(sure !== undefined && { zoneConfidence: sure }) };
    value(await submitZone(as(reader, ms + 1000), id, told));
  }
  return id;
}

describe("the matrix", () => {
  it("tells each first answer by its kind, and what is missing as missing", async () => {
    const [first, second, third] = readers as [User, User, User];
    const hit = await answer(first, cases[0]!);
    await answer(first, cases[1]!, { phase: "C", box: OFF, sure: 0.9, ms: 2 * HOUR });
    await answer(second, cases[0]!, { box: null });
    const results = value(await getResults(as(faculty, 3 * HOUR), exam));
    const row = (user: User) => results.rows.find(({ userId }) => userId === user.id)!;
    expect(row(first).cells).toMatchObject([
      { state: "scored", attemptId: hit, phase: "right", zone: "hit", hit: true, late: false },
      { state: "scored", phase: "wrong", zone: "missed", hit: false, late: true },
    ]);
    expect(row(first)).toMatchObject({ n: 2, hits: 1, late: 1, medianMs: 4000, standing: "done" });
    expect(row(second).cells.map(({ state }) => state)).toEqual(["open", "none"]);
    expect(row(second)).toMatchObject({ n: 0, answered: 0 });
    expect(row(third)).toMatchObject({ n: 0, lastAnswerAt: null, meanIou: null });
    expect(results).toMatchObject({ n: 2, hits: 1, released: false });
    expect(results.items[1]!.statistics).toMatchObject({ n: 1, share: 0, confidentlyWrong: 1, confident: 1 });
  });

  it("counts a zone that never came as a miss", async () => {
    await answer(readers[0]!, cases[0]!, { box: null });
    const results = value(await getResults(as(faculty, 25 * HOUR), exam));
    const row = results.rows.find(({ userId }) => userId === readers[0]!.id)!;
    expect(row.cells[0]).toMatchObject({ state: "no-zone", attemptId: null, zone: "missed", hit: false });
    expect(results.items[0]!.statistics).toMatchObject({ n: 1, hits: 0 });
  });

  it("leaves excused readers and cases that were known before out of the figures", async () => {
    await db.prisma.assignment.update({
      where: { id: exam },
      data: { resultsReleasedAt: new Date(0), mode: "guided" },
    });
    await answer(readers[0]!, cases[0]!, { assignmentId: null });
    await answer(readers[0]!, cases[0]!);
    await answer(readers[1]!, cases[0]!);
    await db.prisma.assignmentReader.update({
      where: { assignmentId_userId: { assignmentId: exam, userId: readers[1]!.id } },
      data: { excusedAt: NOW },
    });
    const results = value(await getResults(as(faculty, HOUR), exam));
    const row = results.rows.find(({ userId }) => userId === readers[0]!.id)!;
    expect(row.cells[0]).toMatchObject({ state: "scored", repeat: true });
    expect(row).toMatchObject({ n: 0, answered: 1 });
    expect(results.items[0]!.statistics.n).toBe(0);
    const { answers, readers: n } = value(
      await getResultCase(as(faculty, HOUR), { assignmentId: exam, caseId: cases[0]!.id }),
    );
    expect(n).toBe(2);
    expect(answers.map(({ repeat }) => repeat)).toEqual([true]);
  });
});

describe("a case, and an answer to it", () => {
  it("stand beside the reference and the models", async () => {
    const attemptId = await answer(readers[0]!, cases[0]!, { box: OFF });
    const seen = value(await getResultCase(as(faculty, HOUR), { assignmentId: exam, caseId: cases[0]!.id }));
    expect(seen).toMatchObject({
      of: 2,
      previous: null,
      next: cases[1]!.id,
      reference: { phase: "B", boxes: [ON] },
      answers: [{ attemptId, box: OFF, zone: "missed", hit: false }],
      readers: 3,
    });
    expect(seen.predictions).toHaveLength(1);
    const one = value(await getResultAttempt(as(faculty, HOUR), { assignmentId: exam, attemptId }));
    expect(one).toMatchObject({ box: OFF, reader: "A reader", zone: "missed", previous: null, next: null });
    expect(one.reference.boxes).toEqual([ON]);
  });
});

describe("comments", () => {
  const say = (user: User, attemptId: string, text: string, ms = 0, id = randomUUID()) =>
    addComment(as(user, ms), attemptId, { id, text });
  const noticesOf = (user: User) =>
    db.prisma.notice.findMany({ where: { userId: user.id, kind: { startsWith: "comment" } } });

  it("reach the reader once the results are out, and can be answered", async () => {
    const attemptId = await answer(readers[0]!, cases[0]!);
    value(await say(faculty, attemptId, "Look at the plate.", HOUR));
    expect(await noticesOf(readers[0]!)).toEqual([]);
    expect(await listComments(as(readers[0]!, HOUR), attemptId)).toMatchObject(notFound);
    expect(await say(readers[0]!, attemptId, "What plate?", HOUR)).toMatchObject(notFound);

    value(await releaseResults(as(faculty, 2 * HOUR), exam));
    // What was said before is told with the release, once.
    const href = `/attempts/${attemptId}#comments`;
    expect(await noticesOf(readers[0]!)).toMatchObject([{ kind: "comment.held", href }]);
    expect(await noticesOf(readers[1]!)).toEqual([]);
    expect(value(await listComments(as(readers[0]!, 3 * HOUR), attemptId))).toMatchObject([
      { text: "Look at the plate.", byReader: false, own: false },
    ]);
    value(await say(readers[0]!, attemptId, "Which plate?", 3 * HOUR));
    expect(await noticesOf(faculty)).toMatchObject([
      { kind: "comment.answer", href: `/assignments/${exam}/results/attempts/${attemptId}#comments` },
    ]);
    value(await say(faculty, attemptId, "The cystic plate.", 4 * HOUR));
    expect(await noticesOf(readers[0]!)).toMatchObject([
      { kind: "comment.held", href },
      { kind: "comment.new", href: `/attempts/${attemptId}#comments` },
    ]);
    const audit = await db.prisma.auditEvent.findMany({
      where: { subjectId: attemptId, action: "attempt.comment" },
    });
    expect(audit.map(({ actorId }) => actorId)).toEqual([faculty.id, readers[0]!.id, faculty.id]);
  });

  it("are stored once however often they are sent, and begun by faculty alone", async () => {
    const attemptId = await answer(readers[0]!, cases[0]!);
    value(await releaseResults(as(faculty, HOUR), exam));
    expect(await say(readers[0]!, attemptId, "Hello?", 2 * HOUR)).toMatchObject({
      failure: { code: "conflict" },
    });
    const id = randomUUID();
    value(await say(faculty, attemptId, "Once.", 2 * HOUR, id));
    value(await say(faculty, attemptId, "Once.", 2 * HOUR, id));
    expect(await say(faculty, attemptId, "Twice.", 2 * HOUR, id)).toMatchObject({
      failure: { code: "conflict" },
    });
    expect(await say(faculty, attemptId, "  ", 2 * HOUR)).toMatchObject({ failure: { code: "invalid" } });
    expect(value(await listComments(as(faculty, 2 * HOUR), attemptId))).toHaveLength(1);
    expect(await noticesOf(readers[0]!)).toHaveLength(1);
  });
});

describe("the export", () => {
  it("has a row for each attempt, case and reader, and no formula in it", async () => {
    await db.prisma.user.update({ where: { id: readers[0]!.id }, data: { name: "=HYPERLINK(1)" } });
    await answer(readers[0]!, cases[0]!, { sure: 0.5 });
    await answer(readers[0]!, cases[1]!, { phase: "C" });
    const { sheets } = value(await exportResults(as(faculty, HOUR), exam));
    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ["attempts", 2],
      ["items", 2],
      ["residents", 3],
    ]);
    const asObjects = ({ header, rows }: (typeof sheets)[number]) =>
      rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index]])));
    const [attempts, items] = sheets.map(asObjects);
    expect(attempts).toMatchObject([
      { phase: "B", hardcoreHit: true, iou: 1, zoneConfidence: 0.5, counted: true, x1: 100 },
      { phase: "C", phaseCorrect: false, hit25: true, hardcoreHit: false, hardcoreIou: 0 },
    ]);
    expect(items![0]).toMatchObject({ n: 1, hitShare: 1, difficulty: 0, flags: null });
    const workbook = await readXlsx(await writeWorkbook(sheets, "Europe/Berlin"));
    expect(workbook.sheets.map(({ name }) => name)).toEqual(["attempts", "items", "residents", "columns"]);
    expect(workbook.sheets[0]!.rows[1]).toContain("=HYPERLINK(1)");
    const cells = workbook.sheets.flatMap((sheet) => [...(sheet.cells?.values() ?? [])]);
    expect(cells.filter(({ type }) => type === "formula")).toEqual([]);
    expect(await db.prisma.auditEvent.count({ where: { action: "results.export", subjectId: exam } })).toBe(
      1,
    );
  });
});

describe("the workbook", () => {
  it("holds moments as dates of the institution’s clocks, and CSV as UTC", async () => {
    const summer = Date.parse("2026-07-01T22:30:05.900Z") - NOW.getTime();
    await answer(readers[0]!, cases[0]!, { ms: summer });
    const { sheets } = value(await exportResults(as(faculty, summer + HOUR), exam));
    const [attempts] = (await readXlsx(await writeWorkbook(sheets, "Europe/Berlin"))).sheets;
    const at = sheets[0]!.header.indexOf("lockedAt");
    expect(attempts!.rows[1]![at]).toEqual(new Date("2026-07-02T00:30:05Z"));
    const field = toCsv(sheets[0]!.header, sheets[0]!.rows).split("\r\n")[1]!.split(",")[at];
    expect(field).toBe("2026-07-01T22:30:05.900Z");
    const dates = sheets.flatMap(({ name, header, rows }) =>
      header.filter((column, index) => {
        const isDate = rows.some((row) => row[index] instanceof Date);
        return isDate && !resultColumns[name][column]?.isMoment;
      }),
    );
    expect(dates).toEqual([]);
  });

  it("has the last answer of a second look beside the first, and no result before it", async () => {
    await db.prisma.assignment.update({ where: { id: exam }, data: { secondLook: "model" } });
    const plain = await answer(readers[0]!, cases[1]!, { box: null });
    const id = await answer(readers[0]!, cases[0]!, { ms: 2000 });
    const rowOf = async (attemptId: string, ms: number) => {
      const { header, rows } = value(await exportResults(as(faculty, ms), exam)).sheets[0]!;
      const row = rows.find((each) => each[header.indexOf("attemptId")] === attemptId)!;
      return Object.fromEntries(header.map((name, index) => [name, row[index]]));
    };
    const open = { state: "open", aid: "model", x1: 100, iou: null, hardcoreHit: null, phaseCorrect: null };
    expect(await rowOf(id, HOUR)).toMatchObject({ ...open, aidRight: null, lastAt: null, lastPhase: null });
    value(await submitLast(as(readers[0]!, HOUR), id, { phase: "C", box: OFF }));
    const [x1, y1, x2, y2] = OFF;
    expect(await rowOf(id, 2 * HOUR)).toMatchObject({
      ...{ state: "scored", phase: "B", phaseCorrect: true, iou: 1, aid: "model", aidRight: false },
      ...{ lastAt: new Date(NOW.getTime() + HOUR), lastPhase: "C", lastPhaseCorrect: false },
      ...{ lastX1: x1, lastY1: y1, lastX2: x2, lastY2: y2, lastIou: 0, lastZoneOutcome: "missed" },
      ...{ lastHit25: false, lastHardcoreIou: 0, lastHardcoreHit: false, movement: expect.any(Number) },
    });
    expect(await rowOf(plain, 2 * HOUR)).toMatchObject({ aid: null, lastAt: null, lastIou: null });
    const { header } = value(await exportResults(as(faculty, HOUR), exam)).sheets[0]!;
    expect(header.indexOf("aid")).toBeGreaterThan(header.indexOf("criticalRiskByFaculty"));
  });

  it("explains each column of each sheet, and no other", async () => {
    const { sheets } = value(await exportResults(as(faculty, HOUR), exam));
    const columns = (await readXlsx(await writeWorkbook(sheets, "Asia/Kolkata"))).sheets.at(-1)!;
    expect(columns.rows[0]).toEqual(["sheet", "column", "meaning", "unit", "range"]);
    expect(columns.rows.slice(1).map(([sheet, column]) => [sheet, column])).toEqual(
      sheets.flatMap(({ name, header }) => header.map((column) => [name, column])),
    );
    for (const [, , meaning] of columns.rows) expect(meaning).toMatch(/\S/);
    for (const { name, header } of sheets) {
      expect(Object.keys(resultColumns[name]).toSorted()).toEqual(header.toSorted());
    }
    expect(columns.rows.find(([, column]) => column === "lockedAt")?.[3]).toBe(
      "date and time in Asia/Kolkata",
    );
  });

  it("opens whatever was typed", async () => {
    const sheet = (text: string) => [{ name: "attempts", header: ["reader"], rows: [[text]] }] as const;
    const read = async (text: string) =>
      (await readXlsx(await writeWorkbook(sheet(text), "UTC"))).sheets[0]!.rows[1]![0];
    for (const typed of ["_x0041_", "__x005F_x0041_", "]]>&<\"'", "a\u0001b", " a\r\nb ", "=1+1", "😀"]) {
      expect(await read(typed)).toBe(typed);
    }
    expect(await read("a\uFFFE\uFFFF\u0000b")).toBe("a\uFFFD\uFFFD\uFFFDb");
    expect(await read("x".repeat(40_000))).toHaveLength(32_767);
    expect(await read(`x${"😀".repeat(20_000)}`)).toBe(`x${"😀".repeat(16_383)}`);
    expect(await read(`${"😀".repeat(20_000)}`)).toBe("😀".repeat(16_383));
  });

  it("says of a case what most of its misses did", async () => {
    const many = await Promise.all([1, 2, 3, 4, 5].map(() => makeUser(db, institution)));
    exam = await makeAssignment(db, institution, cases, many, { opensAt: new Date("2026-03-01T00:00:00Z") });
    for (const [at, each] of many.entries()) {
      await answer(each, cases[0]!, at < 3 ? { phase: "C" } : { box: OFF });
    }
    const { sheets } = value(await exportResults(as(faculty, HOUR), exam));
    const { header, rows } = sheets[1]!;
    const at = header.indexOf("mainReason");
    expect(header[at + 1]).toBe("mainReasonN");
    expect(rows.map((row) => row.slice(at, at + 2))).toEqual([
      ["C", 3],
      [null, null],
    ]);
  });
});

describe("whoever has no business here", () => {
  it("finds nothing: residents, the system, and staff of another institution", async () => {
    const attemptId = await answer(readers[0]!, cases[0]!);
    value(await addComment(as(faculty), attemptId, { id: randomUUID(), text: "Ours." }));
    const elsewhere = await makeInstitution(db);
    const strangers = await Promise.all(
      (["faculty", "director", "admin", "resident"] as const).map((role) => makeUser(db, elsewhere, role)),
    );
    for (const actor of [...readers, SYSTEM, ...strangers]) {
      const ctx = as(actor, HOUR);
      expect(await getResults(ctx, exam)).toMatchObject(notFound);
      expect(await getResultCase(ctx, { assignmentId: exam, caseId: cases[0]!.id })).toMatchObject(notFound);
      expect(await getResultAttempt(ctx, { assignmentId: exam, attemptId })).toMatchObject(notFound);
      expect(await exportResults(ctx, exam)).toMatchObject(notFound);
      expect(await listComments(ctx, attemptId)).toMatchObject(notFound);
      expect(await addComment(ctx, attemptId, { id: randomUUID(), text: "Mine." })).toMatchObject(notFound);
    }
    expect(await getAttempt(as(readers[0]!, HOUR), attemptId)).toMatchObject(notFound);
  });

  it("finds no answer by another assignment, nor by what is no id", async () => {
    const other = await makeAssignment(db, institution, [cases[0]!], [readers[0]!]);
    const attemptId = await answer(readers[0]!, cases[0]!);
    const ctx = as(faculty, HOUR);
    expect(await getResultAttempt(ctx, { assignmentId: other, attemptId })).toMatchObject(notFound);
    expect(await getResultCase(ctx, { assignmentId: other, caseId: cases[1]!.id })).toMatchObject(notFound);
    expect(await getResults(ctx, "x")).toMatchObject(notFound);
    expect(await listComments(ctx, "x")).toMatchObject(notFound);
  });
});
