import { type Box, boxArea, boxCenter, type Point, type Size } from "../geometry";
import { LEVEL, offsetFrom } from "../offset";
import type { ContactReading, ContactSummary } from "./contact-schema";
import { columnRuns, unionOf } from "./pixel-runs";
import type { NoGoRegion } from "./region";

/** From this share on an answer counts as one in contact: more than 5 % of its zone lies on No-Go pixels. */
export const CONTACT_ABOVE = 0.05;

/** Some No-Go pixels of a frame, each once, laid out to be asked for boxes. */
export type NoGoArea = {
  readonly frame: Size;
  /** Of column x, the runs `starts[x]` to `starts[x + 1]`. */
  readonly starts: Uint32Array;
  /** Where runs begin and end in their column: pairs of y. */
  readonly edges: Uint32Array;
};

/** The pixels of some regions together: one that lies in two is one. */
export function areaOf(regions: readonly Pick<NoGoRegion, "counts">[], frame: Size): NoGoArea {
  const starts = new Uint32Array(frame.width + 1);
  const edges: number[] = [];
  let begun = 0;
  for (const { x, from, to } of columnRuns(unionOf(regions.map(({ counts }) => counts)), frame.height)) {
    while (begun < x) starts[++begun] = edges.length / 2;
    edges.push(from, to);
  }
  while (begun < frame.width) starts[++begun] = edges.length / 2;
  return { frame, starts, edges: Uint32Array.from(edges) };
}

/**
 * The area in square pixels that a box shares with No-Go pixels: exact for edges between pixels too, as pixels are unit
 * squares.
 */
export function sharedWithNoGo([x1, y1, x2, y2]: Box, area: NoGoArea): number {
  const first = Math.max(0, Math.floor(x1));
  const last = Math.min(area.frame.width, Math.ceil(x2)) - 1;
  if (last < first) return 0;
  const inFirst = heightIn(area, first, first + 1, y1, y2);
  if (last === first) return (Math.min(x2, first + 1) - Math.max(x1, first)) * inFirst;
  // Only the outermost columns may be cut; between them it is all one row of runs.
  const within = heightIn(area, first + 1, last, y1, y2);
  const inLast = heightIn(area, last, last + 1, y1, y2);
  return (first + 1 - Math.max(x1, first)) * inFirst + within + (Math.min(x2, last + 1) - last) * inLast;
}

/** The height between `y1` and `y2` of the runs of columns `from` to `to` (not included), added up. */
function heightIn({ starts, edges }: NoGoArea, from: number, to: number, y1: number, y2: number): number {
  const end = 2 * starts[to]!;
  let sum = 0;
  for (let edge = 2 * starts[from]!; edge < end; edge += 2) {
    const height = Math.min(y2, edges[edge + 1]!) - Math.max(y1, edges[edge]!);
    if (height > 0) sum += height;
  }
  return sum;
}

/** The share of a box that lies on No-Go pixels, 0 to 1. */
export function contactOf(box: Box, area: NoGoArea): number {
  return Math.min(1, sharedWithNoGo(box, area) / boxArea(box));
}

/** The middle of what a box shares with No-Go pixels; null where it shares nothing. */
export function contactMiddle([x1, y1, x2, y2]: Box, { frame, starts, edges }: NoGoArea): Point | null {
  let [area, alongX, alongY] = [0, 0, 0];
  const last = Math.min(frame.width, Math.ceil(x2));
  for (let x = Math.max(0, Math.floor(x1)); x < last; x++) {
    const [left, right] = [Math.max(x1, x), Math.min(x2, x + 1)];
    for (let run = starts[x]!; run < starts[x + 1]!; run++) {
      const [top, bottom] = [Math.max(y1, edges[2 * run]!), Math.min(y2, edges[2 * run + 1]!)];
      if (bottom <= top) continue;
      const part = (right - left) * (bottom - top);
      area += part;
      alongX += (part * (left + right)) / 2;
      alongY += (part * (top + bottom)) / 2;
    }
  }
  return area === 0 ? null : { x: alongX / area, y: alongY / area };
}

/** A zone's contact with some regions; null where there is no zone, or no region to touch. */
export function shareOfContact(zone: Box | null, regions: readonly NoGoRegion[], frame: Size): number | null {
  return zone && regions.length > 0 ? contactOf(zone, areaOf(regions, frame)) : null;
}

/** What is told of a zone's contact; null where there is no zone, or no region to touch. */
export function readContact(
  zone: Box | null,
  regions: readonly NoGoRegion[],
  frame: Size,
): ContactReading | null {
  if (!zone || regions.length === 0) return null;
  const area = areaOf(regions, frame);
  const names = new Set(regions.map(({ name }) => name));
  const structures = [...names]
    .map((name) => {
      const own = regions.filter((region) => region.name === name);
      return { name, share: contactOf(zone, areaOf(own, frame)) };
    })
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share);
  const middle = contactMiddle(zone, area);
  const size = { width: zone[2] - zone[0], height: zone[3] - zone[1] };
  return {
    share: contactOf(zone, area),
    structures,
    towards: middle ? offsetFrom(boxCenter(zone), size, middle) : LEVEL,
  };
}

/** @param shares 0 to 1; null where there is no zone, or no region to touch */
export function summarizeContact(shares: readonly (number | null)[]): ContactSummary {
  // In one order, so that the mean is the same in the last digit too.
  const told = shares.filter((share) => share !== null).sort((a, b) => a - b);
  const sum = told.reduce((total, share) => total + share, 0);
  return {
    n: told.length,
    over: told.filter((share) => share > CONTACT_ABOVE).length,
    mean: told.length === 0 ? null : sum / told.length,
  };
}
