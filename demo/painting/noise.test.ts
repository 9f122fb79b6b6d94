import fc from "fast-check";
import { expect, test } from "vitest";
import { lobules, roughNoise, smoothNoise } from "./noise";

const place = fc.double({ min: -3000, max: 3000, noNaN: true });

test.each([
  ["smooth", smoothNoise(20, 1), -1.6, 1.6],
  ["rough", roughNoise(40, 3, 1), -3, 3],
  ["lobules", lobules(40, 1), 0, 1],
])("%s noise keeps its range and is the same each time", (_, noise, low, high) => {
  fc.assert(
    fc.property(place, place, (x, y) => {
      expect(noise(x, y)).toBeGreaterThanOrEqual(low);
      expect(noise(x, y)).toBeLessThanOrEqual(high);
      expect(noise(x, y)).toBe(noise(x, y));
    }),
  );
});

test("smooth noise has no steps, and another seed is another noise", () => {
  const [one, other] = [smoothNoise(20, 1), smoothNoise(20, 2)];
  let apart = 0;
  for (let x = 0; x < 400; x += 0.25) {
    expect(Math.abs(one(x + 0.25, 7) - one(x, 7))).toBeLessThan(0.1);
    apart = Math.max(apart, Math.abs(one(x, 7) - other(x, 7)));
  }
  expect(apart).toBeGreaterThan(0.3);
});
