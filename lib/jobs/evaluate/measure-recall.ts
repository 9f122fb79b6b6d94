import { RATIONALE_PARTS, type Rationale, type RationalePart } from "@/lib/domain/rationale";
import { shareRecalled } from "@/lib/domain/rationale-recall";
import { recallRationale, recallWhole } from "@/lib/recall/recall-rationale";
import type { Match } from "@/lib/resgo/match-predictions";

/** A mean over the cases whose reference names anything; null where none does. */
type MeanRecall = { readonly n: number; readonly mean: number | null };

export type RecallFigures = Readonly<Record<"all" | RationalePart, MeanRecall>>;

const SILENCE: Rationale = { location: "", exposure: "", nextAction: "", criticalRisk: "" };

/**
 * The mean recall of the references' entities (paper, section 4.1.2), over whole rationales and part by part. Who
 * gave no rationale recalled nothing.
 */
export function measureRecall(
  matches: readonly Match[],
  onProgress?: (done: number, total: number) => void,
): RecallFigures {
  const sums = new Map<"all" | RationalePart, { n: number; total: number }>();
  const add = (of: "all" | RationalePart, share: number | null): void => {
    if (share === null) return;
    const sum = sums.get(of) ?? { n: 0, total: 0 };
    sums.set(of, { n: sum.n + 1, total: sum.total + share });
  };
  for (const [index, { reference, prediction }] of matches.entries()) {
    const said = prediction?.rationale ?? SILENCE;
    add("all", shareRecalled(recallWhole(reference.rationale, said)));
    const parts = recallRationale(reference.rationale, said);
    for (const part of RATIONALE_PARTS) add(part, shareRecalled(parts[part]));
    onProgress?.(index + 1, matches.length);
  }
  const of = (one: "all" | RationalePart): MeanRecall => {
    const sum = sums.get(one);
    return sum ? { n: sum.n, mean: sum.total / sum.n } : { n: 0, mean: null };
  };
  return {
    all: of("all"),
    location: of("location"),
    exposure: of("exposure"),
    nextAction: of("nextAction"),
    criticalRisk: of("criticalRisk"),
  };
}
