import { zoneProblem } from "@/lib/domain/scoring/zone";
import { t } from "@/lib/language/t";
import { newFrameIndex } from "./frame-index";
import type { PredictionLine } from "./predictions";
import { error, type Problem } from "./problem";
import type { ReferenceSample } from "./read-reference";
import type { Split } from "./splits";

/** A reference that a reader is held against; an import has one too, in the database. */
export type KnownReference = Omit<ReferenceSample, "picture">;

/** A reference with what a reader made of it; null where it made nothing. */
export type Match = { readonly reference: KnownReference; readonly prediction: PredictionLine | null };

type Matching = {
  /** One for each reference of the split, in their order. */
  readonly matches: readonly Match[];
  /** Predictions about cases of the other split, which are left out. */
  readonly outside: number;
  /** Errors alone: with any of them, no figure should be made of the matches. */
  readonly problems: readonly Problem[];
};

export type MatchOptions = {
  readonly split: Split | "all";
  /** How problems call the files. */
  readonly files: { readonly predictions: string; readonly reference: string | null };
};

/** Enough to see what is wrong with a file. */
const MOST_PROBLEMS = 100;

/**
 * Puts every prediction to its reference. What would make figures lie is a problem: a frame predicted twice, a frame
 * without a reference, a box that its frame can't hold, a video that is in no split where one is asked for.
 */
export function matchPredictions(
  references: readonly KnownReference[],
  predictions: readonly PredictionLine[],
  { split, files }: MatchOptions,
): Matching {
  const problems = split === "all" ? [] : splitProblems(references, split, files.reference);
  const known = newFrameIndex<{ reference: KnownReference; prediction: PredictionLine | null }>();
  const matches = references.map((reference) => {
    const match = { reference, prediction: null };
    known.set(reference, match);
    return match;
  });
  let outside = 0;
  for (const prediction of predictions) {
    if (problems.length >= MOST_PROBLEMS) break;
    const match = known.get(prediction);
    const fault = match ? faultOf(prediction, match) : t`the reference has no such frame.`;
    if (fault) {
      const place = { file: files.predictions, row: prediction.row };
      problems.push(error(place, t`${prediction.video}, frame ${prediction.frame}: ${fault}`));
    }
    if (!match) continue;
    match.prediction ??= prediction;
    if (!inSplit(match.reference, split)) outside += 1;
  }
  return { matches: matches.filter(({ reference }) => inSplit(reference, split)), outside, problems };
}

function inSplit(reference: KnownReference, split: Split | "all"): boolean {
  return split === "all" || reference.split === split;
}

/** Why a prediction can't be held against its reference, as a sentence. */
function faultOf({ box }: PredictionLine, { reference, prediction }: Match): string | null {
  if (prediction) return t`it is predicted in row ${prediction.row} already.`;
  return box && zoneProblem(box, reference);
}

function splitProblems(references: readonly KnownReference[], split: Split, file: string | null): Problem[] {
  const videos = new Map<string, number | null>();
  for (const { video, row, split: known } of references) {
    if (known === null && !videos.has(video)) videos.set(video, row);
  }
  const problems = [...videos]
    .slice(0, MOST_PROBLEMS)
    .map(([video, row]) =>
      error(
        { file, row },
        t`${video} is in no split, so that nobody can say whether it belongs to ${split}. Say so for every video, or measure all of them.`,
      ),
    );
  const none = problems.length === 0 && !references.some((reference) => reference.split === split);
  return none ? [error({ file }, t`The reference has no case in the split ${split}.`)] : problems;
}
