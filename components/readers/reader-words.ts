import type { CaseSplit, MeasuredCases, ReaderKind, StudyMark } from "@/lib/domain/readers/views";
import { readCheckpoint } from "@/lib/domain/training/checkpoint";
import { plural, t } from "@/lib/language/t";
import { formatCount } from "@/lib/words/figures";

export const kindNames: Readonly<Record<ReaderKind, string>> = {
  run: t`Measured here`,
  cohort: t`Residents`,
  paper: t`As reported`,
};

export const splitNames: Readonly<Record<CaseSplit, string>> = {
  test: t`test split`,
  train: t`train split`,
  none: t`no split`,
};

export const studyWords: Readonly<Record<StudyMark, string>> = {
  rectified: t`study: given the right phase’s definition`,
  "single-turn": t`study: phase and zone in one turn`,
  "no-definition": t`study: no definition given`,
};

export const studySentences: Readonly<Record<StudyMark, string>> = {
  rectified: t`A study: given the right phase’s definition.`,
  "single-turn": t`A study: phase and zone in one turn.`,
  "no-definition": t`A study: no definition given.`,
};

/** "Demo cases, test split"; the dataset alone where all of it is meant. */
export function describeSplit({ dataset, split }: { dataset: string; split: CaseSplit | null }): string {
  return split ? `${dataset}, ${splitNames[split]}` : dataset;
}

/** "24 cases of 3 videos" */
export function describeCases({ cases, videos }: Pick<MeasuredCases, "cases" | "videos">): string {
  return t`${plural(cases, "# case", "# cases")} of ${plural(videos, "# video", "# videos")}`;
}

/** "stage2, step 80"; what tells of no step, as it is told. */
export function checkpointWords(checkpoint: string): string {
  const read = readCheckpoint(checkpoint);
  if (!read) return checkpoint;
  const step = formatCount(read.step);
  return read.training === null ? t`step ${step}` : t`${read.training}, step ${step}`;
}
