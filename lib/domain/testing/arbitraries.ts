import fc from "fast-check";
import type { Box, Size } from "../geometry";
import { type NoGoRegion, regionOf } from "../no-go/region";
import { PHASES, type Phase } from "../phases";

/** Frames, boxes and phases for property tests. */

export const anyFrame: fc.Arbitrary<Size> = fc.record({
  width: fc.integer({ min: 16, max: 4096 }),
  height: fc.integer({ min: 16, max: 4096 }),
});

export const anyPhase: fc.Arbitrary<Phase> = fc.constantFrom(...PHASES);

/** A box inside a frame, at least a thousandth of a pixel wide and high. */
export function anyBox({ width, height }: Size): fc.Arbitrary<Box> {
  return fc.tuple(anySpan(width), anySpan(height)).map(([[x1, x2], [y1, y2]]) => [x1, y1, x2, y2] as const);
}

/** A No-Go region of whole pixels: a rectangle, as its corners or as its pixels. */
export function anyRegion(frame: Size): fc.Arbitrary<NoGoRegion> {
  return fc
    .record({
      box: anyBox(frame),
      name: fc.option(fc.constantFrom("common bile duct", "liver bed")),
      drawn: fc.boolean(),
    })
    .map(({ box, name, drawn }) => {
      const [left, top, right, bottom] = [
        Math.floor(box[0]),
        Math.floor(box[1]),
        Math.ceil(box[2]),
        Math.ceil(box[3]),
      ];
      const read = regionOf(
        {
          name,
          polygon: [
            [left, top],
            [right, top],
            [right, bottom],
            [left, bottom],
          ],
        },
        frame,
      );
      if ("problem" in read) throw new Error(read.problem);
      const { polygon: _, ...pixels } = read.region;
      return drawn ? read.region : pixels;
    });
}

function anySpan(length: number): fc.Arbitrary<readonly [number, number]> {
  const at = fc.integer({ min: 0, max: length * 1000 });
  return fc
    .tuple(at, at)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => [Math.min(a, b) / 1000, Math.max(a, b) / 1000] as const);
}
