import { PHASES, type Phase } from "../phases";
import { type ClusteredShare, clusteredShare } from "../statistics/clustered-share";
import { krippendorffAlpha } from "../statistics/krippendorff-alpha";
import type { Mark } from "./judgement";

/** A case before a reviewer as it was judged, with the key. Sources and reviewers by number. */
export type JudgedItem = {
  readonly caseId: string;
  /** Cases of one video are alike: intervals are made over videos. */
  readonly video: string;
  /** The reference's. */
  readonly phase: Phase;
  readonly reviewer: number;
  /** The source of the best text; null where none was picked. */
  readonly best: number | null;
  /** By source, for each of them. */
  readonly marks: ReadonlyMap<number, Mark | null>;
};

export type SourceFigures = {
  /** How often it was picked among all picks: the paper's selected ratio (Table 5). */
  readonly selected: ClusteredShare;
  /** How many of its marks are 1: the paper's accuracy rating (Table 5). */
  readonly accuracy: ClusteredShare;
};

type SourceResult = SourceFigures & {
  readonly source: number;
  readonly byPhase: Readonly<Record<Phase, SourceFigures>>;
};

/** Krippendorff's α, with what it is over; null where it is undefined. */
export type ReviewAgreement = {
  readonly alpha: number | null;
  /** Cases, or texts of cases, that two reviewers or more have judged. */
  readonly units: number;
};

type ReviewFigures = {
  readonly sources: readonly SourceResult[];
  /** On which source is the best of a case. */
  readonly onBest: ReviewAgreement;
  /** On whether a text is right. */
  readonly onMarks: ReviewAgreement;
};

/** The results of a review: by source, over all cases and by phase, and how far the reviewers agree. */
export function reviewFigures(items: readonly JudgedItem[], sources: readonly number[]): ReviewFigures {
  const byPhase = (source: number, phase: Phase) =>
    figuresOf(
      items.filter((item) => item.phase === phase),
      source,
    );
  return {
    sources: sources.map((source) => ({
      source,
      ...figuresOf(items, source),
      byPhase: Object.fromEntries(PHASES.map((phase) => [phase, byPhase(source, phase)])) as Record<
        Phase,
        SourceFigures
      >,
    })),
    onBest: agreementOn(items, ({ caseId, best }) => [[caseId, best]]),
    onMarks: agreementOn(items, ({ caseId, marks }) =>
      [...marks].map(([source, mark]) => [`${caseId} ${source}`, mark]),
    ),
  };
}

function figuresOf(items: readonly JudgedItem[], source: number): SourceFigures {
  return {
    selected: shareOver(items, ({ best }) => (best === null ? null : best === source)),
    accuracy: shareOver(items, ({ marks }) => {
      const mark = marks.get(source) ?? null;
      return mark === null ? null : mark === 1;
    }),
  };
}

/** The share of yeses over videos; null is no answer. */
function shareOver(
  items: readonly JudgedItem[],
  answer: (item: JudgedItem) => boolean | null,
): ClusteredShare {
  const videos = new Map<string, { yes: number; n: number }>();
  for (const item of items) {
    const yes = answer(item);
    if (yes === null) continue;
    const video = videos.get(item.video) ?? { yes: 0, n: 0 };
    video.n++;
    if (yes) video.yes++;
    videos.set(item.video, video);
  }
  return clusteredShare([...videos.values()]);
}

function agreementOn(
  items: readonly JudgedItem[],
  valuesOf: (item: JudgedItem) => readonly (readonly [unit: string, value: number | null])[],
): ReviewAgreement {
  const units = new Map<string, (number | null)[]>();
  for (const item of items) {
    for (const [unit, value] of valuesOf(item)) {
      const values = units.get(unit);
      if (values) values.push(value);
      else units.set(unit, [value]);
    }
  }
  const paired = [...units.values()].filter(
    (values) => values.filter((value) => value !== null).length > 1,
  ).length;
  return { alpha: krippendorffAlpha(units.values()), units: paired };
}
