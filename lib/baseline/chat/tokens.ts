import { PHASES, type Phase } from "@/lib/domain/phases";

/** A piece of an answer, as it is counted; where it is a phase's letter, with the odds of each. */
export type Token = { readonly text: string; readonly odds: Readonly<Record<Phase, number>> | null };

/** A text in pieces of up to four characters, about as other models count. */
export function tokensOf(text: string): Token[] {
  return (text.match(/\s?[^\s]{1,4}|\s/g) ?? []).map((piece) => ({ text: piece, odds: null }));
}

/** Servers write −∞ so. */
const NEVER = -9999;

/** Log probabilities in OpenAI's form. Only the letters are uncertain; of all else there is one way to say it. */
export function logprobsOf(tokens: readonly Token[], most: number) {
  return {
    content: tokens.map(({ text, odds }) => {
      const letter = text.trim();
      const options = odds
        ? PHASES.map((phase) => entryOf(text.replace(letter, phase), odds[phase])).sort(
            (a, b) => b.logprob - a.logprob,
          )
        : [entryOf(text, 1)];
      return { ...options.find(({ token }) => token === text)!, top_logprobs: options.slice(0, most) };
    }),
    refusal: null,
  };
}

function entryOf(token: string, probability: number) {
  const logprob = probability > 0 ? Math.max(NEVER, Math.log(probability)) : NEVER;
  return { token, logprob, bytes: [...Buffer.from(token)] };
}
