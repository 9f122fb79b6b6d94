import { expect, test } from "vitest";
import { CUT_OFF, type ReaderDescription, type Reading } from "./reading";
import { rereadBoxes } from "./reread-boxes";

const frame = { width: 1_000, height: 500 };
const parameters: ReaderDescription["parameters"] = {
  ...{ coordinates: "relative-1000", boxUnit: "fractions", boxOrder: null },
  ...{ rectify: false, singleTurn: false, noDefinition: false },
  ...{ samples: 1, temperature: 0, maxTokens: 100, seed: 1 },
};
const reading: Reading = {
  ...{ phase: "B", phaseProbabilities: null, box: null, rationale: null, samples: null },
  raw: { turn1: "B", turn2: "[0.1, 0.2, 0.5, 0.8]" },
  error: "Go Zone: the box counts in shares of the frame.",
};
const again = (change: Partial<Reading>, how: Partial<typeof parameters> = {}) =>
  rereadBoxes({ ...reading, ...change }, { ...parameters, ...how }, frame, frame);

test("a box is read again from the model's words, and everything else stays", () => {
  expect(again({})).toEqual({ ...reading, box: [100, 100, 500, 400], error: null });
  const error = "Phase: the answer names two. Go Zone: the box counts in shares of the frame.";
  expect(again({ phase: null, error }).error).toBe("Phase: the answer names two.");
});

test("an answer that was cut off stays one, and one without words stays as it is", () => {
  const cut = { raw: { turn1: "B", turn2: "left: 0.1, top: 0.2, right: 0.5, bottom: 0.8" } };
  const error = `Go Zone: no box${CUT_OFF}.`;
  expect(again({ ...cut, error }).error).toMatch(/breaks off .*cut off/);
  expect(again(cut).box).toEqual([100, 100, 500, 400]);
  const silent = { raw: { turn1: "E", turn2: null }, error: "Phase: none. The Go Zone was not asked for." };
  expect(again(silent)).toEqual({ ...reading, ...silent });
});

test("of samples the one counts that the others agree with most as they are read now", () => {
  const words = ["[0.1, 0.2, 0.5, 0.8]", "[0.1, 0.2, 0.5, 0.7]", "[0.8, 0.8, 0.9, 0.9]"];
  const samples = words.map((raw, seed) => ({ seed, raw, box: null, error: "shares" }));
  const { box, raw, error } = again({ samples }, { samples: 3 });
  expect([
    [100, 100, 500, 400],
    [100, 100, 500, 350],
  ]).toContainEqual(box);
  expect(words.slice(0, 2)).toContain(raw.turn2);
  expect(error).toBeNull();
});
