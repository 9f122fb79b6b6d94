import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PHASES } from "@/lib/domain/phases";
import { phaseProbabilities, type TokenLogprobs } from "./phase-probabilities";

const token = (text: string, ...top: readonly (readonly [string, number])[]): TokenLogprobs => ({
  token: text,
  top: top.map(([other, share]) => ({ token: other, logprob: share === 0 ? -9999 : Math.log(share) })),
});

describe("phase probabilities", () => {
  it("are renormalised over the letters, however a token writes them", () => {
    const tokens = [token("B", ["B", 0.5], [" B", 0.1], ["(B", 0.05], ["A", 0.1], ["D", 0], ["The", 0.2])];
    const found = phaseProbabilities(tokens, "B", 0)!;
    expect(found.B).toBeCloseTo(0.65 / 0.75, 12);
    expect(found.A).toBeCloseTo(0.1 / 0.75, 12);
    expect(found).toMatchObject({ C: 0, D: 0 });
  });

  it("are those of the token in which the answer's letter stands", () => {
    const tokens = [
      token("<think>", ["<think>", 1]),
      token("A", ["A", 1]),
      token("</think>", ["</think>", 1]),
      token("\n**Answer:", ["\n**Answer:", 1]),
      token(" C", [" C", 0.6], [" A", 0.2]),
      token(")", [")", 1]),
    ];
    expect(phaseProbabilities(tokens, "**Answer: C)", 10)!.C).toBeCloseTo(0.75, 12);
  });

  it.each([
    ["the letter shares its token with a word", [token("Clip", ["Clip", 1])], "Clip", 0],
    ["the tokens are not the answer's", [token("B", ["B", 1])], "The phase is B", 13],
    ["no letter is among the likeliest", [token("B", ["The", 1])], "B", 0],
    ["every letter is impossible", [token("B", ["B", 0], ["A", 0])], "B", 0],
    ["there are no tokens", [], "B", 0],
  ])("are null when %s", (_, tokens, answer, at) => {
    expect(phaseProbabilities(tokens, answer, at)).toBeNull();
  });

  it("sum to 1 and are in proportion", () => {
    const weight = fc.double({ min: 1e-6, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(weight, weight, weight, weight), (weights) => {
        const tokens = [token("A", ...PHASES.map((phase, i) => [phase, weights[i]!] as const))];
        const found = phaseProbabilities(tokens, "A", 0)!;
        expect(PHASES.reduce((sum, phase) => sum + found[phase], 0)).toBeCloseTo(1, 9);
        expect(found.B * weights[0]).toBeCloseTo(found.A * weights[1], 9);
      }),
    );
  });
});
