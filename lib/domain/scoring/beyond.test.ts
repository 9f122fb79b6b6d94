import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Box, boxArea, intersectionArea } from "../geometry";
import { runsOfBox } from "../no-go/pixel-runs";
import { anyBox, anyFrame, anyRegion } from "../testing/arbitraries";
import { readBeyond, without } from "./beyond";
import { compareZone } from "./zone";

const frame = { width: 640, height: 480 };
const read = (zone: Box, boxes: readonly Box[], noGo: readonly [string | null, Box][] = []) =>
  readBeyond(
    zone,
    { boxes, noGo: noGo.map(([name, box]) => ({ name, counts: runsOfBox(box, frame) })) },
    frame,
  )!;

const anyZones = anyFrame.chain((frame) =>
  fc.record({
    frame: fc.constant(frame),
    zone: anyBox(frame),
    boxes: fc.array(anyBox(frame), { minLength: 1, maxLength: 4 }),
    noGo: fc.array(anyRegion(frame), { maxLength: 2 }),
  }),
);
const totalOf = (boxes: readonly Box[]): number => boxes.reduce((sum, box) => sum + boxArea(box), 0);

describe("without", () => {
  it("leaves what lies in none of the others, once", () => {
    fc.assert(
      fc.property(anyZones, ({ zone, boxes }) => {
        const pieces = without(zone, boxes);
        for (const [index, piece] of pieces.entries()) {
          expect(intersectionArea(piece, zone)).toBeCloseTo(boxArea(piece), 6);
          for (const box of boxes) expect(intersectionArea(piece, box)).toBe(0);
          for (const other of pieces.slice(index + 1)) expect(intersectionArea(piece, other)).toBe(0);
        }
        const [first] = boxes;
        expect(totalOf(without(zone, [first!]))).toBeCloseTo(
          boxArea(zone) - intersectionArea(zone, first!),
          3,
        );
      }),
    );
  });

  it("does not depend on the order of the others", () => {
    fc.assert(
      fc.property(anyZones, ({ zone, boxes }) => {
        expect(totalOf(without(zone, boxes.toReversed()))).toBeCloseTo(totalOf(without(zone, boxes)), 3);
      }),
    );
  });
});

describe("readBeyond", () => {
  it("measures each side from the one reference box, and nothing within it", () => {
    fc.assert(
      fc.property(anyZones, ({ frame, zone, boxes: [box] }) => {
        const { runs, share } = readBeyond(zone, { boxes: [box!], noGo: [] }, frame)!;
        const pixels = (side: string): number => runs.find((run) => run.side === side)?.pixels ?? 0;
        expect(pixels("left")).toBe(Math.max(0, box![0] - zone[0]));
        expect(pixels("right")).toBe(Math.max(0, zone[2] - box![2]));
        expect(pixels("up")).toBe(Math.max(0, box![1] - zone[1]));
        expect(pixels("down")).toBe(Math.max(0, zone[3] - box![3]));
        expect(runs.map((run) => run.pixels)).toEqual(
          runs.map((run) => run.pixels).toSorted((a, b) => b - a),
        );
        expect(share).toBeCloseTo(1 - intersectionArea(zone, box!) / boxArea(zone), 6);
      }),
    );
  });

  it("tells less, never more, where there are more reference boxes to the same one compared", () => {
    fc.assert(
      fc.property(anyZones, ({ frame, zone, boxes }) => {
        const compared = compareZone(zone, boxes)!.reference;
        const [alone, all] = [[compared], boxes].map(
          (boxes) => readBeyond(zone, { boxes, noGo: [] }, frame)!,
        );
        expect(all!.share).toBeLessThanOrEqual(alone!.share + 1e-9);
        for (const { side, pixels } of all!.runs) {
          expect(alone!.runs.find((run) => run.side === side)!.pixels).toBeGreaterThanOrEqual(pixels);
        }
      }),
    );
  });

  it("tells by which sides No-Go pixels are touched, and of some where any are", () => {
    fc.assert(
      fc.property(anyZones, ({ frame, zone, boxes, noGo }) => {
        const { told, onto, runs } = readBeyond(zone, { boxes, noGo }, frame)!;
        expect(runs).toEqual(expect.arrayContaining([...told]));
        const overlaps = boxes.some((box) => intersectionArea(zone, box) > 0);
        if (onto.length > 0 && overlaps) expect(told).not.toEqual([]);
      }),
    );
  });

  const box: Box = [100, 100, 200, 200];

  it("does not count what lies in another reference box as beyond", () => {
    const { runs, excess } = read([50, 100, 200, 200], [box, [0, 90, 100, 210]]);
    expect(runs).toEqual([]);
    expect(excess).toEqual([]);
    expect(read([50, 100, 200, 200], [box, [70, 90, 100, 210]]).runs).toEqual([{ side: "left", pixels: 50 }]);
  });

  it("names onto what it runs, the most touched first, and tells the sides by which it does", () => {
    const zone: Box = [60, 95, 240, 200];
    const { onto, told } = read(
      zone,
      [box],
      [
        ["liver bed", [210, 100, 220, 110]],
        ["common bile duct", [40, 100, 70, 200]],
        ["cystic plate", [120, 120, 150, 150]],
      ],
    );
    expect(onto).toEqual(["common bile duct", "liver bed"]);
    expect(told).toEqual([
      { side: "left", pixels: 40 },
      { side: "right", pixels: 40 },
    ]);
    expect(read(zone, [box]).told).toEqual(told);
    expect(read(zone, [box], [["liver bed", [210, 100, 220, 110]]]).told).toEqual([
      { side: "right", pixels: 40 },
    ]);
  });

  it("has nothing to say without a reference box", () => {
    expect(readBeyond(box, { boxes: [], noGo: [] }, frame)).toBeNull();
  });
});
