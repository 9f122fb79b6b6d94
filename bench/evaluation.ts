import { intervalsOver, metricsOver } from "@/lib/domain/evaluation/evaluate";
import type { Box } from "@/lib/domain/geometry";
import { PHASES, type Phase } from "@/lib/domain/phases";
import { seededRandom } from "@/lib/domain/statistics/random";
import { measurePredictions } from "@/lib/jobs/evaluate/measure-predictions";
import type { KnownReference } from "@/lib/resgo/match-predictions";
import type { PredictionLine } from "@/lib/resgo/predictions";
import { quantile, type Row } from "./table";

const SAMPLES = 1_000_000;
const VIDEOS = 200;
const ROUNDS = 5;

/** A million predictions, once they are read, to figures with intervals: what `calot evaluate` does. */
export function benchEvaluation(): Row {
  const { references, predictions } = makeSamples();
  const seconds = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    const measured = measurePredictions(references, predictions, {
      split: "test",
      files: { predictions: "predictions.jsonl", reference: "reference.jsonl" },
    });
    if ("problems" in measured) throw new Error("The samples of the benchmark don't fit together.");
    metricsOver(measured.evaluation);
    intervalsOver(measured.evaluation, { resamples: 10_000, seed: 1 });
    return (performance.now() - start) / 1000;
  });
  const median = quantile(
    seconds.sort((a, b) => a - b),
    0.5,
  );
  return {
    what: "predictions matched, scored, and given intervals",
    load: `${SAMPLES.toLocaleString("en-GB")} of ${VIDEOS} videos (${median.toFixed(2)} s in all)`,
    perSecond: SAMPLES / median,
    goal: "2 s in all",
  };
}

function makeSamples(): { references: KnownReference[]; predictions: PredictionLine[] } {
  const random = seededRandom(1);
  const box = (): Box => {
    const [x, y] = [random() * 900, random() * 400];
    return [x, y, x + 40 + random() * 300, y + 40 + random() * 250];
  };
  const phase = (): Phase => PHASES[Math.floor(random() * PHASES.length)]!;
  const rationale = { location: "", exposure: "", nextAction: "", criticalRisk: "" };
  const keys = Array.from({ length: SAMPLES }, (_, index) => ({
    video: `V${Math.floor((index * VIDEOS) / SAMPLES)}`,
    frame: index,
    row: index + 1,
  }));
  const references = keys.map((key): KnownReference => {
    const boxes = random() < 0.2 ? [box(), box()] : [box()];
    return { ...key, width: 1280, height: 720, phase: phase(), boxes, noGo: [], rationale, split: "test" };
  });
  const predictions = keys.map(
    (key): PredictionLine => ({
      ...key,
      phase: phase(),
      box: box(),
      phaseProbabilities: null,
      rationale: null,
      raw: null,
      error: null,
      samples: null,
    }),
  );
  return { references, predictions };
}
