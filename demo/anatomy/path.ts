import type { Point } from "@/lib/domain/geometry";

/** Points along a curve, close enough together to be taken for straight lines between. */
export type Path = readonly Point[];

/** A duct, a vessel, a shaft: a path and half its width, in pixels, at each of its points. */
export type Tube = { readonly path: Path; readonly halfWidths: readonly number[] };

type Pair = readonly [x: number, y: number];

/** A smooth curve through the given points: a uniform Catmull–Rom spline, `steps` points from each to the next. */
export function smooth(through: readonly Point[], closed = false, steps = 14): Path {
  const count = through.length;
  const at = (index: number): Point =>
    through[closed ? (index + count) % count : Math.min(Math.max(index, 0), count - 1)] as Point;
  const path: Point[] = [];
  const segments = closed ? count : count - 1;
  for (let index = 0; index < segments; index++) {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    for (let step = 0; step < steps; step++) {
      const t = step / steps;
      path.push({
        x: catmullRom(before.x, from.x, to.x, after.x, t),
        y: catmullRom(before.y, from.y, to.y, after.y, t),
      });
    }
  }
  if (!closed) path.push(at(count - 1));
  return path;
}

function catmullRom(a: number, b: number, c: number, d: number, t: number): number {
  return (
    0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t)
  );
}

export function points(...pairs: readonly Pair[]): Point[] {
  return pairs.map(([x, y]) => ({ x, y }));
}

/** The point so far to the right of and below another. */
export function off({ x, y }: Point, right: number, down: number): Point {
  return { x: x + right, y: y + down };
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

export function mix(a: Point, b: Point, t: number): Point {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
}

export function pathLength(path: Path): number {
  let length = 0;
  for (let index = 1; index < path.length; index++) {
    length += distance(path[index - 1] as Point, path[index] as Point);
  }
  return length;
}

/** The point a share `t` (0 to 1) of the way along by length, with the unit direction there. */
export function along(path: Path, t: number): Point & { readonly dx: number; readonly dy: number } {
  const target = Math.min(Math.max(t, 0), 1) * pathLength(path);
  let walked = 0;
  for (let index = 1; index < path.length; index++) {
    const [from, to] = [path[index - 1] as Point, path[index] as Point];
    const step = distance(from, to);
    if (step > 0 && (walked + step >= target || index === path.length - 1)) {
      const here = mix(from, to, Math.min((target - walked) / step, 1));
      return { ...here, dx: (to.x - from.x) / step, dy: (to.y - from.y) / step };
    }
    walked += step;
  }
  const only = path[0] as Point;
  return { ...only, dx: 1, dy: 0 };
}

/** The part of a path between two shares of its length, evenly sampled. */
export function slice(path: Path, from: number, to: number, count = 24): Path {
  return Array.from({ length: count + 1 }, (_, index) => {
    const { x, y } = along(path, from + ((to - from) * index) / count);
    return { x, y };
  });
}

/** Points along a tube: enough for a gallbladder to be shaded without facets. */
export const TUBE_STEPS = 96;

/** A tube along a path. `profile` gives half the width, in pixels, at a share of the length. */
export function tube(path: Path, profile: (t: number) => number): Tube {
  const even = slice(path, 0, 1, TUBE_STEPS);
  return { path: even, halfWidths: even.map((_, index) => profile(index / TUBE_STEPS)) };
}

/** The part of a tube between two shares of its length. */
export function tubePart(whole: Tube, from: number, to: number): Tube {
  const path = slice(whole.path, from, to, 32);
  return { path, halfWidths: path.map((_, index) => halfWidthAt(whole, from + ((to - from) * index) / 32)) };
}

export function halfWidthAt(whole: Tube, t: number): number {
  const last = whole.halfWidths.length - 1;
  const place = Math.min(Math.max(t, 0), 1) * last;
  const [low, high] = [Math.floor(place), Math.ceil(place)];
  const [a, b] = [whole.halfWidths[low] ?? 0, whole.halfWidths[high] ?? 0];
  return a + (b - a) * (place - low);
}

/** A point beside a tube's middle: `reach` half-widths to the right of its direction (on screen), negative: left. */
export function pointOn(of: Tube, t: number, reach: number): Point {
  const at = along(of.path, t);
  const half = halfWidthAt(of, t) * reach;
  return { x: at.x - at.dy * half, y: at.y + at.dx * half };
}

/** One side of a tube: +1 the right of its direction (on screen), −1 the left; `reach` 1 is its wall. */
export function side(of: Tube, sign: 1 | -1, reach = 1): Path {
  return of.path.map((point, index) => {
    const { x: dx, y: dy } = direction(of.path, index);
    const offset = sign * reach * (of.halfWidths[index] ?? 0);
    return { x: point.x - dy * offset, y: point.y + dx * offset };
  });
}

function direction(path: Path, index: number): Point {
  const before = path[Math.max(index - 1, 0)] as Point;
  const after = path[Math.min(index + 1, path.length - 1)] as Point;
  const length = distance(before, after) || 1;
  return { x: (after.x - before.x) / length, y: (after.y - before.y) / length };
}

/** A tube's outline, closed. */
export function outline(of: Tube): Path {
  return [...side(of, -1), ...[...side(of, 1)].reverse()];
}

/** The shortest way from a point to a path, in pixels. */
export function distanceTo(path: Path, point: Point): number {
  let shortest = Infinity;
  for (let index = 1; index < path.length; index++) {
    shortest = Math.min(
      shortest,
      distance(point, nearestOn(path[index - 1] as Point, path[index] as Point, point)),
    );
  }
  return shortest;
}

function nearestOn(from: Point, to: Point, point: Point): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length;
  return mix(from, to, Math.min(Math.max(t, 0), 1));
}

/** Whether a point lies in a polygon (even–odd). */
export function contains(polygon: Path, { x, y }: Point): boolean {
  let inside = false;
  polygon.forEach((a, index) => {
    const b = polygon[(index + 1) % polygon.length] as Point;
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  });
  return inside;
}

/** How far a point lies outside a polygon, in pixels; 0 within it. */
export function distanceOutside(polygon: Path, point: Point): number {
  return contains(polygon, point) ? 0 : distanceTo([...polygon, polygon[0] as Point], point);
}
