import sharp from "sharp";
import type { Box, Point, Size } from "@/lib/domain/geometry";
import { measurePixels } from "@/lib/domain/no-go/measure-pixels";
import {
  bitmapOfRuns,
  type PixelRuns,
  runsOfCircle,
  runsOfCutOut,
  runsOfPolygon,
} from "@/lib/domain/no-go/pixel-runs";
import { MOST_POINTS, MOST_REGIONS, type NoGoRegion, pointsOf, regionOf } from "@/lib/domain/no-go/region";
import { plural, t } from "@/lib/language/t";

/** The label of a No-Go region in LabelMe files. */
export const NO_GO_LABEL = "No-Go Zone";

/** Of all shapes of a frame: a million would take minutes. */
const MOST_POINTS_IN_ALL = 20_000;

/** A shape as a LabelMe file has it, its points checked to be pairs of numbers. */
export type LabelledShape = {
  readonly type: string | null;
  readonly points: readonly Point[];
  /** What its description says. */
  readonly description: string;
  /** Of a mask, a PNG in base64 of the pixels between its two points. */
  readonly mask: string | null;
};

/** The shapes that are drawn by their corners. */
const POLYGONS = new Set([
  "polygon",
  "linestrip",
  "rotation",
  "rotated_rectangle",
  "oriented_rectangle",
  "quadrilateral",
]);

type ReadRegions = { readonly regions: readonly NoGoRegion[]; readonly errors: readonly string[] };

/** The regions that shapes draw in a frame; `errors` are sentences about those that draw none. */
export async function regionsOfShapes(shapes: readonly LabelledShape[], frame: Size): Promise<ReadRegions> {
  const many = tooMany(shapes);
  if (many) return { regions: [], errors: [many] };
  const read = await Promise.all(shapes.map((shape) => regionOfShape(shape, frame)));
  return {
    regions: read.flatMap((each) => ("region" in each ? [each.region] : [])),
    errors: [...new Set(read.flatMap((each) => ("error" in each ? [each.error] : [])))],
  };
}

/** Told before any is drawn. */
function tooMany(shapes: readonly LabelledShape[]): string | null {
  if (shapes.length > MOST_REGIONS)
    return t`There are ${plural(shapes.length, "# No-Go region", "# No-Go regions")}; ${MOST_REGIONS} are the most.`;
  const points = shapes.reduce((sum, shape) => sum + shape.points.length, 0);
  if (points <= MOST_POINTS_IN_ALL) return null;
  return t`The No-Go regions have ${plural(points, "# point", "# points")}; ${MOST_POINTS_IN_ALL} are the most.`;
}

async function regionOfShape(
  shape: LabelledShape,
  frame: Size,
): Promise<{ readonly region: NoGoRegion } | { readonly error: string }> {
  const drawn = await pixelsOf(shape, frame);
  if ("error" in drawn) return drawn;
  const read = regionOf({ name: shape.description, ...drawn }, frame);
  return "problem" in read ? { error: read.problem } : read;
}

type Pixels =
  | { readonly counts: PixelRuns }
  | { readonly polygon: readonly (readonly [x: number, y: number])[] }
  | { readonly error: string };

/** The pixels or the corners of a shape in a frame, or why it has none. */
export async function pixelsOf(shape: LabelledShape, frame: Size): Promise<Pixels> {
  const { type, points } = shape;
  const [first, second] = points;
  if (type === "mask") return maskPixels(shape, frame);
  if (type === "circle") {
    if (!first || !second || points.length > 2)
      return { error: t`A No-Go region is a circle without a centre and a point on its edge.` };
    return { counts: runsOfCircle(first, Math.hypot(second.x - first.x, second.y - first.y), frame) };
  }
  // Before shapes had types, two points were a rectangle.
  if (first && second && points.length === 2 && (type === "rectangle" || !type)) {
    return { polygon: cornersOf(first, second) };
  }
  if (type && type !== "rectangle" && !POLYGONS.has(type))
    return {
      error: t`A No-Go region was drawn as a ${type}; it needs a polygon, a rectangle, a circle or a mask.`,
    };
  if (points.length < 3) return { error: t`A No-Go region has fewer than three points.` };
  // So many are no corners that a person drags.
  if (points.length > MOST_POINTS) return { counts: runsOfPolygon(points, frame) };
  return { polygon: points.map(({ x, y }) => [x, y]) };
}

const cornersOf = (a: Point, b: Point): (readonly [x: number, y: number])[] => [
  [a.x, a.y],
  [b.x, a.y],
  [b.x, b.y],
  [a.x, b.y],
];

/** LabelMe's mask: a picture of the pixels from the first point to the second, both included, where not 0 is inside. */
async function maskPixels({ points, mask }: LabelledShape, frame: Size): Promise<Pixels> {
  const [first] = points;
  if (!first || mask === null)
    return { error: t`A No-Go region is a mask without a place or without a picture.` };
  const picture = await decodeMask(Buffer.from(mask, "base64"), frame);
  if (!picture) return { error: t`The mask of a No-Go region is no picture that can be read.` };
  const at = { x: Math.round(first.x), y: Math.round(first.y) };
  return { counts: runsOfCutOut(picture.data, picture.info, at, frame) };
}

/** A mask's pixels; null where it is no PNG, or one much larger than its frame. */
async function decodeMask(bytes: Buffer, { width, height }: Size) {
  // The image library reads vector graphics and documents too, and must not meet them.
  if (!bytes.toString("latin1", 0, 8).startsWith("\x89PNG\r\n\x1a\n")) return null;
  return sharp(bytes, { limitInputPixels: width * height * 4 })
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(() => null);
}

/** A region as LabelMe writes it: as its polygon where it was drawn so, else as a mask. */
export async function shapeOfRegion({ name, counts, polygon }: NoGoRegion, frame: Size): Promise<object> {
  const shape = {
    label: NO_GO_LABEL,
    group_id: null,
    description: name ?? "",
    flags: {},
  };
  if (polygon && samePixels(runsOfPolygon(pointsOf(polygon), frame), counts))
    return { ...shape, points: polygon, shape_type: "polygon" };
  const { bounds } = measurePixels(counts, frame);
  const [left, top, right, bottom] = bounds;
  const mask = await sharp(cutOut(counts, frame, bounds), {
    raw: { width: right - left, height: bottom - top, channels: 1 },
  })
    // LabelMe takes a mask for a table of rows and columns: colours would be a third side.
    .toColourspace("b-w")
    .png({ palette: false, compressionLevel: 9 })
    .toBuffer();
  return {
    ...shape,
    points: [
      [left, top],
      [right - 1, bottom - 1],
    ],
    shape_type: "mask",
    mask: mask.toString("base64"),
  };
}

const samePixels = (a: PixelRuns, b: PixelRuns): boolean =>
  a.length === b.length && a.every((length, index) => length === b[index]);

/** The pixels within bounds, row by row: 255 inside. */
function cutOut(counts: PixelRuns, frame: Size, [left, top, right, bottom]: Box): Buffer {
  const bitmap = bitmapOfRuns(counts, frame);
  const [width, height] = [right - left, bottom - top];
  const cut = Buffer.alloc(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) cut[y * width + x] = 255 * bitmap[(top + y) * frame.width + left + x]!;
  }
  return cut;
}
