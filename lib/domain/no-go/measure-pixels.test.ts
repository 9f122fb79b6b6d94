import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coversPoint, measurePixels } from "./measure-pixels";
import { bitmapOfRuns, pixelCount, runsOfBitmap, runsOfBox } from "./pixel-runs";

const pictures = fc
  .record({ width: fc.integer({ min: 1, max: 20 }), height: fc.integer({ min: 1, max: 15 }) })
  .chain((frame) =>
    fc.record({
      frame: fc.constant(frame),
      bitmap: fc
        .array(fc.integer({ min: 0, max: 1 }), {
          minLength: frame.width * frame.height,
          maxLength: frame.width * frame.height,
        })
        .filter((bitmap) => bitmap.includes(1)),
    }),
  );

describe("some pixels", () => {
  test("are measured as counting them has it, and their middle is on one of them", () => {
    fc.assert(
      fc.property(pictures, ({ frame, bitmap }) => {
        const runs = runsOfBitmap(bitmap, frame);
        const { pixels, bounds, middle } = measurePixels(runs, frame);
        expect(pixels).toBe(pixelCount(runs));
        const on = bitmap.flatMap((pixel, at) =>
          pixel ? [[at % frame.width, Math.floor(at / frame.width)] as const] : [],
        );
        const [xs, ys] = [on.map(([x]) => x), on.map(([, y]) => y)];
        expect(bounds).toEqual([Math.min(...xs), Math.min(...ys), Math.max(...xs) + 1, Math.max(...ys) + 1]);
        expect(
          coversPoint(runs, middle, frame) || coversPoint(runs, { ...middle, y: middle.y - 0.5 }, frame),
        ).toBe(true);
      }),
    );
  });

  test("cover a point where the bitmap has one, and none outside the frame", () => {
    fc.assert(
      fc.property(
        pictures,
        fc.integer({ min: -2, max: 22 }),
        fc.integer({ min: -2, max: 17 }),
        ({ frame, bitmap }, x, y) => {
          const runs = runsOfBitmap(bitmap, frame);
          const inFrame = x >= 0 && y >= 0 && x < frame.width && y < frame.height;
          const drawn = inFrame && bitmapOfRuns(runs, frame)[y * frame.width + x] === 1;
          expect(coversPoint(runs, { x: x + 0.5, y: y + 0.5 }, frame)).toBe(drawn);
        },
      ),
    );
  });

  test("of a box have its middle", () => {
    const frame = { width: 100, height: 80 };
    expect(measurePixels(runsOfBox([10, 20, 51, 40], frame), frame)).toEqual({
      pixels: 41 * 20,
      bounds: [10, 20, 51, 40],
      middle: { x: 30.5, y: 30 },
    });
  });
});
