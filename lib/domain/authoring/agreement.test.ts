import fc from "fast-check";
import { expect, test } from "vitest";
import { type Box, iou } from "../geometry";
import { runsOfBox } from "../no-go/pixel-runs";
import { agreementOf, regionIou } from "./agreement";
import { EMPTY_BODY } from "./annotation";

const box = fc
  .tuple(
    fc.integer({ min: 0, max: 20 }),
    fc.integer({ min: 0, max: 20 }),
    fc.integer({ min: 1, max: 10 }),
    fc.integer({ min: 1, max: 10 }),
  )
  .map(([x, y, w, h]): Box => [x, y, x + w, y + h]);
const boxes = fc.array(box, { maxLength: 4 });

test("with a box each it is the boxes’ IoU", () => {
  fc.assert(
    fc.property(box, box, (a, b) => {
      expect(regionIou([a], [b])).toBeCloseTo(iou(a, b), 10);
    }),
  );
});

test("it is symmetric, 1 for a region and itself however it is cut, and as counting pixels has it", () => {
  const pixels = (all: readonly Box[]): Set<string> => {
    const covered = new Set<string>();
    for (const [x1, y1, x2, y2] of all)
      for (let x = x1; x < x2; x++) for (let y = y1; y < y2; y++) covered.add(`${x},${y}`);
    return covered;
  };
  fc.assert(
    fc.property(boxes, boxes, (a, b) => {
      const [inA, inB] = [pixels(a), pixels(b)];
      const either = new Set([...inA, ...inB]).size;
      const shared = [...inA].filter((pixel) => inB.has(pixel)).length;
      expect(regionIou(a, b)).toBeCloseTo(either === 0 ? 0 : shared / either, 10);
      expect(regionIou(a, b)).toBe(regionIou(b, a));
      if (a.length > 0) expect(regionIou(a, [...a, a[0]!])).toBe(1);
    }),
  );
});

test("No-Go regions are compared by their pixels, each once, and only where both were asked for them", () => {
  const frame = { width: 30, height: 20 };
  const having = (...drawn: Box[]) => ({
    ...EMPTY_BODY,
    noGo: drawn.map((each) => ({ name: null, counts: [...runsOfBox(each, frame)] })),
  });
  const [a, b] = [having([0, 0, 10, 10], [5, 0, 10, 10]), having([5, 0, 15, 10])];
  expect(agreementOf(a, b, true).noGoIou).toBeCloseTo(50 / 150, 12);
  expect(agreementOf(a, having(), true).noGoIou).toBe(0);
  expect(agreementOf(having(), having(), true).noGoIou).toBeNull();
  expect(agreementOf(a, b, false).noGoIou).toBeNull();
});
