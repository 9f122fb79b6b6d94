import { randomInt } from "node:crypto";
import { describe, expect, it } from "vitest";
import { hasPython, holdPython } from "./testing/hold-python";
import { spoiltAnswers } from "./testing/spoilt-answers";

describe.skipIf(!hasPython)("training’s rewards in Python (skipped where there is no python3)", () => {
  const parts = Array.from({ length: 20 }, (_, part) => [part + 1]);
  it.each(parts)("are the same of a hundred thousand spoilt answers: part %i of 20", async () => {
    const seed = randomInt(2 ** 32);
    const said = await holdPython("test_vectors.py", { SURGO_VECTORS: spoiltAnswers(5_000, seed) });
    expect(said, `the seed ${seed}`).toMatch(/\nOK \(skipped=1\)\n$/);
  });

  it("take no time of an answer without an end", async () => {
    expect(await holdPython("test_time.py")).toMatch(/\nOK\n$/);
  });
});
