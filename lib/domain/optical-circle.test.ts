import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areaOfCircle, type Circle, findCircle, LOOKED_AT, type Pixels } from "./optical-circle";

const HEIGHT = 90;
const SIZE = { width: LOOKED_AT, height: HEIGHT };

/** A picture whose light, 0 to 255, is given for the middle of each pixel. */
function paint(light: (x: number, y: number) => number, { width, height } = SIZE): Pixels {
  const data = Array.from({ length: width * height }, (_, at) => {
    const value = Math.round(light((at % width) + 0.5, Math.floor(at / width) + 0.5));
    return [value, value / 2, value / 3, 255];
  });
  return { width, height, data: data.flat() };
}

const within =
  ({ x, y, radius }: Circle) =>
  (px: number, py: number) =>
    Math.hypot(px - x, py - y) < radius ? 140 : 3;

describe("findCircle", () => {
  it("finds a circle to half a pixel, whole or cut off above and below", () => {
    const circles = fc.record({
      x: fc.double({ min: 72, max: 88, noNaN: true }),
      y: fc.double({ min: 40, max: 50, noNaN: true }),
      radius: fc.double({ min: 36, max: 64, noNaN: true }),
    });
    fc.assert(
      fc.property(circles, (circle) => {
        const found = findCircle(paint(within(circle)))!;
        expect(Math.hypot(found.x - circle.x, found.y - circle.y)).toBeLessThan(0.5);
        expect(Math.abs(found.radius - circle.radius)).toBeLessThan(0.5);
      }),
      { numRuns: 30 },
    );
  });

  it("finds it with writing in the surround, a shadow on a third of the rim, and noise", () => {
    const lit = within({ x: 80, y: 45, radius: 44 });
    const light = (x: number, y: number): number => {
      if (x < 22 && y > 80 && y < 84) return 180;
      const inShadow = x > 100 && y < 40;
      return (inShadow ? Math.min(8, lit(x, y)) : lit(x, y)) + ((Math.floor(x) * 7 + Math.floor(y) * 13) % 9);
    };
    const found = findCircle(paint(light))!;
    expect([found.x, found.y, found.radius].map(Math.round)).toEqual([80, 45, 44]);
  });

  it.each<[string, (x: number, y: number) => number]>([
    ["a frame that is full", () => 120],
    ["black", () => 0],
    ["a picture between black bars", (x) => (x > 20 && x < 140 ? 130 : 0)],
    ["a picture that darkens towards its corners", (x, y) => 160 - 1.3 * Math.hypot(x - 80, y - 45)],
    ["tissue around the circle", (x, y) => (Math.hypot(x - 80, y - 45) < 44 ? 140 : 60)],
    ["a circle that is hardly there", (x, y) => (Math.hypot(x - 80, y - 45) < 12 ? 140 : 0)],
    ["a circle at the side", (x, y) => (Math.hypot(x - 40, y - 45) < 39 ? 140 : 0)],
    ["a square", (x, y) => (Math.abs(x - 80) < 40 && Math.abs(y - 45) < 40 ? 140 : 0)],
    ["a half circle", (x, y) => (x < 80 && Math.hypot(x - 80, y - 45) < 44 ? 140 : 0)],
  ])("finds none in %s", (_, light) => expect(findCircle(paint(light))).toBeNull());
});

describe("areaOfCircle", () => {
  it("is in the frame's natural pixels, and within the frame", () => {
    const frame = { width: 1600, height: 900 };
    expect(areaOfCircle({ x: 80, y: 45, radius: 40 }, SIZE, frame)).toEqual([400, 50, 1200, 850]);
    expect(areaOfCircle({ x: 80, y: 45, radius: 60 }, SIZE, frame)).toEqual([200, 0, 1400, 900]);
  });
});
