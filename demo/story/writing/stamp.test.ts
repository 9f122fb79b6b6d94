import fc from "fast-check";
import sharp from "sharp";
import { expect, test } from "vitest";
import { FRAME } from "@/demo/scene/facts";
import { type Box, boxProblem, intersectionArea } from "@/lib/domain/geometry";
import { placeStamp, stampPicture } from "./stamp";

const zone: fc.Arbitrary<Box> = fc
  .record({
    x: fc.integer({ min: 0, max: 1000 }),
    y: fc.integer({ min: 0, max: 500 }),
    width: fc.integer({ min: 40, max: 280 }),
    height: fc.integer({ min: 30, max: 220 }),
  })
  .map(({ x, y, width, height }) => [x, y, x + width, y + height]);

test("the notice stands in the frame, on no zone, wherever two zones are", () => {
  fc.assert(
    fc.property(fc.array(zone, { minLength: 1, maxLength: 2 }), (zones) => {
      const place = placeStamp(zones);
      expect(boxProblem(place, FRAME)).toBeNull();
      for (const one of zones) expect(intersectionArea(place, one)).toBe(0);
    }),
  );
});

test("says so when no corner is left", () => {
  expect(() => placeStamp([[0, 0, 1280, 720]])).toThrow(/no corner/);
});

test("is drawn where it is placed, and nowhere else", async () => {
  const zones: Box[] = [[0, 600, 300, 720]];
  const [x1, y1, x2, y2] = placeStamp(zones);
  const { data } = await sharp(stampPicture(zones)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  let inside = 0;
  for (let at = 0; at < FRAME.width * FRAME.height; at += 1) {
    if (data[at * 4 + 3] === 0) continue;
    const [x, y] = [at % FRAME.width, Math.floor(at / FRAME.width)];
    expect(x >= x1 && x < x2 && y >= y1 && y < y2).toBe(true);
    inside += 1;
  }
  expect(inside).toBeGreaterThan(800);
});
