import { z } from "zod";
import { plural, t } from "@/lib/language/t";
import type { Point, Size } from "../geometry";
import { plainName } from "../text/plain-text";
import type { View } from "../view";
import { canonicalRuns, type PixelRuns, pixelCount, runsOfPolygon, runsProblem } from "./pixel-runs";

export const MOST_REGIONS = 50;
export const LONGEST_REGION_NAME = 80;
/** Of a polygon that a person draws, or a program writes. */
export const MOST_POINTS = 2_000;
const MOST_COUNTS = 1_000_000;

/** Corners in the frame's natural pixels, in their order round the region. */
const polygonSchema = z
  .array(z.tuple([z.number(), z.number()]))
  .min(3)
  .max(MOST_POINTS);

/**
 * Where operating now would harm, drawn by clinicians: part of a reference. Its pixels are kept exactly; where it was
 * drawn as a polygon its corners are too, so that it can be changed.
 */
export const noGoRegionSchema = z.object({
  /** What lies there, as "common bile duct"; null where nobody said. */
  name: z.string().nullable(),
  /** Its pixels (`PixelRuns`), at least one. */
  counts: z.array(z.number()),
  polygon: polygonSchema.exactOptional(),
});
export type NoGoRegion = View<typeof noGoRegionSchema>;

/** As many numbers as the largest picture could need; whether they are runs is `runsProblem`'s. */
const countsSchema = z.array(z.number()).max(MOST_COUNTS);

const nameSchema = z.string().overwrite(plainName).nullish();

/** A region as people draw it and files say it: its corners, or its pixels. */
export const drawnRegionSchema = z.union([
  z.object({ name: nameSchema, polygon: polygonSchema }),
  z.object({ name: nameSchema, counts: countsSchema }),
]);
export type DrawnRegion = View<typeof drawnRegionSchema>;

export const drawnRegionsSchema: z.ZodType<readonly DrawnRegion[]> = z
  .array(drawnRegionSchema)
  .max(MOST_REGIONS);

/** A region as it was drawn: its corners where it has some, from which its pixels follow. */
export const asDrawn = ({ name, counts, polygon }: NoGoRegion): DrawnRegion =>
  polygon ? { name, polygon } : { name, counts };

/** The region that was drawn in a frame, or why it is none, as a sentence for people. */
export function regionOf(
  drawn: DrawnRegion,
  frame: Size,
): { readonly region: NoGoRegion } | { readonly problem: string } {
  const name = plainName(drawn.name ?? "") || null;
  if (name && name.length > LONGEST_REGION_NAME) return { problem: longName() };
  if ("polygon" in drawn) {
    const counts = runsOfPolygon(pointsOf(drawn.polygon), frame);
    if (pixelCount(counts) === 0) return { problem: t`The No-Go region covers no pixel of the frame.` };
    return { region: { name, counts, polygon: drawn.polygon } };
  }
  const problem = runsProblem(drawn.counts, frame);
  if (problem) return { problem };
  const counts = canonicalRuns(drawn.counts);
  if (pixelCount(counts) === 0) return { problem: t`The No-Go region covers no pixel of the frame.` };
  return { region: { name, counts } };
}

/** The regions that were drawn in a frame, or why one is none, as a sentence for people. */
export function regionsOf(
  drawn: readonly DrawnRegion[],
  frame: Size,
): { readonly regions: readonly NoGoRegion[] } | { readonly problem: string; readonly index: number } {
  const regions: NoGoRegion[] = [];
  for (const [index, each] of drawn.entries()) {
    const read = regionOf(each, frame);
    if ("problem" in read) return { ...read, index };
    regions.push(read.region);
  }
  return { regions };
}

const longName = (): string =>
  t`The name of a No-Go region has more than ${plural(LONGEST_REGION_NAME, "# character", "# characters")}.`;

/** Whether two references have the same regions: names and pixels, in the same order. */
export function sameRegions(a: readonly NoGoRegion[], b: readonly NoGoRegion[]): boolean {
  return (
    a.length === b.length &&
    a.every((region, index) => region.name === b[index]!.name && sameRuns(region.counts, b[index]!.counts))
  );
}

function sameRuns(a: PixelRuns, b: PixelRuns): boolean {
  return a.length === b.length && a.every((length, index) => length === b[index]);
}

export const pointsOf = (polygon: readonly (readonly [x: number, y: number])[]): Point[] =>
  polygon.map(([x, y]) => ({ x, y }));
