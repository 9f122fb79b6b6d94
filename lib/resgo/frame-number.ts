import { t } from "@/lib/language/t";
import { findDate } from "./date-words";
import { asciiDigits, evenWidth, nameKey } from "./plain-text";

/** What stands before the number, and the folder, are kept by their keys, for they may name a video. */
type FrameReading =
  | { readonly frame: number; readonly names: readonly string[] }
  | { readonly problem: string };

/** The largest number that the database keeps. */
const LARGEST = 2_147_483_647;

const LONGEST = 300;

const EXTENSION =
  /(?:\.(?:jpe?g?|jfif|jif|pjpe?g|png|apng|webp|avif|tiff?|tf8|btf|bmp|dib|gif|hei[cf]|jp2|jxl|json))+$/i;
/** 166.0 and 166,00 are 166; 166.000 may be a hundred and sixty-six thousand. */
const NO_FRACTION = /^(\d+)[.,](?:0{1,2}|0{4,})$/;
const FRAME_WORD = "frames?|frm|fr|f|images?|img|pictures?|stills?|no|nr|num|n";
/** `frame12`; other letters before digits are a name: `VID18`, `t50`. */
const GLUED = new RegExp(`^(?:${FRAME_WORD}|帧|幀|フレーム|프레임)(\\d+)$`, "i");
const FRAME_AND_NUMBER = new RegExp(`^(?:${FRAME_WORD})[\\s_#.-]*\\d+$`, "i");
const SHORTENED = /^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i;
const CLOCK =
  /(?:^|[^\d])(?:\d{1,2}:[0-5]\d(?::[0-5]\d)?|\d{1,2}[-._ ][0-5]\d[-._ ][0-5]\d|\d{1,2}h\d{1,2}(?:m\d{0,2})?)(?!\d)/i;
const COPY =
  /\b(?:copy|copies|kopie|kopi|copie|copia|cópia|kopia|kopija|másolat|klon)\b|копия|副本|拷贝|コピー|사본|复制|複製|\(\d{1,2}\)$/iu;
const VERSION = /[\s_.-](?:v|ver|version|rev|r)[\s_.-]?\d+$|[\s_.-](?:final|neu|new|old|alt)$/i;

/** A word or a number of a name, with what stands before it. */
type Token = { readonly text: string; readonly before: string; readonly at: number };

/**
 * The frame number in a cell or a file name: `166`, `000166`, `frame_000166` and `VID18_000166.jpg` are 166, in the digits
 * of any script. After the video's name there is one number and nothing else: with two, which of them is meant can't be
 * known.
 *
 * @param own the name of the video that it is a frame of, where that is known
 */
export function readFrameNumber(text: string, own = ""): FrameReading {
  const said = text.trim().replace(/^'(?=\d)/, "");
  const refuse = (problem: string): FrameReading => ({ problem });
  const shown = said.slice(0, LONGEST);
  if (said.length > LONGEST) return refuse(t`“${shown}” is not a frame number.`);
  if (scriptsOfDigits(said) > 1) return refuse(t`“${shown}” mixes the digits of two scripts.`);
  const plain = asciiDigits(evenWidth(said));
  const { folder, base } = splitPath(plain, own);
  const name = base.replace(NO_FRACTION, "$1");
  if (SHORTENED.test(name))
    return refuse(t`“${shown}” is a number that a spreadsheet has shortened: format the column as text.`);

  const tokens = tokensOf(name);
  const owns = ownTokens(tokens, own);
  const rest = tokens.slice(owns);
  const start = rest[0]?.at ?? name.length;
  const numbers = rest.flatMap(({ text }) => /^\d+$/.exec(text)?.[0] ?? GLUED.exec(text)?.[1] ?? []);
  const last = rest.at(-1);
  const ends = last !== undefined && last.at + last.text.length === name.length;
  const single = ends && (numbers.length === 1 || isSeries(rest)) ? numberOf(last.text) : null;
  if (single === null || !separates(tokens, owns, own)) {
    return refuse(whyNot(shown, name.slice(start), numbers) ?? t`“${shown}” is not a frame number.`);
  }
  if (COPY.test(name))
    return refuse(t`“${shown}” looks like a copy: which frame it is can’t be known from its name.`);
  if (findDate(name.slice(start)) !== null)
    return refuse(t`“${shown}” looks like a date or a clock time, not like a frame number.`);
  if (Number(single) > LARGEST) return refuse(t`“${shown}” is too large for a frame number.`);
  const before = nameKey(name.slice(0, last!.at).replace(/[\s_#№.-]+$/, ""));
  const unworded = before.replace(new RegExp(`[\\s_#.-]+(?:${FRAME_WORD})$`), "");
  return {
    frame: Number(single),
    names: [...new Set([before, unworded, folder])].filter((key) => key !== ""),
  };
}

/** The last part of a path and its folder. `VID18/12` is one, `12/300` and `frame 12/300` are none. */
function splitPath(text: string, own: string): { folder: string; base: string } {
  const parts = text.split(/[\\/]/);
  const folder = nameKey(parts.at(-2) ?? "");
  const base = text.replace(EXTENSION, "");
  const isFolder = folder === nameKey(own) || (/\p{L}/u.test(folder) && !FRAME_AND_NUMBER.test(folder));
  return base !== text || isFolder ? { folder, base: base.split(/[\\/]/).at(-1)! } : { folder: "", base };
}

function tokensOf(name: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of name.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    tokens.push({ text: match[0], before: name.slice(end, match.index), at: match.index });
    end = match.index + match[0].length;
  }
  return tokens;
}

/** How many tokens there are up to the end of the video's own name; a prefix of words may stand before that. */
function ownTokens(tokens: readonly Token[], own: string): number {
  const keyOf = (text: string): string => nameKey(text).replaceAll(/(?<!\d)0+(?=\d)/g, "");
  const named = tokensOf(asciiDigits(evenWidth(own))).map(({ text }) => keyOf(text));
  if (named.length === 0) return 0;
  const keys = tokens.map(({ text }) => keyOf(text));
  for (let from = 0; from + named.length < keys.length; from++) {
    if (named.every((key, index) => keys[from + index] === key)) return from + named.length;
    if (/^\d+$/.test(keys[from]!)) return 0;
  }
  return 0;
}

/** `2011_000003`: the number of a series, and then one that is padded as counters are. A copy's is neither. */
function isSeries(tokens: readonly Token[]): boolean {
  const counter = tokens.at(-1)!.text;
  const others = tokens.slice(0, -1).filter(({ text }) => numberOf(text) !== null);
  return (
    /^0\d{4,}$/.test(counter) &&
    others.every(({ text }) => /^[1-9]\d{0,3}$/.test(text)) &&
    others.length === 1 &&
    !FRAME_AND_NUMBER.test(
      tokens
        .slice(0, -1)
        .map(({ text }) => text)
        .join(" "),
    )
  );
}

function numberOf(token: string): string | null {
  return /^\d+$/.test(token) ? token : (GLUED.exec(token)?.[1] ?? null);
}

/** Whether what stands before a number can be told from it: `VID18_`, `no. `, but not `1,`, `12.` or a minus. */
function separates(tokens: readonly Token[], owns: number, own: string): boolean {
  const { before } = tokens.at(-1)!;
  const previous = tokens.at(-2)?.text;
  if (previous === undefined) return /^[#№]?\s*$/.test(before);
  // Under the video 1, “1 166” may be a number in groups.
  if (owns === tokens.length - 1 && /^\d+$/.test(own.trim()))
    return /^\s*[_/\\\u2010-\u2015-]\s*$/.test(before);
  if (owns === tokens.length - 1) return /^[\s_#.:/\\\u2010-\u2015-]+$/.test(before);
  return /^[\s_#\u2010-\u2015°-]+$/.test(before) || (/\p{L}$/u.test(previous) && /^\.[\s_#-]*$/.test(before));
}

/** What a name is that holds no frame number, where that can be said. */
function whyNot(shown: string, rest: string, numbers: readonly string[]): string | null {
  if (findDate(rest) !== null || CLOCK.test(rest))
    return t`“${shown}” looks like a date or a clock time, not like a frame number.`;
  if (COPY.test(rest))
    return t`“${shown}” looks like a copy: which frame it is can’t be known from its name.`;
  if (VERSION.test(rest))
    return t`“${shown}” ends in a version: which frame it is can’t be known from its name.`;
  if (numbers.length < 2) return null;
  return t`“${shown}” holds more than one number, ${numbers[0]!} and ${numbers.at(-1)!}: which of them is the frame’s can’t be known.`;
}

/** In how many scripts the digits of a text are written. */
function scriptsOfDigits(text: string): number {
  const zeros = [...evenWidth(text).matchAll(/\p{Nd}/gu)].map(
    ([digit]) => digit.codePointAt(0)! - Number(asciiDigits(digit)),
  );
  return new Set(zeros).size;
}
