import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concernsOf, lowerQuartileOf, STUCK_RULES, type Standing } from "./stuck";

const NOW = new Date("2026-03-04T09:00:00Z");
const DAY = 86_400_000;

const spread = [8, 3, 3, 2, 2, 4, 2, 2, 1, 1, 0, 0, 0, 0, 0];

const well: Standing = {
  recent: { n: 28, hits: 20, failures: spread, confidentlyWrong: 2 },
  before: { n: 40, hits: 22 },
  lowerQuartile: 0.5,
  lastAnswerAt: new Date(NOW.getTime() - DAY),
  overdue: 0,
};

const rulesOf = (standing: Standing): string[] => concernsOf(standing, NOW).map(({ rule }) => rule);

describe("who is stuck", () => {
  it("is nobody who gets on", () => {
    expect(rulesOf(well)).toEqual([]);
    expect(rulesOf({ ...well, overdue: 3 })).toEqual([]);
  });

  it("hits no more than before, and less than most of the cohort: both", () => {
    const recent = { ...well.recent, hits: 11 };
    expect(rulesOf({ ...well, recent })).toEqual(["no-progress"]);
    expect(concernsOf({ ...well, recent }, NOW)[0]!.text).toBe(
      "11 of 28 answers hit in the last 4 weeks (39%), 22 of 40 in the 8 weeks before (55%); three quarters of the cohort hit 50% or more.",
    );
    expect(rulesOf({ ...well, recent, lowerQuartile: 0.3 })).toEqual([]);
    expect(rulesOf({ ...well, recent, before: { n: 40, hits: 10 } })).toEqual([]);
    expect(rulesOf({ ...well, recent, before: { n: 9, hits: 9 } })).toEqual([]);
  });

  it("fails in one way in half of the answers", () => {
    const failures = [10, 0, 11, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0];
    expect(concernsOf({ ...well, recent: { ...well.recent, failures } }, NOW)).toEqual([
      { rule: "one-failure", text: "11 of 22 answers in the last 4 weeks: right phase, zone too large." },
    ]);
    const hits = [22, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    expect(rulesOf({ ...well, recent: { ...well.recent, failures: hits } })).toEqual([]);
  });

  it("is sure of wrong zones in a quarter of the answers", () => {
    expect(rulesOf({ ...well, recent: { ...well.recent, confidentlyWrong: 7 } })).toEqual(["too-sure"]);
    expect(rulesOf({ ...well, recent: { ...well.recent, confidentlyWrong: 6 } })).toEqual([]);
  });

  it("answers nothing for three weeks while work is overdue", () => {
    const lastAnswerAt = new Date(NOW.getTime() - 24 * DAY);
    expect(rulesOf({ ...well, lastAnswerAt })).toEqual([]);
    expect(concernsOf({ ...well, lastAnswerAt, overdue: 2 }, NOW)).toEqual([
      { rule: "idle", text: "No answer for 24 days, and 2 assignments are overdue." },
    ]);
    expect(concernsOf({ ...well, lastAnswerAt: null, overdue: 1 }, NOW)[0]!.text).toBe(
      "No answer yet, and 1 assignment is overdue.",
    );
  });

  it("meets only rules that people can read, and with fewer than ten answers none but the last", () => {
    const count = fc.nat(9);
    const failures = fc.array(count, { minLength: 15, maxLength: 15 });
    const standing = fc.record({
      recent: fc.record({ n: fc.nat(60), hits: fc.nat(60), failures, confidentlyWrong: fc.nat(60) }),
      before: fc.record({ n: fc.nat(60), hits: fc.nat(60) }),
      lowerQuartile: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      lastAnswerAt: fc.option(fc.nat(60).map((days) => new Date(NOW.getTime() - days * DAY))),
      overdue: fc.nat(3),
    });
    fc.assert(
      fc.property(standing, (any) => {
        for (const { rule } of concernsOf(any, NOW)) {
          expect(STUCK_RULES).toHaveProperty(rule);
          if (any.recent.failures.reduce((sum, n) => sum + n, 0) < 10 && any.recent.n < 10) {
            expect(rule).toBe("idle");
          }
        }
      }),
    );
  });
});

it("the cohort's lower quartile is told of five residents or more with answers enough", () => {
  expect(
    lowerQuartileOf([
      { n: 10, hits: 5 },
      { n: 20, hits: 5 },
      { n: 10, hits: 1 },
      { n: 10, hits: 7 },
      { n: 9, hits: 9 },
    ]),
  ).toBeNull();
  expect(
    lowerQuartileOf([
      { n: 10, hits: 2 },
      { n: 10, hits: 6 },
      { n: 10, hits: 4 },
      { n: 10, hits: 9 },
      { n: 10, hits: 5 },
    ]),
  ).toBeCloseTo(0.4, 12);
});
