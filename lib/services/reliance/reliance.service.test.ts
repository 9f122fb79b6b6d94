import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import type { Box } from "../../domain/geometry";
import type { Phase } from "../../domain/phases";
import { lockPhase } from "../attempts/lock-phase";
import { submitLast } from "../attempts/submit-last";
import { submitZone } from "../attempts/submit-zone";
import {
  contextOf,
  type MadeCase,
  makeAssignment,
  makeCase,
  makeInstitution,
  makeUser,
} from "../testing/factories";
import { getAssignmentReliance } from "./get-assignment-reliance";
import { getCohortReliance } from "./get-cohort-reliance";
import { getOwnReliance } from "./get-own-reliance";

const db = await testDatabase();
const NOW = new Date("2026-03-02T09:00:00Z");
const REFERENCE: Box = [100, 100, 300, 300];
/** The model's, which is wrong: phase C, far away. */
const MODEL: Box = [0, 0, 100, 100];

let institution: string;
let made: MadeCase;

beforeEach(async () => {
  institution = await makeInstitution(db);
  made = await makeCase(db, institution);
});

type Answer = { readonly phase: Phase; readonly box: Box };
const RIGHT: Answer = { phase: "B", box: REFERENCE };

async function looked(
  reader: User,
  first: Answer,
  last: Partial<Answer>,
  assignmentId?: string,
): Promise<void> {
  const ctx = contextOf(db, reader, NOW);
  const id = randomUUID();
  const place = assignmentId ? { assignmentId } : { secondLook: true };
  await lockPhase(ctx, { id, caseId: made.id, phase: first.phase, ...place });
  expect(await submitZone(ctx, id, { box: first.box })).toMatchObject({ value: { aid: { kind: "model" } } });
  expect(await submitLast(ctx, id, last)).toMatchObject({ ok: true });
}

const residents = (n: number): Promise<User[]> =>
  Promise.all(Array.from({ length: n }, () => makeUser(db, institution)));

describe("reliance", () => {
  it("is a reader’s own, of first attempts whose last answer was sent", async () => {
    const [reader, other] = (await residents(2)) as [User, User];
    await looked(reader, RIGHT, { phase: "C", box: MODEL });
    await looked(reader, RIGHT, {});
    await looked(other, RIGHT, {});
    expect(await getOwnReliance(contextOf(db, reader, NOW))).toMatchObject({
      value: [
        {
          ...{ kind: "model", n: 1, changed: { n: 1, yes: 1 } },
          ...{ gained: { n: 0, yes: 0, interval: null }, held: { n: 1, yes: 0 } },
          movement: { n: 1, mean: 1, interval: null },
        },
      ],
    });
  });

  it("counts those whom the model could put right, and who followed it", async () => {
    await db.prisma.prediction.updateMany({
      where: { caseId: made.id },
      data: { phase: "B", x1: 100, y1: 100, x2: 300, y2: 300 },
    });
    const [reader] = (await residents(1)) as [User];
    await looked(reader, { phase: "A", box: REFERENCE }, { phase: "B" });
    expect(await getOwnReliance(contextOf(db, reader, NOW))).toMatchObject({
      value: [{ gained: { n: 1, yes: 1 }, held: { n: 0 }, movement: { mean: 0 } }],
    });
  });

  it("of an assignment is told to those who assign in its institution, and by case", async () => {
    const readers = await residents(2);
    const assignmentId = await makeAssignment(db, institution, [made], readers, { mode: "exam" });
    await db.prisma.assignment.update({ where: { id: assignmentId }, data: { secondLook: "model" } });
    await looked(readers[0]!, RIGHT, {}, assignmentId);
    await looked(readers[1]!, RIGHT, { phase: "C" }, assignmentId);
    const faculty = await makeUser(db, institution, "faculty");
    const figures = { kind: "model", n: 2, held: { n: 2, yes: 1 }, changed: { n: 2, yes: 1 } };
    expect(await getAssignmentReliance(contextOf(db, faculty, NOW), assignmentId)).toMatchObject({
      value: { whole: [figures], cases: [{ caseId: made.id, video: "V01", frame: 7, ...figures }] },
    });
    const stranger = await makeUser(db, await makeInstitution(db), "faculty");
    expect(await getAssignmentReliance(contextOf(db, stranger, NOW), assignmentId)).toMatchObject({
      value: { whole: [], cases: [] },
    });
    expect(await getAssignmentReliance(contextOf(db, readers[0]!, NOW), assignmentId)).toMatchObject({
      failure: { code: "not-found" },
    });
    // The exam is not released: its reader's own figures would tell.
    expect(await getOwnReliance(contextOf(db, readers[0]!, NOW))).toEqual({ ok: true, value: [] });
  });

  it("of a cohort is told from five members on, in the weeks that are asked for", async () => {
    const cohort = await db.prisma.cohort.create({ data: { institutionId: institution, name: "PGY-2" } });
    const members = await residents(5);
    for (const { id: userId } of members) {
      await db.prisma.membership.create({ data: { userId, cohortId: cohort.id, joinedAt: new Date(0) } });
    }
    const director = contextOf(db, await makeUser(db, institution, "director"), NOW);
    const reliance = (weeks = "4", ctx = director) => getCohortReliance(ctx, { id: cohort.id, weeks });
    for (const member of members.slice(0, 4)) await looked(member, RIGHT, {});
    expect(await reliance()).toEqual({ ok: true, value: [] });
    await looked(members[4]!, RIGHT, { phase: "C" });
    expect(await reliance()).toMatchObject({ value: [{ kind: "model", n: 5, held: { n: 5, yes: 4 } }] });
    const later = { ...director, now: new Date(NOW.getTime() + 60 * 24 * 60 * 60 * 1000) };
    expect(await reliance("4", later)).toEqual({ ok: true, value: [] });
    expect(await reliance("all", later)).toMatchObject({ value: [{ n: 5 }] });
    const stranger = contextOf(db, await makeUser(db, await makeInstitution(db), "director"), NOW);
    expect(await reliance("all", stranger)).toEqual({ ok: true, value: [] });
  });
});
