import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sentSize } from "./sent-size";

/** The rule as transformers publishes it, step by step: what a server makes of any picture. */
function smartResize(height: number, width: number, factor: number, least: number, most: number) {
  const round = (value: number): number => {
    const [low, high] = [Math.floor(value), Math.ceil(value)];
    if (value - low !== high - value) return value - low < high - value ? low : high;
    return low % 2 === 0 ? low : high;
  };
  if (Math.max(height, width) / Math.min(height, width) > 200) return null;
  let tall = round(height / factor) * factor;
  let wide = round(width / factor) * factor;
  if (tall * wide > most) {
    const beta = Math.sqrt((height * width) / most);
    tall = Math.max(factor, Math.floor(height / beta / factor) * factor);
    wide = Math.max(factor, Math.floor(width / beta / factor) * factor);
  } else if (tall * wide < least) {
    const beta = Math.sqrt(least / (height * width));
    tall = Math.ceil((height * beta) / factor) * factor;
    wide = Math.ceil((width * beta) / factor) * factor;
  }
  return { width: wide, height: tall };
}

describe("sentSize", () => {
  test.each([
    [{ width: 1_920, height: 1_080 }, null, { width: 1_932, height: 1_092 }],
    [{ width: 1_920, height: 1_080 }, 1_003_520, { width: 1_316, height: 728 }],
    [{ width: 854, height: 480 }, null, { width: 840, height: 476 }],
    [{ width: 30, height: 20 }, null, { width: 84, height: 56 }],
    [{ width: 6_000, height: 20 }, null, null],
  ])("of %o with at most %o pixels is %o", (frame, maxPixels, size) => {
    expect(sentSize(frame, { maxPixels, multipleOf: 28 })).toEqual(size);
  });

  test("is what the models make of the frame, and what they then leave as it is", () => {
    const side = fc.integer({ min: 1, max: 5_000 });
    const most = fc.integer({ min: 64, max: 16_384 });
    fc.assert(
      fc.property(side, side, fc.constantFrom(28, 32), most, (width, height, multipleOf, patches) => {
        const [least, maxPixels] = [4 * multipleOf ** 2, patches * multipleOf ** 2];
        const sent = sentSize({ width, height }, { maxPixels, multipleOf });
        const theirs = smartResize(height, width, multipleOf, least, maxPixels);
        if (sent === null) {
          // Nothing that they would leave as it is comes of such a shape.
          const again = theirs && smartResize(theirs.height, theirs.width, multipleOf, least, maxPixels);
          expect(theirs === null || again === null || theirs.width * theirs.height > maxPixels).toBe(true);
          return;
        }
        expect(smartResize(sent.height, sent.width, multipleOf, least, maxPixels)).toEqual(sent);
        if (theirs) expect(sent).toEqual(theirs);
      }),
      { numRuns: 2_000 },
    );
  });

  test("without multiples is the frame's own, or smaller and of the same shape", () => {
    const side = fc.integer({ min: 1, max: 5_000 });
    fc.assert(
      fc.property(side, side, fc.integer({ min: 1, max: 10_000_000 }), (width, height, maxPixels) => {
        const sent = sentSize({ width, height }, { maxPixels, multipleOf: null })!;
        if (width * height <= maxPixels) expect(sent).toEqual({ width, height });
        else {
          const shrunk = Math.sqrt(maxPixels / (width * height));
          expect(Math.abs(sent.width - width * shrunk)).toBeLessThanOrEqual(1);
          expect(Math.abs(sent.height - height * shrunk)).toBeLessThanOrEqual(1);
        }
      }),
    );
    expect(sentSize({ width: 40, height: 24 }, { maxPixels: null, multipleOf: null })).toEqual({
      width: 40,
      height: 24,
    });
  });
});
