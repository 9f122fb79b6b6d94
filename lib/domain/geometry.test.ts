import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Box, boundingBox, boxProblem, clipBox, iou } from "./geometry";
import { anyBox, anyFrame } from "./testing/arbitraries";

const frame = { width: 640, height: 480 };

describe("boxProblem", () => {
  it("takes every box of the frame, its edges included", () => {
    fc.assert(
      fc.property(
        anyFrame.chain((size) => fc.tuple(fc.constant(size), anyBox(size))),
        ([size, box]) => {
          expect(boxProblem(box, size)).toBeNull();
        },
      ),
    );
    expect(boxProblem([0, 0, 640, 480], frame)).toBeNull();
  });

  it.each<[string, Box]>([
    ["four finite numbers", [Number.NaN, 0, 1, 1]],
    ["four finite numbers", [0, 0, Number.POSITIVE_INFINITY, 1]],
    ["empty", [10, 10, 10, 20]],
    ["empty", [20, 10, 10, 20]],
    ["leaves the frame", [-0.001, 0, 10, 10]],
    ["leaves the frame", [0, 0, 640.001, 10]],
  ])("says %s", (words, box) => expect(boxProblem(box, frame)).toContain(words));
});

describe("iou", () => {
  it("is symmetric", () => {
    fc.assert(
      fc.property(
        anyFrame.chain((size) => fc.tuple(anyBox(size), anyBox(size))),
        ([a, b]) => {
          expect(iou(a, b)).toBe(iou(b, a));
        },
      ),
    );
  });
});

describe("clipBox and boundingBox", () => {
  it("clip to the frame, or to nothing", () => {
    expect(clipBox([-5, -5, 10, 10], frame)).toEqual([0, 0, 10, 10]);
    expect(clipBox([-5, -5, 0, 10], frame)).toBeNull();
  });

  it("bound every point", () => {
    const points = [
      { x: 3, y: 9 },
      { x: -1, y: 4 },
      { x: 2, y: 11 },
    ];
    expect(boundingBox(points)).toEqual([-1, 4, 3, 11]);
    expect(boundingBox([{ x: 1, y: 1 }])).toBeNull();
    expect(boundingBox([])).toBeNull();
  });
});
