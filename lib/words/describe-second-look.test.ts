import { describe, expect, it } from "vitest";
import type { Box } from "../domain/geometry";
import { completeScore } from "../domain/scoring/score";
import { NO_ZONE } from "../domain/scoring/zone";
import type { Aid } from "../domain/second-look/aid";
import { describeSecondLook } from "./describe-second-look";

const BOX: Box = [0, 0, 10, 10];
const OTHER: Box = [50, 50, 60, 60];
const model: Aid = { kind: "model", model: "M", run: "r", phase: "C", box: OTHER };
const clip: Aid = { kind: "clip", clipUrl: "/" };
const score = (right: boolean, iou: number) => completeScore(right, { iou, centerDistance: 0 });

function said(
  aid: Aid,
  first: { phase: "A" | "B" | "C"; box: Box; right: boolean; iou: number },
  last: { phase: "A" | "B" | "C"; box: Box; right: boolean; iou: number },
): string {
  return describeSecondLook(
    {
      aid,
      last: {
        phase: last.phase,
        box: last.box,
        score: score(last.right, last.iou),
        zone: { ...NO_ZONE, contact: null },
      },
    },
    { mode: "guided", phase: first.phase, box: first.box },
    score(first.right, first.iou),
  );
}

const wrong = { phase: "A", box: BOX, right: false, iou: 0 } as const;
const right = { phase: "B", box: BOX, right: true, iou: 1 } as const;

describe("what became of an answer in its second look", () => {
  it("names the model where the reader took its phase", () => {
    expect(said(model, right, { ...wrong, phase: "C" })).toBe(
      "You were right, and moved away because of the model.",
    );
    expect(said(model, wrong, { ...right, phase: "C" })).toBe(
      "You were wrong, and the model brought you to the right phase.",
    );
  });

  it("doesn’t blame the model for a phase that it didn’t say", () => {
    expect(said(model, right, wrong)).toBe("You were right, and changed to a wrong phase.");
  });

  it("says what was kept, and what became of the zone", () => {
    expect(said(model, right, right)).toBe("You kept your answer.");
    expect(said(model, { ...right, iou: 0 }, { ...right, box: OTHER })).toBe(
      "Your zone was off the reference, and the model brought it there.",
    );
    expect(said(clip, right, { ...right, box: OTHER, iou: 0 })).toBe(
      "Your zone was on the reference, and moved away after the seconds before.",
    );
    expect(said(clip, right, { ...right, box: OTHER, iou: 0.5 })).toBe(
      "You changed your answer, and it was right both times.",
    );
  });

  it("says that it was left open", () => {
    expect(
      describeSecondLook({ aid: clip, last: null }, { mode: "guided", phase: "B", box: BOX }, score(true, 1)),
    ).toBe("You left the second look open, so your first answer stands.");
  });
});
