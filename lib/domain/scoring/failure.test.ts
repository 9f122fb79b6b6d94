import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Box, boxArea, intersectionArea, iou } from "../geometry";
import { anyBox, anyFrame } from "../testing/arbitraries";
import { describeAnswer, readZone } from "./failure";
import { scoreZone } from "./score";

const reference: Box = [100, 100, 200, 200];
const read = (box: Box | null) => readZone(box, { boxes: [reference] });

describe("readZone", () => {
  it("says hit exactly where the score does", () => {
    fc.assert(
      fc.property(
        anyFrame.chain((size) =>
          fc.tuple(fc.constant(size), anyBox(size), fc.array(anyBox(size), { minLength: 1 })),
        ),
        ([size, box, boxes]) => {
          const { iou: score } = scoreZone(box, boxes, size);
          const { outcome } = readZone(box, { boxes });
          expect(outcome === "hit").toBe(score >= 0.25);
          expect(outcome === "missed").toBe(score === 0);
        },
      ),
    );
  });

  it("never has to choose between too large and too small", () => {
    fc.assert(
      fc.property(
        anyFrame.chain((size) => fc.tuple(anyBox(size), anyBox(size))),
        ([box, other]) => {
          fc.pre(iou(box, other) < 0.25);
          const shared = intersectionArea(box, other);
          expect(shared >= boxArea(box) / 2 && shared >= boxArea(other) / 2 && shared > 0).toBe(false);
        },
      ),
    );
  });

  it.each<[string, Box, string]>([
    ["the whole frame", [0, 0, 640, 480], "too-large"],
    ["a corner of it", [110, 110, 140, 140], "too-small"],
    ["a graze", [180, 180, 280, 280], "shifted"],
    ["the other side", [400, 100, 500, 200], "missed"],
    ["three quarters", [100, 100, 200, 175], "hit"],
  ])("reads %s", (_, box, outcome) => expect(read(box).outcome).toBe(outcome));

  it("tells the direction from the reference, as the picture shows it", () => {
    expect(read([100, 250, 200, 350]).offset).toEqual({ vertical: "low", horizontal: null });
    expect(read([300, 0, 400, 50]).offset).toEqual({ vertical: "high", horizontal: "right" });
    expect(read([110, 110, 190, 190]).offset).toEqual({ vertical: null, horizontal: null });
  });

  it("takes no zone for a miss", () => expect(read(null).outcome).toBe("missed"));
});

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
