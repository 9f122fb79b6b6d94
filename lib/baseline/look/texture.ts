import type { Size } from "@/lib/domain/geometry";

/** Differences of lightness below this are noise. */
const FLAT = 0.008;

const AROUND = [
  [-1, -1],
  [0, -1],
  [1, -1],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
] as const;

/** Codes of `localPattern`: 0–8, the lighter neighbours of a plain pattern; 9, every other pattern. */
export const PATTERNS = 10;

/** The steepness of the lightness at each pixel, by central differences; the frame's edge repeats. */
export function gradient(lightness: Float32Array, { width, height }: Size): Float32Array {
  const steep = new Float32Array(lightness.length);
  for (let y = 0; y < height; y++) {
    const above = Math.max(0, y - 1) * width;
    const below = Math.min(height - 1, y + 1) * width;
    for (let x = 0; x < width; x++) {
      const row = y * width;
      const dx = lightness[row + Math.min(width - 1, x + 1)]! - lightness[row + Math.max(0, x - 1)]!;
      const dy = lightness[below + x]! - lightness[above + x]!;
      steep[row + x] = Math.hypot(dx, dy) / 2;
    }
  }
  return steep;
}

/**
 * Shares of the local binary patterns that turning the picture doesn't change (Ojala, Pietikäinen & Mäenpää 2002,
 * LBP riu2 of 8 neighbours at distance 1): `PATTERNS` shares with the sum 1.
 */
export function localPatterns(lightness: Float32Array, { width, height }: Size): number[] {
  const counts = new Array<number>(PATTERNS).fill(0);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const centre = lightness[y * width + x]! + FLAT;
      let lighter = 0;
      let changes = 0;
      let before = lightness[y * width + x - 1]! > centre;
      for (const [dx, dy] of AROUND) {
        const now = lightness[(y + dy) * width + x + dx]! > centre;
        if (now) lighter++;
        if (now !== before) changes++;
        before = now;
      }
      counts[changes <= 2 ? lighter : PATTERNS - 1]!++;
    }
  }
  const all = (width - 2) * (height - 2);
  return counts.map((count) => count / all);
}
