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
  it("says first whether the phase was right, then where the zone lay", () => {
    const low = read([100, 180, 200, 280]);
    expect(describeAnswer("right", low)).toMatch(/^Right phase\. .*too low/);
    expect(describeAnswer("wrong", low)).toMatch(/^Wrong phase\. .*too low/);
    expect(describeAnswer("given", low)).not.toMatch(/phase\./);
  });

  it("says that a zone on target counts for nothing under a wrong phase", () => {
    expect(describeAnswer("wrong", read(reference))).toContain("counts for nothing");
  });
});
