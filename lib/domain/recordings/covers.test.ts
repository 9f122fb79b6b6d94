import fc from "fast-check";
import { expect, test } from "vitest";
import { coverOn } from "./covers";

test("a cover is never smaller on a picture of another size, and lies on whole pixels", () => {
  const natural = { width: 1920, height: 1080 };
  const side = fc.integer({ min: 2, max: 2000 });
  const box = fc
    .tuple(fc.nat(1900), fc.nat(1060), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }))
    .map(([x, y, w, h]) => [x, y, x + w, y + h] as const);
  fc.assert(
    fc.property(box, side, side, (cover, width, height) => {
      const [x1, y1, x2, y2] = coverOn(cover, natural, { width, height })!;
      expect([x1, y1, x2, y2].every(Number.isInteger)).toBe(true);
      const [across, down] = [width / natural.width, height / natural.height];
      expect(x1).toBeLessThanOrEqual(cover[0] * across);
      expect(y1).toBeLessThanOrEqual(cover[1] * down);
      expect(x2).toBeGreaterThanOrEqual(Math.min(width, cover[2] * across));
      expect(y2).toBeGreaterThanOrEqual(Math.min(height, cover[3] * down));
    }),
  );
});
