import type { Box } from "@/lib/domain/geometry";
import { PHASES, type Phase } from "@/lib/domain/phases";
import type { Remembered } from "./example";

/** Answers without looking: the commonest phase; of several, the first. */
export function commonestPhase(known: readonly Pick<Remembered, "phase">[]): Phase {
  const count = (phase: Phase): number => known.filter((frame) => frame.phase === phase).length;
  return PHASES.reduce((best, phase) => (count(phase) > count(best) ? phase : best));
}

/** The mean of a phase's boxes, side by side; of all boxes where the phase has none. */
export function meanBox(known: readonly Pick<Remembered, "phase" | "zone">[], phase: Phase): Box {
  const same = known.filter((frame) => frame.phase === phase);
  const frames = same.length > 0 ? same : known;
  const mean = (side: 0 | 1 | 2 | 3): number =>
    frames.reduce((sum, { zone }) => sum + zone[side], 0) / frames.length;
  return [mean(0), mean(1), mean(2), mean(3)];
}
