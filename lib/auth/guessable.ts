import { t } from "@/lib/language/t";

/** What is looked at of a password: the estimate keeps the processor the longer the more there is, and so much is enough. */
const LOOKED_AT = 24;

/** From 0 to 4; 2 stands for a million guesses and more. */
const LEAST_SCORE = 2;

type Estimator = { check(password: string, about: string[]): { readonly score: number } };

let estimator: Promise<Estimator> | undefined;

// Some megabytes of lists: loaded when a password is chosen for the first time, and by the server alone.
async function load(): Promise<Estimator> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-en"),
  ]);
  const dictionary = { ...common.dictionary, ...english.dictionary };
  return new ZxcvbnFactory({ dictionary, graphs: common.adjacencyGraphs });
}

/**
 * Why a new password is refused: it is among those that are tried first, or made of them. Null where it may stand.
 *
 * @param about what others know of its person: name, address, institution
 */
export async function guessableProblem(password: string, about: readonly string[]): Promise<string | null> {
  estimator ??= load();
  const known = ["calot", ...about.flatMap((text) => [text, ...text.split(/[\s@.]+/)])];
  const { score } = (await estimator).check(password.slice(0, LOOKED_AT), known);
  if (score >= LEAST_SCORE) return null;
  return t`That password is easy to guess: it is a common one, or close to one or to your name. Take a few words that don’t belong together.`;
}
