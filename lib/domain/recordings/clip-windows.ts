import type { Span } from "./sampling";

/** How long a clip is before its frame, in microseconds. */
export const BEFORE_US = 10_000_000;
/** A frame that is kept: its number, and its time in microseconds. */
export type ClipFrame = { readonly index: number; readonly timeUs: number };

/**
 * What of a recording has to be read for the clips of frames, in order and without overlap, in microseconds.
 *
 * @param fromUs no clip begins before this
 */
export function windowsOf(frames: readonly ClipFrame[], fromUs: number): readonly Span[] {
  const windows: Span[] = [];
  for (const { timeUs } of frames) {
    const startUs = Math.min(timeUs, Math.max(fromUs, timeUs - BEFORE_US));
    const before = windows.at(-1);
    if (before && startUs <= before.endUs) {
      windows[windows.length - 1] = { startUs: before.startUs, endUs: Math.max(before.endUs, timeUs) };
    } else windows.push({ startUs, endUs: timeUs });
  }
  return windows;
}
