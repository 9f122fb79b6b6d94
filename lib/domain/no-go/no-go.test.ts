import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { Box, Point, Size } from "../geometry";
import { areaOf, contactMiddle, contactOf } from "./contact";
import { outlinesOf } from "./outline";
import {
  bitmapOfRuns,
  canonicalRuns,
  type PixelRuns,
  pixelCount,
  runsOfBitmap,
  runsOfBox,
  runsOfCircle,
  runsOfPolygon,
  runsProblem,
  unionOf,
} from "./pixel-runs";
import { regionOf, sameRegions } from "./region";

const sizes = fc.record({ width: fc.integer({ min: 1, max: 24 }), height: fc.integer({ min: 1, max: 18 }) });

const pictures = sizes.chain((frame) =>
  fc.record({
    frame: fc.constant(frame),
    bitmap: fc.array(fc.integer({ min: 0, max: 1 }), {
      minLength: frame.width * frame.height,
      maxLength: frame.width * frame.height,
    }),
  }),
);

const boxIn = ({ width, height }: Size): fc.Arbitrary<Box> => {
  const edges = (side: number) =>
    fc
      .tuple(fc.double({ min: 0, max: side, noNaN: true }), fc.double({ min: 0, max: side, noNaN: true }))
      .filter(([a, b]) => Math.abs(a - b) > 1e-3)
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  return fc.tuple(edges(width), edges(height)).map(([[x1, x2], [y1, y2]]) => [x1, y1, x2, y2] as const);
};

/** Counted pixel by pixel. */
function countedContact([x1, y1, x2, y2]: Box, bitmap: ArrayLike<number>, { width, height }: Size): number {
  let shared = 0;
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) {
      if (bitmap[y * width + x] === 0) continue;
      const along = Math.max(0, Math.min(x2, x + 1) - Math.max(x1, x));
      shared += along * Math.max(0, Math.min(y2, y + 1) - Math.max(y1, y));
    }
  }
  return shared / ((x2 - x1) * (y2 - y1));
}

/** Whether a point lies within a polygon, by its sides to the right of the point. */
function isInside(points: readonly Point[], { x, y }: Point): boolean {
  let inside = false;
  for (const [index, a] of points.entries()) {
    const b = points[(index + 1) % points.length]!;
    if (a.y <= y !== b.y <= y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside;
  }
  return inside;
}

describe("runs of pixels", () => {
  test("are those of a bitmap, and give it back", () => {
    fc.assert(
      fc.property(pictures, ({ frame, bitmap }) => {
        const runs = runsOfBitmap(bitmap, frame);
        expect(runsProblem(runs, frame)).toBeNull();
        expect([...bitmapOfRuns(runs, frame)]).toEqual(bitmap);
        expect(pixelCount(runs)).toBe(bitmap.filter((pixel) => pixel === 1).length);
        expect(canonicalRuns(runs)).toEqual(runs);
      }),
    );
  });

  test("go down each column, outside first", () => {
    // .X.
    // XX.
    expect(runsOfBitmap([0, 1, 0, 1, 1, 0], { width: 3, height: 2 })).toEqual([1, 3, 2]);
    expect(runsOfBitmap([1, 1], { width: 1, height: 2 })).toEqual([0, 2]);
    expect(canonicalRuns([1, 0, 0, 3, 2, 0])).toEqual([1, 3, 2]);
  });

  it.each([
    [[1, 3, 1], "The counts add up to 5 pixels, and the frame has 6 (3 × 2)."],
    [[1, 2.5, 2.5], "The counts are no whole numbers from 0 on."],
    [[7, -1], "The counts are no whole numbers from 0 on."],
    [[Number.NaN], "The counts are no whole numbers from 0 on."],
  ])("%j is told why it is none", (runs, sentence) => {
    expect(runsProblem(runs, { width: 3, height: 2 })).toBe(sentence);
  });

  test("of a polygon are the pixels whose middles lie in it, in the frame or partly outside", () => {
    // Corners at middles of pixels are decided by rounding: none is there.
    const corner = fc.record({
      x: fc.integer({ min: -60, max: 300 }).map((tenth) => tenth / 10 + 0.013),
      y: fc.integer({ min: -60, max: 250 }).map((tenth) => tenth / 10 + 0.017),
    });
    fc.assert(
      fc.property(sizes, fc.array(corner, { minLength: 3, maxLength: 9 }), (frame, points) => {
        const bitmap = bitmapOfRuns(runsOfPolygon(points, frame), frame);
        for (let x = 0; x < frame.width; x++) {
          for (let y = 0; y < frame.height; y++) {
            const isIn = isInside(points, { x: x + 0.5, y: y + 0.5 });
            expect([x, y, bitmap[y * frame.width + x]]).toEqual([x, y, isIn ? 1 : 0]);
          }
        }
      }),
    );
  });

  test("of two polygons that share a side have each pixel once", () => {
    const frame = { width: 20, height: 16 };
    const [a, b, c, d] = [
      { x: 2, y: 1 },
      { x: 17, y: 3.5 },
      { x: 15.5, y: 14 },
      { x: 0.5, y: 12.5 },
    ];
    const whole = pixelCount(runsOfPolygon([a!, b!, c!, d!], frame));
    const halves = [runsOfPolygon([a!, b!, c!], frame), runsOfPolygon([a!, c!, d!], frame)];
    expect(halves.map(pixelCount).reduce((sum, n) => sum + n)).toBe(whole);
    expect(
      areaOf(
        halves.map((counts) => ({ counts })),
        frame,
      ).edges.length,
    ).toBeGreaterThan(0);
  });

  test("of a box and of a circle are the pixels whose middles lie in them", () => {
    const frame = { width: 12, height: 10 };
    expect(pixelCount(runsOfBox([1.4, 2.6, 5.6, 7.4], frame))).toBe(5 * 4);
    const circle = bitmapOfRuns(runsOfCircle({ x: 5, y: 4 }, 3.1, frame), frame);
    for (let at = 0; at < circle.length; at++) {
      const [x, y] = [(at % 12) + 0.5, Math.floor(at / 12) + 0.5];
      expect(circle[at]).toBe(Math.hypot(x - 5, y - 4) < 3.1 ? 1 : 0);
    }
    expect(pixelCount(runsOfCircle({ x: -9, y: 4 }, 3, frame))).toBe(0);
  });
});

test("the union of some has the pixels of each, in the frame's order", () => {
  fc.assert(
    fc.property(pictures, fc.array(fc.nat(), { maxLength: 4 }), ({ frame, bitmap }, seeds) => {
      const bitmaps = seeds.map((seed) => bitmap.map((pixel, at) => ((pixel + at * seed) % 3 === 0 ? 1 : 0)));
      const union = unionOf(bitmaps.map((each) => runsOfBitmap(each, frame)));
      const wanted = bitmap.map((_, at) => (bitmaps.some((each) => each[at] === 1) ? 1 : 0));
      expect([...bitmapOfRuns(union, frame)]).toEqual(wanted);
    }),
  );
});

describe("contact", () => {
  test("is the share of a box's area that lies on the pixels, for edges between pixels too", () => {
    const cases = pictures.chain(({ frame, bitmap }) =>
      fc.record({ frame: fc.constant(frame), bitmap: fc.constant(bitmap), box: boxIn(frame) }),
    );
    fc.assert(
      fc.property(cases, ({ frame, bitmap, box }) => {
        const area = areaOf([{ counts: runsOfBitmap(bitmap, frame) }], frame);
        expect(contactOf(box, area)).toBeCloseTo(countedContact(box, bitmap, frame), 9);
      }),
    );
  });

  test("counts a pixel of two regions once", () => {
    const frame = { width: 10, height: 10 };
    const regions = [
      runsOfBox([0, 0, 5, 5], frame),
      runsOfBox([3, 3, 8, 8], frame),
      runsOfBox([4, 0, 5, 9], frame),
    ];
    const area = areaOf(
      regions.map((counts) => ({ counts })),
      frame,
    );
    expect(contactOf([0, 0, 10, 10], area)).toBeCloseTo((25 + 25 - 4 + 1) / 100, 12);
  });

  test("of whole numbers is a fraction of whole numbers", () => {
    const frame = { width: 1280, height: 720 };
    const area = areaOf([{ counts: runsOfBox([100, 100, 200, 200], frame) }], frame);
    expect(contactOf([100, 100, 200, 200], area)).toBe(1);
    expect(contactOf([0, 0, 100, 100], area)).toBe(0);
    expect(contactOf([150, 150, 250, 250], area)).toBe(0.25);
    expect(contactMiddle([150, 150, 250, 250], area)).toEqual({ x: 175, y: 175 });
    expect(contactMiddle([0, 0, 100, 100], area)).toBeNull();
  });
});

describe("outlines", () => {
  /** Drawn again by the even-odd rule. */
  const drawn = (loops: readonly (readonly Point[])[], frame: Size): number[] =>
    Array.from({ length: frame.width * frame.height }, (_, at) => {
      const middle = { x: (at % frame.width) + 0.5, y: Math.floor(at / frame.width) + 0.5 };
      return loops.filter((loop) => isInside(loop, middle)).length % 2;
    });

  test("enclose the pixels and no others, and turn at each corner", () => {
    fc.assert(
      fc.property(pictures, ({ frame, bitmap }) => {
        const loops = outlinesOf(runsOfBitmap(bitmap, frame), frame);
        expect(drawn(loops, frame)).toEqual(bitmap);
        for (const loop of loops) {
          for (const [index, a] of loop.entries()) {
            const [b, c] = [loop[(index + 1) % loop.length]!, loop[(index + 2) % loop.length]!];
            expect([a.x === b.x, b.x === c.x].filter(Boolean)).toHaveLength(1);
          }
        }
      }),
    );
  });

  test("of pixels that touch at a corner are two, and a hole is one more", () => {
    const outlines = (bitmap: PixelRuns, width: number, height: number) =>
      outlinesOf(runsOfBitmap(bitmap, { width, height }), { width, height });
    expect(outlines([1, 0, 0, 1], 2, 2)).toHaveLength(2);
    expect(outlines([0, 1, 1, 0], 2, 2)).toHaveLength(2);
    expect(outlines([1, 1, 1, 1, 0, 1, 1, 1, 1], 3, 3)).toHaveLength(2);
    expect(outlines([1, 1, 1, 1], 2, 2)).toEqual([
      [
        { x: 0, y: 0 },
        { x: 2, y: 0 },
        { x: 2, y: 2 },
        { x: 0, y: 2 },
      ],
    ]);
  });
});

describe("a region", () => {
  const frame = { width: 10, height: 8 };

  test("drawn as a polygon keeps its corners and has its pixels", () => {
    const polygon = [
      [1, 1],
      [5, 1],
      [5, 4],
      [1, 4],
    ] as const;
    const read = regionOf({ name: " liver bed ", polygon: polygon.map(([x, y]) => [x, y]) }, frame);
    expect(read).toEqual({
      region: { name: "liver bed", counts: runsOfBox([1, 1, 5, 4], frame), polygon },
    });
  });

  it.each([
    [{ counts: [80] }, "The No-Go region covers no pixel of the frame."],
    [{ counts: [1, 2] }, "The counts add up to 3 pixels, and the frame has 80 (10 × 8)."],
    [
      {
        polygon: [
          [20, 20],
          [30, 20],
          [30, 30],
        ],
      },
      "The No-Go region covers no pixel of the frame.",
    ],
  ] as const)("%j is told why it is none", (drawn, problem) => {
    expect(regionOf(drawn, frame)).toEqual({ problem });
  });

  test("is another with another name or another pixel", () => {
    const region = { name: "duct", counts: [3, 4, 73] };
    expect(sameRegions([region], [{ ...region, polygon: [[0, 0]] as never }])).toBe(true);
    expect(sameRegions([region], [{ ...region, name: null }])).toBe(false);
    expect(sameRegions([region], [{ ...region, counts: [3, 5, 72] }])).toBe(false);
    expect(sameRegions([region], [])).toBe(false);
  });
});
