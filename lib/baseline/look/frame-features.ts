import { CELL_COUNT, CELLS_ACROSS, CELLS_DOWN, CHANNELS } from "./cells";
import { LOOK_HEIGHT, LOOK_WIDTH } from "./decode-pixels";
import { isHighlight, isMetal, type Planes } from "./planes";
import { localPatterns, PATTERNS } from "./texture";

const BLOCKS_ACROSS = 6;
const BLOCKS_DOWN = 3;
/** Of each block: the means of the first five channels. */
const BLOCK_CHANNELS = 5;
/** The first of these are lightness, a and b. */
const COLOURS = 3;
const BINS = 8;
/** Of the scope's dark surround, a share of each side. */
const CORNER = 0.12;
const DARK = 0.18;

/** How many numbers describe a frame. */
export const FRAME_FEATURES = BLOCKS_ACROSS * BLOCKS_DOWN * BLOCK_CHANNELS + 3 * BINS + PATTERNS + 4;

/** Colour and texture by block, histograms, local patterns, and the shares of highlights, metal and darkness. */
export function frameFeatures(planes: Planes, cells: Float32Array): number[] {
  const size = { width: LOOK_WIDTH, height: LOOK_HEIGHT };
  return [
    ...blocks(cells),
    ...histograms(planes),
    ...localPatterns(planes.lightness, size),
    ...shares(planes),
  ].map(rounded);
}

/** Encoded anew, or made smaller, a frame's blocks change by a third of this; the next frame of its video, by more. */
const SAME_COLOUR = 0.015;

/** Whether two frames' features are those of one picture, however it was encoded. */
export function looksTheSame(one: readonly number[], other: readonly number[]): boolean {
  for (let at = 0; at < BLOCKS_ACROSS * BLOCKS_DOWN * BLOCK_CHANNELS; at += BLOCK_CHANNELS) {
    for (let k = 0; k < COLOURS; k++) {
      if (Math.abs(one[at + k]! - other[at + k]!) > SAME_COLOUR) return false;
    }
  }
  return true;
}

/** Five digits are more than a picture holds, and keep the fit's file small. */
function rounded(value: number): number {
  return Number(value.toPrecision(5));
}

function blocks(cells: Float32Array): number[] {
  const sums = new Array<number>(BLOCKS_ACROSS * BLOCKS_DOWN * BLOCK_CHANNELS).fill(0);
  for (let cell = 0; cell < CELL_COUNT; cell++) {
    const x = cell % CELLS_ACROSS;
    const y = (cell - x) / CELLS_ACROSS;
    const block =
      Math.floor((y * BLOCKS_DOWN) / CELLS_DOWN) * BLOCKS_ACROSS +
      Math.floor((x * BLOCKS_ACROSS) / CELLS_ACROSS);
    for (let k = 0; k < BLOCK_CHANNELS; k++) {
      sums[block * BLOCK_CHANNELS + k]! += cells[cell * CHANNELS.length + k]!;
    }
  }
  const perBlock = CELL_COUNT / (BLOCKS_ACROSS * BLOCKS_DOWN);
  return sums.map((sum) => sum / perBlock);
}

/** Shares of the pixels by lightness, by chroma, and by hue (each pixel counting by its chroma). */
function histograms({ lightness, a, b }: Planes): number[] {
  const counts = new Array<number>(3 * BINS).fill(0);
  const bin = (share: number): number => Math.min(BINS - 1, Math.max(0, Math.floor(share * BINS)));
  let allChroma = 1e-9;
  for (let i = 0; i < lightness.length; i++) {
    const chroma = Math.hypot(a[i]!, b[i]!);
    const hue = (Math.atan2(b[i]!, a[i]!) + Math.PI) / (2 * Math.PI);
    counts[bin(lightness[i]!)]! += 1;
    counts[BINS + bin(chroma / 0.24)]! += 1;
    counts[2 * BINS + bin(hue)]! += chroma;
    allChroma += chroma;
  }
  return counts.map((count, index) => count / (index < 2 * BINS ? lightness.length : allChroma));
}

/** Highlights, metal, darkness in all, and darkness in the corners, where the scope's own circle is. */
function shares({ lightness, a, b }: Planes): number[] {
  let [highlights, metal, dark, darkCorners, corners] = [0, 0, 0, 0, 0];
  for (let i = 0; i < lightness.length; i++) {
    const [l, ca, cb] = [lightness[i]!, a[i]!, b[i]!];
    if (isHighlight(l, ca, cb)) highlights++;
    if (isMetal(l, ca, cb)) metal++;
    if (l < DARK) dark++;
    const x = (i % LOOK_WIDTH) / LOOK_WIDTH;
    const y = Math.floor(i / LOOK_WIDTH) / LOOK_HEIGHT;
    if (Math.min(x, 1 - x) < CORNER && Math.min(y, 1 - y) < CORNER) {
      corners++;
      if (l < DARK) darkCorners++;
    }
  }
  return [
    highlights / lightness.length,
    metal / lightness.length,
    dark / lightness.length,
    darkCorners / corners,
  ];
}
