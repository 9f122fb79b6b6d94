import { PHASES, type Phase } from "@/lib/domain/phases";
import { CELLS_ACROSS, CELLS_DOWN } from "../look/cells";
import { cellRows } from "./cell-rows";
import { coverageAt, coverageOf } from "./coverage";
import type { Example } from "./example";
import { fitLogistic } from "./logistic";
import type { CellModel, Choice, Model } from "./model";
import { type Bandwidth, neighbourWeights } from "./neighbours";
import { recall } from "./recall";
import { fitSoftmax } from "./softmax";
import { fitScale, type Scale, standardise } from "./standardise";

/** Cells of a phase to fit on, in all, and of one frame at most. */
const CELLS_TO_FIT_ON = 5_000;
const CELLS_OF_A_FRAME = { least: 12, most: 250 } as const;

const CELL_STRENGTH = 0.03;

/** Fits the phase and the zones. Nothing in it is left to chance. @param examples one at least */
export function fitModel(examples: readonly Example[], choice: Choice): Model {
  const scale = fitScale(examples.map(({ features }) => features));
  const phases = PHASES.filter((phase) => examples.some((example) => example.phase === phase));
  const phase = fitSoftmax(
    examples.map(({ features }) => standardise(scale, features)),
    examples.map((example) => phases.indexOf(example.phase)),
    { classes: phases.length, strength: choice.strength },
  );
  return { scale, phases, phase, cells: fitZones(examples, scale, choice) };
}

/** Fits the zones alone. @param scale of the frames' features */
export function fitZones(
  examples: readonly Example[],
  scale: Scale,
  { appearance, bandwidth }: Pick<Choice, "appearance" | "bandwidth">,
): Model["cells"] {
  const cells: Partial<Record<Phase, CellModel>> = {};
  if (!appearance) return cells;
  for (const phase of PHASES) {
    const ofPhase = examples.filter((example) => example.phase === phase);
    if (ofPhase.length > 0) cells[phase] = fitCells(ofPhase, scale, bandwidth);
  }
  return cells;
}

function fitCells(examples: readonly Example[], scale: Scale, bandwidth: Bandwidth): CellModel {
  const recalled = recall(examples, scale);
  const picked = pickCells(examples.length);
  const rows: Float64Array[] = [];
  const labels: number[] = [];
  for (const { frame, row } of recalled) {
    // Frames of the same procedure would tell the answer.
    const others = recalled.filter((other) => other.frame.video !== frame.video);
    const weights = neighbourWeights(row, others, bandwidth);
    const zones = others.map(({ zone }) => zone);
    const place = picked.map((cell) => coverageAt(zones, weights, cell));
    const zone = coverageOf(frame.zone);
    rows.push(...cellRows(frame.cells, picked, place));
    labels.push(...picked.map((cell) => (zone[cell]! >= 0.5 ? 1 : 0)));
  }
  const cellScale = fitScale(rows);
  const scaled = rows.map((row) => standardise(cellScale, row));
  return { scale: cellScale, inZone: fitLogistic(scaled, labels, CELL_STRENGTH) };
}

/** Cells spread evenly over the frame, however few: Roberts' sequence R2 (2018). */
function pickCells(frames: number): number[] {
  const { least, most } = CELLS_OF_A_FRAME;
  const count = Math.max(least, Math.min(most, Math.round(CELLS_TO_FIT_ON / frames)));
  return Array.from({ length: count }, (_, index) => {
    const x = Math.floor(((index * 0.7548776662466927) % 1) * CELLS_ACROSS);
    const y = Math.floor(((index * 0.5698402909980532) % 1) * CELLS_DOWN);
    return y * CELLS_ACROSS + x;
  });
}
