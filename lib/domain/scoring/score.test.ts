import { describe, expect, it } from "vitest";
import type { Size } from "../geometry";
import { scoreAnswer } from "./score";

const frame: Size = { width: 300, height: 400 };

describe("the hardcore metric", () => {
  const reference = { phase: "B", boxes: [[0, 0, 100, 100]] } as const;

  it("counts nothing under a wrong phase", () => {
    expect(scoreAnswer("C", [0, 0, 100, 100], reference, frame)).toEqual({
      phaseCorrect: false,
      iou: 1,
      centerDistance: 0,
      hit25: true,
      hardcoreIou: 0,
      hardcoreHit: false,
    });
  });

  it("counts the zone under the right phase, from an IoU of 0.25 on", () => {
    expect(scoreAnswer("B", [0, 0, 50, 50], reference, frame)).toMatchObject({
      hit25: true,
      hardcoreIou: 0.25,
      hardcoreHit: true,
    });
    expect(scoreAnswer("B", [0, 0, 50, 49.9], reference, frame)).toMatchObject({
      hit25: false,
      hardcoreHit: false,
    });
  });

  it("takes no phase for a wrong one", () => {
    expect(scoreAnswer(null, [0, 0, 100, 100], reference, frame).hardcoreHit).toBe(false);
  });
});
