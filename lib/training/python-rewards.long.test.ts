import { randomInt } from "node:crypto";
import { expect, it } from "vitest";
import { hasPython, holdPython } from "./testing/hold-python";
import { spoiltAnswers } from "./testing/spoilt-answers";

it.skipIf(!hasPython)(
  "training’s rewards in Python are the same of a hundred thousand spoilt answers (skipped where there is no python3)",
  async () => {
    for (let i = 0; i < 20; i++) {
      const seed = randomInt(2 ** 32);
      const said = await holdPython("test_vectors.py", { SURGO_VECTORS: spoiltAnswers(5_000, seed) });
      expect(said, `the seed ${seed}`).toMatch(/\nOK \(skipped=1\)\n$/);
    }
  },
);
