import { beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "../../db/testing";
import { ROLES, type Role } from "../../domain/people/role";
import { SEEN_BY, type Seen } from "../../domain/progress/who-sees";
import { getAttempt } from "../attempts/get-attempt";
import { refreshDueFigures } from "../kept-figures/refresh-due-figures";
import { getHistory } from "../progress/get-history";
import { getResults } from "../results/get-results";
import { contextOf, makeAssignment, makeInstitution, makeUser } from "../testing/factories";
import { getCohort } from "./get-cohort";
import { getOwnStanding } from "./get-own-standing";
import { getResident } from "./get-resident";
import { addResident, answer, aProgram } from "./testing";

const db = await testDatabase();
const NOW = new Date("2026-03-04T09:00:00Z");
const { director, faculty, cohort, residents, cases, institutionId } = await aProgram(db, NOW, {
  residents: 5,
  cases: 6,
});
const resident = residents[0]!;

function told<T>(result: { ok: true; value: T } | { ok: false; failure: { detail: string } }): T {
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
}

describe("a resident’s own page", () => {
  it("is, figure by figure, the one that directors have", async () => {
    for (const weeks of ["4", "12", "all"] as const) {
      const own = await getOwnStanding(contextOf(db, resident, NOW), { weeks });
      expect(own).toEqual(await getResident(contextOf(db, director, NOW), { id: resident.id, weeks }));
    }
  });

  it("has the cohort’s band from five residents on", async () => {
    const { band } = told(await getOwnStanding(contextOf(db, resident, NOW), { weeks: "4" }));
    const { low, median, high } = band!.weeks[0]!.figures.ha25!;
    expect([low <= median, median <= high]).toEqual([true, true]);
    const later = new Date(NOW.getTime() + 7 * 24 * 3_600_000);
    const late = await addResident(db, institutionId, cohort.id);
    await answer(db, late, cases[0]!, { hit: true, now: later });
    await refreshDueFigures(db, later);
    const next = told(await getOwnStanding(contextOf(db, resident, later), { weeks: "4" }));
    expect(next.band!.weeks.map(({ figures }) => figures.ha25 === null)).toEqual([false, true]);
  });

  it("counts what the resident was sure of and got wrong, and the history shows those cases", async () => {
    const page = told(await getOwnStanding(contextOf(db, resident, NOW), { weeks: "all" }));
    // Of the first resident, every third answer is wrong; all are sure.
    expect(page.sureAndWrong).toEqual({ phase: { sure: 6, wrong: 2 }, zone: { sure: 6, wrong: 2 } });
    for (const sure of ["phase", "zone"] as const) {
      const { entries } = told(await getHistory(contextOf(db, resident, NOW), { sure }));
      expect(entries).toHaveLength(page.sureAndWrong[sure].wrong);
    }
    expect(told(await getHistory(contextOf(db, resident, NOW), {})).entries).toHaveLength(6);
  });

  it("shows nothing of an answer to a case that an open exam withholds", async () => {
    const reader = await addResident(db, institutionId, cohort.id);
    const assignmentId = await makeAssignment(db, institutionId, [cases[0]!], [reader]);
    await answer(db, reader, cases[0]!, { hit: false, now: NOW, assignmentId });
    const ctx = contextOf(db, reader, NOW);
    expect(told(await getOwnStanding(ctx, { weeks: "all" })).sureAndWrong).toEqual({
      phase: { sure: 0, wrong: 0 },
      zone: { sure: 0, wrong: 0 },
    });
    expect(told(await getHistory(ctx, { sure: "phase" })).entries).toEqual([]);
  });

  it("is nobody else’s: staff have none, and a resident finds no page of residents", async () => {
    expect(await getOwnStanding(contextOf(db, faculty, NOW), { weeks: "4" })).toMatchObject({ ok: false });
    for (const { id } of [resident, residents[1]!]) {
      const asked = await getResident(contextOf(db, resident, NOW), { id, weeks: "4" });
      expect(asked).toMatchObject({ ok: false, failure: { code: "not-found" } });
    }
  });
});

describe("what is said of who sees what", () => {
  let assigned: string;
  beforeAll(async () => {
    const released = { resultsReleasedAt: NOW };
    assigned = await makeAssignment(db, institutionId, [cases[0]!], [resident], released);
  });

  const looks: Readonly<Record<Seen, (role: Role) => Promise<boolean>>> = {
    figures: async (role) => (await getResident(await as(role), { id: resident.id, weeks: "12" })).ok,
    assigned: async (role) => {
      const results = await getResults(await as(role), assigned);
      return results.ok && JSON.stringify(results.value).includes(resident.id);
    },
    cohort: async (role) => (await getCohort(await as(role), { id: cohort.id, weeks: "12" })).ok,
  };
  const as = async (role: Role) => contextOf(db, await makeUser(db, institutionId, role), NOW);

  it.each(ROLES)("is what the services show to a %s", async (role) => {
    for (const seen of ["figures", "assigned", "cohort"] as const) {
      expect([seen, await looks[seen](role)]).toEqual([seen, SEEN_BY[role].includes(seen)]);
    }
  });

  it("holds in the institution alone", async () => {
    const stranger = contextOf(db, await makeUser(db, await makeInstitution(db), "director"), NOW);
    expect((await getResident(stranger, { id: resident.id, weeks: "12" })).ok).toBe(false);
    expect((await getResults(stranger, assigned)).ok).toBe(false);
  });

  it("holds of an answer in practice: it is its reader’s alone", async () => {
    const { id } = await db.prisma.attempt.findFirstOrThrow({ where: { userId: resident.id } });
    expect((await getAttempt(contextOf(db, resident, NOW), id)).ok).toBe(true);
    for (const role of ROLES) expect((await getAttempt(await as(role), id)).ok).toBe(false);
  });
});
