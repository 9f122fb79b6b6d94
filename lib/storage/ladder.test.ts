import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ladder, pickWidth, WIDEST } from "./ladder";

describe("ladder", () => {
  test.each([
    [200, [200]],
    [320, [320]],
    [399, [399]],
    [640, [320, 640]],
    [854, [320, 854]],
    [1280, [320, 960, 1280]],
    [1920, [320, 960, 1920]],
    [3840, [320, 960, 1920, 3840]],
    [7680, [320, 960, 1920, 3840]],
  ])("of a frame %i px wide", (natural, widths) => {
    expect(ladder(natural)).toEqual(widths);
  });

  test("ascends, never upscales, and ends in all there is to see", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), (natural) => {
        const widths = ladder(natural);
        expect(widths.at(-1)).toBe(Math.min(natural, WIDEST));
        expect(widths).toEqual([...new Set(widths)].sort((a, b) => a - b));
      }),
    );
  });
});

describe("pickWidth", () => {
  test.each([
    [null, 854, 854],
    [1, 854, 320],
    [320, 854, 320],
    [321, 854, 854],
    [5000, 854, 854],
    [1000, 3840, 1920],
    [Number.NaN, 854, 854],
  ])("asked for %s of %i", (requested, natural, width) => {
    expect(pickWidth(requested, natural)).toBe(width);
  });
});
