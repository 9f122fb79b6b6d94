import type { CaseSplit, MeasuredCases, ReaderKind, StudyMark } from "@/lib/domain/readers/views";
import { formatNumberOf } from "@/lib/words/figures";

export const kindNames: Readonly<Record<ReaderKind, string>> = {
  run: "Measured here",
  cohort: "Residents",
  paper: "As reported",
};

export const splitNames: Readonly<Record<CaseSplit, string>> = {
  test: "test split",
  train: "train split",
  none: "no split",
};

export const studyWords: Readonly<Record<StudyMark, string>> = {
  rectified: "study: given the right phase’s definition",
  "single-turn": "study: phase and zone in one turn",
  "no-definition": "study: no definition given",
};

/** "Demo cases, test split" */
export function describeSplit({ dataset, split }: Pick<MeasuredCases, "dataset" | "split">): string {
  return `${dataset}, ${splitNames[split]}`;
}

/** "24 cases of 3 videos" */
export function describeCases({ cases, videos }: Pick<MeasuredCases, "cases" | "videos">): string {
  return `${formatNumberOf(cases, "case")} of ${formatNumberOf(videos, "video")}`;
}
