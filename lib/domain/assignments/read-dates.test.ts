import { describe, expect, it } from "vitest";
import { readDates } from "./read-dates";

const NOW = new Date("2026-03-20T09:00:00Z");
const typed = {
  opens: "2026-03-28T08:00",
  due: "2026-03-30T18:00",
  closes: "2026-04-01T18:00",
  release: { kind: "by-hand" as const },
};
const read = (over: object = {}, mode: "guided" | "exam" = "exam") =>
  readDates({ ...typed, ...over }, { mode, timeZone: "Europe/Berlin", now: NOW });

describe("typed dates", () => {
  it("are the institution's, across the change of the clocks", () => {
    expect(read()).toEqual({
      dates: {
        opensAt: new Date("2026-03-28T07:00:00Z"),
        dueAt: new Date("2026-03-30T16:00:00Z"),
        closesAt: new Date("2026-04-01T16:00:00Z"),
        resultsReleasedAt: null,
      },
    });
  });

  it("release at once from the beginning, and at a time", () => {
    expect(read({ release: { kind: "at-once" } }, "guided")).toMatchObject({
      dates: { resultsReleasedAt: NOW },
    });
    expect(read({ opens: "2026-03-01T08:00", release: { kind: "at-once" } }, "guided")).toMatchObject({
      dates: { resultsReleasedAt: new Date("2026-03-01T07:00:00Z") },
    });
    expect(read({ release: { kind: "at", at: "2026-04-01T18:00" } })).toMatchObject({
      dates: { resultsReleasedAt: new Date("2026-04-01T16:00:00Z") },
    });
  });

  it.each<[string, object, RegExp, ("guided" | "exam")?]>([
    ["due before it opens", { due: "2026-03-28T08:00" }, /^due: /],
    ["closing before it is due", { closes: "2026-03-30T17:59" }, /^closes: /],
    ["closing before it opens", { due: null, closes: "2026-03-28T07:59" }, /^closes: /],
    ["a time that the clocks skip", { due: "2026-03-29T02:30" }, /^due: the clocks show no 02:30/],
    ["a year too many", { closes: "2062-04-01T18:00" }, /years away/],
    ["an exam told at once", { release: { kind: "at-once" } }, /^release: /],
    ["an exam told before it closes", { release: { kind: "at", at: "2026-04-01T17:59" } }, /has closed/],
    [
      "an exam without a closing told before it is due",
      { closes: null, release: { kind: "at", at: "2026-03-30T17:00" } },
      /is due/,
    ],
    [
      "results before it opens",
      { release: { kind: "at", at: "2026-03-28T08:00" } },
      /after it opens/,
      "guided",
    ],
  ])("refuse %s", (_, over, problem, mode) => {
    expect(read(over, mode)).toEqual({ problem: expect.stringMatching(problem) });
  });
});
