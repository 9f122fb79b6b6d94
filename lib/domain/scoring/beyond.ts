import { type Box, boxArea, intersectionArea, type Size } from "../geometry";
import { areaOf, sharedWithNoGo } from "../no-go/contact";
import type { NoGoRegion } from "../no-go/region";
import { boxesOf, compareZone, type Zone } from "./zone";

/** From this share of the reference box's side on, what runs beyond it is told: below it, it is the hand's. */
const TOLD_FROM = 0.1;

export type Side = "left" | "right" | "up" | "down";
export const SIDES: readonly Side[] = ["left", "right", "up", "down"];

/** How far a zone runs beyond the reference box that it is compared with, in natural pixels. */
export type Run = { readonly side: Side; readonly pixels: number };

/** Where a zone runs beyond the reference, and onto what. */
export type Beyond = {
  /** What of the zone lies in no reference box: boxes that don't overlap. */
  readonly excess: readonly Box[];
  /** Of the zone's area, how much that is: 0 to 1. */
  readonly share: number;
  /** Each side by which it leaves the compared box for no other one, the farthest first. */
  readonly runs: readonly Run[];
  /** Those worth telling: by which No-Go pixels are touched; where none are, those of a tenth of the box's side or more. */
  readonly told: readonly Run[];
  /** The names of the No-Go regions that the excess touches, the most touched first; null for those without one. */
  readonly onto: readonly (string | null)[];
};

/**
 * Where a zone runs beyond the reference: measured from the box that it is compared with; what lies in another reference
 * box is not beyond it. Null where there is no reference box.
 *
 * @param frame natural pixels
 */
export function readBeyond(
  zone: Zone,
  { boxes, noGo }: { readonly boxes: readonly Box[]; readonly noGo: readonly NoGoRegion[] },
  frame: Size,
): Beyond | null {
  const compared = compareZone(zone, boxes)?.reference;
  if (!compared) return null;
  const drawn = boxesOf(zone);
  const excess = drawn.flatMap((box) => without(box, boxes));
  const total = (of: readonly Box[]): number => of.reduce((sum, box) => sum + boxArea(box), 0);
  const touchedBy = (pieces: readonly Box[], regions: readonly NoGoRegion[]): number => {
    if (regions.length === 0) return 0;
    const area = areaOf(regions, frame);
    return pieces.reduce((sum, piece) => sum + sharedWithNoGo(piece, area), 0);
  };
  const runs = SIDES.map((side) => ({ side, pixels: reach(excess, compared, side) }))
    .filter(({ pixels }) => pixels > 0)
    .sort((a, b) => b.pixels - a.pixels);
  const onto = [...new Set(noGo.map(({ name }) => name))]
    .map((name) => ({
      name,
      touched: touchedBy(
        excess,
        noGo.filter((region) => region.name === name),
      ),
    }))
    .filter(({ touched }) => touched > 0)
    .sort((a, b) => b.touched - a.touched)
    .map(({ name }) => name);
  const told = runs.filter(({ side, pixels }) =>
    onto.length > 0
      ? touchedBy(partBeyond(excess, compared, side), noGo) > 0
      : pixels >= TOLD_FROM * lengthAlong(compared, side),
  );
  return { excess, share: total(excess) / total(drawn), runs, told, onto };
}

/** What of a box lies in none of some others, as boxes that don't overlap. */
export function without(box: Box, others: readonly Box[]): readonly Box[] {
  return others.reduce<readonly Box[]>((rest, other) => rest.flatMap((piece) => cut(piece, other)), [box]);
}

/** What is left of a box: above and below the other in its whole width, left and right of it between them. */
function cut(box: Box, other: Box): readonly Box[] {
  if (intersectionArea(box, other) === 0) return [box];
  const [x1, y1, x2, y2] = box;
  const [top, bottom] = [Math.max(y1, other[1]), Math.min(y2, other[3])];
  const pieces: readonly Box[] = [
    [x1, y1, x2, top],
    [x1, bottom, x2, y2],
    [x1, top, other[0], bottom],
    [other[2], top, x2, bottom],
  ];
  return pieces.filter(([left, upper, right, lower]) => left < right && upper < lower);
}

function reach(excess: readonly Box[], [x1, y1, x2, y2]: Box, side: Side): number {
  const farthest = (edge: (piece: Box) => number): number => Math.max(0, ...excess.map(edge));
  if (side === "left") return farthest((piece) => x1 - piece[0]);
  if (side === "right") return farthest((piece) => piece[2] - x2);
  return side === "up" ? farthest((piece) => y1 - piece[1]) : farthest((piece) => piece[3] - y2);
}

/** What of some boxes lies on one side of a box, above and below it too for the left one. */
function partBeyond(pieces: readonly Box[], [x1, y1, x2, y2]: Box, side: Side): readonly Box[] {
  return pieces
    .map(
      ([left, top, right, bottom]): Box => [
        side === "right" ? Math.max(left, x2) : left,
        side === "down" ? Math.max(top, y2) : top,
        side === "left" ? Math.min(right, x1) : right,
        side === "up" ? Math.min(bottom, y1) : bottom,
      ],
    )
    .filter(([left, top, right, bottom]) => left < right && top < bottom);
}

const lengthAlong = ([x1, y1, x2, y2]: Box, side: Side): number =>
  side === "left" || side === "right" ? x2 - x1 : y2 - y1;
