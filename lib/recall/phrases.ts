import { actions } from "./lexicon/actions";
import { constraints } from "./lexicon/constraints";
import { contrasts, denials, idle, warnings, warningsBehind } from "./lexicon/cues";
import { pairs, targets } from "./lexicon/targets";
import { fold, type Word } from "./words";

/** What a phrase stands for. */
type Meaning =
  | {
      readonly sort: "entity";
      readonly kind: "target" | "action" | "constraint";
      readonly names: readonly string[];
    }
  | { readonly sort: "cue"; readonly cue: Cue }
  | { readonly sort: "idle" };

export type Cue = "contrast" | "denial" | "warning" | "warning-behind";

/** A phrase of the lexicon in a text. */
export type Phrase = {
  readonly meaning: Meaning;
  /** Indices of its words, the last one included. */
  readonly first: number;
  readonly last: number;
};

type Branch = { readonly next: Map<string, Branch>; meaning: Meaning | null };

const newBranch = (): Branch => ({ next: new Map(), meaning: null });

function grow(root: Branch, form: string, meaning: Meaning): void {
  let branch = root;
  for (const word of form.split(" ").map(fold)) {
    const next = branch.next.get(word) ?? newBranch();
    branch.next.set(word, next);
    branch = next;
  }
  branch.meaning = meaning;
}

function plant(): Branch {
  const root = newBranch();
  const lists = { target: targets, action: actions, constraint: constraints } as const;
  for (const kind of ["target", "action", "constraint"] as const) {
    for (const { name, forms } of lists[kind]) {
      for (const form of forms) grow(root, form, { sort: "entity", kind, names: [name] });
    }
  }
  for (const { names, forms } of pairs) {
    for (const form of forms) grow(root, form, { sort: "entity", kind: "target", names });
  }
  const cues = {
    contrast: contrasts,
    denial: denials,
    warning: warnings,
    "warning-behind": warningsBehind,
  } as const;
  for (const cue of ["contrast", "denial", "warning", "warning-behind"] as const) {
    for (const form of cues[cue]) grow(root, form, { sort: "cue", cue });
  }
  for (const form of idle) grow(root, form, { sort: "idle" });
  return root;
}

const lexicon = plant();

/** Stand inside a phrase without being part of it: "Calot’s triangle", "fibro-fatty", "edge of the liver". */
const PASSED_OVER = /^(?:['’‘]s?|[-‐‑–]|the|a|an)$/;

/** The phrases of a text from left to right; of those that begin at a word, the longest. */
export function phrasesOf(words: readonly Word[]): Phrase[] {
  const phrases: Phrase[] = [];
  for (let at = 0; at < words.length; at++) {
    const phrase = longestFrom(words, at, at, lexicon);
    if (!phrase) continue;
    phrases.push({ ...phrase, first: at });
    at = phrase.last;
  }
  return phrases;
}

/** A word can be a form of several ("left"): every way is followed. */
function longestFrom(
  words: readonly Word[],
  at: number,
  begun: number,
  branch: Branch,
): Omit<Phrase, "first"> | null {
  const word = words[at];
  if (!word || word.line !== words[begun]!.line) return null;
  if (at > begun && PASSED_OVER.test(word.text)) return longestFrom(words, at + 1, begun, branch);
  let best: Omit<Phrase, "first"> | null = null;
  for (const base of word.bases) {
    const next = branch.next.get(base);
    if (!next) continue;
    const found =
      longestFrom(words, at + 1, begun, next) ?? (next.meaning && { meaning: next.meaning, last: at });
    if (found && (!best || found.last > best.last)) best = found;
  }
  return best;
}
