import { boundingBox, type Point, type Size } from "@/lib/domain/geometry";
import { clampPoint } from "../viewer/draw/box-edit";

/** The corners of a region in their order round it, in natural pixels; the last one is joined to the first. */
export type Ring = readonly Point[];

/** A corner lies on tenths of a natural pixel, and in the frame. */
export function tidyPoint(point: Point, frame: Size): Point {
  const { x, y } = clampPoint(point, frame);
  return { x: Math.round(10 * x) / 10, y: Math.round(10 * y) / 10 };
}

/** Moves a whole ring, as far as the frame lets it; its shape stays. */
export function moveRing(ring: Ring, dx: number, dy: number, frame: Size): Ring {
  const [x1, y1, x2, y2] = boundingBox(ring) ?? [0, 0, 0, 0];
  const [x, y] = [
    Math.max(-x1, Math.min(frame.width - x2, dx)),
    Math.max(-y1, Math.min(frame.height - y2, dy)),
  ];
  return ring.map((point) => tidyPoint({ x: point.x + x, y: point.y + y }, frame));
}

/** Moves one corner, as far as the frame lets it. */
export const moveCorner = (ring: Ring, index: number, dx: number, dy: number, frame: Size): Ring =>
  ring.with(index, tidyPoint({ x: ring[index]!.x + dx, y: ring[index]!.y + dy }, frame));

/** The middle of the side that begins at a corner. */
export function middleOfSide(ring: Ring, index: number): Point {
  const [a, b] = [ring[index]!, ring[(index + 1) % ring.length]!];
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/** What a press takes hold of: a corner, or a side by the corner at which it begins. */
export type RingGrip = { readonly kind: "corner" | "side"; readonly index: number };

/** The nearest corner within reach, else the nearest side within half of it; distances are in natural pixels. */
export function gripOfRing(ring: Ring, at: Point, reach: number): RingGrip | null {
  const corner = nearest(ring.map((point) => Math.hypot(point.x - at.x, point.y - at.y)));
  if (corner && corner.distance <= reach) return { kind: "corner", index: corner.index };
  const side = nearest(ring.map((a, index) => distanceToSide(a, ring[(index + 1) % ring.length]!, at)));
  return side && side.distance <= reach / 2 ? { kind: "side", index: side.index } : null;
}

function nearest(distances: readonly number[]): { readonly index: number; readonly distance: number } | null {
  let best: { index: number; distance: number } | null = null;
  for (const [index, distance] of distances.entries()) {
    if (!best || distance < best.distance) best = { index, distance };
  }
  return best;
}

function distanceToSide(a: Point, b: Point, at: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((at.x - a.x) * dx + (at.y - a.y) * dy) / length;
  const share = Math.max(0, Math.min(1, along));
  return Math.hypot(a.x + share * dx - at.x, a.y + share * dy - at.y);
}

/** A ring as the path of an SVG; `closed`: the last corner is joined to the first. */
export const pathOfRing = (ring: Ring, closed = true): string =>
  ring.length === 0 ? "" : `M${ring.map(({ x, y }) => `${x} ${y}`).join("L")}${closed ? "Z" : ""}`;
