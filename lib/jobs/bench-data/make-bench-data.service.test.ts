import { afterAll, expect, inject, it } from "vitest";
import { createTestDatabase } from "../../db/testing";
import { makeBenchData, refusalOf } from "./make-bench-data";

const db = await createTestDatabase(inject("testServer"));
afterAll(() => db.close());

it("fills an empty database with as much as was asked for, and no other one", async () => {
  const size = { seed: 1, cases: 20, sets: 2, attempts: 200, residents: 12, cohorts: 3 };
  expect(await refusalOf(db, false)).toBeNull();
  await makeBenchData(db, size, "-", new Date("2026-03-02T09:00:00Z"));
  const { attempt, user, cohort, caseSet, dispute } = db.prisma;
  expect(await db.prisma.case.count({ where: { currentVersionId: { not: null } } })).toBe(size.cases);
  expect(await attempt.count({ where: { zoneAt: { not: null } } })).toBe(size.attempts);
  expect(await user.count({ where: { memberships: { some: {} } } })).toBe(size.residents);
  expect([await cohort.count(), await caseSet.count(), await dispute.count()]).toEqual([3, 2, 1]);
  expect(await db.prisma.groupPeriod.count({ where: { weeks: 0 } })).toBe(size.cohorts);
  expect(await refusalOf(db, true)).toContain("holds such data already");
});
