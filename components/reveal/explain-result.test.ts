import { describe, expect, it } from "vitest";
import { explainResult } from "./explain-result";

describe("explainResult", () => {
  it.each([
    [true, true, true],
    [true, false, false],
    [false, true, false],
    [false, false, false],
  ])("hardcore: phase right %s and zone on target %s make a hit %s", (phaseCorrect, hit25, hit) => {
    for (const mode of ["guided", "exam"] as const) {
      expect(explainResult(mode, { phaseCorrect, hit25 })).toMatchObject({ label: "Hardcore result", hit });
    }
  });

  it("blames the phase where the zone alone would have been enough", () => {
    expect(explainResult("exam", { phaseCorrect: false, hit25: true }).why).toMatch(
      /a wrong phase fails the case/,
    );
  });

  it("asks the zone alone where the phase was given", () => {
    for (const hit25 of [true, false]) {
      expect(explainResult("phase-given", { phaseCorrect: true, hit25 })).toMatchObject({
        label: "Conditioned result",
        hit: hit25,
      });
    }
  });
});
