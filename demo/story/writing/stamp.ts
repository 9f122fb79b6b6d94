import { FRAME } from "@/demo/scene/facts";
import { type Box, intersectionArea } from "@/lib/domain/geometry";
import { LETTERS } from "./letters";

/** What every picture says of itself. */
const LINES = ["RENDERED, NOT A PATIENT", "FOR TRYING CALOT"];
/** Pixels along a dot's side, from one letter to the next, and from one line to the next. */
const DOT = 1.5;
const ADVANCE = 6 * DOT;
const LEADING = 11 * DOT;
/** Pixels from the frame's edges. */
const MARGIN = 14;

const WIDTH = Math.max(...LINES.map(({ length }) => length)) * ADVANCE;
const HEIGHT = LEADING * (LINES.length - 1) + 7 * DOT;

const [right, low] = [FRAME.width - MARGIN - WIDTH, FRAME.height - MARGIN - HEIGHT];
/** Where it may stand, the likeliest first. */
const PLACES: readonly { readonly x: number; readonly y: number }[] = [
  { x: MARGIN, y: low },
  { x: right, y: low },
  { x: MARGIN, y: MARGIN },
  { x: right, y: MARGIN },
];

/**
 * The corner for the notice: the first that touches no zone.
 *
 * @throws Error when zones reach into all four corners
 */
export function placeStamp(zones: readonly Box[]): Box {
  for (const { x, y } of PLACES) {
    const place: Box = [x - 4, y - 4, x + WIDTH + 4, y + HEIGHT + 4];
    if (zones.every((zone) => intersectionArea(place, zone) === 0)) return place;
  }
  throw new Error("The Go Zone leaves no corner for the notice.");
}

/** The notice as a picture of the frame's size: faint letters with a shadow, legible on black and on tissue. */
export function stampPicture(zones: readonly Box[]): Buffer {
  const [left, top] = placeStamp(zones);
  const dots = LINES.flatMap((line, row) =>
    [...line].flatMap((letter, column) =>
      dotsOf(letter, left + 4 + column * ADVANCE, top + 4 + row * LEADING),
    ),
  );
  const path = dots.map(({ x, y }) => `M${x} ${y}h${DOT}v${DOT}h${-DOT}z`).join("");
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${FRAME.width}" height="${FRAME.height}">` +
      `<path d="${path}" transform="translate(1 1)" fill="#000" fill-opacity="0.6"/>` +
      `<path d="${path}" fill="#fff" fill-opacity="0.62"/></svg>`,
  );
}

function dotsOf(letter: string, x: number, y: number): { x: number; y: number }[] {
  const rows = LETTERS[letter];
  if (!rows) throw new Error(`There are no dots for “${letter}”.`);
  return rows.flatMap((row, down) =>
    [...row].flatMap((dot, across) => (dot === "1" ? [{ x: x + across * DOT, y: y + down * DOT }] : [])),
  );
}
