import type { Phase } from "../phases";
import type { Stretch } from "./sampling";

/** From sample `at` on it is this phase, up to the next border; null: none is told. */
export type Border = { readonly at: number; readonly phase: Phase | null };

/**
 * The phases along a recording: its borders in order, no two neighbours alike. Before the first one no phase is told.
 * Phases may come again.
 */
export type PhaseTrack = readonly Border[];

export function phaseAt(track: PhaseTrack, sample: number): Phase | null {
  return track.findLast(({ at }) => at <= sample)?.phase ?? null;
}

/** Tells the phase from a sample up to the next border, as it is told while the strip plays. */
export function tellFrom(track: PhaseTrack, from: number, phase: Phase | null): PhaseTrack {
  return tidy([...track.filter(({ at }) => at !== from), { at: from, phase }]);
}

/** Tells the phase of samples `from` to `to`, both of them included, and of no other. */
export function tellRange(track: PhaseTrack, from: number, to: number, phase: Phase | null): PhaseTrack {
  const outside = track.filter(({ at }) => at < from || at > to + 1);
  return tidy([...outside, { at: from, phase }, { at: to + 1, phase: phaseAt(track, to + 1) }]);
}

function tidy(borders: readonly Border[]): PhaseTrack {
  const inOrder = borders.toSorted((a, b) => a.at - b.at);
  return inOrder.filter(({ phase }, index) => phase !== (inOrder[index - 1]?.phase ?? null));
}

/** Samples of one phase, or of none. */
export type PhaseStretch = Stretch & { readonly phase: Phase | null };

/** The stretches of `count` samples, one after the other. */
export function stretchesOf(track: PhaseTrack, count: number): readonly PhaseStretch[] {
  const starts = [
    ...(track[0]?.at === 0 ? [] : [{ at: 0, phase: null }]),
    ...track.filter(({ at }) => at < count),
  ];
  return count === 0
    ? []
    : starts.map(({ at, phase }, index) => ({ from: at, to: (starts[index + 1]?.at ?? count) - 1, phase }));
}
