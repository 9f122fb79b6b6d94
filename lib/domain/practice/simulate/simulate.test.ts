import { describe, expect, it } from "vitest";
import { seededRandom } from "../../statistics/random";
import type { Chooser } from "./choosers";
import { guesserGain } from "./guesser";
import { LEARNERS, type Learner } from "./readers";
import { simulate } from "./simulate";
import { summarize } from "./summary";

const run = (learner: Learner, chooser: Chooser, readers = 24) =>
  summarize(simulate({ readers, law: LEARNERS[learner], chooser, seed: 5 }));

// The bounds leave room for the noise of so few readers: docs/practice.md has the figures of many.
describe("the chooser beside chance", () => {
  it.each<[Learner, number, number]>([
    ["forgetting", 0.8, 0.95],
    ["slow", 0.95, 1],
    ["no-spacing", 1.05, 1],
  ])("clears traps and masters skills sooner: %s", (learner, traps, mastery) => {
    const [ours, chance] = [run(learner, "review"), run(learner, "random")];
    expect(ours.casesToClearTraps.median! / chance.casesToClearTraps.median!).toBeLessThan(traps);
    expect(ours.casesToMastery.median! / chance.casesToMastery.median!).toBeLessThan(mastery);
    expect(ours.skill.meanAbsoluteError).toBeLessThan(0.07);
    expect(ours.skill.correlation).toBeGreaterThan(0.6);
    expect(ours.difficulty.correlation).toBeGreaterThan(0.8);
    expect(ours.covered).toBeGreaterThan(0.9);
  });

  it("comes out the same for the same seed", () => {
    expect(run("forgetting", "review", 2)).toEqual(run("forgetting", "review", 2));
  });
});

describe("whoever names the likeliest phase by the rules", () => {
  it("gains less than three points", () => {
    expect(guesserGain("review", seededRandom(9), 30)).toBeLessThan(0.03);
  });

  it("knows every phase where a sitting has one", () => {
    expect(guesserGain("blocked", seededRandom(9), 5)).toBe(0.75);
  });
});
