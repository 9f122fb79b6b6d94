import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { calendarDayInWords, timeInWords } from "../domain/time/moment-in-words";
import { formatDay, formatMoment } from "./dates";

afterEach(() => {
  globalThis.calotLanguage = undefined;
});

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

  it("are in English the day, three letters of the month and the year", () => {
    const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
    const some = { min: new Date("1990-01-01"), max: new Date("2100-01-01"), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(some), (date) => {
        const day = `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
        const time = date.toISOString().slice(11, 16);
        expect(formatDay(date.toISOString(), "UTC")).toBe(day);
        expect(formatMoment(date.toISOString(), "UTC")).toBe(`${day}, ${time}`);
        expect(timeInWords(date, "UTC")).toBe(time);
      }),
    );
  });

  it("are written as the language writes them", () => {
    globalThis.calotLanguage = { tag: "de", messages: {} };
    const at = "2026-11-12T23:30:00.000Z";
    expect(formatMoment(at, "Europe/Berlin")).toBe("13. Nov. 2026, 00:30");
    expect(formatDay(at, "Europe/Berlin")).toBe("13. Nov. 2026");
    expect(calendarDayInWords("2026-09-07")).toBe("7. Sept.");
    expect(timeInWords(new Date(at), "Europe/Berlin")).toBe("00:30");
  });
});
