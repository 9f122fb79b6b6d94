import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Box, boxArea } from "../geometry";
import { anyBox, anyFrame } from "../testing/arbitraries";
import { agreementMap } from "./agreement-map";

const frame = { width: 100, height: 50 };

describe("an agreement map", () => {
  it("has each cell's covered share, averaged over the boxes, row by row", () => {
    const boxes: Box[] = [
      [0, 0, 50, 25],
      [25, 0, 75, 50],
    ];
    expect(agreementMap(boxes, frame, { columns: 2, rows: 2 })).toEqual({
      columns: 2,
      rows: 2,
      shares: [0.75, 0.25, 0.25, 0.25],
    });
  });

  it("of no boxes is empty", () => {
    expect(agreementMap([], frame, { columns: 2, rows: 1 }).shares).toEqual([0, 0]);
  });

  const cases = anyFrame.chain((size) =>
    fc.record({
      size: fc.constant(size),
      boxes: fc.array(anyBox(size), { minLength: 1, maxLength: 8 }),
      grid: fc.record({ columns: fc.integer({ min: 1, max: 40 }), rows: fc.integer({ min: 1, max: 40 }) }),
    }),
  );

  it("holds the boxes' mean area, in cells between 0 and 1", () => {
    fc.assert(
      fc.property(cases, ({ size, boxes, grid }) => {
        const { shares } = agreementMap(boxes, size, grid);
        const cell = (size.width * size.height) / (grid.columns * grid.rows);
        const area = shares.reduce((sum, share) => sum + share * cell, 0);
        const mean = boxes.reduce((sum, box) => sum + boxArea(box), 0) / boxes.length;
        expect(Math.abs(area - mean)).toBeLessThan(1e-6 * size.width * size.height);
        for (const share of shares) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
    );
  });
});
