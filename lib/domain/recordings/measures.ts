import type { Pixels } from "../optical-circle";

/** How wide a sample is looked at, in pixels: enough to tell a blurred one, and done in a few milliseconds. */
export const MEASURED_WIDTH = 320;

/** What is no brighter than this, of 255, in any channel is black: the surround of a round picture, or no light. */
const BLACK = 24;
/** Red is more than this times green, and than this times blue. */
const REDDER = 1.15;
/** The picture in small: so many places across and down. */
const ACROSS = 24;
const DOWN = 14;

/** The light and colour of a picture. All but `lit` is of the pixels that are not black. */
export type Lights = {
  /** The share of pixels that are not black, 0–1. */
  readonly lit: number;
  /** Mean of the brightest channel, 0–255. */
  readonly light: number;
  /** Mean saturation, 0–1: how far the weakest channel is below the strongest. */
  readonly saturation: number;
  /** The share of pixels in which red is well above green and blue, 0–1. */
  readonly red: number;
};

/** What the screening knows of a picture. */
export type Measures = Lights & {
  /** Variance of the Laplacian of the grey picture: how much of it changes from pixel to pixel. */
  readonly sharpness: number;
  /** The grey picture in small, 0–255, in rows. */
  readonly small: readonly number[];
};

/** Measures a picture, best one of MEASURED_WIDTH. */
export function measure(pixels: Pixels): Measures {
  const { width, height, data } = pixels;
  const grey = new Float32Array(width * height);
  for (let at = 0; at < grey.length; at++) {
    grey[at] = 0.299 * data[4 * at]! + 0.587 * data[4 * at + 1]! + 0.114 * data[4 * at + 2]!;
  }
  return { ...lightsOf(pixels), sharpness: sharpnessOf(grey, pixels), small: inSmall(grey, pixels) };
}

/** Of a picture of any size. */
export function lightsOf({ width, height, data }: Pixels): Lights {
  const count = width * height;
  let [lit, light, saturation, red] = [0, 0, 0, 0];
  for (let at = 0; at < count; at++) {
    const [r, g, b] = [data[4 * at]!, data[4 * at + 1]!, data[4 * at + 2]!];
    const most = Math.max(r, g, b);
    if (most <= BLACK) continue;
    lit += 1;
    light += most;
    saturation += (most - Math.min(r, g, b)) / most;
    if (r > REDDER * g && r > REDDER * b) red += 1;
  }
  const of = (sum: number): number => (lit === 0 ? 0 : sum / lit);
  return { lit: count === 0 ? 0 : lit / count, light: of(light), saturation: of(saturation), red: of(red) };
}

/** Black pixels are left out, and so the edge between them and the picture, which is sharp in every frame. */
function sharpnessOf(grey: Float32Array, { width, height }: Pixels): number {
  let [n, sum, squares] = [0, 0, 0];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const around = [grey[at - 1]!, grey[at + 1]!, grey[at - width]!, grey[at + width]!] as const;
      if (grey[at]! <= BLACK || Math.min(...around) <= BLACK) continue;
      const laplacian = around[0] + around[1] + around[2] + around[3] - 4 * grey[at]!;
      n += 1;
      sum += laplacian;
      squares += laplacian * laplacian;
    }
  }
  return n === 0 ? 0 : squares / n - (sum / n) ** 2;
}

function inSmall(grey: Float32Array, { width, height }: Pixels): number[] {
  const edge = (part: number, parts: number, length: number): number => Math.floor((part * length) / parts);
  return Array.from({ length: ACROSS * DOWN }, (_, place) => {
    const [column, row] = [place % ACROSS, Math.floor(place / ACROSS)];
    let [sum, n] = [0, 0];
    for (let y = edge(row, DOWN, height); y < edge(row + 1, DOWN, height); y++) {
      for (let x = edge(column, ACROSS, width); x < edge(column + 1, ACROSS, width); x++) {
        sum += grey[y * width + x]!;
        n += 1;
      }
    }
    return n === 0 ? 0 : sum / n;
  });
}

/** How far two pictures differ: the mean difference of their small grey ones, 0–255. */
export function difference(a: Measures, b: Measures): number {
  const sum = a.small.reduce((total, value, at) => total + Math.abs(value - (b.small[at] ?? 0)), 0);
  return a.small.length === 0 ? 0 : sum / a.small.length;
}
