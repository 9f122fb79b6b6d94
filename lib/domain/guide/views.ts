import type { Box } from "../geometry";
import type { Phase } from "../phases";

/** A frame of a phase that its viewer may see with the reference: answered before, and told. */
export type GuideFrame = {
  readonly caseId: string;
  readonly frameUrl: string;
  readonly frameVersion: string;
  /** Natural pixels. */
  readonly width: number;
  readonly height: number;
  /** The reference's. */
  readonly boxes: readonly Box[];
  /** The viewer's own attempt at it. */
  readonly attemptId: string;
};

/** The phase that another one is taken for most. */
export type TakenFor = {
  readonly phase: Phase;
  /** So many of … */
  readonly n: number;
  /** … all answers to cases of the phase for which it was taken. */
  readonly of: number;
};

export type GuidePhase = {
  readonly phase: Phase;
  /** A few, of different videos where there are some. */
  readonly frames: readonly GuideFrame[];
  /** By the viewer; null where it never was. */
  readonly own: TakenFor | null;
  /** By the institution's residents; null where it never was, and where few have answered. */
  readonly here: (TakenFor & { readonly readers: number }) | null;
};

/** What “Phases and Go Zones” shows of its viewer’s own cases, and of the institution’s answers. */
export type Guide = { readonly phases: readonly GuidePhase[] };
