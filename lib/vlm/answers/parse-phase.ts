import { phaseSchema } from "@/lib/domain/phase-schema";
import type { Phase } from "@/lib/domain/phases";

export type PhaseAnswer =
  /** `at`: where the letter stands in the text; null when only the phase's name does. */
  { readonly phase: Phase; readonly at: number | null } | { readonly problem: string };

type Named = { readonly letter: string; readonly at: number | null };

// “I” is a word, never an option. A small letter counts where it ends a line: “Answer: b”.
const LETTER = String.raw`([A-HJ-Z](?![A-Za-z'])|[a-d](?=[^\S\n]*[.)]?[^\S\n]*(?:\n|$)))`;
const OPENING = String.raw`[\s:=>({[–—-]*(?:(?:[Pp]hase|PHASE|[Oo]ption|[Ll]etter)[\s:]+)?[({[]*`;

const IS = "(?:is|(?:would|must|should|seems to|appears to) be)\\b";

/** From the plainest way to name a phase to the loosest. The first way that is met decides. */
const WAYS: readonly RegExp[] = [
  /^\W*(?:(?:phase|option|answer)\W*)?([A-Za-z])\W*$/gi,
  new RegExp(String.raw`\b(?:[Aa]nswer|ANSWER|[Cc]hoice|[Ll]etter)\b(?:\s+${IS})?${OPENING}${LETTER}`, "g"),
  /\\boxed\s*\{\W*(?:text\s*\{)?\W*([A-Z])\b/g,
  new RegExp(
    String.raw`\b(?:[Pp]hase|PHASE)\b(?:\s+[a-z]+){0,8}?\s*(?:${IS}|[:=–—]|->)${OPENING}${LETTER}`,
    "g",
  ),
  /^[^\S\n]*[([]?([A-Z])[)\].]?[^\S\n]*$/gm,
  new RegExp(
    String.raw`\b(?:(?:[Ii]t|[Tt]his|[Tt]hat)(?:'s|\s+${IS})|choose|select|pick|go with)\s+${OPENING}${LETTER}`,
    "g",
  ),
  new RegExp(String.raw`\b(?:[Pp]hase|PHASE|[Oo]ption)\s+[({[]?${LETTER}`, "g"),
  /^[^\S\n]*[(]?([A-D])[^\S\n]*[):.–—-](?=\s|$)/gm,
  /\(([A-D])\)/g,
];

// “The view is … A region of fat”: an article, unless what follows goes on about an option.
const ARTICLE = /^\s+(?!(?:or|and|because|since|as|given|based|with|for|is|here)\b)[a-z]/;
const DENIED =
  /(?:\b(?:not|never|neither|nor|than|unlike|exclud\w+|rul\w+ out)|n't)\s+(?:in\s+|to be\s+|it's\s+)?$/i;
const ANOTHER = /^\W{0,3}(?:\b(?:or|and)\b|[/,&])\s*(?:phase\s+|option\s+)?\(?([A-D])(?![A-Za-z'])/i;

const NAMES: readonly (readonly [Phase, RegExp])[] = [
  ["A", /\bpreparation of (?:the )?go zone\b/i],
  ["B", /\bdissection of (?:the )?calot(?:'?s)?(?: triangle)?\b|\bcalot(?:'?s)? triangle dissection\b/i],
  ["C", /\bclip(?:ping)? and divi(?:de|ding|sion)\b/i],
  ["D", /\bgallbladder dissection\b|\bdissection of (?:the )?gallbladder\b/i],
];

/** Signs of a chat's form, and tags round a whole answer. */
const WRAPPERS = /<\|[^|<>]{1,40}\|>|<\/?(?:response|output|result|final|s)>/gi;

/**
 * The phase that an answer names: a letter alone, in a sentence, in JSON or in Markdown, or else the phase's name.
 * An answer that names two, or none, or a letter that was not on offer, is no answer. Never throws.
 *
 * @param text without thinking
 */
export function parsePhase(text: string): PhaseAnswer {
  if (text.trim() === "") return { problem: "the answer is empty" };
  const plain = text
    .replaceAll(WRAPPERS, (wrapper) => " ".repeat(wrapper.length))
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/[*_`"“”#|]/g, " ");
  for (const way of WAYS) {
    const named = lettersIn(plain, way);
    if (named.length > 0) return decide(named);
  }
  const byName = phasesNamedIn(plain).map((letter) => ({ letter, at: null }));
  return byName.length > 0 ? decide(byName) : { problem: "the answer names no phase" };
}

function lettersIn(text: string, way: RegExp): Named[] {
  const named: Named[] = [];
  for (const match of text.matchAll(way)) {
    const letter = match[1]!;
    const at = match.index + match[0].lastIndexOf(letter);
    const after = text.slice(at + 1, at + 80);
    if (letter === "A" && ARTICLE.test(after)) continue;
    if (DENIED.test(text.slice(Math.max(0, match.index - 24), match.index))) continue;
    named.push({ letter: letter.toUpperCase(), at });
    const another = ANOTHER.exec(after)?.[1];
    if (another) named.push({ letter: another.toUpperCase(), at: null });
    // “C) Dissection of Calot's Triangle” names two phases.
    const besides = phasesNamedIn(/^[^\S\n]*[):.,–—-]*[^\n.;]*/.exec(after)![0]);
    if (besides.length === 1) named.push({ letter: besides[0]!, at: null });
  }
  return named;
}

function phasesNamedIn(text: string): Phase[] {
  return NAMES.filter(([, name]) => name.test(text)).map(([phase]) => phase);
}

function decide(named: readonly Named[]): PhaseAnswer {
  const letters = [...new Set(named.map(({ letter }) => letter))];
  if (letters.length > 1) return { problem: `the answer names more than one phase: ${letters.join(", ")}` };
  const phase = phaseSchema.safeParse(letters[0]);
  if (!phase.success) return { problem: `the answer names ${letters[0]}, which is no phase` };
  // The last time it is said is where a longer answer settles on it.
  return { phase: phase.data, at: named.findLast(({ at }) => at !== null)?.at ?? null };
}
