import type { Size } from "@/lib/domain/geometry";
import { cellsOf } from "./cells";
import { decodePixels } from "./decode-pixels";
import { frameFeatures } from "./frame-features";
import { planesOf } from "./planes";

/** Raise it when a change in this folder could change a number: fits made of other features are refused. */
export const FEATURE_VERSION = 1;

/** What the baseline sees of a frame. */
export type Look = {
  /** The picture's own, upright, in pixels. */
  readonly size: Size;
  /** Of the frame as a whole, `FRAME_FEATURES` numbers: for the phase, and for finding frames that look alike. */
  readonly features: readonly number[];
  /** Of each cell, `CHANNELS.length` numbers, cell by cell and row by row: for the zone. */
  readonly cells: Float32Array;
};

/**
 * Looks at a frame: colour, texture, highlights and metal, at a fixed small size.
 *
 * @throws PictureError when the bytes are no picture that can be read
 */
export async function lookAt(bytes: Uint8Array): Promise<Look> {
  const pixels = await decodePixels(bytes);
  const planes = planesOf(pixels);
  const cells = cellsOf(planes);
  return { size: pixels.size, features: frameFeatures(planes, cells), cells };
}
