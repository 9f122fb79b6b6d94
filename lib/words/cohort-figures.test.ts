import { describe, expect, it } from "vitest";
import type { WeekOfFigures } from "@/lib/domain/cohorts/views";
import { describeGaps, describeInterval, describePeriod, formatTick } from "./cohort-figures";
import { metricNotes } from "./metric-notes";

const none = { value: null, interval: null, n: 4 };
const week = (day: string, suppressed: WeekOfFigures["suppressed"]): WeekOfFigures => ({
  week: day,
  acc: none,
  mIoU: none,
  ha25: none,
  hmIoU: none,
  residents: 2,
  suppressed,
});

describe("describeGaps", () => {
  const slot = (of: WeekOfFigures | null) => ({ week: of?.week ?? "2026-01-05", of });

  it("says nothing where every week is told", () => {
    expect(describeGaps([slot(week("2026-01-05", null))])).toBe("");
  });

  it("counts the weeks by why they aren't told", () => {
    expect(
      describeGaps([
        slot(week("2026-01-05", null)),
        slot(week("2026-01-12", "few-residents")),
        slot(week("2026-01-19", "few-answers")),
        slot(week("2026-01-26", "by-subtraction")),
        slot(null),
        slot(null),
      ]),
    ).toBe(
      "5 of 6 weeks show no figure: fewer than 3 residents answered in 1, there were fewer than 10 answers in 1, 1 would tell those by subtraction, nobody answered in 2.",
    );
  });
});

describe("describePeriod", () => {
  it("names the first year only where it is another", () => {
    expect(describePeriod({ weeks: 4, from: "2026-10-26", until: "2026-11-22" })).toBe(
      "26 Oct to 22 Nov 2026",
    );
    expect(describePeriod({ weeks: 12, from: "2025-12-01", until: "2026-02-22" })).toBe(
      "1 Dec 2025 to 22 Feb 2026",
    );
  });
});

describe("a figure's own format", () => {
  it("is % for shares and decimals for IoU, in intervals and on axes", () => {
    const estimate = { interval: [0.5812, 0.669] as const, n: 412 };
    expect(describeInterval(estimate, metricNotes.acc)).toBe("58% to 67%");
    expect(describeInterval({ ...estimate, n: 9 }, metricNotes.acc)).toBe("58% to 67%");
    expect(describeInterval({ ...estimate, n: 1204 }, metricNotes.acc)).toBe("58.1% to 66.9%");
    expect(describeInterval(estimate, metricNotes.mIoU)).toBe("0.58 to 0.67");
    expect(describeInterval({ interval: null, n: 1 }, metricNotes.mIoU)).toBeNull();
    expect([formatTick(metricNotes.ha25, 0.25), formatTick(metricNotes.hmIoU, 0.25)]).toEqual([
      "25%",
      "0.25",
    ]);
  });
});
