import { describe, expect, it } from "vitest";
import { seededRandom } from "./random";

const draw = (seed: number, count: number): number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, random);
};

describe("seededRandom", () => {
  it("gives the same numbers for the same seed, and others for another", () => {
    expect(draw(7, 50)).toEqual(draw(7, 50));
    expect(new Set([...draw(0, 50), ...draw(1, 50), ...draw(4_294_967_295, 50)]).size).toBe(150);
  });

  it("stays in [0, 1) and is spread evenly", () => {
    const numbers = draw(3, 100_000);
    expect(Math.min(...numbers.slice(0, 1000))).toBeGreaterThanOrEqual(0);
    const tenths = new Array<number>(10).fill(0);
    for (const number of numbers) tenths[Math.floor(number * 10)]! += 1;
    // Chi-square with nine degrees exceeds 27.9 once in a thousand.
    const chiSquare = tenths.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(tenths).toHaveLength(10);
    expect(chiSquare).toBeLessThan(27.9);
  });
});
