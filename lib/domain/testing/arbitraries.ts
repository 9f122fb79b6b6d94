import fc from "fast-check";
import type { Box, Size } from "../geometry";
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

function anySpan(length: number): fc.Arbitrary<readonly [number, number]> {
  const at = fc.integer({ min: 0, max: length * 1000 });
  return fc
    .tuple(at, at)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => [Math.min(a, b) / 1000, Math.max(a, b) / 1000] as const);
}
