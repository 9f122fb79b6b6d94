import type { RationalePart } from "@/lib/domain/rationale";
import { findBoxTexts } from "./find-box-texts";

/** A labelled stretch of an answer. */
type Section = {
  /** Null for a section about something else: the phase, the box. */
  readonly part: RationalePart | null;
  readonly words: string;
};

// The paper's names for the parts (Table 1, sections 3.2 and 4.1.2) and the ones that models make of them.
const LABELS: readonly (readonly [RationalePart | null, string])[] = [
  [
    "location",
    "(?:go[ _-]?zone )?(?:anatomic(?:al)?[ _-]?)?location(?: (?:relative to|of)[^:\\n]{0,60})?|anatomic(?:al)?(?:[ _-](?:description|landmarks?|region))?|anatomy",
  ],
  [
    "exposure",
    "exposure(?:[ _-]?(?:adequacy|quality|assessment|status|reasoning|quality reasoning))?|(?:exposure |clinical |visual )?reasoning",
  ],
  [
    "nextAction",
    "(?:recommended |suggested )?next[ _-]?(?:surgical |procedural |operative )?(?:actions?|steps?|man(?:oeuvre|euver))|planning|action(?: plan)?",
  ],
  [
    "criticalRisk",
    "(?:critical[ _-]?|potential |key |main )?risks?(?:[ _-]?(?:reminders?|warnings?|assessment|factors?))?|safety[ _-](?:reminders?|warnings?|constraints?)",
  ],
  [
    null,
    "(?:final )?answer|(?:surgical |predicted )?phase(?: letter| name)?|go[ _-]?zone(?: (?:coordinates|bounding box|box))?|(?:bounding[ _-])?box(?:es)?|bbox(?:_2d)?|coordinates|rationale|conclusion|label",
  ],
];

const NAME = LABELS.map(([, names]) => `(${names})`).join("|");
const NUMBERED = String.raw`(?:\(?\d{1,2}[.)]\s{0,4}|\(?[a-d]\)\s{0,4}|[ivx]{1,4}[.)]\s{0,4})?`;
const ASIDE = String.raw`(?:[*_]{0,4}[^\S\n]{0,4}\([^()\n]{0,60}\))?`;

/** At the head of a line: bullet, heading, number, bold, quote, table cell or tag; then a mark or nothing more. */
const AT_LINE = new RegExp(
  String.raw`^([#>*•|+\t\xa0 -]{0,16}${NUMBERED}[*_"'\x60<]{0,16}${NUMBERED})(?:${NAME})${ASIDE}` +
    String.raw`(["'*_\x60>]{0,8}[^\S\n]{0,8}(?:[:：|][*_"'\x60]{0,8}|[–—]|-(?=[^\S\n]))|["'*_\x60>#]{0,8}[^\S\n]{0,8}$|[*_]{0,4}[.](?=[*_\s])[*_]{0,4}|(?<=<[\w ]{1,60})>)`,
  "gim",
);

/** Inside a line, where a sentence has ended: only with a colon, and only with a capital or in bold. */
const IN_LINE = new RegExp(
  String.raw`(?<=[.;!?)\]|*]\s{1,3})(${NUMBERED}[*_]{0,4}${NUMBERED})(?:${NAME})${ASIDE}([*_]{0,4}[:：][*_]{0,4})`,
  "gi",
);

/** Where JSON, a fence or a box begins, no prose goes on. */
const NO_PROSE = /```|^[^\S\n]{0,40}[[{(<]|<\|?\/?(?:box|answer)|\{\s*["']/m;

/**
 * The labelled sections of an answer, in order, each to the next label, fence, box or object.
 *
 * @param text without thinking
 */
export function findSections(text: string): Section[] {
  const heads = marksOf(text, AT_LINE).filter(({ decorated, mark }) => decorated || !mark.startsWith("."));
  const inside = marksOf(text, IN_LINE).filter(({ decorated, name }) => decorated || /^[A-Z]/.test(name));
  const marks = [...heads, ...inside]
    .sort((a, b) => a.start - b.start)
    .filter((mark, i, all) => i === 0 || mark.start >= all[i - 1]!.end)
    // “Exposure: good. Reasoning: …” goes on about the same part.
    .filter((mark, i, all) => i === 0 || heads.includes(mark) || mark.part !== all[i - 1]!.part);
  return marks.map(({ part, end }, i) => ({ part, words: proseOf(text.slice(end, marks[i + 1]?.start)) }));
}

/** A section's own words: up to a fence or an object, or to a paragraph further on that is about a box. */
function proseOf(stretch: string): string {
  const stop = stretch.search(NO_PROSE);
  const words = beforeBox(stop === -1 ? stretch : stretch.slice(0, stop));
  const paragraphs = words.trim().split(/\n[^\S\n]*\n/);
  const aboutBox = paragraphs.findIndex((paragraph, i) => i > 0 && findBoxTexts(paragraph).length > 0);
  const kept = aboutBox === -1 ? paragraphs : paragraphs.slice(0, aboutBox);
  return kept.join("\n").replaceAll(/<\/?[\w ]{1,60}>/g, " ");
}

/** Words without the line further down that is a box, in whatever form, and what follows it. */
function beforeBox(words: string): string {
  for (const { likelihood, span } of findBoxTexts(words)) {
    const line = words.lastIndexOf("\n", span[0]);
    if (likelihood > 0 && words.slice(0, Math.max(0, line)).trim() !== "") return words.slice(0, line);
  }
  return words;
}

/** The part that a label or a key names: `Anatomic location`, `next_action`, `criticalRisk`. */
export function partNamed(label: string): RationalePart | null {
  const plain = label
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll(/[\s_-]+/g, " ")
    .trim();
  return LABELS.find(([, names]) => new RegExp(`^(?:${names})$`, "i").test(plain))?.[0] ?? null;
}

type Mark = {
  readonly part: RationalePart | null;
  readonly name: string;
  /** Whether a bullet, a number or an emphasis stands before it. */
  readonly decorated: boolean;
  /** What stands after it. */
  readonly mark: string;
  readonly start: number;
  readonly end: number;
};

function marksOf(text: string, pattern: RegExp): Mark[] {
  return [...text.matchAll(pattern)].map((match) => {
    const names = match.slice(2, 2 + LABELS.length);
    const which = names.findIndex((name) => name !== undefined);
    const start = match.index;
    return {
      part: LABELS[which]![0],
      name: names[which]!,
      decorated: match[1]!.trim() !== "",
      mark: match[2 + LABELS.length] ?? "",
      start,
      end: start + match[0].length,
    };
  });
}
