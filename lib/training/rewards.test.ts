import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shareRecalled } from "@/lib/domain/rationale-recall";
import { scoreZone } from "@/lib/domain/scoring/zone";
import { entityKeys, recallWhole } from "@/lib/recall/recall-rationale";
import { USUAL_BOXES } from "@/lib/vlm/answers/box-convention";
import { parseBox } from "@/lib/vlm/answers/parse-box";
import { parseRationale } from "@/lib/vlm/answers/parse-rationale";
import { stripThinking } from "@/lib/vlm/answers/strip-thinking";
import { isPhaseForm, isWholeForm, isZoneForm } from "./answer-form";
import { ALPHA, REWARDS, rewardsOf, type Truth } from "./rewards";
import { vectorsOf } from "./vectors";

const frame = { width: 1_920, height: 1_080 };
const reference = {
  location: "The cystic duct and the artery.",
  exposure: "Adequate.",
  nextAction: "Dissect the fat.",
  criticalRisk: "The CBD.",
};
const truth: Truth = {
  phase: "B",
  boxes: [
    [960, 540, 1_152, 648],
    [0, 0, 192, 108],
  ],
  ...frame,
  entities: entityKeys(reference),
};
const words =
  "Location: The cystic duct.\nExposure: Adequate.\nNext action: Dissect.\nCritical risk: The common bile duct.";
const last = '```json\n{"bbox_2d": [500, 500, 600, 600], "label": "Go Zone"}\n```';
const whole = `${words}\n\n${last}`;

describe("rewards", () => {
  it("are 1 for what is right", () => {
    expect(rewardsOf({ turn1: "B", turn2: whole }, truth)).toEqual({
      ...{ phase: 1, format: 1, iou: 1, distance: 1 },
      recall: 3 / 5,
    });
  });

  it("of a first turn alone are of the phase and the form", () => {
    expect(rewardsOf({ turn1: "B", turn2: null }, truth)).toEqual({
      ...{ phase: 1, format: 1, iou: 0, distance: 0, recall: 0 },
    });
    expect(rewardsOf({ turn1: "**B**", turn2: null }, truth)).toMatchObject({ phase: 1, format: 0 });
  });

  it("of an answer in one turn are of that turn", () => {
    const turn1 = `Phase: B\n${whole}`;
    const single = rewardsOf({ turn1, turn2: null }, truth, { singleTurn: true });
    expect(single).toEqual({ phase: 1, format: 1, iou: 1, distance: 1, recall: 3 / 5 });
    expect(rewardsOf({ turn1, turn2: null }, truth)).toMatchObject({ phase: 1, format: 0, iou: 0 });
  });

  it("fall with the distance by the diagonal and α", () => {
    const turn2 = `${words}\n{"bbox_2d": [500, 600, 600, 700]}`;
    const off = 108 / Math.hypot(1_920, 1_080);
    const { iou, distance } = rewardsOf({ turn1: "B", turn2 }, truth);
    expect(iou).toBe(0);
    expect(distance).toBeCloseTo(Math.exp((-1_000 * off) / ALPHA), 12);
    expect(rewardsOf({ turn1: "B", turn2 }, truth, { alpha: 200 }).distance).toBeCloseTo(
      Math.sqrt(distance),
      12,
    );
  });

  it("without a box, or without one to compare it with, are 0", () => {
    expect(rewardsOf({ turn1: "B", turn2: words }, truth)).toMatchObject({ iou: 0, distance: 0 });
    expect(rewardsOf({ turn1: "B", turn2: whole }, { ...truth, boxes: [] })).toMatchObject({
      iou: 0,
      distance: 0,
    });
    expect(rewardsOf({ turn1: "B", turn2: whole }, { ...truth, entities: [] }).recall).toBe(0);
  });

  it("are the figures that residents get, in every line of the vectors", () => {
    for (const { turn1, turn2, truth, rewards } of vectorsOf(false)) {
      for (const name of REWARDS)
        expect(rewards[name]).toSatisfy((value: number) => value >= 0 && value <= 1);
      if (turn2 === null) continue;
      const size = { width: truth.width, height: truth.height };
      const answer = parseBox(stripThinking(turn2), USUAL_BOXES, size, size);
      const score = scoreZone("box" in answer ? answer.box : null, truth.boxes, size);
      expect(rewards.iou, turn1).toBe(score.iou);
      if ("box" in answer) expect(rewards.distance).toBe(Math.exp((-10 * score.centerDistance) / ALPHA));
    }
  });

  it("of the recall are the share over the whole rationale", () => {
    for (const [i, { turn2 }] of vectorsOf(false).entries()) {
      const rationale = turn2 === null ? null : parseRationale(stripThinking(turn2));
      if (!rationale) continue;
      const share = shareRecalled(recallWhole(reference, rationale));
      expect(rewardsOf({ turn1: "B", turn2 }, truth).recall, `line ${i + 1}`).toBe(share);
    }
  });

  it("are given to any text", () => {
    const any = fc.string({ unit: "grapheme" });
    fc.assert(fc.property(any, any, (turn1, turn2) => void rewardsOf({ turn1, turn2 }, truth)));
  });
});

describe("the form of an answer", () => {
  it.each([
    ["B", true],
    ["b", false],
    ["E", false],
    ["B.", false],
    ["(B)", false],
    ["**B**", false],
    ["Answer: B", false],
    ["B\nC", false],
    ["", false],
  ])("to the phase’s question: %j %s", (text, is) => expect(isPhaseForm(text)).toBe(is));

  it.each([
    ["as asked", whole, true],
    ["without a fence", `${words}\n{"bbox_2d": [0, 0.5, 1000, 1000.0], "label": "Go Zone"}`, true],
    ["without a label", `${words}\n\n{ "bbox_2d" : [ 1 , 2 , 3 , 4 ] }`, true],
    ["in a fence without a language", `${words}\n\`\`\`\n{"bbox_2d": [1, 2, 3, 4]}\n\`\`\``, true],
    ["with parts over several lines", whole.replace("Adequate.", "Adequate,\r\n- it seems."), true],
    ["with prose before", `Here:\n${whole}`, false],
    ["with prose after", `${whole}\nDone.`, false],
    ["in bold", whole.replace("Location:", "**Location:**"), false],
    [
      "in another order",
      whole.replace("Location", "x").replace("Exposure", "Location").replace("x", "Exposure"),
      false,
    ],
    ["with a part left out", whole.replace("Exposure: Adequate.\n", ""), false],
    ["with an empty part", whole.replace("Adequate.", " "), false],
    ["with a part twice", whole.replace("Exposure:", "Exposure: so.\nExposure:"), false],
    ["with two boxes", whole.replace("```json", '{"bbox_2d": [1, 2, 3, 4]}\n```json'), false],
    ["with a box as a list", `${words}\n[1, 2, 3, 4]`, false],
    ["with a list of objects", `${words}\n[{"bbox_2d": [1, 2, 3, 4]}]`, false],
    ["with corners swapped", `${words}\n{"bbox_2d": [3, 2, 1, 4]}`, false],
    ["over 1000", `${words}\n{"bbox_2d": [1, 2, 3, 1000.5]}`, false],
    ["below 0", `${words}\n{"bbox_2d": [-1, 2, 3, 4]}`, false],
    ["with three numbers", `${words}\n{"bbox_2d": [1, 2, 3]}`, false],
    ["with strings", `${words}\n{"bbox_2d": ["1", "2", "3", "4"]}`, false],
    ["with another key", `${words}\n{"bbox": [1, 2, 3, 4]}`, false],
    ["without a box", words, false],
    ["without parts", last, false],
  ])("to the Go Zone’s question, %s: %#", (_, text, is) => {
    expect(isZoneForm(text)).toBe(is);
    expect(isWholeForm(`Phase: C\n${text}`)).toBe(is);
    expect(isWholeForm(text)).toBe(false);
  });
});
