import { phaseSchema } from "@/lib/domain/phase-schema";
import { PHASES, type Phase } from "@/lib/domain/phases";

/** A token of an answer, and what else might have stood there. */
export type TokenLogprobs = {
  readonly token: string;
  readonly top: readonly { readonly token: string; readonly logprob: number }[];
};

/** Servers write −∞ as a number that JSON can hold. */
const NEVER = -9000;

/**
 * How likely each phase was where the answer names its letter: the likeliest tokens' probabilities, summed by letter
 * (`B`, ` B` and `(B` are one) and renormalised over A–D. Null where the letter is not a token of its own, or no
 * letter is among the likeliest.
 *
 * @param tokens of the whole answer, in order
 * @param at where the letter stands in the answer
 * @param answer as the parser read it: the end of the tokens' text
 */
export function phaseProbabilities(
  tokens: readonly TokenLogprobs[],
  answer: string,
  at: number,
): Record<Phase, number> | null {
  const text = tokens.map(({ token }) => token).join("");
  const start = text.lastIndexOf(answer);
  if (start === -1) return null;
  let end = 0;
  const token = tokens.find((each) => {
    end += each.token.length;
    return end > start + at;
  });
  if (!token || letterOf(token.token) !== answer[at]?.toUpperCase()) return null;
  const weights: Record<Phase, number> = { A: 0, B: 0, C: 0, D: 0 };
  for (const { token: other, logprob } of token.top) {
    const phase = phaseSchema.safeParse(letterOf(other));
    if (phase.success && logprob > NEVER) weights[phase.data] += Math.exp(Math.min(0, logprob));
  }
  const sum = PHASES.reduce((total, phase) => total + weights[phase], 0);
  if (!(sum > 0)) return null;
  const share = (phase: Phase): number => weights[phase] / sum;
  return { A: share("A"), B: share("B"), C: share("C"), D: share("D") };
}

/** The one letter of a token, without the spaces, brackets and marks round it; null when it holds more. */
function letterOf(token: string): string | null {
  return /^[^\p{L}\p{N}]*([A-Za-z])[^\p{L}\p{N}]*$/u.exec(token)?.[1]?.toUpperCase() ?? null;
}
