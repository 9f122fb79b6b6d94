import { z } from "zod";
import { type Box, iou } from "@/lib/domain/geometry";
import { HIT_IOU } from "@/lib/domain/scoring/thresholds";
import { bestBox } from "./best-box";
import { type Example, videosOf } from "./example";
import { fitModel, fitZones } from "./fit-model";
import { commonestPhase, meanBox } from "./floor";
import type { Choice, Model } from "./model";
import { likeliest, makeBaseline, phaseOdds, zoneMap } from "./read-frame";

const share = z.number().min(0).max(1);

/**
 * What was found by leaving out one video at a time: fractions 0 to 1 over all frames of the train split, each read
 * by a fit that knows nothing of its video. The zones are read under the reference's phase.
 */
export const trialsSchema = z.object({
  phase: z.array(z.object({ strength: z.number(), logLoss: z.number(), accuracy: share })),
  zone: z.array(
    z.object({ bandwidth: z.number().nullable(), appearance: z.boolean(), mIoU: share, acc25: share }),
  ),
  /** The same of answers given without looking: the commonest phase, and the mean box of the phase. */
  floor: z.object({ accuracy: share, mIoU: share, acc25: share }),
});
export type Trials = z.infer<typeof trialsSchema>;

const STRENGTHS = [3, 1, 0.3, 0.1, 0.03, 0.01] as const;
const BANDWIDTHS = [null, 0.7, 0.4] as const;

/** With one video there is nothing to try on: the plainest choice. */
const PLAINEST: Choice = { strength: 1, bandwidth: null, appearance: false };

/** No log loss is made infinite by one phase that the other videos lack. */
const LEAST_SHARE = 1e-3;

type Fold = { readonly rest: readonly Example[]; readonly left: readonly Example[] };

/**
 * Chooses by leaving out one video at a time: the penalty by the phase's log loss, then how zones are read by their
 * IoU. Of choices that do as well, the plainer one.
 *
 * @returns `trials` is null with fewer than two videos
 */
export function tryChoices(
  examples: readonly Example[],
  onProgress: (done: number, total: number) => void = () => {},
): { choice: Choice; trials: Trials | null } {
  const videos = videosOf(examples);
  if (videos.length < 2) return { choice: PLAINEST, trials: null };
  const folds = videos.map((video) => ({
    rest: examples.filter((example) => example.video !== video),
    left: examples.filter((example) => example.video === video),
  }));
  const ways = BANDWIDTHS.flatMap((bandwidth) =>
    [false, true].map((appearance) => ({ bandwidth, appearance })),
  );
  let done = 0;
  const tried = <T>(trial: T): T => {
    onProgress(++done, STRENGTHS.length + ways.length);
    return trial;
  };
  const phase = STRENGTHS.map((strength) => tried(tryPhase(folds, strength)));
  const { strength } = phase.reduce((best, trial) => (trial.logLoss < best.logLoss ? trial : best));
  const models = folds.map(({ rest }) => fitModel(rest, { ...PLAINEST, strength }));
  const zone = ways.map((way) => tried({ ...way, ...tryZone(folds, models, { strength, ...way }) }));
  const plainestFirst = zone.toSorted((a, b) => Number(a.appearance) - Number(b.appearance));
  const { bandwidth, appearance } = plainestFirst.reduce((best, trial) =>
    trial.mIoU > best.mIoU ? trial : best,
  );
  return { choice: { strength, bandwidth, appearance }, trials: { phase, zone, floor: tryFloor(folds) } };
}

function tryPhase(folds: readonly Fold[], strength: number): Trials["phase"][number] {
  const outcomes = folds.flatMap(({ rest, left }) => {
    const baseline = makeBaseline(PLAINEST, fitModel(rest, { ...PLAINEST, strength }), []);
    return left.map((example) => {
      const odds = phaseOdds(baseline, example);
      return {
        loss: -Math.log(Math.max(LEAST_SHARE, odds[example.phase])),
        right: Number(likeliest(odds) === example.phase),
      };
    });
  });
  return {
    strength,
    logLoss: mean(outcomes.map(({ loss }) => loss)),
    accuracy: mean(outcomes.map(({ right }) => right)),
  };
}

/** @param models of the folds, with whatever zones */
function tryZone(
  folds: readonly Fold[],
  models: readonly Model[],
  choice: Choice,
): { mIoU: number; acc25: number } {
  return zoneFigures(folds, ({ rest, left }, fold) => {
    const { scale } = models[fold]!;
    const model = { ...models[fold]!, cells: fitZones(rest, scale, choice) };
    const baseline = makeBaseline(choice, model, rest);
    return left.map((example) => bestBox(zoneMap(baseline, example, example.phase)));
  });
}

function tryFloor(folds: readonly Fold[]): Trials["floor"] {
  const right = folds.flatMap(({ rest, left }) => {
    const phase = commonestPhase(rest);
    return left.map((example) => Number(example.phase === phase));
  });
  const zones = zoneFigures(folds, ({ rest, left }) => left.map(({ phase }) => meanBox(rest, phase)));
  return { accuracy: mean(right), ...zones };
}

function zoneFigures(
  folds: readonly Fold[],
  read: (fold: Fold, index: number) => Box[],
): { mIoU: number; acc25: number } {
  const ious = folds.flatMap((fold, at) =>
    read(fold, at).map((box, index) => iou(box, fold.left[index]!.zone)),
  );
  return { mIoU: mean(ious), acc25: mean(ious.map((value) => Number(value >= HIT_IOU))) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
