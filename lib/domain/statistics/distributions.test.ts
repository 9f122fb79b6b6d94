import { describe, expect, it } from "vitest";
import { normalBelow, studentAbove, studentWithin } from "./distributions";

describe("normalBelow", () => {
  it.each([
    [0, 0.5],
    [1.959963984540054, 0.975],
    [-1.6448536269514722, 0.05],
    [-3, 0.0013498980316300933],
    [6, 0.9999999990134123],
    [-50, 0],
    [50, 1],
  ])("of %d is %d", (z, share) => expect(normalBelow(z)).toBeCloseTo(share, 14));
});

describe("studentAbove", () => {
  it.each([
    [0.025, 1, 12.7062047362],
    [0.025, 2, 4.3026527297],
    [0.025, 3, 3.1824463053],
    [0.025, 4, 2.7764451052],
    [0.025, 9, 2.2621571628],
    [0.05, 20, 1.7247182429],
    [0.005, 30, 2.7499956536],
    [0.025, 1000, 1.9623390808],
  ])("of %d with %i degrees is %d", (share, degrees, t) => {
    expect(studentAbove(share, degrees)).toBeCloseTo(t, 9);
    expect(studentWithin(t, degrees)).toBeCloseTo(1 - 2 * share, 9);
  });
});
