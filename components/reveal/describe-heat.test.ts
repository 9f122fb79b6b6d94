import { expect, it } from "vitest";
import type { Box } from "@/lib/domain/geometry";
import { agreementMap } from "@/lib/domain/scoring/agreement-map";
import { describeHeat } from "./describe-heat";

const frame = { width: 900, height: 600 };
const heatOf = (zones: readonly Box[]) => ({
  ...agreementMap(zones, frame, { columns: 48, rows: 27 }),
  n: zones.length,
});

it("tells where most zones lie over one another, and how many", () => {
  const left: Box = [50, 200, 250, 400];
  const far: Box = [700, 20, 850, 120];
  expect(describeHeat(heatOf([left, left, left, left, far]), frame)).toBe(
    "Where most of their zones lie, 4 of 5: middle left of the frame.",
  );
});

it("takes the part that they share where they lie over one another in part", () => {
  const zones: Box[] = [
    [300, 0, 500, 150],
    [400, 0, 600, 150],
    [450, 50, 500, 150],
  ];
  expect(describeHeat(heatOf(zones), frame)).toContain("3 of 3: upper centre");
});
