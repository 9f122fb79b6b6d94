import { irregular } from "./lexicon/irregular";

/** A word or a mark of a text. */
export type Word = {
  readonly start: number;
  readonly end: number;
  /** As it is written, in lower case. */
  readonly text: string;
  /** What it may be a form of, the likeliest first. */
  readonly bases: readonly string[];
  /** Counts the lines of the text: what is said does not go on over a break. */
  readonly line: number;
};

/** Latin letters, marks that stand over them, and digits. Whatever else is written is a mark. */
const LETTER = String.raw`[0-9a-z\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff\ufb00-\ufb06\uff10-\uff19\uff41-\uff5a]`;
const APOSTROPHE = "['’‘]";
/** What takes “not” on: “don’t”, “wouldnt”. */
const AUXILIARY = "(?:do|does|did|is|are|was|were|has|have|had|ca|could|wo|would|should|must|might|may|need)";

/** From what is tried first: each of these would be taken apart, or taken together, by what follows. */
const TOKEN = new RegExp(
  [
    String.raw`\d+(?:[.,]\d+)+`,
    String.raw`(?<!${LETTER})(?:[a-z]\.){2,}`,
    String.raw`(?<!${LETTER})(?:approx|ca|cf|dr|etc|fig|vs)\.`,
    `(?<!${LETTER})can(?=not(?!${LETTER}))`,
    `(?<!${LETTER})${AUXILIARY}(?=n${APOSTROPHE}?t(?!${LETTER}))`,
    `(?<=${LETTER})n${APOSTROPHE}?t(?!${LETTER})`,
    `(?<=${LETTER})${APOSTROPHE}(?:s|re|ve|ll|d|m)(?!${LETTER})`,
    `${LETTER}+`,
    String.raw`\.{2,}`,
    String.raw`[\ud800-\udfff]+`,
    String.raw`\S`,
  ].join("|"),
  "g",
);
const LINE_BREAK = /[\n\r\u2028\u2029]/;

/**
 * The words and marks of a text, with what they may be forms of. The rules are few and the same for ever; training
 * reads answers by the same ones in Python (docs/decisions/0042-rewards-in-two-languages.md), so nothing here depends
 * on how large an alphabet either language knows.
 */
export function wordsOf(text: string): Word[] {
  const plain = lower(text);
  const words: Word[] = [];
  let line = 0;
  let end = 0;
  for (const { 0: written, index: start } of plain.matchAll(TOKEN)) {
    if (LINE_BREAK.test(plain.slice(end, start))) line += 1;
    end = start + written.length;
    words.push({ start, end, text: written, bases: basesOf(written), line });
  }
  return words;
}

/** A to Z alone in lower case, so that every character stays where it is. */
function lower(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

const irregularBases = new Map(
  Object.entries(irregular).flatMap(([base, forms]) => forms.map((form) => [form, base] as const)),
);

/** The lexicon decides which of them is a word. */
function basesOf(written: string): string[] {
  const word = fold(written);
  const known = irregularBases.get(word.replace(/[’‘]/, "'"));
  return [...new Set([...(known ? [known] : []), word, ...withoutEnding(word)])];
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

/**
 * Lower case, without accents, in American spelling: the lexicon's own. Only letters are taken apart that every
 * version of Unicode takes apart alike.
 */
export function fold(word: string): string {
  return lower(
    lower(word)
      .replaceAll(/[\u00c0-\u024f\u1e00-\u1eff\ufb00-\ufb06\uff10-\uff5a]/g, (letter) =>
        letter.normalize("NFKD"),
      )
      .replaceAll(/[\u0300-\u036f]/g, ""),
  )
    .replaceAll("haem", "hem")
    .replace(/^(o)?edem/, "edem")
    .replace(/oesoph/, "esoph")
    .replace(/ae(?=um|al)/, "e")
    .replace(/is(e[ds]?|ing|ation|ations)$/, "iz$1")
    .replace(/([bcdfglmnprtv])our(?=s|ed|ing|$)/, "$1or")
    .replace(/centre/, "center");
}
