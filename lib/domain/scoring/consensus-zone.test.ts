import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyBox } from "../testing/arbitraries";
import { consensusZone } from "./consensus-zone";

describe("the box that others agree with", () => {
  it("is the one with the greatest mean overlap", () => {
    expect(
      consensusZone([
        [0, 0, 10, 10],
        [90, 90, 99, 99],
        [2, 0, 12, 10],
        [4, 0, 14, 10],
      ]),
    ).toBe(2);
  });

  it("is the first of equals", () => {
    expect(
      consensusZone([
        [0, 0, 1, 1],
        [5, 5, 6, 6],
      ]),
    ).toBe(0);
  });

  it("passes over missing boxes", () => {
    expect(consensusZone([null, [0, 0, 1, 1], null])).toBe(1);
    expect(consensusZone([null, null])).toBeNull();
    expect(consensusZone([])).toBeNull();
  });

  it("is the one that is given twice, when the others share nothing with it", () => {
    const frame = { width: 100, height: 100 };
    fc.assert(
      fc.property(anyBox(frame), fc.integer({ min: 0, max: 2 }), ([x1, y1, x2, y2], at) => {
        const boxes = [0, 1, 2].map((i) =>
          i === at ? ([200, 200, 201, 201] as const) : ([x1, y1, x2, y2] as const),
        );
        expect(consensusZone(boxes)).toBe(at === 0 ? 1 : 0);
      }),
    );
  });
});
