import { t } from "@/lib/language/t";

/** A frame's size in natural pixels. */
export type Size = { readonly width: number; readonly height: number };

/** An axis-aligned box `[x1, y1, x2, y2]` in a frame's natural pixels, `x1 < x2`, `y1 < y2`. */
export type Box = readonly [x1: number, y1: number, x2: number, y2: number];

/** A point in a frame's natural pixels. Screen points have a type of their own, in the viewer. */
export type Point = { readonly x: number; readonly y: number };

/**
 * What keeps a box from being a Go Zone in a frame, as a sentence for people; null when nothing does.
 * The frame's edges belong to the frame: a box may touch them.
 */
export function boxProblem(box: Box, frame: Size): string | null {
  const [x1, y1, x2, y2] = box;
  if (!box.every(Number.isFinite)) return t`The box needs four finite numbers.`;
  if (x1 >= x2 || y1 >= y2) return t`The box is empty: x1 must be less than x2, and y1 less than y2.`;
  if (x1 < 0 || y1 < 0 || x2 > frame.width || y2 > frame.height) {
    return t`The box leaves the frame, which is ${frame.width} × ${frame.height} pixels.`;
  }
  return null;
}

export function boxArea([x1, y1, x2, y2]: Box): number {
  return (x2 - x1) * (y2 - y1);
}

/** Clockwise as the frame is seen, from the upper left one on. */
export function boxCorners([x1, y1, x2, y2]: Box): readonly [Point, Point, Point, Point] {
  return [
    { x: x1, y: y1 },
    { x: x2, y: y1 },
    { x: x2, y: y2 },
    { x: x1, y: y2 },
  ];
}

export function boxCenter([x1, y1, x2, y2]: Box): Point {
  return { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
}

export function intersectionArea(a: Box, b: Box): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  if (width <= 0) return 0;
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return height <= 0 ? 0 : width * height;
}

/** Intersection over union, 0 to 1. Boxes that only touch have 0. */
export function iou(a: Box, b: Box): number {
  const shared = intersectionArea(a, b);
  return shared === 0 ? 0 : shared / (boxArea(a) + boxArea(b) - shared);
}

/** The part of a box that lies in the frame; null when none does. */
export function clipBox(box: Box, frame: Size): Box | null {
  const x1 = Math.max(0, box[0]);
  const y1 = Math.max(0, box[1]);
  const x2 = Math.min(frame.width, box[2]);
  const y2 = Math.min(frame.height, box[3]);
  return x1 < x2 && y1 < y2 ? [x1, y1, x2, y2] : null;
}

/** Boxes in their order, each once: drawn twice, a zone is one. */
export function distinctBoxes<B extends Box>(boxes: readonly B[]): B[] {
  return [...new Map(boxes.map((box) => [box.map((edge) => edge + 0).join(), box])).values()];
}

/** The smallest box around some points; null for none, or for points on one line along an axis. */
export function boundingBox(points: readonly Point[]): Box | null {
  let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    x1 = Math.min(x1, x);
    y1 = Math.min(y1, y);
    x2 = Math.max(x2, x);
    y2 = Math.max(y2, y);
  }
  return x1 < x2 && y1 < y2 ? [x1, y1, x2, y2] : null;
}
