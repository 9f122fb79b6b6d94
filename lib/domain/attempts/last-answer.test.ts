import { describe, expect, it } from "vitest";
import type { Box } from "../geometry";
import type { Aid } from "../second-look/aid";
import { isAidRight, lastAnswer, movementTowards } from "./last-answer";

const BOX: Box = [0, 0, 100, 100];
const HALF: Box = [0, 0, 50, 100];
const FAR: Box = [500, 300, 600, 400];
const FRAME = { width: 1000, height: 500 };
const REFERENCE = { phase: "B" as const, boxes: [BOX], noGo: [] };

const model = (over: Partial<Extract<Aid, { kind: "model" }>> = {}): Aid => ({
  kind: "model",
  model: "M",
  run: "r",
  phase: "B",
  box: BOX,
  ...over,
});
const clip: Aid = { kind: "clip", clipUrl: "/api/cases/1/clip" };
const cohort: Aid = { kind: "cohort", readers: 2, boxes: [BOX, HALF] };

describe("the aid of a second look", () => {
  it("is right by phase and zone, or by its zone alone where the phase was given", () => {
    expect(isAidRight(model(), "guided", REFERENCE, FRAME)).toBe(true);
    expect(isAidRight(model({ phase: "C" }), "guided", REFERENCE, FRAME)).toBe(false);
    expect(isAidRight(model({ box: FAR }), "guided", REFERENCE, FRAME)).toBe(false);
    expect(isAidRight(model({ phase: "C" }), "phase-given", REFERENCE, FRAME)).toBe(true);
    expect(isAidRight(clip, "guided", REFERENCE, FRAME)).toBeNull();
    expect(isAidRight(cohort, "guided", REFERENCE, FRAME)).toBeNull();
  });

  it("draws the zone towards it by the IoU that is gained", () => {
    expect(movementTowards(model(), HALF, BOX)).toBe(0.5);
    expect(movementTowards(model(), BOX, FAR)).toBe(-1);
    expect(movementTowards(model(), HALF, HALF)).toBe(0);
    expect(movementTowards(cohort, FAR, BOX)).toBe(0.75);
    expect(movementTowards(clip, FAR, BOX)).toBeNull();
  });
});

describe("the last answer", () => {
  const first = { mode: "exam", phase: "B", box: BOX } as const;

  it("keeps what is left out", () => {
    expect(lastAnswer(first, {})).toEqual({ phase: "B", box: BOX });
    expect(lastAnswer(first, { phase: "C" })).toEqual({ phase: "C", box: BOX });
    expect(lastAnswer(first, { box: HALF })).toEqual({ phase: "B", box: HALF });
  });

  it("keeps a phase that was given", () => {
    expect(lastAnswer({ ...first, mode: "phase-given" }, { phase: "C" }).phase).toBe("B");
  });
});
