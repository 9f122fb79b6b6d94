import { z } from "zod";
import type { View } from "../view";

/** The rewards of the paper (section 4.1.2), in its order. A training may have had others, under names of their own. */
export const REWARD_NAMES = ["phase", "format", "iou", "distance", "recall"] as const;
export type RewardName = (typeof REWARD_NAMES)[number];

/** What a trainer logs of the answers of a step, beside each reward. Lengths are in tokens, `cut` is a share, 0 to 1. */
export const MEASURES = ["reward", "length", "shortest", "longest", "cut"] as const;
export type Measure = (typeof MEASURES)[number];

const seriesSchema = z.array(z.number().nullable());

/** What was logged of a training: a value for each step, null where a step's line had none. */
export const curvesSchema = z.object({
  /** Ascending, from 1 as a rule. */
  steps: z.array(z.int()),
  /** Of each reward by its name, the mean of a step's answers. */
  rewards: z.record(z.string(), seriesSchema),
  /** `reward` is the sum that was learnt from: each reward by its weight. */
  measures: z.partialRecord(z.enum(MEASURES), seriesSchema),
});
export type Curves = View<typeof curvesSchema>;

/** The names of some rewards: the paper’s first, in its order, then others as they stand. */
export function rewardsInOrder(names: Iterable<string>): string[] {
  const place = (name: string): number => {
    const at = (REWARD_NAMES as readonly string[]).indexOf(name);
    return at === -1 ? REWARD_NAMES.length : at;
  };
  return [...new Set(names)].sort((a, b) => place(a) - place(b));
}

/** Some steps of a training in a row: means over them, and the ends of the lengths. */
export type CurvePoint = {
  /** The last of them. */
  readonly step: number;
  readonly rewards: Readonly<Record<string, number | null>>;
  /** The share of answers that were not in the form asked for: those that the format reward gave nothing. 0 to 1. */
  readonly malformed: number | null;
} & Readonly<Record<Measure, number | null>>;

/**
 * The curves with so many points at the most, each of as many steps in a row.
 *
 * @param most 1 or more
 */
export function pointsOf({ steps, rewards, measures }: Curves, most: number): CurvePoint[] {
  const each = Math.max(1, Math.ceil(steps.length / most));
  return Array.from({ length: Math.ceil(steps.length / each) }, (_, index) => {
    const [from, to] = [index * each, Math.min(steps.length, (index + 1) * each)];
    const told = (series: readonly (number | null)[] | undefined): number[] =>
      (series ?? []).slice(from, to).filter((value) => value !== null);
    const format = meanOf(told(rewards.format));
    return {
      step: steps[to - 1]!,
      rewards: Object.fromEntries(Object.keys(rewards).map((name) => [name, meanOf(told(rewards[name]))])),
      malformed: format === null ? null : 1 - format,
      reward: meanOf(told(measures.reward)),
      length: meanOf(told(measures.length)),
      shortest: endOf(told(measures.shortest), Math.min),
      longest: endOf(told(measures.longest), Math.max),
      cut: meanOf(told(measures.cut)),
    };
  });
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function endOf(values: readonly number[], end: (a: number, b: number) => number): number | null {
  return values.length === 0 ? null : values.reduce((a, b) => end(a, b));
}
