import { availableParallelism } from "node:os";
import sharp from "sharp";
import { t } from "@/lib/language/t";
import { eachAtOnce } from "@/lib/resgo/each-at-once";
import { BundleError } from "@/lib/resgo/list-files";
import { error, type Problem } from "@/lib/resgo/problem";
import type { CasePlan } from "./plan-case";
import type { OnProgress } from "./report";

export type TreatOptions = {
  /** Pictures under way at once, where the machine has processors for more: each is in memory whole. */
  readonly picturesAtOnce?: number | undefined;
  readonly onProgress?: OnProgress | undefined;
};

/** Does something about the picture of every plan; one that can't be used refuses its case, and no other. */
export async function treatPictures(
  plans: readonly CasePlan[],
  stage: Parameters<OnProgress>[0],
  options: TreatOptions,
  treat: (plan: CasePlan) => Promise<void>,
): Promise<{ done: CasePlan[]; problems: Problem[] }> {
  // A picture is decoded and encoded on one thread; as many are under way as keep all processors busy.
  sharp.cache(false);
  sharp.concurrency(1);
  const failed = new Set<CasePlan>();
  const problems: Problem[] = [];
  let count = 0;
  const atOnce = Math.min(availableParallelism() + 2, options.picturesAtOnce ?? Number.POSITIVE_INFINITY);
  await eachAtOnce(plans, atOnce, async (plan) => {
    try {
      await treat(plan);
    } catch (cause) {
      if (!(cause instanceof BundleError)) throw cause;
      const { video, frame, picture } = plan.sample;
      problems.push(error({ file: picture.source.file }, t`${video}, frame ${frame}: ${cause.message}`));
      failed.add(plan);
    }
    options.onProgress?.(stage, ++count, plans.length);
  });
  return { done: plans.filter((plan) => !failed.has(plan)), problems };
}
