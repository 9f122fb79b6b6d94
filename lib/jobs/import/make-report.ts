import { frameKey } from "@/lib/resgo/layout";
import { nameKey } from "@/lib/resgo/plain-text";
import { type Problem, sortProblems } from "@/lib/resgo/problem";
import type { Bundle } from "@/lib/resgo/read-bundle";
import type { CasePlan } from "./plan-case";
import { type CaseFate, countByVideo, countFates, type ImportReport } from "./report";

/**
 * Tells what became of every sample of a bundle.
 *
 * @param done the plans that were carried out; what isn't among them was refused
 */
export function makeReport(
  bundle: Bundle,
  dataset: string,
  done: readonly CasePlan[],
  problems: readonly Problem[],
  modelRuns: ImportReport["modelRuns"] = [],
): ImportReport {
  const imported = new Map(done.map((plan) => [frameKey(plan.sample), plan]));
  const collator = new Intl.Collator("en", { numeric: true });
  const fates = [...bundle.samples, ...bundle.refused]
    .map(({ video, frame }): CaseFate => {
      const split = bundle.splits.get(nameKey(video)) ?? null;
      return { video, frame, split, fate: imported.get(frameKey({ video, frame }))?.fate ?? "refused" };
    })
    .sort((a, b) => collator.compare(a.video, b.video));
  return {
    importId: null,
    dataset,
    videos: countByVideo(fates),
    ...countFates(fates),
    drafts: done.filter(({ sample }) => !sample.complete).length,
    modelRuns,
    problems: sortProblems(problems),
  };
}
