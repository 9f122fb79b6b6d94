import { t } from "../language/t";
import { formatDay } from "../words/dates";

type Removed = {
  /** ISO 8601 */
  readonly at: string;
  readonly because: string;
};

/** Characters of a line, about, where a letter is half as wide as high. */
const LINE = 40;
const MOST_LINES = 9;

/** "Picture removed on 12 Nov 2026 because consent was withdrawn." */
export const removedInWords = ({ at, because }: Removed, timeZone: string): string =>
  t`Picture removed on ${formatDay(at, timeZone)} because: ${because}`;

/**
 * What stands where a picture stood that was removed for good: a drawing of its size that says so, for whatever shows
 * pictures. Its colours hold on the stage and on paper.
 *
 * @param width of the picture, and `height`: natural pixels
 */
export function removedPicture(
  removed: Removed,
  { width, height, timeZone }: { readonly width: number; readonly height: number; readonly timeZone: string },
): string {
  const lines = linesOf(removedInWords(removed, timeZone));
  const size = Math.min((width * 0.84) / (LINE * 0.52), (height * 0.8) / (lines.length * 1.4));
  const first = height / 2 - ((lines.length - 1) * size * 1.4) / 2 + size * 0.35;
  const text = lines
    .map(
      (line, index) =>
        `<text x="${width / 2}" y="${round(first + index * size * 1.4)}">${escaped(line)}</text>`,
    )
    .join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="#26282b"/><g fill="#e8e8e6" font-family="system-ui, sans-serif" font-size="${round(size)}" text-anchor="middle">${text}</g></svg>`;
}

const round = (n: number): number => Math.round(n * 10) / 10;

function linesOf(text: string): string[] {
  const lines: string[] = [""];
  for (const word of text.split(/\s+/).flatMap((each) => each.match(/.{1,40}/gu) ?? [])) {
    const last = lines.at(-1)!;
    if (last !== "" && last.length + 1 + word.length > LINE) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1), "…"] : lines;
}

const NAMED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const escaped = (text: string): string => text.replace(/[&<>]/g, (letter) => NAMED[letter]!);
