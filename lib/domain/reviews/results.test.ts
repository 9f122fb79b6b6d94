import { describe, expect, it } from "vitest";
import type { Mark } from "./judgement";
import { type JudgedItem, reviewFigures } from "./results";

const item = (
  caseId: string,
  reviewer: number,
  best: number | null,
  marks: readonly (Mark | null)[],
  over: Partial<JudgedItem> = {},
): JudgedItem => ({
  caseId,
  video: caseId[0]!,
  phase: "B",
  reviewer,
  best,
  marks: new Map(marks.map((mark, index) => [index + 1, mark])),
  ...over,
});

// Two reviewers, two sources, cases k and l of one video each, and m of which one reviewer said nothing.
const items = [
  item("k", 1, 1, [1, 0]),
  item("k", 2, 1, [1, 1]),
  item("l", 1, 2, [0, 1], { phase: "D" }),
  item("l", 2, 1, [1, null], { phase: "D" }),
  item("m", 1, 1, [1, 0]),
  item("m", 2, null, [null, null]),
];

describe("the results of a review", () => {
  const { sources, onBest, onMarks } = reviewFigures(items, [1, 2]);

  it("count picks among picks and marks among marks", () => {
    expect(sources.map(({ source, selected }) => [source, selected.yes, selected.n])).toEqual([
      [1, 4, 5],
      [2, 1, 5],
    ]);
    expect(sources.map(({ accuracy }) => [accuracy.yes, accuracy.n])).toEqual([
      [4, 5],
      [2, 4],
    ]);
    expect(sources[0]!.selected.interval![0]).toBeLessThan(0.8);
    expect(sources[0]!.selected.interval![1]).toBeGreaterThan(0.8);
  });

  it("come by phase, and leave out what a phase doesn't have", () => {
    expect(sources[0]!.byPhase.D.selected).toEqual({ yes: 1, n: 2, share: 0.5, interval: null });
    expect(sources[0]!.byPhase.A.selected).toEqual({ yes: 0, n: 0, share: null, interval: null });
    expect(sources[1]!.byPhase.B.accuracy).toMatchObject({ yes: 1, n: 3 });
  });

  it("measure the agreement over what two reviewers have judged", () => {
    // Best: k agrees (1, 1), l differs (2, 1). α = 1 − 3 × 2 / (3 × 1 + 1 × 3) = 0.
    expect(onBest).toEqual({ alpha: expect.closeTo(0, 12), units: 2 });
    // Marks: k1 (1, 1), k2 (0, 1), l1 (0, 1). Four 1 and two 0: α = 1 − 5 × 4 / 16.
    expect(onMarks).toEqual({ alpha: expect.closeTo(-0.25, 12), units: 3 });
  });

  it("have no agreement with one reviewer, or where nothing differs", () => {
    const alone = reviewFigures(
      items.filter(({ reviewer }) => reviewer === 1),
      [1, 2],
    );
    expect([alone.onBest, alone.onMarks]).toEqual([
      { alpha: null, units: 0 },
      { alpha: null, units: 0 },
    ]);
    const same = [item("k", 1, 1, [1, 1]), item("k", 2, 1, [1, 1])];
    expect(reviewFigures(same, [1, 2]).onBest).toEqual({ alpha: null, units: 1 });
    expect(reviewFigures([], [1, 2]).sources[0]!.selected.share).toBeNull();
  });
});
