import { z } from "zod";
import { type Box, boxArea, boxCenter, type Point, type Size } from "../geometry";
import { LEVEL, offsetFrom, offsetSchema } from "../offset";
import type { View } from "../view";
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
  readonly edges: readonly number[];
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
  return { frame, starts, edges };
}

/**
 * The area in square pixels that a box shares with No-Go pixels: exact for edges between pixels too, as pixels are unit
 * squares.
 */
export function sharedWithNoGo([x1, y1, x2, y2]: Box, { frame, starts, edges }: NoGoArea): number {
  const last = Math.min(frame.width, Math.ceil(x2));
  let shared = 0;
  for (let x = Math.max(0, Math.floor(x1)); x < last; x++) {
    let inColumn = 0;
    for (let run = starts[x]!; run < starts[x + 1]!; run++) {
      const height = Math.min(y2, edges[2 * run + 1]!) - Math.max(y1, edges[2 * run]!);
      if (height > 0) inColumn += height;
    }
    if (inColumn > 0) shared += inColumn * (Math.min(x2, x + 1) - Math.max(x1, x));
  }
  return shared;
}

/** The share of a box that lies on No-Go pixels, 0 to 1. */
export function contactOf(box: Box, area: NoGoArea): number {
  return Math.min(1, sharedWithNoGo(box, area) / boxArea(box));
}

/**
 * The same of many boxes in one frame, by a table of sums: four lookups for a box, however large, after one visit to
 * each pixel.
 *
 * @returns the contact of a box within the frame
 */
export function contactTable(area: NoGoArea): (box: Box) => number {
  const { width, height } = area.frame;
  const sums = sumsOf(area);
  // Of the pixels left of x and above y. Within a pixel the sum grows evenly in both directions.
  const upTo = (x: number, y: number): number => {
    const [left, above] = [Math.min(width - 1, Math.floor(x)), Math.min(height - 1, Math.floor(y))];
    const at = left * (height + 1) + above;
    const [dx, dy] = [x - left, y - above];
    const [near, down] = [sums[at]!, sums[at + 1]!];
    const [right, far] = [sums[at + height + 1]!, sums[at + height + 2]!];
    return near + dx * (right - near) + dy * (down - near) + dx * dy * (far - right - down + near);
  };
  return (box) => {
    const [x1, y1, x2, y2] = box;
    const shared = upTo(x2, y2) - upTo(x1, y2) - upTo(x2, y1) + upTo(x1, y1);
    return Math.min(1, Math.max(0, shared / boxArea(box)));
  };
}

/** `sums[x * (height + 1) + y]`: the No-Go pixels left of x and above y. */
function sumsOf({ frame: { width, height }, starts, edges }: NoGoArea): Uint32Array {
  const sums = new Uint32Array((width + 1) * (height + 1));
  for (let x = 0; x < width; x++) {
    const [before, at] = [x * (height + 1), (x + 1) * (height + 1)];
    let inColumn = 0;
    let y = 0;
    for (let run = starts[x]!; run < starts[x + 1]!; run++) {
      const [from, to] = [edges[2 * run]!, edges[2 * run + 1]!];
      for (; y < from; y++) sums[at + y + 1] = sums[before + y + 1]! + inColumn;
      for (; y < to; y++) sums[at + y + 1] = sums[before + y + 1]! + ++inColumn;
    }
    for (; y < height; y++) sums[at + y + 1] = sums[before + y + 1]! + inColumn;
  }
  return sums;
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

/** What a zone has in common with the No-Go regions of its frame. */
export const contactReadingSchema = z.object({
  /** Of the zone's area, how much lies on No-Go pixels: 0 to 1. */
  share: z.number(),
  /** The same of each structure that is touched, the most touched first. They may overlap. */
  structures: z.array(z.object({ name: z.string().nullable(), share: z.number() })),
  /** Where in the zone it lies, as seen from the zone's centre. */
  towards: offsetSchema,
});
export type ContactReading = View<typeof contactReadingSchema>;

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

/** How the zones of several answers touched No-Go regions. */
export const contactSummarySchema = z.object({
  /** Zones that could: drawn in a case whose reference has such regions. */
  n: z.number(),
  /** Those of which more than `CONTACT_ABOVE` lies there. */
  over: z.number(),
  /** Of all of them, 0 to 1; null without one. */
  mean: z.number().nullable(),
});
export type ContactSummary = View<typeof contactSummarySchema>;

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
