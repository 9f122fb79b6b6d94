import { describe, expect, it } from "vitest";
import type { Box } from "../geometry";
import { describeAnswer } from "./failure";
import { readZone } from "./zone";

const reference: Box = [100, 100, 200, 200];
const read = (box: Box | null) => readZone(box, [reference], { width: 640, height: 480 });

describe("describeAnswer", () => {
  it.each<[string, Box | null, string]>([
    ["on it", [100, 100, 200, 200], "Your zone is on the reference."],
    ["on it, low", [100, 130, 200, 230], "Your zone is on the reference, a little low."],
    [
      "overlapping",
      [80, 180, 150, 280],
      "Your zone overlaps the reference but sits too low and too far left.",
    ],
    [
      "around it",
      [0, 0, 640, 480],
      "Your zone takes in most of the reference but reaches far beyond it, mostly downwards and to the right.",
    ],
    [
      "around it, level",
      [0, 0, 300, 300],
      "Your zone takes in most of the reference but reaches far beyond it.",
    ],
    [
      "a corner of it",
      [100, 100, 140, 140],
      "Your zone is on the reference but takes in only a small part of it, high and to the left.",
    ],
    [
      "its middle",
      [135, 135, 165, 165],
      "Your zone is on the reference but takes in only a small part of it.",
    ],
    ["elsewhere", [400, 0, 500, 50], "Your zone misses the reference: it lies too high and too far right."],
    ["nowhere", null, "No zone was drawn."],
  ])("says where a zone lay: %s", (_, box, sentence) => {
    expect(describeAnswer("given", read(box))).toBe(sentence);
    expect(describeAnswer("right", read(box))).toBe(`Right phase. ${sentence}`);
  });

  it("says first that the phase was wrong", () => {
    expect(describeAnswer("wrong", read([100, 180, 200, 280]))).toBe(
      "Wrong phase. Your zone overlaps the reference but sits too low.",
    );
  });

  it("says that a zone on target is no hit under a wrong phase", () => {
    expect(describeAnswer("wrong", read(reference))).toMatch(/^Wrong phase\. .* not a hit\.$/);
  });
});
