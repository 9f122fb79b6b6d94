import { describe, expect, it } from "vitest";
import type { Box } from "../geometry";
import type { Phase } from "../phases";
import { itemFlags } from "./item-flags";
import { itemStatistics } from "./item-statistics";

const [blank] = itemStatistics(["x"], []).items;
const statistics = (over: object) => ({ ...blank!, ...over });
const REFERENCE: Box = [100, 100, 200, 200];
const readings = (phases: Phase[], zones: Box[]) => ({
  referencePhase: "B" as const,
  referenceBoxes: [REFERENCE],
  phases,
  zones,
});
const none = readings([], []);

describe("itemFlags", () => {
  it.each([
    [{ n: 10, share: 0.09 }, ["too-hard"]],
    [{ n: 9, share: 0.09 }, []],
    [{ n: 20, share: 0.1 }, []],
    [{ n: 20, share: 0.95 }, []],
    [{ n: 20, share: 1 }, ["too-easy"]],
    [{ discriminationN: 10, discrimination: -0.01 }, ["negative-discrimination"]],
    [{ discriminationN: 10, discrimination: 0.09 }, ["weak-discrimination"]],
    [{ discriminationN: 10, discrimination: 0.1 }, []],
    [{ discriminationN: 9, discrimination: -1 }, []],
    [{ discriminationN: 30, discrimination: null }, []],
  ])("of %o are %o", (over, flags) => expect(itemFlags(statistics(over), none)).toEqual(flags));

  it("say when more than half chose one other phase", () => {
    expect(itemFlags(blank!, readings(["C", "C", "C", "B", "A"], []))).toEqual(["other-phase"]);
    expect(itemFlags(blank!, readings(["C", "C", "A", "A", "D", "D"], []))).toEqual([]);
    expect(itemFlags(blank!, readings(["B", "B", "B", "B", "B"], []))).toEqual([]);
    expect(itemFlags(blank!, readings(["C", "C", "C", "C"], []))).toEqual([]);
  });

  it("say when zones agree with one another and not with the reference", () => {
    const away: Box[] = [0, 4, 8, 12, 16].map((shift) => [400 + shift, 400, 500 + shift, 500]);
    const on: Box[] = away.map(([x1, , x2]) => [x1 - 300, 100, x2 - 300, 200]);
    const scattered: Box[] = [0, 1, 2, 3, 4].map((step) => [300 * step + 400, 400, 300 * step + 500, 500]);
    expect(itemFlags(blank!, readings([], away))).toEqual(["agree-elsewhere"]);
    expect(itemFlags(blank!, readings([], away.slice(1)))).toEqual([]);
    expect(itemFlags(blank!, readings([], on))).toEqual([]);
    expect(itemFlags(blank!, readings([], scattered))).toEqual([]);
  });
});
