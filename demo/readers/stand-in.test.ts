import { describe, expect, test } from "vitest";
import { boxProblem } from "@/lib/domain/geometry";
import { readZone } from "@/lib/domain/scoring/failure";
import { metricsOf, newTally, tallyAnswer } from "@/lib/domain/scoring/metrics";
import { scoreAnswer } from "@/lib/domain/scoring/score";
import { FRAME, phaseOf, type SceneFacts } from "../scene/facts";
import { scenes } from "../scene/procedures";
import { composeRationale } from "../text/compose-rationale";
import { goZones } from "../zones/go-zone";
import { type Prediction, readScenes } from "./stand-in";
import { standIns } from "./stand-ins";

const runs = standIns.map((reader) => ({ name: reader.name, reader, lines: readScenes(reader, scenes) }));

function sceneOf({ video, frame }: Prediction): SceneFacts {
  return scenes.find((scene) => scene.procedure.video === video && scene.frame === frame)!;
}

function referenceOf(scene: SceneFacts) {
  return { phase: phaseOf(scene), boxes: goZones(scene) };
}

describe.each(runs)("$name", ({ reader, lines }) => {
  test("answers every scene but the two that it was not shown", () => {
    expect(lines).toHaveLength(scenes.length - 2);
    for (const { video, frame } of lines) expect(reader.leftOut).not.toContain(`${video}/${frame}`);
  });

  test("draws boxes in the frame, and gives a reason where it has none", () => {
    for (const { box, error } of lines) {
      if (box === null) expect(error).not.toBeNull();
      else {
        expect(error).toBeNull();
        expect(boxProblem(box, FRAME)).toBeNull();
      }
    }
  });

  test("has its phase, its box and its words from its raw answers", () => {
    for (const { phase, box, rationale, raw } of lines) {
      expect(raw.turn1).toBe(phase);
      expect(raw.turn2).toContain(`Next action: ${rationale.nextAction}\n`);
      const thousandths = JSON.parse(/\{.*\}/.exec(raw.turn2)![0]).bbox_2d as number[];
      if (box === null) expect(thousandths).toHaveLength(2);
      else {
        const sizes = [FRAME.width, FRAME.height, FRAME.width, FRAME.height];
        box.forEach((value, index) => {
          expect(value).toBeCloseTo((thousandths[index]! * sizes[index]!) / 1000, 9);
        });
      }
    }
  });

  test("tells odds that sum to 1 and are highest for its choice, or none at all", () => {
    for (const { phase, phaseProbabilities: odds } of lines) {
      expect(odds !== null).toBe(reader.tellsOdds);
      if (odds === null) continue;
      const values = Object.values(odds);
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
      expect(odds[phase]).toBe(Math.max(...values));
      expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    }
  });

  test("errs in phase, by zones off to one side or missed, and by zones too large", () => {
    const outcomes = lines.map((line) => readZone(line.box, referenceOf(sceneOf(line))).outcome);
    expect(lines.some((line) => line.phase !== phaseOf(sceneOf(line)))).toBe(true);
    expect(outcomes).toContain("hit");
    expect(outcomes).toContain("too-large");
    expect(outcomes.some((outcome) => outcome === "shifted" || outcome === "missed")).toBe(true);
  });

  test("says other things than the reference, if only in other words", () => {
    const same = lines.filter((line) => line.rationale.location === composeRationale(sceneOf(line)).location);
    expect(same.length).toBeLessThan(lines.length / 2);
  });
});

test("one answer of all holds no box", () => {
  expect(runs.flatMap(({ lines }) => lines).filter(({ box }) => box === null)).toHaveLength(1);
});

test("the first reader is the better one, and neither is perfect", () => {
  const [first, second] = runs.map(({ lines }) => {
    const tally = newTally();
    for (const line of lines) {
      tallyAnswer(tally, scoreAnswer(line.phase, line.box, referenceOf(sceneOf(line)), FRAME));
    }
    return metricsOf(tally).ha25!;
  });
  expect(first).toBeGreaterThan(second!);
  expect(first).toBeLessThan(0.9);
  expect(second).toBeGreaterThan(0.1);
});
