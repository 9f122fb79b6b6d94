import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Box, Size } from "../geometry";
import { anyBox, anyFrame } from "../testing/arbitraries";
import { scoreAnswer, scoreZone } from "./score";

const frame: Size = { width: 300, height: 400 };

const framed = anyFrame.chain((size) =>
  fc.record({
    size: fc.constant(size),
    box: anyBox(size),
    boxes: fc.array(anyBox(size), { minLength: 1, maxLength: 4 }),
  }),
);

describe("a zone's score", () => {
  it("is IoU 1 and distance 0 on the reference itself", () => {
    fc.assert(
      fc.property(framed, ({ size, box, boxes }) => {
        expect(scoreZone(box, [...boxes, box], size)).toEqual({ iou: 1, centerDistance: 0 });
      }),
    );
  });

  it("lies between 0 and 1, and 0 and 100 %", () => {
    fc.assert(
      fc.property(framed, ({ size, box, boxes }) => {
        const { iou, centerDistance } = scoreZone(box, boxes, size);
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
        expect(scoreZone(box, [...boxes].reverse(), size)).toEqual(scoreZone(box, boxes, size));
      }),
    );
  });

  it("is the same at twice the resolution", () => {
    const twice = (box: Box): Box => [box[0] * 2, box[1] * 2, box[2] * 2, box[3] * 2];
    fc.assert(
      fc.property(framed, ({ size, box, boxes }) => {
        const large = scoreZone(twice(box), boxes.map(twice), {
          width: size.width * 2,
          height: size.height * 2,
        });
        const small = scoreZone(box, boxes, size);
        expect(large.iou).toBeCloseTo(small.iou, 12);
        expect(large.centerDistance).toBeCloseTo(small.centerDistance, 9);
      }),
    );
  });

  it("gives half overlaps the third that they are", () => {
    expect(scoreZone([0, 0, 100, 100], [[50, 0, 150, 100]], frame)).toEqual({
      iou: 1 / 3,
      centerDistance: 10,
    });
  });

  it("measures the distance to the box that gave the IoU, though another is nearer", () => {
    const box: Box = [100, 100, 200, 200];
    const overlapping: Box = [100, 180, 200, 380];
    const nearer: Box = [205, 140, 215, 160];
    expect(scoreZone(box, [nearer, overlapping], frame).centerDistance).toBeCloseTo((100 * 130) / 500, 12);
  });

  it("goes by the nearest centre where none overlaps, touching boxes included", () => {
    const { iou, centerDistance } = scoreZone(
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
    expect(scoreZone(null, [[0, 0, 1, 1]], frame)).toEqual({ iou: 0, centerDistance: 100 });
  });
});

describe("the hardcore metric", () => {
  const reference = { phase: "B", boxes: [[0, 0, 100, 100]] } as const;

  it("counts nothing under a wrong phase", () => {
    expect(scoreAnswer("C", [0, 0, 100, 100], reference, frame)).toEqual({
      phaseCorrect: false,
      iou: 1,
      centerDistance: 0,
      hit25: true,
      hardcoreIou: 0,
      hardcoreHit: false,
    });
  });

  it("counts the zone under the right phase, from an IoU of 0.25 on", () => {
    expect(scoreAnswer("B", [0, 0, 50, 50], reference, frame)).toMatchObject({
      hit25: true,
      hardcoreIou: 0.25,
      hardcoreHit: true,
    });
    expect(scoreAnswer("B", [0, 0, 50, 49.9], reference, frame)).toMatchObject({
      hit25: false,
      hardcoreHit: false,
    });
  });

  it("takes no phase for a wrong one", () => {
    expect(scoreAnswer(null, [0, 0, 100, 100], reference, frame).hardcoreHit).toBe(false);
  });
});
