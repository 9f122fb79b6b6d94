import type { Box } from "@/lib/domain/geometry";
import { PHASES, type Phase } from "@/lib/domain/phases";
import { metricsOf, newTally, tallyAnswer } from "@/lib/domain/scoring/metrics";
import { scoreAnswer } from "@/lib/domain/scoring/score";
import { quantile, type Row } from "./table";

const PAIRS = 1_000_000;
const ROUNDS = 7;

/** A million pairs through the whole set of metrics. */
export function benchScoring(): Row {
  const random = seeded(1);
  const box = (): Box => {
    const [x, y] = [random() * 900, random() * 400];
    return [x, y, x + 40 + random() * 300, y + 40 + random() * 250];
  };
  const phase = (): Phase => PHASES[Math.floor(random() * 4)]!;
  const frame = { width: 1280, height: 720 };
  const pairs = Array.from({ length: PAIRS }, () => ({
    phase: phase(),
    box: box(),
    reference: { phase: phase(), boxes: random() < 0.2 ? [box(), box()] : [box()], noGo: [] },
  }));
  const perSecond = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    const tally = newTally();
    for (const { phase, box, reference } of pairs) {
      tallyAnswer(tally, { ...scoreAnswer(phase, box, reference, frame), contact: null });
    }
    metricsOf(tally);
    return (PAIRS / (performance.now() - start)) * 1000;
  });
  return {
    what: "pairs through the whole set of metrics",
    load: `${PAIRS.toLocaleString("en-GB")} pairs, median of ${ROUNDS}`,
    perSecond: quantile(
      perSecond.sort((a, b) => a - b),
      0.5,
    ),
    goal: "8,000,000 a second",
  };
}

/** A generator of numbers in [0, 1) that is the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
