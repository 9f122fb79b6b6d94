import { describe, expect, it } from "vitest";
import { hasPython, holdPython } from "./testing/hold-python";
import { spoiltAnswers, withReadings } from "./testing/spoilt-answers";
import { vectorsOf } from "./vectors";

describe.skipIf(!hasPython)("training’s rewards in Python (skipped where there is no python3)", () => {
  it("are those of every line of the vectors, and so is every step of reading it", async () => {
    const said = await holdPython("test_vectors.py", {
      SURGO_VECTORS: vectorsOf(false).map(withReadings),
      SURGO_SINGLE_TURN: vectorsOf(true).map(withReadings),
    });
    expect(said).toMatch(/\nOK\n$/);
  });

  it("are the same of answers that were spoilt by chance, and so is every step of reading them", async () => {
    expect(await holdPython("test_vectors.py", { SURGO_VECTORS: spoiltAnswers(2_000, 1) })).toMatch(
      /\nOK \(skipped=1\)\n$/,
    );
  });

  it("are what the trainer’s plugin gives, in the conversation of the rows", async () => {
    expect(await holdPython("test_training.py")).toMatch(/\nOK\n$/);
  });
});
