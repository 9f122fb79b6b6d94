import { t } from "@/lib/language/t";
import type { Box, Point, Size } from "../geometry";

/**
 * Some of a frame's pixels, as the lengths of runs: down each column and on at the top of the next, from the left one
 * to the right one; first pixels that are not of them (0 where the first is), then pixels that are, and so on by turns.
 * The lengths add up to width × height. It is what COCO calls uncompressed counts.
 *
 * A pixel is the unit square from its number to the next: pixel (3, 5) covers x from 3 to 4 and y from 5 to 6.
 */
export type PixelRuns = readonly number[];

/** What keeps runs from being pixels of a frame, as a sentence for people; null when nothing does. */
export function runsProblem(runs: PixelRuns, { width, height }: Size): string | null {
  if (!runs.every((length) => Number.isInteger(length) && length >= 0))
    return t`The counts are no whole numbers from 0 on.`;
  const total = runs.reduce((sum, length) => sum + length, 0);
  if (total === width * height) return null;
  return t`The counts add up to ${total} pixels, and the frame has ${width * height} (${width} × ${height}).`;
}

/** How many pixels there are. */
export function pixelCount(runs: PixelRuns): number {
  let count = 0;
  for (let run = 1; run < runs.length; run += 2) count += runs[run]!;
  return count;
}

/** Runs as they are written: none of length 0 but the first, and so the same for the same pixels. */
export function canonicalRuns(runs: PixelRuns): PixelRuns {
  const writer = startRuns();
  let inside = false;
  for (const length of runs) {
    writer.add(inside, length);
    inside = !inside;
  }
  return writer.end();
}

/** The pixels that are of any of several. */
export function unionOf(several: readonly PixelRuns[]): PixelRuns {
  return several.reduce(joined, [0]);
}

function joined(a: PixelRuns, b: PixelRuns): PixelRuns {
  const writer = startRuns();
  let [inA, inB] = [0, 0];
  let [leftA, leftB] = [a[0] ?? 0, b[0] ?? 0];
  for (;;) {
    while (leftA === 0 && inA + 1 < a.length) leftA = a[++inA]!;
    while (leftB === 0 && inB + 1 < b.length) leftB = b[++inB]!;
    // One of them may end sooner: nothing is of it from there on.
    const length = leftA === 0 ? leftB : leftB === 0 ? leftA : Math.min(leftA, leftB);
    if (length === 0) return writer.end();
    const isIn = (leftA > 0 && inA % 2 === 1) || (leftB > 0 && inB % 2 === 1);
    writer.add(isIn, length);
    leftA = Math.max(0, leftA - length);
    leftB = Math.max(0, leftB - length);
  }
}

/** The pixels for which a bitmap (row by row, a byte each) is not 0. */
export function runsOfBitmap(bitmap: ArrayLike<number>, frame: Size): PixelRuns {
  return runsOfCutOut(bitmap, frame, { x: 0, y: 0 }, frame);
}

/**
 * The same of a bitmap of a part of the frame.
 *
 * @param at its upper left pixel, in whole pixels of the frame; what lies outside the frame is left out
 */
export function runsOfCutOut(
  bitmap: ArrayLike<number>,
  part: Size,
  at: Point,
  { width, height }: Size,
): PixelRuns {
  const writer = startRuns();
  const [left, right] = [Math.max(0, at.x), Math.min(width, at.x + part.width)];
  const [top, bottom] = [Math.max(0, at.y), Math.min(height, at.y + part.height)];
  if (left >= right || top >= bottom) {
    writer.add(false, width * height);
    return writer.end();
  }
  writer.add(false, left * height);
  for (let x = left; x < right; x++) {
    writer.add(false, top);
    for (let y = top; y < bottom; y++) {
      writer.add(bitmap[(y - at.y) * part.width + x - at.x] !== 0, 1);
    }
    writer.add(false, height - bottom);
  }
  writer.add(false, (width - right) * height);
  return writer.end();
}

/** A bitmap of the pixels, row by row: 1 and 0. */
export function bitmapOfRuns(runs: PixelRuns, { width, height }: Size): Uint8Array {
  const bitmap = new Uint8Array(width * height);
  for (const { x, from, to } of columnRuns(runs, height)) {
    for (let y = from; y < to; y++) bitmap[y * width + x] = 1;
  }
  return bitmap;
}

/** The pixels whose middles lie in a polygon; where its line crosses itself, by the even-odd rule. */
export function runsOfPolygon(points: readonly Point[], { width, height }: Size): PixelRuns {
  const writer = startRuns();
  const crossingsAt = startSweep(points);
  for (let x = 0; x < width; x++) {
    const crossings = crossingsAt(x + 0.5);
    let y = 0;
    for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
      const from = firstMiddle(crossings[pair]!, height);
      const to = firstMiddle(crossings[pair + 1]!, height);
      if (to <= from) continue;
      writer.add(false, from - y);
      writer.add(true, to - from);
      y = to;
    }
    writer.add(false, height - y);
  }
  return writer.end();
}

/** The pixels whose middles lie in a box. */
export function runsOfBox([x1, y1, x2, y2]: Box, frame: Size): PixelRuns {
  const corners = [
    { x: x1, y: y1 },
    { x: x2, y: y1 },
    { x: x2, y: y2 },
    { x: x1, y: y2 },
  ];
  return runsOfPolygon(corners, frame);
}

/** The pixels whose middles lie in a circle. */
export function runsOfCircle(centre: Point, radius: number, { width, height }: Size): PixelRuns {
  const writer = startRuns();
  for (let x = 0; x < width; x++) {
    const reach = radius * radius - (x + 0.5 - centre.x) ** 2;
    const half = Math.sqrt(Math.max(0, reach));
    const from = reach <= 0 ? 0 : firstMiddle(centre.y - half, height);
    const to = reach <= 0 ? 0 : firstMiddle(centre.y + half, height);
    writer.add(false, from);
    writer.add(true, Math.max(0, to - from));
    writer.add(false, height - Math.max(from, to));
  }
  return writer.end();
}

/** Pixels `from` to `to` (not included) of column `x`. */
type ColumnRun = { readonly x: number; readonly from: number; readonly to: number };

/** The runs of pixels, cut where a column ends: from left to right, and in a column downwards. */
export function* columnRuns(runs: PixelRuns, height: number): Generator<ColumnRun> {
  let at = 0;
  for (let run = 0; run < runs.length; run++) {
    const end = at + runs[run]!;
    if (run % 2 === 1) {
      while (at < end) {
        const x = Math.floor(at / height);
        const to = Math.min(end, (x + 1) * height);
        yield { x, from: at - x * height, to: to - x * height };
        at = to;
      }
    }
    at = end;
  }
}

type Side = readonly [Point, Point];

/**
 * Where a polygon's sides cross the line down at `x`, from above; asked from left to right, so that no side is looked at
 * where it isn't. A side owns its left end and not its right one.
 */
function startSweep(points: readonly Point[]): (x: number) => number[] {
  const sides = points
    .map((a, index): Side => [a, points[(index + 1) % points.length]!])
    .sort(([a, b], [c, d]) => Math.min(a.x, b.x) - Math.min(c.x, d.x));
  let next = 0;
  let met: Side[] = [];
  return (x) => {
    for (; next < sides.length; next++) {
      const [a, b] = sides[next]!;
      if (Math.min(a.x, b.x) > x) break;
      met.push(sides[next]!);
    }
    met = met.filter(([a, b]) => Math.max(a.x, b.x) > x);
    return met
      .map(([a, b]) => a.y + ((x - a.x) / (b.x - a.x)) * (b.y - a.y))
      .sort((above, below) => above - below);
  };
}

/** The first pixel of a column whose middle lies at `y` or below it. */
const firstMiddle = (y: number, height: number): number => Math.min(height, Math.max(0, Math.ceil(y - 0.5)));

/** Writes runs, joining those that follow each other. */
function startRuns() {
  const runs = [0];
  return {
    add(inside: boolean, length: number): void {
      if (length === 0) return;
      if (inside === (runs.length % 2 === 0)) runs[runs.length - 1]! += length;
      else runs.push(length);
    },
    end: (): PixelRuns => runs,
  };
}
