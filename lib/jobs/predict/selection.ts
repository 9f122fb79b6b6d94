import type { Split } from "@/lib/resgo/splits";

/** Which of the frames there are a run is about. */
export type Selection = {
  /** Null: all, those of no split included. */
  readonly split: Split | null;
  /** So many, from the first; null: all. */
  readonly limit: number | null;
};

export function selectSplit<T extends { readonly split: Split | null }>(
  frames: readonly T[],
  { split, limit }: Selection,
): T[] {
  return frames.filter((each) => split === null || each.split === split).slice(0, limit ?? undefined);
}
