import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Box } from "@/lib/domain/geometry";
import { gripAt, HANDLES, handlePoint } from "./box-edit";

const box: Box = [100, 100, 300, 260];

describe("gripAt", () => {
  it("takes every handle at its place, and a little beside it", () => {
    for (const handle of HANDLES) {
      const { x, y } = handlePoint(box, handle);
      expect(gripAt(box, { x, y }, 12)).toBe(handle);
      expect(gripAt(box, { x: x + 9, y: y - 9 }, 12)).toBe(handle);
    }
  });

  it("takes an edge between the handles, more narrowly", () => {
    expect(gripAt(box, { x: 150, y: 103 }, 12)).toBe("n");
    expect(gripAt(box, { x: 150, y: 108 }, 12)).toBe("inside");
    expect(gripAt(box, { x: 302, y: 220 }, 12)).toBe("e");
  });

  it("takes the inside, and nothing outside", () => {
    expect(gripAt(box, { x: 200, y: 180 }, 12)).toBe("inside");
    expect(gripAt(box, { x: 320, y: 180 }, 12)).toBeNull();
    expect(gripAt(box, { x: 200, y: 90 }, 5)).toBeNull();
  });

  it("lets any box be moved by its middle and resized by its corners, however coarse the finger", () => {
    const sides = fc.double({ min: 8, max: 400, noNaN: true });
    fc.assert(
      fc.property(sides, sides, fc.double({ min: 1, max: 60, noNaN: true }), (width, height, reach) => {
        const some: Box = [50, 60, 50 + width, 60 + height];
        expect(gripAt(some, { x: 50 + width / 2, y: 60 + height / 2 }, reach)).toBe("inside");
        for (const handle of ["nw", "ne", "se", "sw"] as const) {
          expect(gripAt(some, handlePoint(some, handle), reach)).toBe(handle);
        }
      }),
    );
  });
});
