import { describe, expect, it } from "vitest";
import { calendarDayInWords } from "../domain/time/moment-in-words";
import { formatDay, formatMoment } from "./dates";

describe("dates", () => {
  it("are those of the institution's clocks", () => {
    const at = "2026-11-12T23:30:00.000Z";
    expect(formatMoment(at, "UTC")).toBe("12 Nov 2026, 23:30");
    expect(formatMoment(at, "Asia/Tokyo")).toBe("13 Nov 2026, 08:30");
    expect(formatMoment(at, "America/New_York")).toBe("12 Nov 2026, 18:30");
    expect(formatDay(at, "Europe/Berlin")).toBe("13 Nov 2026");
  });

  it("write midnight as 00", () =>
    expect(formatMoment("2026-03-01T00:05:00Z", "UTC")).toBe("1 Mar 2026, 00:05"));

  it("take a calendar day as it is", () => {
    expect(calendarDayInWords("2026-09-07")).toBe("7 Sep");
    expect(calendarDayInWords("2026-09-07", true)).toBe("7 Sep 2026");
  });
});
