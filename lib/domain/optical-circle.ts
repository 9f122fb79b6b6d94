import { type Box, clipBox, type Point, type Size } from "./geometry";

/** A picture's pixels in rows from the top, four bytes each: red, green, blue and one that is passed over. */
export type Pixels = Size & { readonly data: ArrayLike<number> };

export type Circle = Point & { readonly radius: number };

/** How wide a picture is best looked at for its circle, in pixels: enough for its edge, and done in milliseconds. */
export const LOOKED_AT = 160;

/** What is no brighter than this, of 255, above the corners is taken for black. */
const ABOVE_BLACK = 18;
/** Corners brighter than this are part of the picture: tissue in shadow is. */
const DARKEST_TISSUE = 16;
/** How far from the circle a point of its edge may lie, in pixels. */
const NEAR = 1;
/** Of so many points, spread over the edge, every three are tried. */
const TRIED = 16;

/** What must hold, or there is no circle: shares of the rows, the surround, the rim, and of the picture's width. */
const LEAST_EDGE = 0.25;
const LEAST_BLACK = 0.94;
const LEAST_LIT = 0.6;
const MOST_WIDTH = 0.97;

/**
 * The laparoscope's round picture within a frame's black surround, above and below perhaps cut off by the frame. Null
 * where there is none, and where in doubt.
 */
export function findCircle(pixels: Pixels): Circle | null {
  const light = lightOf(pixels);
  const { width, height } = pixels;
  const corners = [0, width - 1, (height - 1) * width, height * width - 1].map((at) => light[at]!);
  if (Math.max(...corners) > DARKEST_TISSUE) return null;
  const black = Math.max(...corners) + ABOVE_BLACK;
  const { left, right } = edgesOf(light, pixels, black);
  const points = [...left, ...right];
  if (Math.min(left.length, right.length) < LEAST_EDGE * height) return null;
  let found = bestThrough(points);
  for (let round = 0; round < 3 && found; round++) {
    const circle = found;
    found = fitted(points.filter((point) => isNear(point, circle)));
  }
  if (!found || !isPlausible(found, pixels)) return null;
  const circle = found;
  const near = (edge: readonly Point[]): number => edge.filter((point) => isNear(point, circle)).length;
  if (Math.min(near(left), near(right)) < LEAST_EDGE * height) return null;
  return isSetOff(circle, light, pixels, black) ? circle : null;
}

/** The part of a frame that a circle fills, in the frame's natural pixels. */
export function areaOfCircle({ x, y, radius }: Circle, looked: Size, frame: Size): Box | null {
  const scale = frame.width / looked.width;
  const box = [x - radius, y - radius, x + radius, y + radius].map((at) => at * scale);
  return clipBox(box as unknown as Box, frame);
}

const lightOf = ({ width, height, data }: Pixels): Uint8Array =>
  Uint8Array.from({ length: width * height }, (_, at) =>
    Math.max(data[4 * at]!, data[4 * at + 1]!, data[4 * at + 2]!),
  );

/** In each row the first and the last place that is lit, two pixels on end; none where it touches the frame's edge. */
function edgesOf(light: Uint8Array, { width, height }: Size, black: number) {
  const left: Point[] = [];
  const right: Point[] = [];
  for (let y = 0; y < height; y++) {
    const isLit = (x: number): boolean => light[y * width + x]! > black;
    let from = 0;
    while (from < width - 1 && !(isLit(from) && isLit(from + 1))) from++;
    let to = width - 1;
    while (to > 0 && !(isLit(to) && isLit(to - 1))) to--;
    if (from >= to) continue;
    if (from > 0) left.push({ x: from, y: y + 0.5 });
    if (to < width - 1) right.push({ x: to + 1, y: y + 0.5 });
  }
  return { left, right };
}

const isNear = (point: Point, { x, y, radius }: Circle): boolean =>
  Math.abs(Math.hypot(point.x - x, point.y - y) - radius) <= NEAR;

/** Of the circles through any three of some points, the one that most of all points lie near. */
function bestThrough(points: readonly Point[]): Circle | null {
  const step = Math.max(1, points.length / TRIED);
  const tried = Array.from(
    { length: Math.min(TRIED, points.length) },
    (_, i) => points[Math.floor(i * step)]!,
  );
  let best: { circle: Circle; near: number } | null = null;
  for (const [i, a] of tried.entries()) {
    for (const [j, b] of tried.slice(i + 1).entries()) {
      for (const c of tried.slice(i + j + 2)) {
        const circle = fitted([a, b, c]);
        if (!circle) continue;
        const near = points.reduce((n, point) => n + (isNear(point, circle) ? 1 : 0), 0);
        if (!best || near > best.near) best = { circle, near };
      }
    }
  }
  return best?.circle ?? null;
}

/** The circle of least squares of x² + y² = 2ax + 2by + c (Kåsa 1976); null where the points lie on a line. */
function fitted(points: readonly Point[]): Circle | null {
  const n = points.length;
  if (n < 3) return null;
  const mean = (of: (point: Point) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / n;
  const [mx, my] = [mean(({ x }) => x), mean(({ y }) => y)];
  let [uu, vv, uv, ur, vr] = [0, 0, 0, 0, 0];
  for (const { x, y } of points) {
    const [u, v] = [x - mx, y - my];
    const square = u * u + v * v;
    uu += u * u;
    vv += v * v;
    uv += u * v;
    ur += u * square;
    vr += v * square;
  }
  const determinant = uu * vv - uv * uv;
  if (determinant < 1e-9) return null;
  const [a, b] = [(ur * vv - vr * uv) / (2 * determinant), (vr * uu - ur * uv) / (2 * determinant)];
  return { x: mx + a, y: my + b, radius: Math.sqrt(a * a + b * b + (uu + vv) / n) };
}

/** Whether a circle is about as large as the frame is high, about in its middle, and leaves black to both sides. */
function isPlausible({ x, y, radius }: Circle, { width, height }: Size): boolean {
  const isCentred = Math.abs(x - width / 2) < width / 6 && Math.abs(y - height / 2) < height / 4;
  const isLarge = radius > height / 3 && radius < height;
  return isCentred && isLarge && 2 * radius < MOST_WIDTH * width;
}

/** Whether it is black around a circle, but for some writing, and lit along the rim inside it. */
function isSetOff({ x, y, radius }: Circle, light: Uint8Array, { width, height }: Size, black: number) {
  let [around, dark, rim, lit] = [0, 0, 0, 0];
  for (let at = 0; at < light.length; at++) {
    const away = Math.hypot((at % width) + 0.5 - x, Math.floor(at / width) + 0.5 - y) - radius;
    if (away > 2) {
      around++;
      if (light[at]! <= black) dark++;
    } else if (away < -2 && away > -0.1 * height) {
      rim++;
      if (light[at]! > black) lit++;
    }
  }
  return around > 0 && rim > 0 && dark >= LEAST_BLACK * around && lit >= LEAST_LIT * rim;
}
