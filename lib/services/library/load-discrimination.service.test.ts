import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import type { Box } from "@/lib/domain/geometry";
import { type ItemAnswer, itemStatistics } from "@/lib/domain/items/item-statistics";
import { lockPhase } from "../attempts/lock-phase";
import { submitZone } from "../attempts/submit-zone";
import { refreshDueFigures } from "../kept-figures/refresh-due-figures";
import {
  contextOf,
  type MadeCase,
  makeAssignment,
  makeCase,
  makeInstitution,
  makeUser,
} from "../testing/factories";
import { getLibraryCase } from "./get-library-case";
import { loadDiscrimination } from "./load-discrimination";

const db = await testDatabase();
const NOW = new Date("2026-03-04T09:00:00Z");
const ON: Box = [100, 100, 300, 300];
const OFF: Box = [600, 300, 700, 400];

test("a case discriminates in the library as it would in an assignment of all that its readers answered", async () => {
  const institution = await makeInstitution(db);
  const faculty = await makeUser(db, institution, "faculty");
  const cases = await Promise.all([1, 2, 3].map(() => makeCase(db, institution)));
  const cohort = await db.prisma.cohort.create({ data: { institutionId: institution, name: "PGY-3" } });
  const answers: ItemAnswer[] = [];
  for (let reader = 0; reader < 12; reader++) {
    const who = await makeUser(db, institution);
    if (reader % 2 === 0) {
      await db.prisma.membership.create({
        data: { userId: who.id, cohortId: cohort.id, joinedAt: new Date("2026-01-01T00:00:00Z") },
      });
    }
    for (const [index, { id: caseId }] of cases.entries()) {
      // The last case is answered by nine: too few to say anything.
      if (index === 2 && reader >= 9) continue;
      const hit = reader > 3 * index + (reader % 3);
      const id = randomUUID();
      const locked = await lockPhase(contextOf(db, who, NOW), { id, caseId, phase: "B" });
      const stored = await submitZone(contextOf(db, who, NOW), id, { box: hit ? ON : OFF });
      expect([locked.ok, stored.ok]).toEqual([true, true]);
      answers.push({
        readerId: who.id,
        itemId: caseId,
        hit,
        elapsedMs: null,
        confidentlyWrong: null,
        contact: null,
      });
    }
  }
  await refreshDueFigures(db, NOW);
  const ids = cases.map(({ id }) => id);
  const [first, second] = itemStatistics(ids, answers).items;
  const found = await loadDiscrimination(db, institution, ids, NOW);
  expect([...found.keys()].sort()).toEqual(ids.slice(0, 2).sort());
  expect(found.get(ids[0]!)).toBeCloseTo(first!.discrimination!, 12);
  expect(found.get(ids[1]!)).toBeCloseTo(second!.discrimination!, 12);

  const shown = await getLibraryCase(contextOf(db, faculty, NOW), ids[0]!);
  expect(shown).toMatchObject({
    value: {
      answers: 12,
      figures: {
        n: 12,
        failures: [
          { phase: "right", zone: "hit", n: first!.hits },
          { phase: "right", zone: "missed", n: 12 - first!.hits },
        ],
      },
      heat: { n: 12 },
    },
  });
});

test("answers to an exam count on neither side before its results are released, and on both from then on", async () => {
  const released = new Date("2026-03-05T09:00:00Z");
  await db.pool.query("UPDATE figures_state SET lapsed_until = $1", [new Date("2026-03-01T09:00:00Z")]);
  const institution = await makeInstitution(db);
  const readers = await Promise.all(Array.from({ length: 12 }, () => makeUser(db, institution)));
  const [practised, examined] = [await makeCase(db, institution), await makeCase(db, institution)];
  const more = await makeCase(db, institution);
  const cases = [practised, examined, more];
  const assignmentId = await makeAssignment(db, institution, [examined], readers, {
    resultsReleasedAt: released,
  });
  const answers: ItemAnswer[] = [];
  for (const [index, who] of readers.entries()) {
    for (const [place, { id: caseId }] of cases.entries()) {
      const hit = (index * (place + 2) + place * place) % 7 > 2;
      const id = randomUUID();
      const inExam = caseId === examined.id ? { assignmentId } : {};
      const locked = await lockPhase(contextOf(db, who, NOW), { id, caseId, phase: "B", ...inExam });
      const stored = await submitZone(contextOf(db, who, NOW), id, { box: hit ? ON : OFF });
      expect([locked.ok, stored.ok]).toEqual([true, true]);
      answers.push({
        readerId: who.id,
        itemId: caseId,
        hit,
        elapsedMs: null,
        confidentlyWrong: null,
        contact: null,
      });
    }
  }
  const expected = (of: readonly MadeCase[]): [string, number][] => {
    const ids = of.map(({ id }) => id);
    const own = answers.filter(({ itemId }) => ids.includes(itemId));
    return itemStatistics(ids, own).items.map(({ discrimination }, index) => [
      ids[index]!,
      Number(discrimination!.toFixed(12)),
    ]);
  };
  const found = async (now: Date): Promise<[string, number][]> => {
    await refreshDueFigures(db, now);
    const ids = cases.map(({ id }) => id);
    const by = await loadDiscrimination(db, institution, ids, now);
    return ids.flatMap((id) => (by.has(id) ? [[id, Number(by.get(id)!.toFixed(12))]] : []));
  };
  expect(await found(NOW)).toEqual(expected([practised, more]));
  expect(await found(released)).toEqual(expected(cases));
});
