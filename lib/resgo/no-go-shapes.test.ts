import { describe, expect, it, test } from "vitest";
import type { Point } from "@/lib/domain/geometry";
import { pixelCount, runsOfBitmap, runsOfPolygon } from "@/lib/domain/no-go/pixel-runs";
import { type LabelledShape, regionsOfShapes, shapeOfRegion } from "./no-go-shapes";
import { greyPng } from "./testing/grey-png";

const frame = { width: 640, height: 360 };

const shape = (given: Partial<LabelledShape>): LabelledShape => ({
  type: "polygon",
  points: [],
  description: "",
  mask: null,
  ...given,
});

/** Round the frame's middle. */
const ring = (corners: number): Point[] =>
  Array.from({ length: corners }, (_, index) => ({
    x: 320 + 150 * Math.cos((2 * Math.PI * index) / corners),
    y: 180 + 150 * Math.sin((2 * Math.PI * index) / corners),
  }));

describe("a region as a program traced it", () => {
  test("of 20,000 points is read to the pixel, and keeps no corners to drag", async () => {
    const points = ring(20_000);
    const { regions, errors } = await regionsOfShapes([shape({ points })], frame);
    expect(errors).toEqual([]);
    expect(regions).toEqual([{ name: null, counts: runsOfPolygon(points, frame) }]);
    expect(pixelCount(regions[0]!.counts) / (Math.PI * 150 ** 2)).toBeCloseTo(1, 2);
  });

  test("of 100,000 points is refused before it is drawn", async () => {
    expect(
      await regionsOfShapes([shape({ points: ring(60_000) }), shape({ points: ring(40_000) })], frame),
    ).toEqual({
      regions: [],
      errors: ["The No-Go regions have 100,000 points; 20000 are the most."],
    });
  });

  test("of more than fifty, none is drawn", async () => {
    const { regions, errors } = await regionsOfShapes(
      Array.from({ length: 51 }, () => shape({ points: ring(9) })),
      frame,
    );
    expect([regions, errors]).toEqual([[], ["There are 51 No-Go regions; 50 are the most."]]);
  });
});

describe("a mask", () => {
  const size = { width: 30, height: 20 };
  const pixels = Uint8Array.from({ length: 600 }, (_, at) => (at % 7 < 3 ? 1 : 0));
  const whole = greyPng(pixels, size);
  const read = (mask: Buffer | null, points: readonly Point[] = [{ x: 100, y: 50 }]) =>
    regionsOfShapes([shape({ type: "mask", points, mask: mask?.toString("base64") ?? null })], frame);

  test("of ones is as good as one of 255, and comes back to the pixel", async () => {
    const bitmap = new Uint8Array(frame.width * frame.height);
    for (const [at, pixel] of pixels.entries())
      bitmap[(50 + Math.floor(at / 30)) * frame.width + 100 + (at % 30)] = pixel;
    const { regions, errors } = await read(whole);
    expect(errors).toEqual([]);
    expect(regions).toEqual([{ name: null, counts: runsOfBitmap(bitmap, frame) }]);
    const { points, mask } = (await shapeOfRegion(regions[0]!, frame)) as {
      points: [number, number][];
      mask: string;
    };
    // As LabelMe itself writes it: 8 bits of grey.
    expect([...Buffer.from(mask, "base64").subarray(24, 26)]).toEqual([8, 0]);
    const [left, top] = points[0]!;
    expect(await read(Buffer.from(mask, "base64"), [{ x: left, y: top }])).toEqual({ regions, errors: [] });
  });

  it.each([
    ["cut short", whole.subarray(0, whole.length - 30)],
    ["without its end", whole.subarray(0, 50)],
    ["with a flipped bit", Buffer.from(whole.map((byte, at) => (at === 48 ? byte ^ 8 : byte)))],
    ["of text", Buffer.from("a mask")],
    ["of nothing", Buffer.alloc(0)],
  ])("%s is no picture", async (_, mask) => {
    expect(await read(mask)).toEqual({
      regions: [],
      errors: ["The mask of a No-Go region is no picture that can be read."],
    });
  });

  test("far larger than its frame is not unpacked", async () => {
    const huge = greyPng(new Uint8Array(4_000 * 4_000).fill(1), { width: 4_000, height: 4_000 });
    expect((await read(huge)).errors).toEqual(["The mask of a No-Go region is no picture that can be read."]);
  });

  it.each([
    ["left of the frame", { x: -40, y: 50 }],
    ["below it", { x: 100, y: 400 }],
    ["nowhere near", { x: 1e300, y: -1e300 }],
  ])("%s covers none of its pixels", async (_, point) => {
    expect((await read(whole, [point])).errors).toEqual(["The No-Go region covers no pixel of the frame."]);
  });

  test("without a place or a picture is said to be none", async () => {
    const errors = ["A No-Go region is a mask without a place or without a picture."];
    expect(await read(null)).toEqual({ regions: [], errors });
    expect(await read(whole, [])).toEqual({ regions: [], errors });
  });
});

it.each([
  [
    "outside",
    [
      { x: 900, y: 900 },
      { x: 910, y: 900 },
    ],
    "The No-Go region covers no pixel of the frame.",
  ],
  [
    "without an edge",
    [{ x: 9, y: 9 }],
    "A No-Go region is a circle without a centre and a point on its edge.",
  ],
  [
    "of no size",
    [
      { x: 9, y: 9 },
      { x: 9, y: 9 },
    ],
    "The No-Go region covers no pixel of the frame.",
  ],
])("a circle %s is refused", async (_, points, problem) => {
  expect(await regionsOfShapes([shape({ type: "circle", points })], frame)).toEqual({
    regions: [],
    errors: [problem],
  });
});
