import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Box, boxProblem, iou } from "@/lib/domain/geometry";
import { CELL_COUNT, CELLS_ACROSS, CELLS_DOWN } from "../look/cells";
import { bestBox, sampleBox } from "./best-box";
import { coverageOf, meanCoverage, soften } from "./coverage";

const SHARES = { width: 1, height: 1 };

/** Boxes of whole cells. */
const cellBox = fc
  .tuple(fc.nat(CELLS_ACROSS - 2), fc.nat(CELLS_DOWN - 2), fc.nat(20), fc.nat(12))
  .map(([x, y, width, height]): Box => {
    const [x2, y2] = [Math.min(CELLS_ACROSS, x + 1 + width), Math.min(CELLS_DOWN, y + 1 + height)];
    return [x / CELLS_ACROSS, y / CELLS_DOWN, x2 / CELLS_ACROSS, y2 / CELLS_DOWN];
  });

const sum = (map: Float64Array) => map.reduce((total, value) => total + value, 0);

describe("bestBox", () => {
  test("gives back a zone that is sure", () => {
    fc.assert(
      fc.property(cellBox, (box) => {
        expect(iou(bestBox(coverageOf(box)), box)).toBeCloseTo(1, 9);
      }),
      { numRuns: 30 },
    );
  });

  test("promises more than any other box", () => {
    const map = meanCoverage([soften([0.3, 0.3, 0.5, 0.6]), soften([0.35, 0.2, 0.6, 0.55])], [0.4, 0.6]);
    const promise = (box: Box): number => {
      const coverage = coverageOf(box);
      const inside = map.reduce((total, value, cell) => total + value * coverage[cell]!, 0);
      return inside / (sum(coverage) + sum(map) - inside);
    };
    const best = promise(bestBox(map));
    fc.assert(fc.property(cellBox, (box) => promise(box) <= best + 1e-12));
  });

  test("is a box even of an empty map", () => {
    expect(boxProblem(bestBox(new Float64Array(CELL_COUNT)), SHARES)).toBeNull();
  });

  test("lies on what boxes agree on", () => {
    const same: Box = [0.25, 1 / 3, 0.5, 2 / 3];
    const away: Box = [0.75, 0, 1, 1 / 3];
    expect(
      iou(bestBox(meanCoverage([same, same, same, away].map(soften), [0.25, 0.25, 0.25, 0.25])), same),
    ).toBeGreaterThan(0.6);
  });
});

describe("sampleBox", () => {
  const map = meanCoverage([soften([0.3, 0.3, 0.5, 0.6])], [1]);

  test("is a box in the frame, the same for the same chance", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.double({ min: 0.01, max: 2, noNaN: true }),
        (chance, temperature) => {
          const box = sampleBox(map, temperature, chance);
          expect(boxProblem(box, SHARES)).toBeNull();
          expect(sampleBox(map, temperature, chance)).toEqual(box);
        },
      ),
      { numRuns: 20 },
    );
  });

  test("is the best box when it is cold, and strays further the hotter it is", () => {
    const best = bestBox(map);
    const straying = (temperature: number) =>
      Array.from({ length: 25 }, (_, k) => 1 - iou(best, sampleBox(map, temperature, (k + 0.5) / 25))).reduce(
        (total, value) => total + value,
      );
    expect(straying(0.001)).toBeCloseTo(0, 9);
    expect(straying(0.5)).toBeGreaterThan(0);
    expect(straying(2)).toBeGreaterThan(straying(0.5));
  });
});
