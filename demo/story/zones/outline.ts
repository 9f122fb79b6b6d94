import type { Camera } from "@/demo/field/camera";
import type { Tube } from "@/demo/field/field";
import type { Vec3 } from "@/demo/field/vector";
import type { Box, Point } from "@/lib/domain/geometry";

/** A tube as it falls in the picture: discs in a row and all that lies between neighbours. Pixels. */
export type Band = readonly { readonly at: Point; readonly radius: number }[];

/** Millimetres before the lens within which nothing is in the picture, and projection means little. */
const NEAREST = 12;

/**
 * A tube's part that is in front of the lens, as it falls in the picture.
 *
 * @param grown millimetres by which the tube is thickened all round
 */
export function projectTube(camera: Camera, tube: Tube, grown = 0): Band {
  return tube.flatMap(({ at, radius }) => {
    const { x, y, depth } = camera.project(at);
    if (depth < NEAREST) return [];
    return [{ at: { x, y }, radius: (radius + grown) * camera.pixelsPerMillimetre(depth) }];
  });
}

export function projectLine(camera: Camera, line: readonly Vec3[]): Point[] {
  return line.map((point) => {
    const { x, y } = camera.project(point);
    return { x, y };
  });
}

/**
 * Pixels between a box and a band; negative where they overlap. Each piece of the band counts as thick as its
 * thicker end, so that the distance is never overrated.
 */
export function distanceToBand(box: Box, band: Band): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let index = 1; index < band.length; index += 1) {
    const [a, b] = [band[index - 1]!, band[index]!];
    nearest = Math.min(nearest, distanceToSegment(box, a.at, b.at) - Math.max(a.radius, b.radius));
  }
  return nearest;
}

/** Whether a point lies within a band, whose thickness changes evenly between its discs. */
export function isInBand(point: Point, band: Band): boolean {
  return band.some((end, index) => {
    const begin = band[index - 1];
    if (!begin) return false;
    const share = shareAlong(begin.at, end.at, point);
    const radius = begin.radius + share * (end.radius - begin.radius);
    return segmentToPoint(begin.at, end.at, point) <= radius;
  });
}

/** Pixels from a point to a line of straight pieces. */
export function distanceToLine(point: Point, line: readonly Point[]): number {
  const box: Box = [point.x, point.y, point.x, point.y];
  let nearest = Number.POSITIVE_INFINITY;
  for (let index = 1; index < line.length; index += 1) {
    nearest = Math.min(nearest, distanceToSegment(box, line[index - 1]!, line[index]!));
  }
  return nearest;
}

/** Whether a point lies within a polygon (even-odd rule). */
export function isWithin(polygon: readonly Point[], { x, y }: Point): boolean {
  let within = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i, i += 1) {
    const [a, b] = [polygon[i]!, polygon[j]!];
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) within = !within;
  }
  return within;
}

export function cornersOf([x1, y1, x2, y2]: Box): [Point, Point, Point, Point] {
  return [
    { x: x1, y: y1 },
    { x: x2, y: y1 },
    { x: x2, y: y2 },
    { x: x1, y: y2 },
  ];
}

/** 0 where the segment enters the box. */
function distanceToSegment(box: Box, a: Point, b: Point): number {
  if (crosses(box, a, b)) return 0;
  return Math.min(
    distanceToPoint(box, a),
    distanceToPoint(box, b),
    ...cornersOf(box).map((corner) => segmentToPoint(a, b, corner)),
  );
}

function distanceToPoint([x1, y1, x2, y2]: Box, { x, y }: Point): number {
  return Math.hypot(Math.max(x1 - x, 0, x - x2), Math.max(y1 - y, 0, y - y2));
}

function segmentToPoint(a: Point, b: Point, point: Point): number {
  const share = shareAlong(a, b, point);
  return Math.hypot(a.x + share * (b.x - a.x) - point.x, a.y + share * (b.y - a.y) - point.y);
}

/** On which side of a line of straight pieces a point lies, by the piece that is nearest: −1, 1, or 0 on it. */
export function sideOf(line: readonly Point[], point: Point): number {
  let [nearest, side] = [Number.POSITIVE_INFINITY, 0];
  for (let index = 1; index < line.length; index += 1) {
    const [a, b] = [line[index - 1]!, line[index]!];
    const far = segmentToPoint(a, b, point);
    if (far >= nearest) continue;
    nearest = far;
    side = Math.sign((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x));
  }
  return side;
}

/** How far along a segment its nearest place to a point is, 0 to 1. */
function shareAlong(a: Point, b: Point, { x, y }: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const squared = dx * dx + dy * dy;
  return squared === 0 ? 0 : Math.min(Math.max(((x - a.x) * dx + (y - a.y) * dy) / squared, 0), 1);
}

/** Liang and Barsky's clipping: whether any part of the segment lies in the box. */
function crosses([x1, y1, x2, y2]: Box, a: Point, b: Point): boolean {
  let [from, to] = [0, 1];
  const sides = [
    [a.x - b.x, a.x - x1],
    [b.x - a.x, x2 - a.x],
    [a.y - b.y, a.y - y1],
    [b.y - a.y, y2 - a.y],
  ] as const;
  for (const [rate, room] of sides) {
    if (rate === 0) {
      if (room < 0) return false;
    } else if (rate < 0) from = Math.max(from, room / rate);
    else to = Math.min(to, room / rate);
  }
  return from <= to;
}
