import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Box } from "@/lib/domain/geometry";
import { describePixels, describePlace, describeSpan } from "./describe-box";

const frame = { width: 900, height: 600 };
const around = (x: number, y: number): Box => [x - 10, y - 10, x + 10, y + 10];

describe("describePlace", () => {
  it.each([
    [100, 100, "upper left"],
    [450, 100, "upper centre"],
    [450, 300, "centre"],
    [800, 300, "middle right"],
    [100, 500, "lower left"],
  ])("names the third in which (%i, %i) lies", (x, y, place) => {
    expect(describePlace(around(x, y), frame)).toBe(place);
  });

  it("is mirrored as the picture is", () => {
    const mirrored = { left: "right", right: "left", centre: "centre" } as const;
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 890 }), fc.integer({ min: 10, max: 590 }), (x, y) => {
        const words = describePlace(around(x, y), frame).replace(
          /left|right|centre/,
          (word) => mirrored[word as keyof typeof mirrored],
        );
        expect(describePlace(around(900 - x, y), frame)).toBe(words);
      }),
    );
  });
});

it("tells a box's span and pixels", () => {
  expect(describeSpan([0, 0, 225, 60], frame)).toBe("25% of the width, 10% of the height");
  expect(describePixels([119.6, 80, 240.2, 190])).toBe("x 120–240, y 80–190 px");
});
