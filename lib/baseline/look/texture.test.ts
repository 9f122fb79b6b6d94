import { describe, expect, test } from "vitest";
import { gradient, localPatterns, PATTERNS } from "./texture";

const SIZE = { width: 12, height: 9 };

function plane(lightness: (x: number, y: number) => number): Float32Array {
  return Float32Array.from({ length: SIZE.width * SIZE.height }, (_, i) =>
    lightness(i % SIZE.width, Math.floor(i / SIZE.width)),
  );
}

describe("gradient", () => {
  test("is the slope of a ramp, in any direction", () => {
    const along = gradient(
      plane((x) => 0.03 * x),
      SIZE,
    );
    const slanting = gradient(
      plane((x, y) => 0.03 * x + 0.04 * y),
      SIZE,
    );
    expect(along[3 * SIZE.width + 5]).toBeCloseTo(0.03, 6);
    expect(slanting[3 * SIZE.width + 5]).toBeCloseTo(0.05, 6);
  });

  test("is nothing where nothing changes, the frame's edge included", () => {
    expect(
      Math.max(
        ...gradient(
          plane(() => 0.4),
          SIZE,
        ),
      ),
    ).toBe(0);
  });
});

describe("localPatterns", () => {
  const patternsOf = (lightness: (x: number, y: number) => number) => localPatterns(plane(lightness), SIZE);

  test("are shares", () => {
    const shares = patternsOf((x, y) => ((x * 7 + y * 13) % 5) / 5);
    expect(shares).toHaveLength(PATTERNS);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test("of an even field are all flat, and faint noise doesn’t change that", () => {
    expect(patternsOf(() => 0.5)[0]).toBe(1);
    expect(patternsOf((x, y) => 0.5 + 0.002 * ((x + y) % 2))[0]).toBe(1);
  });

  test("of a ramp are edges with three lighter neighbours, whichever way it rises", () => {
    for (const rise of [(x: number) => x, (_: number, y: number) => y, (x: number) => -x]) {
      expect(patternsOf((x, y) => 0.02 * rise(x, y) + 0.5)[3]).toBe(1);
    }
  });

  test("of a chessboard are dark centres among four light corners, and the reverse: no plain pattern", () => {
    expect(patternsOf((x, y) => ((x + y) % 2 === 0 ? 0.2 : 0.8))[PATTERNS - 1]).toBeGreaterThan(0.3);
  });
});
