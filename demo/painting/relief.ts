import { FRAME } from "../scene/facts";
import { type Rgb, toLinear } from "./color";

/**
 * A picture before it is lit: for each pixel how high the tissue stands towards the lens (in pixels, 0 the
 * plane of Calot's triangle), its own colour, and how wet it is.
 */
export type Relief = {
  readonly heights: Float32Array;
  /** Linear light, 0 to 1, three values a pixel. */
  readonly colors: Float32Array;
  /** 0 dull to 1 dripping. */
  readonly wetness: Float32Array;
};

export type Area = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type Surface = {
  readonly area: Area;
  /** Height at a pixel; null where the surface is not. */
  readonly height: (x: number, y: number) => number | null;
  /** Written into `out`: a colour a pixel would be a million small objects. */
  readonly color: (x: number, y: number, out: Rgb) => void;
  readonly wetness: number;
  /** Over how many pixels of height it melts into what it is laid on; left out, its edge is sharp. */
  readonly melt?: number;
};

export const WIDTH = FRAME.width;
export const HEIGHT = FRAME.height;

export function emptyRelief(floor: number, color: Rgb): Relief {
  const count = WIDTH * HEIGHT;
  const colors = new Float32Array(count * 3);
  for (let index = 0; index < count; index++) colors.set(color, index * 3);
  return { heights: new Float32Array(count).fill(floor), colors, wetness: new Float32Array(count).fill(0.2) };
}

/** Lays a surface over the relief: the higher of the two shows, melting into the other where they meet. */
export function lay(relief: Relief, surface: Surface): void {
  const { heights } = relief;
  const { melt = 0 } = surface;
  eachPixel(surface.area, (x, y, index) => {
    const height = surface.height(x, y);
    if (height === null) return;
    const below = heights[index] as number;
    const share = melt === 0 ? (height > below ? 1 : 0) : clamp01(0.5 + (height - below) / (2 * melt));
    if (share === 0) return;
    heights[index] = below + (height - below) * share + melt * share * (1 - share);
    stain(relief, surface, x, y, index, share);
  });
}

/** Cuts into the relief. `surface.height` is the depth, in pixels; full colour at `fullDepth`. */
export function carve(relief: Relief, surface: Surface, fullDepth: number): void {
  eachPixel(surface.area, (x, y, index) => {
    const depth = surface.height(x, y);
    if (depth === null || depth <= 0) return;
    relief.heights[index] = (relief.heights[index] as number) - depth;
    stain(relief, surface, x, y, index, clamp01(depth / fullDepth));
  });
}

/**
 * Raises the relief by the surface's height, as something just beneath it would; coloured by `share` at
 * most, and fully so from `fullHeight` pixels.
 */
export function raise(relief: Relief, surface: Surface, share: number, fullHeight: number): void {
  eachPixel(surface.area, (x, y, index) => {
    const height = surface.height(x, y);
    if (height === null || height <= 0) return;
    relief.heights[index] = (relief.heights[index] as number) + height;
    stain(relief, surface, x, y, index, share * Math.min(height / fullHeight, 1));
  });
}

const ink: Rgb = [0, 0, 0];

function stain(relief: Relief, surface: Surface, x: number, y: number, index: number, share: number): void {
  surface.color(x, y, ink);
  for (let channel = 0; channel < 3; channel++) {
    const at = index * 3 + channel;
    relief.colors[at] = (relief.colors[at] as number) * (1 - share) + (ink[channel] as number) * share;
  }
  relief.wetness[index] = (relief.wetness[index] as number) * (1 - share) + surface.wetness * share;
}

export function eachPixel(area: Area, visit: (x: number, y: number, index: number) => void): void {
  const [left, top] = [Math.max(Math.floor(area.x), 0), Math.max(Math.floor(area.y), 0)];
  const right = Math.min(Math.ceil(area.x + area.width), WIDTH);
  const bottom = Math.min(Math.ceil(area.y + area.height), HEIGHT);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) visit(x, y, y * WIDTH + x);
  }
}

export function clamp01(value: number): number {
  return Math.min(Math.max(value, 0), 1);
}

/** 0 below `low`, 1 above `high`, smooth between. */
export function ramp(low: number, high: number, value: number): number {
  const t = clamp01((value - low) / (high - low));
  return t * t * (3 - 2 * t);
}

export const FRAME_AREA: Area = { x: 0, y: 0, width: WIDTH, height: HEIGHT };

/** Dyes the relief without changing its form. `paint` is an RGBA picture of the frame's size, in sRGB. */
export function dye(relief: Relief, paint: Uint8Array): void {
  for (let index = 0; index < WIDTH * HEIGHT; index++) {
    const share = (paint[index * 4 + 3] as number) / 255;
    if (share === 0) continue;
    for (let channel = 0; channel < 3; channel++) {
      const at = index * 3 + channel;
      const color = toLinear(paint[index * 4 + channel] as number);
      relief.colors[at] = (relief.colors[at] as number) * (1 - share) + color * share;
    }
  }
}
