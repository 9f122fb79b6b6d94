import type { EntityKind, Span } from "@/lib/domain/rationale-recall";
import { type Cue, type Phrase, phrasesOf } from "./phrases";
import { type Word, wordsOf } from "./words";

/** Something that a text names. */
export type Mention = {
  readonly kind: EntityKind;
  readonly name: string;
  /** Whether the text names it in order to keep clear of it, or to leave it undone. */
  readonly spared: boolean;
  readonly span: Span;
};

/** What a text names, in its order. */
export function mentionsIn(text: string): Mention[] {
  const words = wordsOf(text);
  const phrases = phrasesOf(words);
  const spared = sparedPhrases(words, phrases);
  return phrases.flatMap((phrase) => {
    const { meaning, first, last } = phrase;
    if (meaning.sort !== "entity") return [];
    const span: Span = [words[first]!.start, words[last]!.end];
    return meaning.names.map((name) => ({ kind: meaning.kind, name, spared: spared.has(phrase), span }));
  });
}

/** The phrases that a cue before or behind them turns. */
function sparedPhrases(words: readonly Word[], phrases: readonly Phrase[]): ReadonlySet<Phrase> {
  const spared = new Set<Phrase>();
  for (const [index, phrase] of phrases.entries()) {
    const { meaning, first, last } = phrase;
    if (meaning.sort !== "cue") continue;
    const turned = isBehind(phrase)
      ? behind(words, phrases.slice(0, index), first)
      : ahead(words, phrases.slice(index + 1), last, meaning.cue);
    for (const each of turned) spared.add(each);
  }
  return spared;
}

function isBehind({ meaning }: Phrase): boolean {
  return meaning.sort === "cue" && meaning.cue === "warning-behind";
}

/** Here a thought ends, and with it what a cue before it reaches. */
const END = /^(?:[.;:!?—]|but|while|whereas|then|so|until|before|after|because|which|where)$/;
/** Here begins what is said of something denied: "no clip may …". */
const VERB = /^(?:is|are|was|were|may|might|can|could|must|should|will|would)$/;
/** Here a thought begins that a cue behind it is about. */
const START = /^(?:[.;:!?]|but|while|whereas|so|because)$/;
const LISTING = /^(?:and|or|nor|the|a|an|both|,)$/;

/** The entities after a cue that it reaches. */
function ahead(words: readonly Word[], phrases: readonly Phrase[], last: number, cue: Cue): Phrase[] {
  const reached: Phrase[] = [];
  let at = last + 1;
  for (const phrase of phrases) {
    const between = words.slice(at, phrase.first);
    const line = words[last]!.line;
    if (words[phrase.first]!.line !== line || between.some(({ text }) => END.test(text))) break;
    if (phrase.meaning.sort === "entity") {
      if (!goesOn(words, between, phrase, reached.length > 0, cue)) break;
      reached.push(phrase);
    } else if (phrase.meaning.sort === "cue") break; // From here on it is the other one's to reach.
    at = phrase.last + 1;
  }
  return reached;
}

/** Whether a cue still holds across what stands between it, or the entity before, and this entity. */
function goesOn(
  words: readonly Word[],
  between: readonly Word[],
  { first, last, meaning }: Phrase,
  begun: boolean,
  cue: Cue,
): boolean {
  const comma = between.some(({ text }) => text === ",");
  const and = between.some(({ text }) => text === "and");
  const action = meaning.sort === "entity" && meaning.kind === "action";
  // "Avoid the duct and clip the artery" says to clip; "without tearing the duct and opening the bed" not to open.
  if (and && action && words.slice(first, last + 1).every(({ text }) => !text.endsWith("ing"))) return false;
  if (cue === "warning") return !comma || (begun && !action && isList(between));
  return !comma && !(cue === "denial" && (and || between.some(({ text }) => VERB.test(text))));
}

/** Whether words between two entities join them: "the duct, the inflamed artery", with one adjective at the most. */
function isList(between: readonly Word[]): boolean {
  const comma = between.findLastIndex(({ text }) => text === ",");
  return between.slice(comma + 1).filter(({ text }) => !LISTING.test(text)).length <= 1;
}

/** The target before a cue, and those listed with it. */
function behind(words: readonly Word[], phrases: readonly Phrase[], first: number): Phrase[] {
  const reached: Phrase[] = [];
  let at = first;
  for (const phrase of phrases.toReversed()) {
    const between = words.slice(phrase.last + 1, at);
    if (words[phrase.last]!.line !== words[first]!.line) break;
    if (reached.length > 0 && !between.every(({ text }) => LISTING.test(text))) break;
    if (between.some(({ text }) => START.test(text))) break;
    at = phrase.first;
    if (phrase.meaning.sort === "entity" && phrase.meaning.kind === "target") reached.push(phrase);
    // What another such cue has before it is turned already.
    else if (reached.length > 0 || isBehind(phrase)) break;
  }
  return reached;
}
