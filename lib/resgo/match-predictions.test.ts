import { describe, expect, test } from "vitest";
import type { Box } from "@/lib/domain/geometry";
import { type KnownReference, type MatchOptions, matchPredictions } from "./match-predictions";
import type { PredictionLine } from "./predictions";

const rationale = { location: "", exposure: "", nextAction: "", criticalRisk: "" };

function reference(video: string, frame: number, split: KnownReference["split"] = "test"): KnownReference {
  return {
    video,
    frame,
    width: 100,
    height: 50,
    phase: "A",
    boxes: [[0, 0, 9, 9]],
    noGo: [],
    rationale,
    split,
    row: 10 + frame,
  };
}

function prediction(
  video: string,
  frame: number,
  row: number,
  box: Box | null = [0, 0, 100, 50],
): PredictionLine {
  const nothing = { phaseProbabilities: null, rationale: null, raw: null, error: null, samples: null };
  return { video, frame, row, phase: "A", box, ...nothing };
}

function match(
  references: KnownReference[],
  predictions: PredictionLine[],
  split: MatchOptions["split"] = "all",
) {
  return matchPredictions(references, predictions, {
    split,
    files: { predictions: "p.jsonl", reference: "r.jsonl" },
  });
}

const told = ({ problems }: ReturnType<typeof match>) =>
  problems.map(({ level, file, row, message }) => `${level}: ${file}, row ${row}: ${message}`);

describe("matchPredictions", () => {
  test("puts each prediction to its reference, whatever the spelling and order", () => {
    const { matches, problems } = match(
      [reference("V1", 1), reference("V1", 2), reference("V2", 1)],
      [prediction("v2 ", 1, 1), prediction("V1", 1, 2)],
    );
    expect(problems).toEqual([]);
    expect(matches.map(({ prediction: found }) => found?.row ?? null)).toEqual([2, null, 1]);
  });

  test.each([
    [
      "a frame twice",
      [prediction("V1", 1, 1), prediction("v1", 1, 2)],
      "row 2: v1, frame 1: it is predicted in row 1 already.",
    ],
    ["an unknown frame", [prediction("V1", 9, 3)], "row 3: V1, frame 9: the reference has no such frame."],
    ["an unknown video", [prediction("V3", 1, 3)], "row 3: V3, frame 1: the reference has no such frame."],
    [
      "a box outside",
      [prediction("V1", 1, 4, [0, 0, 100.5, 50])],
      "row 4: V1, frame 1: The box leaves the frame, which is 100 × 50 pixels.",
    ],
    [
      "an empty box",
      [prediction("V1", 1, 4, [5, 5, 5, 9])],
      "row 4: V1, frame 1: The box is empty: x1 must be less than x2, and y1 less than y2.",
    ],
  ])("refuses %s, by file and row", (_, predictions, message) => {
    expect(told(match([reference("V1", 1)], predictions))).toEqual([`error: p.jsonl, ${message}`]);
  });

  test("counts the cases of the split alone, and passes over predictions about the other", () => {
    const { matches, outside, problems } = match(
      [reference("V1", 1), reference("V2", 1, "train")],
      [prediction("V1", 1, 1), prediction("V2", 1, 2)],
      "test",
    );
    expect([matches.length, outside, problems]).toEqual([1, 1, []]);
  });

  test("refuses a split that isn't known, once a video, and one without a case", () => {
    const unknown = [reference("V1", 1, null), reference("V1", 2, null), reference("V2", 1)];
    expect(told(match(unknown, [], "test"))).toEqual([
      "error: r.jsonl, row 11: V1 is in no split, so that nobody can say whether it belongs to test. Say so for every video, or measure all of them.",
    ]);
    expect(match(unknown, [], "all").problems).toEqual([]);
    expect(told(match([reference("V1", 1)], [], "train"))).toEqual([
      "error: r.jsonl, row null: The reference has no case in the split train.",
    ]);
  });

  test("stops counting where a file is wrong all over", () => {
    const wrong = Array.from({ length: 1000 }, (_, row) => prediction("V9", row, row + 1));
    expect(match([reference("V1", 1)], wrong).problems).toHaveLength(100);
  });
});
