import { beforeEach, describe, expect, it } from "vitest";
import type { User } from "../../auth/actor";
import { testDatabase } from "../../db/testing";
import type { Box } from "../../domain/geometry";
import { skillIndex } from "../../domain/practice/skills";
import { foldNewAnswers } from "../estimates/fold-new-answers";
import { loadMastery } from "../estimates/load-mastery";
import { rebuildEstimates } from "../estimates/rebuild-estimates";
import { answerCase, given } from "../testing/answering";
import { contextOf, makeCase, makeInstitution, makeUser } from "../testing/factories";
import { beginDrill } from "./begin-drill";
import { getSkills } from "./get-skills";
import { nextCases } from "./next-cases";

const db = await testDatabase();
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const HIT: Box = [100, 100, 300, 300];
const AWAY: Box = [600, 300, 700, 400];
/** The morning of a day of March. */
const on = (day: number, minutes = 0): Date =>
  new Date(Date.UTC(2026, 2, 1, 9) + day * DAY + minutes * MINUTE);
const ZONE_IN_B = skillIndex("B", "zone");

let institution: string;
let reader: User;

const answer = (id: string, box: Box, now: Date, more: object = {}): Promise<string> =>
  answerCase(contextOf(db, reader, now), { id }, box, more);

/** Begins a sitting, answers all of it a minute later, and lets the server fold it. */
async function sit(now: Date, box = HIT): Promise<void> {
  const ctx = contextOf(db, reader, now);
  const { cases } = given(await nextCases(ctx, { limit: 10 }));
  expect(cases.length).toBeGreaterThan(0);
  for (const { id } of cases) await answer(id, box, new Date(now.getTime() + MINUTE));
  await foldNewAnswers(db, new Date(now.getTime() + 3 * MINUTE));
}

const stateOf = async (day: number) =>
  given(await getSkills(contextOf(db, reader, on(day, 60))))[ZONE_IN_B]!.mastery;

async function expectSameFromScratch(): Promise<void> {
  const before = await loadMastery(db, reader);
  for (const each of await rebuildEstimates(db)) {
    expect(each).toMatchObject({ different: 0, kept: each.made });
  }
  expect(await loadMastery(db, reader)).toEqual(before);
}

beforeEach(async () => {
  await db.pool.query("TRUNCATE attempt, sitting, reader_estimate, case_estimate, library_estimate CASCADE");
  await db.pool.query("UPDATE estimates_state SET folded_until = '1970-01-01Z'");
  institution = await makeInstitution(db);
  reader = await makeUser(db, institution);
});

/** Has answered sixty cases outside of sittings, right: strong, and as sure as it takes. */
async function makeStrong(): Promise<void> {
  for (let i = 0; i < 60; i++) {
    const made = await makeCase(db, institution, { phase: "B" });
    await answer(made.id, HIT, on(-1, i));
  }
}

const makeCases = async (n: number): Promise<void> => {
  for (let i = 0; i < n; i++) await makeCase(db, institution, { phase: "B" });
};

describe("mastery", () => {
  it("is shown in three sittings on days of their own, rests, is shown again, and ends with what falls short", async () => {
    await makeStrong();
    await makeCases(100);
    await sit(on(0));
    expect(await stateOf(0)).toEqual({ shownOn: ["2026-03-01"], restsUntil: null, resting: false });
    await sit(on(0, 30));
    expect((await stateOf(0)).shownOn).toHaveLength(1);
    await sit(on(1));
    expect((await stateOf(1)).shownOn).toEqual(["2026-03-01", "2026-03-02"]);
    await sit(on(4));
    const shownOn = ["2026-03-01", "2026-03-02", "2026-03-05"];
    expect(await stateOf(4)).toEqual({ shownOn, restsUntil: "2026-03-12", resting: true });
    expect(await stateOf(12)).toEqual({ shownOn, restsUntil: "2026-03-12", resting: false });
    await expectSameFromScratch();
    await sit(on(12));
    expect(await stateOf(12)).toMatchObject({ restsUntil: "2026-03-27", resting: true });
    for (const day of [13, 14, 15, 16]) await sit(on(day), AWAY);
    expect(await stateOf(16)).toEqual({ shownOn: [], restsUntil: null, resting: false });
    await expectSameFromScratch();
  });

  it("isn’t shown by answers outside of sittings, or at videos that were met before", async () => {
    await makeStrong();
    await makeCases(20);
    await foldNewAnswers(db, on(0));
    expect((await stateOf(0)).shownOn).toEqual([]);
    await db.pool.query(
      `UPDATE "case" c SET video_id = (SELECT min(video_id::text)::uuid FROM "case" o JOIN attempt t ON t.case_id = o.id
         WHERE t.user_id = $1), frame_number = 1000 + n
       FROM (SELECT c.id, row_number() OVER ()::int AS n FROM "case" c JOIN video vi ON vi.id = c.video_id
         JOIN dataset d ON d.id = vi.dataset_id WHERE d.institution_id = $2
         AND NOT EXISTS (SELECT FROM attempt t WHERE t.case_id = c.id)) unseen
       WHERE unseen.id = c.id`,
      [reader.id, institution],
    );
    await sit(on(0));
    expect((await stateOf(0)).shownOn).toEqual([]);
    await expectSameFromScratch();
  });

  it("isn’t shown by a drill, which tells what it asks for", async () => {
    await makeStrong();
    await makeCases(10);
    const ctx = contextOf(db, reader, on(0));
    const { sitting } = given(await beginDrill(ctx, { phase: "B", kind: "shifted" }));
    const { cases } = given(await nextCases(ctx, { limit: 10, sitting: sitting.id }));
    expect(cases).toHaveLength(10);
    for (const { id } of cases) await answer(id, HIT, on(0, 1), { mode: "phase-given" });
    await foldNewAnswers(db, on(0, 3));
    expect((await stateOf(0)).shownOn).toEqual([]);
  });

  it("is its reader’s own", async () => {
    await makeStrong();
    await makeCases(10);
    await sit(on(0));
    const colleague = await makeUser(db, institution);
    const skills = given(await getSkills(contextOf(db, colleague, on(1))));
    expect(skills.every(({ strength, mastery }) => strength === null && mastery.shownOn.length === 0)).toBe(
      true,
    );
  });
});
