/** Four numbers that an answer writes as a box. */
export type BoxText = {
  readonly numbers: readonly [number, number, number, number];
  /** Whether names tell which number is which: they are x1, y1, x2, y2 then. Otherwise they are as they stand. */
  readonly named: boolean;
  /** As it is written. */
  readonly shown: string;
  /** Where it is written: from the first character to past the last. */
  readonly span: readonly [start: number, end: number];
  /** How surely it is the Go Zone: 3 it says so, 2 it says it is a box, 1 it stands alone, 0 in a sentence. */
  readonly likelihood: 0 | 1 | 2 | 3;
};

const NUMBER = String.raw`["']?([+-]?(?:\d{1,9}(?:\.\d{0,17})?|\.\d{1,17})(?:[eE][+-]?\d{1,3})?)["']?`;
const SPACE = String.raw`\s{0,40}`;
/** Nothing that would make a last number another. */
const WHOLE = String.raw`(?![\w.[(]|[^\w\s]{1,2}\d|\s\d{1,9}\s{0,8}(?:\n|$))`;
const COMMA = String.raw`(?:\s{0,40}[,;]\s{0,40}|\s{1,40})`;
const OPEN = `[[(]${SPACE}`;
const SHUT = String.raw`${SPACE},?${SPACE}[\])}]`;

const FOUR = new RegExp(OPEN + [NUMBER, NUMBER, NUMBER, NUMBER].join(COMMA) + SHUT, "g");
const PAIR = `${OPEN}${NUMBER}${COMMA}${NUMBER}${SHUT}`;
/** Two corners: `(x,y),(x,y)` between box tokens, `[[x, y], [x, y]]`. */
const CORNERS = new RegExp(`${PAIR}${SPACE}[,;]?${SPACE}${PAIR}`, "g");

/** `"x1": 420, "y1": 380, …`, each of the four by its name, in any order. */
const KEY = String.raw`["']?\b(x_?[12]|y_?[12]|[xy]_?min|[xy]_?max|left|top|right|bottom)["']?\s{0,4}[:=]\s{0,4}`;
const KEYED = new RegExp(Array.from({ length: 4 }, () => KEY + NUMBER).join(COMMA) + WHOLE, "gi");
const AT = String.raw`["']?\s{0,4}[:=]\s{0,4}`;
const NAMED_CORNERS = new RegExp(
  String.raw`(?:top|upper)[\s_-]?left${AT}${PAIR}[\s,;"']{0,12}(?:bottom|lower)[\s_-]?right${AT}${PAIR}`,
  "gi",
);
const TIGHT = String.raw`\s{0,40}[,;]\s{0,40}`;
/** Without brackets, between box tokens or alone on a line. */
const BETWEEN = new RegExp(
  String.raw`(?<=<\|?(?:box_start|begin_of_box|b?box)\|?>\s{0,8})${[NUMBER, NUMBER, NUMBER, NUMBER].join(COMMA)}(?=\s{0,8}<)`,
  "gi",
);
const ON_A_LINE = new RegExp(
  String.raw`(?<=(?:^|\n)[^\S\n]{0,8}(?:\*{0,2}go[ _-]?zone\*{0,2}[^\S\n]{0,4}[:=]\*{0,2}[^\S\n]{0,4})?)${[NUMBER, NUMBER, NUMBER, NUMBER].join(TIGHT)}(?=[^\S\n]{0,8}(?:\n|$))(?!\s{1,8}\d{1,9}\s{0,8}(?:\n|$))`,
  "gi",
);
/** A point as an object: `{"x": 420, "y": 380}`. */
const POINT = new RegExp(
  String.raw`\{\s{0,8}["']?x["']?\s{0,4}:\s{0,4}${NUMBER}\s{0,8},\s{0,8}["']?y["']?\s{0,4}:\s{0,4}${NUMBER}\s{0,8}\}`,
  "gi",
);
/** A corner and a size by their names: `{"x": 420, "y": 380, "width": 190, "height": 180}`. */
const SIZED = new RegExp(
  ["x", "y", "w(?:idth)?", "h(?:eight)?"]
    .map((name) => String.raw`["']?\b${name}["']?\s{0,4}[:=]\s{0,4}${NUMBER}`)
    .join(TIGHT) + WHOLE,
  "gi",
);
/** Which side each name is of. */
const SIDES: readonly RegExp[] = [
  /^(?:x_?1|x_?min|left)$/i,
  /^(?:y_?1|y_?min|top)$/i,
  /^(?:x_?2|x_?max|right)$/i,
  /^(?:y_?2|y_?max|bottom)$/i,
];
/** By this key alone the numbers go y, x, y, x. */
const Y_FIRST = /(?<![a-z])box_2d["']?\s{0,4}[:=]?\s{0,4}[[(\s]{0,4}$/i;

const GAP = String.raw`(?:\W|json|is|are|at|as|region|area|coordinates){0,24}$`;
const AFTER_ZONE = new RegExp(String.raw`go[\s_-]?zone(?:\W|bounding|bbox(?:_2d)?|box){0,12}${GAP}`, "i");
const AFTER_KEY = new RegExp(
  String.raw`(?:b?box(?:_2d)?|bounding[\s_-]box|\bbox(?:_start)?|coordinates)${GAP}`,
  "i",
);
const ZONE_LABEL = /go[\s_-]?zone/i;

/**
 * Everything in an answer that is written as a box, in order: `[a, b, c, d]` with whatever stands round it (fences,
 * objects, lists, stray brackets, prose), and pairs of corners. Three numbers, or five, are none.
 */
export function findBoxTexts(text: string): BoxText[] {
  const plain = plainSigns(text);
  // In a sentence, two pairs of numbers may be anything: citations, sizes.
  const corners = matches(plain, CORNERS).filter(({ likelihood }) => likelihood > 0);
  const named = matches(plain, NAMED_CORNERS).map((box) => asNamed(box, box.numbers));
  const sized = matches(plain, SIZED).map((box) => {
    const [x, y, width, height] = box.numbers;
    return asNamed(box, [x, y, x + width, y + height]);
  });
  return [
    ...corners,
    ...named,
    ...sized,
    ...keyed(plain),
    ...[FOUR, BETWEEN, ON_A_LINE].flatMap((form) => matches(plain, form)),
  ].sort((a, b) => a.span[0] - b.span[0]);
}

/** Full-width signs and digits as others are, and brackets without what escapes them; nothing moves. */
function plainSigns(text: string): string {
  return text
    .replaceAll(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll(/[【〔]/g, "[")
    .replaceAll(/[】〕]/g, "]")
    .replaceAll("、", ",")
    .replaceAll("\u3000", " ")
    .replaceAll(POINT, (point, x: string, y: string) => `[${x},${y}]`.padEnd(point.length))
    .replaceAll(/\\(?:left|right)?(?=[[\](){}])/g, (mark) => " ".repeat(mark.length));
}

/** A box whose numbers have names: it is said to be one. */
function asNamed(box: BoxText, numbers: BoxText["numbers"]): BoxText {
  return { ...box, numbers, named: true, likelihood: box.likelihood === 3 ? 3 : 2 };
}

/** Boxes whose four sides are named; those that name one twice are none. */
function keyed(text: string): BoxText[] {
  return [...text.matchAll(KEYED)].flatMap((match) => {
    const pairs = [1, 3, 5, 7].map((at) => [match[at]!, Number(match[at + 1])] as const);
    const [x1, y1, x2, y2] = SIDES.map((side) => pairs.find(([name]) => side.test(name))?.[1]);
    if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return [];
    const span = [match.index, match.index + match[0].length] as const;
    const shown = match[0].replaceAll(/\s+/g, " ");
    const numbers = [x1, y1, x2, y2] as const;
    return [asNamed({ numbers, named: true, shown, span, likelihood: likelihoodOf(text, span) }, numbers)];
  });
}

function matches(text: string, pattern: RegExp): BoxText[] {
  return [...text.matchAll(pattern)].map((match) => {
    const span = [match.index, match.index + match[0].length] as const;
    const [, a, b, c, d] = match.map(Number);
    const isYFirst = Y_FIRST.test(text.slice(Math.max(0, match.index - 40), match.index));
    return {
      numbers: isYFirst ? [b!, a!, d!, c!] : [a!, b!, c!, d!],
      named: isYFirst,
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
