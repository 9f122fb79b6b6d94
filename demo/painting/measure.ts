import type { Path, Tube } from "../anatomy/path";
import { type Area, clamp01, HEIGHT, WIDTH } from "./relief";

/** What lies nearest to a pixel on a tube: reused between calls, so read it at once. */
export type Reading = { distance: number; halfWidth: number; share: number; sideways: number };

/** A fast measure of the way to a tube's middle line. */
export function measureTube({ path, halfWidths }: Tube): (x: number, y: number) => Reading {
  const xs = Float64Array.from(path, (point) => point.x);
  const ys = Float64Array.from(path, (point) => point.y);
  const widths = Float64Array.from(halfWidths);
  const reading: Reading = { distance: 0, halfWidth: 0, share: 0, sideways: 0 };
  const last = xs.length - 1;
  return (x, y) => {
    let best = Infinity;
    for (let index = 0; index < last; index++) {
      const [ax, ay] = [xs[index] as number, ys[index] as number];
      const [dx, dy] = [(xs[index + 1] as number) - ax, (ys[index + 1] as number) - ay];
      const length = dx * dx + dy * dy;
      const t = length === 0 ? 0 : clamp01(((x - ax) * dx + (y - ay) * dy) / length);
      const [ex, ey] = [x - ax - dx * t, y - ay - dy * t];
      const far = ex * ex + ey * ey;
      if (far < best) {
        best = far;
        reading.share = (index + t) / last;
        reading.halfWidth = (widths[index] as number) * (1 - t) + (widths[index + 1] as number) * t;
        reading.sideways = dx * ey - dy * ex > 0 ? 1 : -1;
      }
    }
    reading.distance = Math.sqrt(best);
    return reading;
  };
}

const STEP = 4;

/**
 * How deep inside a polygon a pixel lies, in pixels; negative outside. Worked out every fourth pixel and
 * interpolated: the distance is smooth, and a lobe of the liver has half a million pixels.
 */
export function measurePolygon(polygon: Path, area: Area): (x: number, y: number) => number {
  const columns = Math.ceil(area.width / STEP) + 2;
  const rows = Math.ceil(area.height / STEP) + 2;
  const grid = new Float32Array(columns * rows);
  const xs = Float64Array.from(polygon, (point) => point.x);
  const ys = Float64Array.from(polygon, (point) => point.y);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      grid[row * columns + column] = signedDepth(xs, ys, area.x + column * STEP, area.y + row * STEP);
    }
  }
  return (x, y) => {
    const [gx, gy] = [(x - area.x) / STEP, (y - area.y) / STEP];
    const [cx, cy] = [Math.floor(gx), Math.floor(gy)];
    const [u, v] = [gx - cx, gy - cy];
    const at = cy * columns + cx;
    const top = (grid[at] as number) * (1 - u) + (grid[at + 1] as number) * u;
    const low = (grid[at + columns] as number) * (1 - u) + (grid[at + columns + 1] as number) * u;
    return top * (1 - v) + low * v;
  };
}

function signedDepth(xs: Float64Array, ys: Float64Array, x: number, y: number): number {
  let [best, inside] = [Infinity, false];
  for (let index = 0, next = xs.length - 1; index < xs.length; next = index++) {
    const [ax, ay, bx, by] = [
      xs[index] as number,
      ys[index] as number,
      xs[next] as number,
      ys[next] as number,
    ];
    const [dx, dy] = [bx - ax, by - ay];
    const length = dx * dx + dy * dy;
    const t = length === 0 ? 0 : clamp01(((x - ax) * dx + (y - ay) * dy) / length);
    const [ex, ey] = [x - ax - dx * t, y - ay - dy * t];
    best = Math.min(best, ex * ex + ey * ey);
    if (ay > y !== by > y && x < (dx * (y - ay)) / dy + ax) inside = !inside;
  }
  return inside ? Math.sqrt(best) : -Math.sqrt(best);
}

/** The frame's part that a path takes, with a margin in pixels; of no size where it lies outside. */
export function areaOf(path: Path, margin: number): Area {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of path) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  const x = Math.max(Math.floor(left - margin), 0);
  const y = Math.max(Math.floor(top - margin), 0);
  return {
    x,
    y,
    width: Math.max(Math.min(Math.ceil(right + margin), WIDTH) - x, 0),
    height: Math.max(Math.min(Math.ceil(bottom + margin), HEIGHT) - y, 0),
  };
}
