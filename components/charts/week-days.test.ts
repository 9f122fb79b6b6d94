import { describe, expect, it } from "vitest";
import { dayNumber, fillWeeks, standAlone } from "./week-days";

describe("fillWeeks", () => {
  it("names every Monday once, over the end of a year and the change of clocks", () => {
    const weeks = [{ week: "2025-12-29", n: 3 }];
    expect(fillWeeks(weeks, "2025-12-22", "2026-01-11")).toEqual([
      { week: "2025-12-22", of: null },
      { week: "2025-12-29", of: weeks[0] },
      { week: "2026-01-05", of: null },
    ]);
    const days = fillWeeks([], "2026-03-02", "2026-11-22").map(({ week }) => dayNumber(week));
    expect(days).toHaveLength(38);
    expect(days.every((day, index) => index === 0 || day - days[index - 1]! === 7)).toBe(true);
  });
});

describe("standAlone", () => {
  it("finds values between gaps, at the ends too", () => {
    expect(standAlone([1, null, 1, 1, null, 1])).toEqual([true, false, false, false, false, true]);
    expect(standAlone([null, 0])).toEqual([false, true]);
  });
});
