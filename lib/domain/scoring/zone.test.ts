import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Box, boxArea, intersectionArea, iou, type Size } from "../geometry";
import { anyBox, anyFrame } from "../testing/arbitraries";
import { placeZone, type Zone } from "./zone";

const frame: Size = { width: 300, height: 400 };

const framed = anyFrame.chain((size) =>
  fc.record({
    size: fc.constant(size),
    box: anyBox(size),
    boxes: fc.array(anyBox(size), { minLength: 1, maxLength: 4 }),
  }),
);

function scoreOf(zone: Zone | null, references: readonly Box[], size: Size) {
  const { iou, centerDistance } = placeZone(zone, references, size);
  return { iou, centerDistance };
}

describe("a zone's score", () => {
  it("is IoU 1 and distance 0 on the reference itself", () => {
    fc.assert(
      fc.property(framed, ({ size, box, boxes }) => {
        expect(scoreOf(box, [...boxes, box], size)).toEqual({ iou: 1, centerDistance: 0 });
      }),
    );
  });

  it("lies between 0 and 1, and 0 and 100 %", () => {
    fc.assert(
      fc.property(framed, ({ size, box, boxes }) => {
        const { iou, centerDistance } = scoreOf(box, boxes, size);
        expect(iou).toBeGreaterThanOrEqual(0);
        expect(iou).toBeLessThanOrEqual(1);
        expect(centerDistance).toBeGreaterThanOrEqual(0);
        expect(centerDistance).toBeLessThanOrEqual(100);
      }),
    );
  });

  it("doesn't depend on the order of the reference boxes", () => {
    fc.assert(
      fc.property(framed, ({ size, box, boxes }) => {
        expect(scoreOf(box, [...boxes].reverse(), size)).toEqual(scoreOf(box, boxes, size));
      }),
    );
  });

  it("is the same at twice the resolution", () => {
    const twice = (box: Box): Box => [box[0] * 2, box[1] * 2, box[2] * 2, box[3] * 2];
    fc.assert(
      fc.property(framed, ({ size, box, boxes }) => {
        const large = scoreOf(twice(box), boxes.map(twice), {
          width: size.width * 2,
          height: size.height * 2,
        });
        const small = scoreOf(box, boxes, size);
        expect(large.iou).toBeCloseTo(small.iou, 12);
        expect(large.centerDistance).toBeCloseTo(small.centerDistance, 9);
      }),
    );
  });

  it("gives half overlaps the third that they are", () => {
    expect(scoreOf([0, 0, 100, 100], [[50, 0, 150, 100]], frame)).toEqual({
      iou: 1 / 3,
      centerDistance: 10,
    });
  });

  it("measures the distance to the box that gave the IoU, though another is nearer", () => {
    const box: Box = [100, 100, 200, 200];
    const overlapping: Box = [100, 180, 200, 380];
    const nearer: Box = [205, 140, 215, 160];
    expect(scoreOf(box, [nearer, overlapping], frame).centerDistance).toBeCloseTo((100 * 130) / 500, 12);
  });

  it("goes by the nearest centre where none overlaps, touching boxes included", () => {
    const { iou, centerDistance } = scoreOf(
      [0, 0, 10, 10],
      [
        [200, 200, 210, 210],
        [10, 0, 20, 10],
      ],
      frame,
    );
    expect(iou).toBe(0);
    expect(centerDistance).toBeCloseTo(2, 12);
  });

  it("is a miss at full distance without a zone", () => {
    expect(scoreOf(null, [[0, 0, 1, 1]], frame)).toEqual({ iou: 0, centerDistance: 100 });
  });
});

const reference: Box = [100, 100, 200, 200];
const read = (box: Box | null) => placeZone(box, [reference], { width: 640, height: 480 });

describe("what a zone did", () => {
  it("says hit exactly where the score does", () => {
    fc.assert(
      fc.property(
        anyFrame.chain((size) =>
          fc.tuple(fc.constant(size), anyBox(size), fc.array(anyBox(size), { minLength: 1 })),
        ),
        ([size, box, boxes]) => {
          const { iou: score, outcome } = placeZone(box, boxes, size);
          expect(outcome === "hit").toBe(score >= 0.25);
          expect(outcome === "missed").toBe(score === 0);
        },
      ),
    );
  });

  it("never has to choose between too large and too small", () => {
    fc.assert(
      fc.property(
        anyFrame.chain((size) => fc.tuple(anyBox(size), anyBox(size))),
        ([box, other]) => {
          fc.pre(iou(box, other) < 0.25);
          const shared = intersectionArea(box, other);
          expect(shared >= boxArea(box) / 2 && shared >= boxArea(other) / 2 && shared > 0).toBe(false);
        },
      ),
    );
  });

  it.each<[string, Box, string]>([
    ["the whole frame", [0, 0, 640, 480], "too-large"],
    ["a corner of it", [110, 110, 140, 140], "too-small"],
    ["a graze", [180, 180, 280, 280], "shifted"],
    ["the other side", [400, 100, 500, 200], "missed"],
    ["three quarters", [100, 100, 200, 175], "hit"],
  ])("reads %s", (_, box, outcome) => expect(read(box).outcome).toBe(outcome));

  it("tells the direction from the reference, as the picture shows it", () => {
    expect(read([100, 250, 200, 350]).offset).toEqual({ vertical: "low", horizontal: null });
    expect(read([300, 0, 400, 50]).offset).toEqual({ vertical: "high", horizontal: "right" });
    expect(read([110, 110, 190, 190]).offset).toEqual({ vertical: null, horizontal: null });
  });

  it("takes no zone for a miss", () => expect(read(null).outcome).toBe("missed"));
});
