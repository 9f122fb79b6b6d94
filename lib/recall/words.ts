import model from "wink-eng-lite-web-model";
import winkNLP, { type ItemSentence, type ItemToken, type ItsFunction, type WinkMethods } from "wink-nlp";

/** A word or a mark of a text. */
export type Word = {
  readonly start: number;
  readonly end: number;
  /** As it is written, in lower case. */
  readonly text: string;
  /** What it may be a form of, the likeliest first. */
  readonly bases: readonly string[];
  /** Counts the sentences of the text. */
  readonly sentence: number;
};

// The server and the pages it runs are bundled apart, and each would read the model for itself.
const holder = globalThis as typeof globalThis & { calotWords?: WinkMethods };

/** Reads the language model, which takes a quarter of a second: better before somebody waits for a reveal. */
export function prepareWords(): WinkMethods {
  holder.calotWords ??= winkNLP(model, ["sbd", "pos"]);
  return holder.calotWords;
}

/** The words of a text with their base forms, by winkNLP and its English model. */
export function wordsOf(text: string): Word[] {
  const library = prepareWords();
  // The library declares its own helper with another signature than the one it asks for.
  const lemma = library.its.lemma as unknown as ItsFunction<string>;
  const words: Word[] = [];
  let end = 0;
  let sentence = 0;
  library
    .readDoc(text)
    .sentences()
    .each((item: ItemSentence) => {
      item.tokens().each((token: ItemToken) => {
        const written = token.out();
        const start = text.indexOf(written, end);
        // A token that the library changed can't be found again, and so can't be marked.
        if (start < 0) return;
        end = start + written.length;
        for (const part of partsOf(written)) {
          const from = start + part.at;
          const bases =
            part.text === written ? basesOf(written, token.out(lemma)) : basesOf(part.text, part.text);
          words.push({
            start: from,
            end: from + part.text.length,
            text: part.text.toLowerCase(),
            bases,
            sentence,
          });
        }
      });
      sentence += 1;
    });
  return words;
}

/** The library takes some words with a hyphen for one ("counter-traction"), others for three; here all are three. */
function partsOf(written: string): { text: string; at: number }[] {
  return [...written.matchAll(/[-‐‑–]|[^-‐‑–]+/g)].map(({ 0: text, index }) => ({ text, at: index }));
}

/**
 * The library's tagger takes many a surgical word for a name or an adjective and leaves it as it is ("skeletonized",
 * "coagulated", "serosae"), so the regular endings are taken off too. The lexicon decides which base is a word.
 */
function basesOf(written: string, lemma: string): string[] {
  const word = fold(written);
  return [...new Set([fold(lemma), word, ...withoutEnding(word)])];
}

function withoutEnding(word: string): string[] {
  const stem = (ending: string): string | null =>
    word.endsWith(ending) ? word.slice(0, -ending.length) : null;
  const bases: string[] = [];
  for (const ending of ["ed", "ing"]) {
    const rest = stem(ending);
    if (rest === null) continue;
    bases.push(rest, `${rest}e`);
    if (/([^aeiou])\1$/.test(rest)) bases.push(rest.slice(0, -1));
  }
  for (const [ending, instead] of [
    ["ies", "y"],
    ["ied", "y"],
    ["es", ""],
    ["es", "e"],
    ["s", ""],
    ["ae", "a"],
  ] as const) {
    const rest = stem(ending);
    if (rest !== null) bases.push(rest + instead);
  }
  return bases.filter((base) => base.length > 1);
}

/** Lower case, without accents, in American spelling: the lexicon's own. */
export function fold(word: string): string {
  return word
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replace(/haem/g, "hem")
    .replace(/^(o)?edem/, "edem")
    .replace(/oesoph/, "esoph")
    .replace(/ae(?=um|al)/, "e")
    .replace(/is(e[ds]?|ing|ation|ations)$/, "iz$1")
    .replace(/([bcdfglmnprtv])our(?=s|ed|ing|$)/, "$1or")
    .replace(/centre/, "center");
}
