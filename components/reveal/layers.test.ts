import { describe, expect, it } from "vitest";
import type { ModelReading } from "@/lib/domain/attempts/views";
import type { Box } from "@/lib/domain/geometry";
import { readBeyond } from "@/lib/domain/scoring/beyond";
import { scoreAnswer } from "@/lib/domain/scoring/score";
import { layersOf, nameReadings } from "./layers";
import { keyOfLayer } from "./use-layers";

const box: Box = [0, 0, 10, 10];
const reference = { phase: "B", boxes: [box], noGo: [] } as const;

function reading(model: string, run: string, drawn: Box | null = box): ModelReading {
  return {
    model,
    run,
    phase: "B",
    phaseProbabilities: null,
    box: drawn,
    rationale: null,
    recall: null,
    error: null,
    score: scoreAnswer("B", drawn, reference, { width: 100, height: 100 }),
    zoneOutcome: drawn ? "hit" : "missed",
    contact: null,
  };
}

describe("nameReadings", () => {
  it("numbers a model's runs where it has several, and there alone", () => {
    const names = nameReadings([reading("m", "1"), reading("m", "2"), reading("n", "1")]).map(
      ({ name }) => name,
    );
    expect(names).toEqual(["m (1), 1", "m (2), 2", "n"]);
  });
});

it("keeps names on the frame short", () => {
  const long = "a-language-model-of-seventy-two-billion";
  const [one, two] = nameReadings([reading(long, "1"), reading(long, "2")]);
  expect([one?.label, two?.label]).toEqual(["a-language-mode… (1)", "a-language-mode… (2)"]);
  expect(two?.name).toBe(`${long} (2), 2`);
});

describe("layersOf", () => {
  it("puts you first, the reference second, then the models that drew a zone", () => {
    const predictions = [reading("m", "1", null), reading("n", "1"), reading("n", "2")];
    const layers = layersOf(box, 0.5, { reference, predictions });
    expect(layers.map(({ name }) => name)).toEqual(["You", "Reference", "n (1), 1", "n (2), 2"]);
    expect(new Set(layers.map(({ id }) => id)).size).toBe(4);
    expect(layers.map(({ iou }) => iou)).toEqual([0.5, null, 1, 1]);
  });

  it("puts the No-Go regions after the reference, as one layer, and none where there are none", () => {
    const regions = [{ name: "liver bed", counts: [0, 10, 9990] }];
    const noGo = layersOf(box, 0.5, {
      reference: { ...reference, noGo: regions },
      predictions: [reading("m", "1")],
    });
    expect(noGo.map(({ name }) => name)).toEqual(["You", "Reference", "No-Go region", "m"]);
    expect(noGo[2]).toMatchObject({ reader: "no-go", boxes: [], regions });
  });
});

it("puts what lies beyond the reference last, under a letter, so that the readers keep their numbers", () => {
  const zone: Box = [0, 0, 20, 10];
  const predictions = [reading("m", "1")];
  const beyond = readBeyond(zone, reference, { width: 100, height: 100 });
  const layers = layersOf(zone, 0.5, { reference, predictions }, { beyond });
  expect(layers.at(-1)).toMatchObject({ reader: "beyond", boxes: [[10, 0, 20, 10]] });
  expect(layers.map((_, index) => keyOfLayer(layers, index))).toEqual(["1", "2", "3", "b"]);
  expect(keyOfLayer([...layers, layers[0]!], 4)).toBe("4");
});
