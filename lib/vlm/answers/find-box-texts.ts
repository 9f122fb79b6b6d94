/** Four numbers that an answer writes as a box. */
export type BoxText = {
  readonly numbers: readonly [number, number, number, number];
  /** As it is written. */
  readonly shown: string;
  /** Where it is written: from the first character to past the last. */
  readonly span: readonly [start: number, end: number];
  /** How surely it is the Go Zone: 3 it says so, 2 it says it is a box, 1 it stands alone, 0 in a sentence. */
  readonly likelihood: 0 | 1 | 2 | 3;
};

const NUMBER = String.raw`["']?([+-]?(?:\d{1,9}(?:\.\d{0,17})?|\.\d{1,17})(?:[eE][+-]?\d{1,3})?)["']?`;
const SPACE = String.raw`\s{0,40}`;
const COMMA = String.raw`(?:\s{0,40}[,;]\s{0,40}|\s{1,40})`;
const OPEN = `[[(]${SPACE}`;
const SHUT = String.raw`${SPACE}[\])}]`;

const FOUR = new RegExp(OPEN + [NUMBER, NUMBER, NUMBER, NUMBER].join(COMMA) + SHUT, "g");
const PAIR = `${OPEN}${NUMBER}${COMMA}${NUMBER}${SHUT}`;
/** Two corners: `(x,y),(x,y)` between box tokens, `[[x, y], [x, y]]`. */
const CORNERS = new RegExp(`${PAIR}${SPACE}[,;]?${SPACE}${PAIR}`, "g");

const GAP = String.raw`(?:\W|json|is|are|at|as|region|area|coordinates){0,24}$`;
const AFTER_ZONE = new RegExp(String.raw`go[\s_-]?zone(?:\W|bounding|bbox(?:_2d)?|box){0,12}${GAP}`, "i");
const AFTER_KEY = new RegExp(
  String.raw`(?:bbox(?:_2d)?|bounding[\s_-]box|\bbox(?:_start)?|coordinates)${GAP}`,
  "i",
);
const ZONE_LABEL = /go[\s_-]?zone/i;

/**
 * Everything in an answer that is written as a box, in order: `[a, b, c, d]` with whatever stands round it (fences,
 * objects, lists, stray brackets, prose), and pairs of corners. Three numbers, or five, are none.
 */
export function findBoxTexts(text: string): BoxText[] {
  // In a sentence, two pairs of numbers may be anything: citations, sizes.
  const corners = matches(text, CORNERS).filter(({ likelihood }) => likelihood > 0);
  return [...corners, ...matches(text, FOUR)].sort((a, b) => a.span[0] - b.span[0]);
}

function matches(text: string, pattern: RegExp): BoxText[] {
  return [...text.matchAll(pattern)].map((match) => {
    const span = [match.index, match.index + match[0].length] as const;
    const [, a, b, c, d] = match.map(Number);
    return {
      numbers: [a!, b!, c!, d!],
      shown: match[0].replaceAll(/\s+/g, " "),
      span,
      likelihood: likelihoodOf(text, span),
    };
  });
}

function likelihoodOf(text: string, [start, end]: BoxText["span"]): BoxText["likelihood"] {
  const before = text.slice(Math.max(0, start - 120), start);
  if (AFTER_ZONE.test(before) || ZONE_LABEL.test(objectAround(text, start, end))) return 3;
  if (AFTER_KEY.test(before)) return 2;
  // Text this close to the box tells; an endless line is not searched to its ends.
  const lineBefore = before.slice(before.lastIndexOf("\n") + 1);
  const lineAfter = /^[^\n]*/.exec(text.slice(end, end + 120))![0];
  return /^[\W_]*$/.test(lineBefore + lineAfter) ? 1 : 0;
}

/** The words of the innermost object that a box stands in: what it is labelled. */
function objectAround(text: string, start: number, end: number): string {
  const head = /\{([^{}]{0,300})$/.exec(text.slice(Math.max(0, start - 301), start))?.[1];
  const tail = /^([^{}]{0,300})\}/.exec(text.slice(end, end + 301))?.[1];
  return head !== undefined && tail !== undefined ? `${head} ${tail}` : "";
}
