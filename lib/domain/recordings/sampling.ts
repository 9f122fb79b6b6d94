import { MOST_FRAMES } from "../uploads/manifest";

/** How often a recording may be looked at, in samples a second; the paper's 0.2 (section 3.1) is among them. */
export const RATES = [0.05, 0.1, 0.2, 0.5, 1, 2] as const;
export const PAPER_RATE = 0.2;

/** What of a recording can be seen, in microseconds of its own time: from its first picture to the end of its last. */
export type Span = { readonly startUs: number; readonly endUs: number };

/** From one sample to the next, in microseconds. */
const stepUs = (rate: number): number => Math.round(1_000_000 / rate);

/** How many samples a span has: the first is its first picture, and none is at its end or after it. */
export function sampleCount({ startUs, endUs }: Span, rate: number): number {
  return Math.max(0, Math.ceil((endUs - startUs) / stepUs(rate)));
}

/**
 * When a sample is taken, in microseconds: the picture that is on the screen then is the sample. Its own time, which is
 * when that picture came up, is this or earlier.
 */
export function sampleTime({ startUs }: Span, rate: number, index: number): number {
  return startUs + index * stepUs(rate);
}

/** The last sample at or before a time; never below 0. */
export function sampleAt({ startUs }: Span, rate: number, timeUs: number): number {
  return Math.max(0, Math.floor((timeUs - startUs) / stepUs(rate)));
}

/** The rates at which a span has no more samples than one upload takes; the lowest one in any case. */
export function possibleRates(span: Span): readonly number[] {
  return RATES.filter((rate, at) => at === 0 || sampleCount(span, rate) <= MOST_FRAMES);
}

/** Samples `from` to `to`, both of them included. */
export type Stretch = { readonly from: number; readonly to: number };

export const samplesIn = ({ from, to }: Stretch): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
