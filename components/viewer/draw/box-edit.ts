import type { Box, Point, Size } from "@/lib/domain/geometry";

/** The eight places by which a box is resized, as on a compass. */
export const HANDLES = ["nw", "n", "ne", "e", "se", "s", "sw", "w"] as const;
export type Handle = (typeof HANDLES)[number];

/** No zone is smaller than this along a side, in natural pixels (or than the frame, if that is smaller). */
export const MIN_SIDE = 8;

/** Edges are kept to a tenth of a natural pixel: finer than any hand, and short to read and to store. */
const GRAIN = 10;

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
const rounded = (value: number): number => Math.round(value * GRAIN) / GRAIN;

/** The smallest sides a zone may have where a gesture asks for `least` natural pixels. */
export function leastSides(least: number, frame: Size): Size {
  const side = Math.ceil(Math.max(least, MIN_SIDE) * GRAIN) / GRAIN;
  return { width: Math.min(side, frame.width), height: Math.min(side, frame.height) };
}

export function clampPoint({ x, y }: Point, frame: Size): Point {
  return { x: clamp(x, 0, frame.width), y: clamp(y, 0, frame.height) };
}

/** The box between two opposite corners, rounded and inside the frame; its sides may be 0. */
export function boxBetween(a: Point, b: Point, frame: Size): Box {
  const [p, q] = [clampPoint(a, frame), clampPoint(b, frame)];
  return [
    rounded(Math.min(p.x, q.x)),
    rounded(Math.min(p.y, q.y)),
    rounded(Math.max(p.x, q.x)),
    rounded(Math.max(p.y, q.y)),
  ];
}

export function isAtLeast([x1, y1, x2, y2]: Box, { width, height }: Size): boolean {
  return rounded(x2 - x1) >= width && rounded(y2 - y1) >= height;
}

/**
 * Whether a stroke was meant: as long as a gesture asks for, and half as wide. The line between gallbladder and liver is
 * a few millimetres high on a phone, and a zone along it is none the less one.
 */
export function isStroke(box: Box, least: number, frame: Size): boolean {
  const long = leastSides(least, frame);
  const isLong = box[2] - box[0] >= long.width || box[3] - box[1] >= long.height;
  return isLong && isAtLeast(box, leastSides(least / 2, frame));
}

/** Any box made into a zone: rounded, inside the frame, and no smaller than a zone may be. */
export function tidyBox(box: Box, frame: Size): Box {
  const least = leastSides(MIN_SIDE, frame);
  const [x1, x2] = tidySpan(box[0], box[2], least.width, frame.width);
  const [y1, y2] = tidySpan(box[1], box[3], least.height, frame.height);
  return [x1, y1, x2, y2];
}

function tidySpan(from: number, to: number, least: number, most: number): [number, number] {
  const low = rounded(clamp(Math.min(from, to), 0, most));
  const high = rounded(clamp(Math.max(from, to), 0, most));
  if (rounded(high - low) >= least) return [low, high];
  const start = clamp(rounded((low + high - least) / 2), 0, most - least);
  return [rounded(start), rounded(start + least)];
}

/** Moves a box, as far as the frame lets it; its size stays. */
export function moveBox([x1, y1, x2, y2]: Box, dx: number, dy: number, frame: Size): Box {
  const x = rounded(clamp(dx, -x1, frame.width - x2));
  const y = rounded(clamp(dy, -y1, frame.height - y2));
  return [rounded(x1 + x), rounded(y1 + y), rounded(x2 + x), rounded(y2 + y)];
}

/** Moves the edges that a handle holds; they stop at the frame, and where the zone would get too small. */
export function resizeBox(
  [x1, y1, x2, y2]: Box,
  handle: Handle,
  dx: number,
  dy: number,
  least: number,
  frame: Size,
): Box {
  // A box that is smaller already, drawn by other means, may stay so.
  const sides = leastSides(least, frame);
  const width = Math.min(sides.width, x2 - x1);
  const height = Math.min(sides.height, y2 - y1);
  return [
    handle.includes("w") ? rounded(clamp(x1 + dx, 0, x2 - width)) : x1,
    handle.includes("n") ? rounded(clamp(y1 + dy, 0, y2 - height)) : y1,
    handle.includes("e") ? rounded(clamp(x2 + dx, x1 + width, frame.width)) : x2,
    handle.includes("s") ? rounded(clamp(y2 + dy, y1 + height, frame.height)) : y2,
  ];
}

/** Where a handle sits on a box. */
export function handlePoint([x1, y1, x2, y2]: Box, handle: Handle): Point {
  const x = handle.includes("w") ? x1 : handle.includes("e") ? x2 : (x1 + x2) / 2;
  const y = handle.includes("n") ? y1 : handle.includes("s") ? y2 : (y1 + y2) / 2;
  return { x, y };
}

/** What a press at a point takes hold of. */
type Grip = Handle | "inside";

/**
 * What lies under a press: a corner, a middle handle, an edge, the inside of the box, or nothing.
 * `reach` is how far from a handle a press still takes it, in natural pixels. On a small box it reaches
 * less far inwards, so that the box can still be moved.
 */
export function gripAt(box: Box, { x, y }: Point, reach: number): Grip | null {
  const [x1, y1, x2, y2] = box;
  const near = (value: number, low: number, high: number, far: number): "low" | "high" | null => {
    const inward = Math.min(far, (high - low) / 3);
    if (value >= low - far && value <= low + inward) return "low";
    if (value >= high - inward && value <= high + far) return "high";
    return null;
  };
  const alongX = near(x, x1, x2, reach);
  const alongY = near(y, y1, y2, reach);
  if (alongX && alongY) return `${alongY === "low" ? "n" : "s"}${alongX === "low" ? "w" : "e"}`;
  const middle = { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
  const insideX = x >= x1 && x <= x2;
  const insideY = y >= y1 && y <= y2;
  const edgeY = Math.abs(x - middle.x) <= reach ? alongY : near(y, y1, y2, reach / 3);
  if (insideX && edgeY) return edgeY === "low" ? "n" : "s";
  const edgeX = Math.abs(y - middle.y) <= reach ? alongX : near(x, x1, x2, reach / 3);
  if (insideY && edgeX) return edgeX === "low" ? "w" : "e";
  return insideX && insideY ? "inside" : null;
}

/** The shape of the pointer over a grip. */
export function cursorOf(grip: Grip | null): string {
  if (grip === null) return "crosshair";
  return grip === "inside" ? "move" : `${grip}-resize`;
}
