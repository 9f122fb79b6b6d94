import type { Phase } from "@/lib/domain/phases";
import type { Logistic } from "./logistic";
import type { Bandwidth } from "./neighbours";
import type { Softmax } from "./softmax";
import type { Scale } from "./standardise";

/** What is chosen by trying, before a fit. */
export type Choice = {
  /** Of the penalty on the phase's weights. */
  readonly strength: number;
  /** How alike a frame must be for its zone to count. */
  readonly bandwidth: Bandwidth;
  /** Whether what a cell looks like counts, beside where zones lie in frames that look alike. */
  readonly appearance: boolean;
};

/** What is fitted to examples. */
export type Model = {
  readonly scale: Scale;
  /** The phases that there were examples of: the classes of `phase`. */
  readonly phases: readonly Phase[];
  readonly phase: Softmax;
  /** By phase, whether a cell is in the zone, by what it looks like and what its place says. */
  readonly cells: Readonly<Partial<Record<Phase, CellModel>>>;
};

export type CellModel = { readonly scale: Scale; readonly inZone: Logistic };
