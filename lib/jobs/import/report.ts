import type { FrameKey } from "@/lib/resgo/layout";
import type { Problem } from "@/lib/resgo/problem";
import type { Split } from "@/lib/resgo/splits";

/** What became of a case: `changed` has a new version, or is published now. */
type Fate = "new" | "changed" | "unchanged" | "refused";

type VideoReport = Readonly<Record<Fate, number>> & {
  readonly video: string;
  readonly split: Split | null;
  readonly cases: number;
};

/** What an import did, or in a dry run would do. */
export type ImportReport = Readonly<Record<Fate, number>> & {
  /** With which it is taken back; null where nothing was changed. */
  readonly importId: string | null;
  readonly dataset: string;
  readonly videos: readonly VideoReport[];
  readonly problems: readonly Problem[];
  /** Of the cases imported, those that are held back because something is missing. */
  readonly drafts: number;
  readonly modelRuns: readonly ModelRunReport[];
};

export type ModelRunReport = {
  readonly model: string;
  readonly run: string;
  /** Predictions written. */
  readonly written: number;
  readonly unchanged: number;
};

export type CaseFate = FrameKey & { readonly fate: Fate; readonly split: Split | null };

/** Counts by video, in the order of the cases. */
export function countByVideo(fates: readonly CaseFate[]): VideoReport[] {
  const videos = new Map<string, CaseFate[]>();
  for (const fate of fates) videos.set(fate.video, [...(videos.get(fate.video) ?? []), fate]);
  return [...videos].map(([video, cases]) => ({
    video,
    split: cases[0]!.split,
    cases: cases.length,
    ...countFates(cases),
  }));
}

export function countFates(fates: readonly CaseFate[]): Record<Fate, number> {
  const counts = { new: 0, changed: 0, unchanged: 0, refused: 0 };
  for (const { fate } of fates) counts[fate] += 1;
  return counts;
}

/** The import can't be done at all: one sentence for people. */
export class ImportError extends Error {}

type ImportStage = "reading" | "checking" | "importing" | "predictions";

export type OnProgress = (stage: ImportStage, done: number, total: number) => void;
