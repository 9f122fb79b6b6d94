import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import {
  formatBytes,
  formatCount,
  formatDecimal,
  formatFloored,
  formatPercent,
  formatPercentOf,
  formatShare,
} from "./figures";

afterEach(() => {
  globalThis.calotLanguage = undefined;
});

describe("figures", () => {
  it("shows a dash for what is undefined", () => {
    expect([formatPercent(null), formatDecimal(null)]).toEqual(["—", "—"]);
  });

  it("shows fractions as percentages and counts in groups", () => {
    expect([formatPercent(0.625), formatPercent(1, 0), formatCount(2686)]).toEqual([
      "62.5%",
      "100%",
      "2,686",
    ]);
  });

  it("never lets a miss look like a hit, nor a hit like a miss", () => {
    expect([0.2499, 0.25, 0.29, 0, 1].map(formatFloored)).toEqual(["0.24", "0.25", "0.29", "0.00", "1.00"]);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (iou) => {
        fc.pre(Math.abs(iou - 0.25) > 1e-9);
        expect(Number(formatFloored(iou)) >= 0.25).toBe(iou >= 0.25);
      }),
    );
  });

  it.each([
    [null, 9, "—"],
    [0, 0, "—"],
    [6 / 9, 9, "6 of 9"],
    [0, 19, "0 of 19"],
    [14 / 21, 21, "67%"],
    [240 / 412, 412, "58%"],
    [0.5823, 1204, "58.2%"],
    [1, 20, "100%"],
    [398 / 400, 400, ">99%"],
    [1 / 400, 400, "<1%"],
    [1 / 4000, 4000, "<0.1%"],
    [0, 400, "0%"],
  ])("tells a share of %d of %i as %s", (share, n, text) => expect(formatShare(share, n)).toBe(text));

  it("gives what is no count of answers as many digits as they carry", () => {
    expect([9, 412, 1204].map((n) => formatPercentOf(0.0523, n))).toEqual(["5%", "5%", "5.2%"]);
  });

  it.each([
    [0, "0 bytes"],
    [1, "1 byte"],
    [999, "999 bytes"],
    [1000, "1.0 kB"],
    [3_249_000_000, "3.2 GB"],
    [84_000_000, "84 MB"],
  ])("shows %i bytes as %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it("have no sign where they round to nothing", () => {
    expect([formatDecimal(-0.001), formatPercent(-0.0004, 0), formatDecimal(-0.01)]).toEqual([
      "0.00",
      "0%",
      "-0.01",
    ]);
  });

  it("have in English the digits that they round to, with a point", () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    const unsigned = (text: string): string => (Number(text) === 0 ? text.replace("-", "") : text);
    fc.assert(
      fc.property(number, fc.constantFrom(0, 1, 2, 3), (value, digits) => {
        expect(formatDecimal(value, digits)).toBe(unsigned(value.toFixed(digits)));
        expect(formatPercent(value, digits)).toBe(`${unsigned((100 * value).toFixed(digits))}%`);
        expect(formatFloored(value)).toBe((Math.floor(value * 100 + 1e-9) / 100).toFixed(2));
      }),
    );
  });

  it("are written as the language writes them", () => {
    globalThis.calotLanguage = { tag: "de", messages: {} };
    expect([formatDecimal(0.625), formatPercent(0.625), formatFloored(0.25), formatCount(2686)]).toEqual([
      "0,63",
      "62,5\u00a0%",
      "0,25",
      "2.686",
    ]);
    expect([formatBytes(999), formatBytes(1200)]).toEqual(["999 bytes", "1,2 kB"]);
  });
});
