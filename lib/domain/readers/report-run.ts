import { t } from "@/lib/language/t";
import {
  type Evaluation,
  evaluate,
  type IntervalOptions,
  intervalsOver,
  metricsByVideo,
  metricsOver,
} from "../evaluation/evaluate";
import { PHASES, phaseNames } from "../phases";
import { reliabilityOf } from "./reliability";
import type { ScoredRunCase } from "./score-run";
import type { RunDetail, RunFailure } from "./views";

/**
 * How often the videos are drawn anew for an interval. The seed is fixed: a page that is opened again shows the same
 * interval.
 */
export const INTERVALS: IntervalOptions = { resamples: 2000, seed: 20_261 };

/** The tallies of a run's cases. */
export function evaluateRun(cases: readonly ScoredRunCase[]): Evaluation {
  return evaluate(
    cases.map(({ case: { video, phase }, score: { phaseCorrect, iou, centerDistance }, contact }) => ({
      video,
      referencePhase: phase,
      phaseCorrect,
      iou,
      centerDistance,
      contact,
    })),
  );
}

/** Everything that a run's page tells of its cases as a whole. */
export function reportRun(
  cases: readonly ScoredRunCase[],
): Pick<
  RunDetail,
  "all" | "byPhase" | "byVideo" | "confusion" | "failures" | "reliability" | "missing" | "failed"
> {
  const evaluation = evaluateRun(cases);
  return {
    missing: countOf(cases, "missing"),
    failed: countOf(cases, "failed"),
    all: {
      key: "all",
      label: t`All cases`,
      metrics: metricsOver(evaluation),
      intervals: intervalsOver(evaluation, INTERVALS),
    },
    byPhase: PHASES.map((phase) => ({
      key: phase,
      label: `${phase} ${phaseNames[phase]}`,
      metrics: metricsOver(evaluation, [phase]),
      intervals: intervalsOver(evaluation, INTERVALS, [phase]),
    })),
    byVideo: metricsByVideo(evaluation).map(({ video, metrics }) => ({
      key: video,
      label: video,
      metrics,
      intervals: null,
    })),
    confusion: confusionOf(cases),
    failures: failuresOf(cases),
    reliability: reliabilityOf(cases),
  };
}

export function countOf(cases: readonly ScoredRunCase[], state: ScoredRunCase["state"]): number {
  return cases.reduce((n, scored) => n + Number(scored.state === state), 0);
}

function confusionOf(cases: readonly ScoredRunCase[]): RunDetail["confusion"] {
  const row = () => ({ A: 0, B: 0, C: 0, D: 0, none: 0 });
  const confusion = { A: row(), B: row(), C: row(), D: row() };
  for (const { case: reference, phase } of cases) confusion[reference.phase][phase ?? "none"]++;
  return confusion;
}

/** How a run's answer went, as `RunFailure` counts it. */
export function failureOf({ phase, drawn, zoneOutcome, score }: ScoredRunCase): Omit<RunFailure, "n"> {
  return {
    phase: phase === null ? "none" : score.phaseCorrect ? "right" : "wrong",
    zone: drawn ? zoneOutcome : "none",
  };
}

function failuresOf(cases: readonly ScoredRunCase[]): RunFailure[] {
  const counts = new Map<string, RunFailure>();
  for (const scored of cases) {
    const failure = failureOf(scored);
    const key = `${failure.phase} ${failure.zone}`;
    counts.set(key, { ...failure, n: (counts.get(key)?.n ?? 0) + 1 });
  }
  return [...counts.values()];
}
