import { z } from "zod";
import { type Box, boundingBox, type Point } from "@/lib/domain/geometry";
import { plural, t } from "@/lib/language/t";
import { BundleError } from "./list-files";
import { type LabelledShape, NO_GO_LABEL } from "./no-go-shapes";
import { latinWords } from "./plain-text";
import { listed } from "./problem";

/** The label of the Go Zone where none is given. */
export const GO_ZONE_LABEL = "Go Zone";

// LabelMe and its relatives add fields of their own, and leave out others; what isn't needed isn't checked.
const number = z.number().nullable().catch(null);
/** Of the picture; some programs write it as a text. */
const side = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  ])
  .nullable()
  .catch(null);
const shapeSchema = z.object({
  label: z.union([z.string(), z.number().transform(String)]).catch(""),
  points: z.array(z.array(number)).catch([]),
  shape_type: z.string().nullish().catch(null),
  description: z.string().nullish().catch(null),
  mask: z.string().nullish().catch(null),
});
const schema = z.object({
  shapes: z.array(shapeSchema),
  imagePath: z.string().nullish().catch(null),
  imageData: z.string().nullish().catch(null),
  imageWidth: side.optional(),
  imageHeight: side.optional(),
});

/** What a LabelMe file says. */
export type LabelMeFile = {
  readonly imagePath: string | null;
  /** Whether the picture itself is in the file. */
  readonly hasImage: boolean;
  /** As the file gives them; null where it doesn't. */
  readonly imageWidth: number | null;
  readonly imageHeight: number | null;
  /** The Go Zones, in order; not clipped to the frame. */
  readonly boxes: readonly Box[];
  /** The No-Go regions, in order, as they were drawn. */
  readonly noGo: readonly LabelledShape[];
  /** Assumptions that were made. */
  readonly warnings: readonly string[];
  /** What makes the boxes unusable. */
  readonly errors: readonly string[];
  /** The labels of the shapes that are neither, each once. */
  readonly otherLabels: readonly string[];
};

const MOST_BOXES = 100;

/**
 * Reads a LabelMe file: the shapes with a label (case, spaces, `_` and `-` don't matter), each as a box, and the No-Go regions.
 *
 * @throws BundleError with a sentence for people when it is no LabelMe file
 */
export function parseLabelMe(bytes: Buffer, label: string): LabelMeFile {
  const file = readFile(bytes);
  const wanted = labelKey(label);
  const zones = file.shapes.filter((shape) => labelKey(shape.label) === wanted);
  const others = file.shapes.filter((shape) => labelKey(shape.label) !== wanted);
  const isNoGo = ({ label: said }: Shape): boolean => labelKey(said) === labelKey(NO_GO_LABEL);
  const warnings = new Set<string>();
  const errors = new Set<string>();
  const boxes = new Map<string, Box>();
  for (const zone of zones) {
    const read = toBox(zone);
    if ("error" in read) errors.add(read.error);
    else if (boxes.has(read.box.join())) warnings.add(t`A Go Zone was drawn twice; it counts once.`);
    else {
      boxes.set(read.box.join(), read.box);
      if (read.warning) warnings.add(read.warning);
    }
  }
  const noGo: LabelledShape[] = [];
  for (const shape of others.filter(isNoGo)) {
    const points = pointsOf(shape);
    if (points === null) errors.add(t`A No-Go region has a point that is no pair of numbers.`);
    else noGo.push(labelled(shape, points));
  }
  if (boxes.size > MOST_BOXES)
    errors.add(t`There are ${plural(boxes.size, "# Go Zone", "# Go Zones")}; ${MOST_BOXES} are the most.`);
  return {
    imagePath: file.imagePath ?? null,
    hasImage: Boolean(file.imageData),
    imageWidth: file.imageWidth ?? null,
    imageHeight: file.imageHeight ?? null,
    boxes: [...boxes.values()],
    noGo,
    warnings: [...warnings],
    errors: [...errors],
    otherLabels: [...new Set(others.filter((shape) => !isNoGo(shape)).map((shape) => shape.label))],
  };
}

/** The shapes of a LabelMe file with their labels, whatever these are; `shape` is null where a point is no pair of numbers. */
export function labelMeShapes(bytes: Buffer) {
  const { shapes, imagePath, imageData, imageWidth, imageHeight } = readFile(bytes);
  return {
    imagePath: imagePath ?? null,
    hasImage: Boolean(imageData),
    /** NaN where the file doesn't say. */
    width: imageWidth ?? Number.NaN,
    height: imageHeight ?? Number.NaN,
    shapes: shapes.map((shape): { readonly label: string; readonly shape: LabelledShape | null } => {
      const points = pointsOf(shape);
      return { label: shape.label, shape: points && labelled(shape, points) };
    }),
  };
}

const labelled = (
  { shape_type: type, description, mask }: Shape,
  points: readonly Point[],
): LabelledShape => ({
  ...{ type: type ?? null, points, description: description ?? "", mask: mask ?? null },
});

/** The picture that a LabelMe file holds. @throws BundleError when it holds none */
export function embeddedImage(bytes: Buffer): Buffer {
  const data = readFile(bytes).imageData;
  if (!data) throw new BundleError(t`The file holds no picture.`);
  return Buffer.from(data.replace(/^data:[^,]{0,100},/, ""), "base64");
}

/** That a file has no Go Zone, after the name of its frame, and what it holds instead. */
export function noZone(label: string, otherLabels: readonly string[]): string {
  return otherLabels.length > 0
    ? t`no shape is labelled “${label}”; its shapes are labelled ${listed(otherLabels)}.`
    : t`no shape is labelled “${label}”.`;
}

/** What spellings of one label have in common. */
export function labelKey(label: string): string {
  return latinWords(label).replaceAll(" ", "") || label.trim().toLowerCase();
}

function readFile(bytes: Buffer): z.infer<typeof schema> {
  const parsed = schema.safeParse(parseTolerantly(decode(bytes)));
  if (!parsed.success) throw new BundleError(t`The file is not from LabelMe: it has no list of shapes.`);
  return parsed.data;
}

/** JSON is UTF-8; with its mark, UTF-16 as Windows' own editor saves it. */
function decode(bytes: Buffer): string {
  const mark = bytes.toString("latin1", 0, 2);
  const encoding = mark === "\u00ff\u00fe" ? "utf-16le" : mark === "\u00fe\u00ff" ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

/** JSON as Python writes it: with NaN and Infinity, which are no numbers to us either. */
function parseTolerantly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const withoutNaN = text.replaceAll(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\bInfinity\b|\bNaN\b/gs, (token) =>
      token.startsWith('"') ? token : "null",
    );
    try {
      return JSON.parse(withoutNaN);
    } catch {
      throw new BundleError(t`The file is not JSON: ${(cause as Error).message}.`);
    }
  }
}

type Shape = z.infer<typeof shapeSchema>;
type BoxReading = { readonly box: Box; readonly warning: string | null } | { readonly error: string };

/** The shapes whose corners are their points; of others the points say something else. */
const AREAS = new Set([
  "rectangle",
  "polygon",
  "rotation",
  "rotated_rectangle",
  "oriented_rectangle",
  "quadrilateral",
  "cuboid",
  "mask",
]);

/** A shape's points; null where one of them is no pair of numbers. */
function pointsOf({ points }: Shape): Point[] | null {
  const read: Point[] = [];
  for (const [x, y] of points) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return null;
    read.push({ x: x!, y: y! });
  }
  return read;
}

function toBox(shape: Shape): BoxReading {
  const { shape_type: type } = shape;
  const corners = pointsOf(shape);
  if (corners === null) return { error: t`A Go Zone has a point that is no pair of numbers.` };
  const count = corners.length;
  if (type && !AREAS.has(type)) {
    return { error: t`A Go Zone was drawn as a ${type}; it needs a rectangle.` };
  }
  if (count < 2)
    return { error: count === 0 ? t`A Go Zone has no points.` : t`A Go Zone has one point alone.` };
  if (type === "rectangle" && count !== 2 && count !== 4) {
    return {
      error: t`A Go Zone is a rectangle of ${plural(count, "# point", "# points")}; rectangles have two or four.`,
    };
  }
  const box = boundingBox(corners);
  if (!box) return { error: t`A Go Zone is empty: it has no width or no height.` };
  // Before shapes had types, two points or four were a rectangle.
  const exact = type === "rectangle" || type === "polygon" || !type;
  if (exact && (count === 2 || isUpright(corners, box))) return { box, warning: null };
  const isTurned = type?.endsWith("rectangle") || type === "rotation";
  return {
    box,
    warning: isTurned
      ? t`A Go Zone was drawn as a turned rectangle; the box around it was taken.`
      : t`A Go Zone was drawn as a ${type ?? "polygon"}; the box around it was taken.`,
  };
}

/** Whether points are the four corners of a box, in any order. */
function isUpright(points: readonly Point[], [x1, y1, x2, y2]: Box): boolean {
  const corners = new Set(
    points
      .filter(({ x, y }) => (x === x1 || x === x2) && (y === y1 || y === y2))
      .map(({ x, y }) => `${x} ${y}`),
  );
  return points.length === 4 && corners.size === 4;
}
