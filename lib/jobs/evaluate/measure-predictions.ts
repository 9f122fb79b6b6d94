import { type Evaluation, evaluate, type ScoredCase } from "@/lib/domain/evaluation/evaluate";
import { shareOfContact } from "@/lib/domain/no-go/contact";
import { scoreAnswer } from "@/lib/domain/scoring/score";
import {
  type KnownReference,
  type Match,
  type MatchOptions,
  matchPredictions,
} from "@/lib/resgo/match-predictions";
import type { PredictionLine } from "@/lib/resgo/predictions";
import type { Problem } from "@/lib/resgo/problem";
import type { Split } from "@/lib/resgo/splits";

/** How many of the cases a reader answered. */
type Coverage = {
  readonly cases: number;
  readonly predicted: number;
  /** Cases without a prediction: each counts as a wrong phase and a missed zone. */
  readonly missing: number;
  /** Predictions that say why there is no answer, or only a part of one. */
  readonly failures: number;
  /** Predictions about cases of the other split, which count for nothing. */
  readonly outside: number;
};

export type Measured = {
  readonly coverage: Coverage;
  /** The split in which all the missing cases are, and none that was predicted; null when there is none. */
  readonly unreadSplit: Split | null;
  readonly matches: readonly Match[];
  readonly evaluation: Evaluation;
};

/** What keeps predictions from being measured; nothing was. */
export type Refusal = { readonly problems: readonly Problem[] };

/** Holds predictions against references, once both are read. */
export function measurePredictions(
  references: readonly KnownReference[],
  predictions: readonly PredictionLine[],
  options: MatchOptions,
): Measured | Refusal {
  const { matches, outside, problems } = matchPredictions(references, predictions, options);
  if (problems.length > 0) return { problems };
  return {
    coverage: coverageOf(matches, outside),
    unreadSplit: unreadSplitOf(matches),
    matches,
    evaluation: evaluate(scored(matches)),
  };
}

function* scored(matches: readonly Match[]): Generator<ScoredCase> {
  for (const { reference, prediction } of matches) {
    const zone = prediction?.box ?? null;
    const { phaseCorrect, iou, centerDistance } = scoreAnswer(
      prediction?.phase ?? null,
      zone,
      reference,
      reference,
    );
    yield {
      video: reference.video,
      referencePhase: reference.phase,
      phaseCorrect,
      iou,
      centerDistance,
      contact: shareOfContact(zone, reference.noGo, reference),
    };
  }
}

function coverageOf(matches: readonly Match[], outside: number): Coverage {
  let predicted = 0;
  let failures = 0;
  for (const { prediction } of matches) {
    if (prediction) predicted += 1;
    if (prediction?.error) failures += 1;
  }
  return { cases: matches.length, predicted, missing: matches.length - predicted, failures, outside };
}

/** Who measures all of a dataset where only its test split was read should be told. */
function unreadSplitOf(matches: readonly Match[]): Split | null {
  const [read, unread] = [new Set<Split | null>(), new Set<Split | null>()];
  for (const { reference, prediction } of matches) (prediction ? read : unread).add(reference.split);
  const [split] = unread;
  return unread.size === 1 && split && !read.has(split) ? split : null;
}
