import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Box } from "../geometry";
import { agreementContour, type Segment } from "./agreement-contour";

const sorted = (segments: readonly Segment[]) =>
  [...segments].sort((a, b) => a.join().localeCompare(b.join()));
const A: Box = [0, 0, 20, 10];
const B: Box = [10, 5, 30, 15];

const outline = ([x1, y1, x2, y2]: Box): Segment[] => [
  [x1, y1, x2, y1],
  [x1, y2, x2, y2],
  [x1, y1, x1, y2],
  [x2, y1, x2, y2],
];

describe("agreementContour", () => {
  it("of one box is the box", () => expect(sorted(agreementContour([A], 0.5))).toEqual(sorted(outline(A))));

  it("of two, where both lie or where either does", () => {
    expect(sorted(agreementContour([A, B], 1))).toEqual(sorted(outline([10, 5, 20, 10])));
    const length = agreementContour([A, B], 0.5).reduce(
      (sum, [x1, y1, x2, y2]) => sum + x2 - x1 + y2 - y1,
      0,
    );
    // The two outlines, without what of each lies inside the other.
    expect(length).toBe(60 + 60 - 2 * (10 + 5));
  });

  it("of none, or of boxes that nowhere agree, is nothing", () => {
    expect(agreementContour([], 0.5)).toEqual([]);
    expect(agreementContour([A, [40, 40, 50, 50]], 0.75)).toEqual([]);
  });

  const span = fc
    .tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 0, max: 11 }))
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  const anyBox = fc.tuple(span, span).map(([[x1, x2], [y1, y2]]): Box => [x1, y1, x2, y2]);

  it("parts what is in from what is out, pixel by pixel", () => {
    fc.assert(
      fc.property(
        fc.array(anyBox, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(0.25, 0.5, 0.75, 1),
        (boxes, share) => {
          const isIn = (x: number, y: number) =>
            boxes.filter(([x1, y1, x2, y2]) => x >= x1 && x < x2 && y >= y1 && y < y2).length >=
            share * boxes.length;
          const expected: string[] = [];
          for (let x = 0; x <= 12; x++) {
            for (let y = 0; y <= 12; y++) {
              if (isIn(x, y) !== isIn(x - 1, y)) expected.push(`v ${x} ${y}`);
              if (isIn(x, y) !== isIn(x, y - 1)) expected.push(`h ${x} ${y}`);
            }
          }
          const drawn = agreementContour(boxes, share).flatMap(([x1, y1, x2, y2]) =>
            Array.from({ length: x2 - x1 + y2 - y1 }, (_, step) =>
              x1 === x2 ? `v ${x1} ${y1 + step}` : `h ${x1 + step} ${y1}`,
            ),
          );
          expect(drawn.sort()).toEqual(expected.sort());
        },
      ),
    );
  });
});
