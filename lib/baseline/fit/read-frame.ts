import { PHASES, type Phase } from "@/lib/domain/phases";
import { CELL_COUNT } from "../look/cells";
import type { Look } from "../look/look-at";
import { cellRows } from "./cell-rows";
import { meanCoverage, type ZoneMap } from "./coverage";
import type { Remembered } from "./example";
import { logisticOf } from "./logistic";
import type { Choice, Model } from "./model";
import { type Bandwidth, nearestOf, neighbourWeights } from "./neighbours";
import { type Recalled, recall } from "./recall";
import { softmaxOf } from "./softmax";
import { standardise } from "./standardise";

/** A model with the frames that it was fitted on: all that is needed to read a frame. */
export type Baseline = {
  readonly bandwidth: Bandwidth;
  readonly model: Model;
  readonly known: readonly Recalled[];
};

export function makeBaseline(
  { bandwidth }: Pick<Choice, "bandwidth">,
  model: Model,
  known: readonly Remembered[],
): Baseline {
  return { bandwidth, model, known: recall(known, model.scale) };
}

/** The probability of each phase, with the sum 1; 0 for one that there were no examples of. */
export function phaseOdds({ model }: Baseline, look: Pick<Look, "features">): Record<Phase, number> {
  const shares = softmaxOf(model.phase, standardise(model.scale, look.features));
  const odds: Record<Phase, number> = { A: 0, B: 0, C: 0, D: 0 };
  model.phases.forEach((phase, index) => {
    odds[phase] = shares[index]!;
  });
  return odds;
}

/** The most probable phase; of several, the first. */
export function likeliest(odds: Readonly<Record<Phase, number>>): Phase {
  return PHASES.reduce((best, phase) => (odds[phase] > odds[best] ? phase : best));
}

/** Where the zone is, were the frame of the phase. Without examples of the phase, those of all phases count. */
export function zoneMap(
  { bandwidth, model, known }: Baseline,
  look: Pick<Look, "features" | "cells">,
  phase: Phase,
): ZoneMap {
  const same = known.filter(({ frame }) => frame.phase === phase);
  const frames = same.length > 0 ? same : known;
  const weights = neighbourWeights(standardise(model.scale, look.features), frames, bandwidth);
  const place = meanCoverage(
    frames.map(({ zone }) => zone),
    weights,
  );
  const cells = model.cells[phase];
  if (!cells) return place;
  return Float64Array.from(cellRows(look.cells, ALL_CELLS, place), (row) =>
    logisticOf(cells.inZone, standardise(cells.scale, row)),
  );
}

const ALL_CELLS = Array.from({ length: CELL_COUNT }, (_, cell) => cell);

/** The frame of the phase that looks most like this one; null when there is none. */
export function mostAlike(
  { model, known }: Baseline,
  look: Pick<Look, "features">,
  phase: Phase,
): Remembered | null {
  const same = known.filter(({ frame }) => frame.phase === phase);
  if (same.length === 0) return null;
  return same[nearestOf(standardise(model.scale, look.features), same)]!.frame;
}
