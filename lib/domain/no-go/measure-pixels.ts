import type { Box, Point, Size } from "../geometry";
import { columnRuns, type PixelRuns } from "./pixel-runs";

/** How much some pixels are, and where they lie. */
export type PixelMeasure = {
  /** How many there are, at least one. */
  readonly pixels: number;
  /** The smallest box that holds them, in natural pixels. */
  readonly bounds: Box;
  /** A point on one of them, about their middle. */
  readonly middle: Point;
};

/** Measures pixels of a frame, of which there is at least one. */
export function measurePixels(runs: PixelRuns, { height }: Size): PixelMeasure {
  let [pixels, alongX, alongY] = [0, 0, 0];
  let [x1, y1, x2, y2] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 0];
  for (const { x, from, to } of columnRuns(runs, height)) {
    const length = to - from;
    pixels += length;
    alongX += length * (x + 0.5);
    alongY += (length * (from + to)) / 2;
    [x1, y1] = [Math.min(x1, x), Math.min(y1, from)];
    [x2, y2] = [Math.max(x2, x + 1), Math.max(y2, to)];
  }
  const centroid = { x: alongX / pixels, y: alongY / pixels };
  return { pixels, bounds: [x1, y1, x2, y2], middle: nearestMiddle(runs, height, centroid) };
}

/** The middle of the run that lies nearest to a point: of a bent region the centroid may lie outside. */
function nearestMiddle(runs: PixelRuns, height: number, { x, y }: Point): Point {
  let [nearest, least] = [{ x, y }, Number.POSITIVE_INFINITY];
  for (const run of columnRuns(runs, height)) {
    const middle = { x: run.x + 0.5, y: (run.from + run.to) / 2 };
    const distance = Math.hypot(middle.x - x, middle.y - y);
    if (distance < least) [nearest, least] = [middle, distance];
  }
  return nearest;
}

/** Whether a point lies on one of the pixels. */
export function coversPoint(runs: PixelRuns, { x, y }: Point, { width, height }: Size): boolean {
  if (x < 0 || y < 0 || x >= width || y >= height) return false;
  const pixel = Math.floor(x) * height + Math.floor(y);
  let end = 0;
  for (const [run, length] of runs.entries()) {
    end += length;
    if (pixel < end) return run % 2 === 1;
  }
  return false;
}
