import { describe, expect, it } from "vitest";
import { dayOf, momentOfDay } from "../time/day";
import { type MovedResident, planMove } from "./move";

const FROM = new Date("2026-07-01T00:00:00Z");
const resident = (over: Partial<MovedResident> = {}): MovedResident => ({
  id: "r",
  name: "Ann",
  trainingYear: 2,
  hasLaterTraining: false,
  open: [{ cohortId: "a", cohort: "PGY-2", joinedAt: new Date("2025-07-01T00:00:00Z") }],
  ...over,
});
const next = { id: "b", name: "PGY-3" };
const plan = (who: MovedResident, move: Parameters<typeof planMove>[1], target = next) =>
  planMove([who], move, FROM, target)[0]!;

describe("a promotion", () => {
  const promote = { year: "next", cohort: { kind: "move", id: "b" } } as const;

  it("gives the next year, closes the old cohort and opens the new one", () => {
    expect(plan(resident(), promote)).toMatchObject({
      problem: null,
      year: { from: 2, to: 3 },
      leaves: [{ id: "a", name: "PGY-2" }],
      joins: next,
    });
  });

  it.each([
    ["a year that is not known", { trainingYear: null }, "not known"],
    ["the tenth year", { trainingYear: 10 }, "tenth"],
    ["a later year that stands already", { hasLaterTraining: true }, "later year"],
    [
      "a cohort joined after that day",
      { open: [{ cohortId: "a", cohort: "PGY-2", joinedAt: new Date("2026-08-01T00:00:00Z") }] },
      "Joined PGY-2",
    ],
  ])("leaves out %s, and says why", (_, over, words) => {
    expect(plan(resident(over), promote)).toMatchObject({
      problem: expect.stringContaining(words),
      year: null,
      leaves: [],
      joins: null,
    });
  });

  it("does not take a resident out of the cohort that is joined", () => {
    const open = [{ cohortId: "b", cohort: "PGY-3", joinedAt: new Date(0) }];
    expect(plan(resident({ open }), promote)).toMatchObject({ leaves: [], joins: null, year: { to: 3 } });
    expect(plan(resident({ open }), { ...promote, year: "keep" }).problem).toBe("Nothing changes.");
  });
});

describe("a day", () => {
  const now = new Date("2026-03-29T12:00:00Z");
  it("begins with its first minute in the institution's time zone, and today begins now", () => {
    expect(momentOfDay("2026-03-28", "Europe/Vienna", now)).toEqual(new Date("2026-03-27T23:00:00Z"));
    expect(momentOfDay("2026-03-29", "Europe/Vienna", now)).toEqual(now);
    expect(momentOfDay("2026-03-30", "Europe/Vienna", now)).toBeNull();
    expect(dayOf(new Date("2026-03-28T23:30:00Z"), "Europe/Vienna")).toBe("2026-03-29");
  });

  it("begins at one where the clocks skip midnight", () => {
    const later = new Date("2026-06-01T12:00:00Z");
    expect(momentOfDay("2026-04-24", "Africa/Cairo", later)).toEqual(new Date("2026-04-23T22:00:00Z"));
  });
});
