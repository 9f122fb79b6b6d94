import { describe, expect, it } from "vitest";
import type { Box } from "@/lib/domain/geometry";
import { runsOfBox } from "@/lib/domain/no-go/pixel-runs";
import type { NoGoRegion } from "@/lib/domain/no-go/region";
import { describeRegionChanges, namesOfRegions, withRegions } from "./describe-regions";

const region = (name: string | null, box: Box = [0, 0, 4, 4]): NoGoRegion => ({
  name,
  counts: runsOfBox(box, { width: 20, height: 10 }),
});
const [duct, bed] = [region("common bile duct"), region("liver bed", [8, 2, 12, 9])];

it("names each structure once, and says how many have no name", () => {
  expect(namesOfRegions([duct, bed, duct])).toBe("common bile duct and liver bed");
  expect(namesOfRegions([duct, region(null), region(null)])).toBe("common bile duct and 2 without a name");
  expect(namesOfRegions([region(null)])).toBe("one without a name");
});

it("puts them after what a picture shows, where there are any", () => {
  expect(withRegions("The operative field.", [duct])).toBe("The operative field. No-Go: common bile duct.");
  expect(withRegions("The operative field.", [])).toBe("The operative field.");
});

describe("what changed", () => {
  it.each<[string, NoGoRegion[], NoGoRegion[], string]>([
    ["one more", [duct], [duct, bed], "No-Go regions changed: liver bed added."],
    ["one less", [duct, bed], [bed], "No-Go regions changed: common bile duct removed."],
    [
      "another shape",
      [duct, bed],
      [region("common bile duct", [1, 1, 5, 5]), bed],
      "No-Go regions changed: common bile duct drawn anew.",
    ],
    [
      "another name",
      [region(null)],
      [duct],
      "No-Go regions changed: No-Go region without a name removed, common bile duct added.",
    ],
    ["another order", [duct, bed], [bed, duct], ""],
    ["nothing", [duct], [duct], ""],
  ])("%s", (_, before, after, sentence) => {
    expect(describeRegionChanges(before, after)).toBe(sentence);
  });
});
