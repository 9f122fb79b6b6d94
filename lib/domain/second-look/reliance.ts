import { z } from "zod";
import { type Interval, intervalSchema, wilsonInterval, Z95 } from "../items/wilson-interval";
import type { View } from "../view";
import { AID_KINDS, type AidKind, aidKindSchema } from "./aid";

/**
 * Second looks that went alike: how the first answer, the aid and the last answer stood. An answer is right where its
 * zone is a hit and, where the phase was asked, the phase is the reference's.
 */
export type Looks = {
  readonly kind: AidKind;
  readonly firstRight: boolean;
  /** Null of an aid that gives no answer: the clip, the cohort's zones. */
  readonly aidRight: boolean | null;
  readonly lastRight: boolean;
  /** Whether phase or zone is another. */
  readonly changed: boolean;
  /** How many. */
  readonly n: number;
  /** Of those whose aid has a zone: how many, and the sum of the movements and of their squares. */
  readonly moved: number;
  readonly movement: number;
  readonly squares: number;
};

const shareSchema = z.object({
  /** Of so many … */
  n: z.int(),
  /** … so many. */
  yes: z.int(),
  /** Wilson's 95 % interval of the share; null of none. */
  interval: intervalSchema.nullable(),
});
type Share = View<typeof shareSchema>;

const relianceOfKindSchema = z.object({
  kind: aidKindSchema,
  /** Second looks whose last answer was sent. */
  n: z.int(),
  /** In how many of them phase or zone was changed. */
  changed: shareSchema,
  /** Of those first wrong (with a model: and the model right), how many were right at last. */
  gained: shareSchema,
  /** Of those first right (with a model: and the model wrong), how many were still right at last. */
  held: shareSchema,
  /** How far the zone moved towards the aid's, in IoU; null with a clip, which shows none. */
  movement: z
    .object({
      n: z.int(),
      mean: z.number(),
      /** The mean's 95 % interval; null of a single one. */
      interval: intervalSchema.nullable(),
    })
    .nullable(),
});
export type RelianceOfKind = View<typeof relianceOfKindSchema>;

/** How readers rely on what they are shown: an entry for each kind of aid that they had, in the order of `AID_KINDS`. */
export const relianceSchema = z.array(relianceOfKindSchema);
export type Reliance = View<typeof relianceSchema>;

/**
 * Reliance, by kind of aid. A model's reading is right or wrong, so what is asked is whether readers follow it when they
 * should and hold out when they should. A clip and a cohort's zones give no answer: there it is all who were first wrong,
 * and all who were first right.
 */
export function relianceOf(looks: readonly Looks[]): Reliance {
  return AID_KINDS.flatMap((kind) => {
    const ofKind = looks.filter((each) => each.kind === kind);
    return ofKind.length === 0 ? [] : [relianceOfKind(kind, ofKind)];
  });
}

function relianceOfKind(kind: AidKind, looks: readonly Looks[]): RelianceOfKind {
  return {
    kind,
    n: count(looks),
    changed: shareOf(looks, ({ changed }) => changed),
    gained: shareOf(
      looks.filter(({ firstRight, aidRight }) => !firstRight && aidRight !== false),
      ({ lastRight }) => lastRight,
    ),
    held: shareOf(
      looks.filter(({ firstRight, aidRight }) => firstRight && aidRight !== true),
      ({ lastRight }) => lastRight,
    ),
    movement: movementOf(looks),
  };
}

const count = (looks: readonly Looks[]): number => looks.reduce((sum, { n }) => sum + n, 0);

function shareOf(looks: readonly Looks[], is: (looks: Looks) => boolean): Share {
  const [n, yes] = [count(looks), count(looks.filter(is))];
  return { n, yes, interval: wilsonInterval(yes, n) };
}

function movementOf(looks: readonly Looks[]): RelianceOfKind["movement"] {
  const add = (of: (looks: Looks) => number): number => looks.reduce((sum, each) => sum + of(each), 0);
  const n = add(({ moved }) => moved);
  if (n === 0) return null;
  const mean = add(({ movement }) => movement) / n;
  return {
    n,
    mean,
    interval: meanInterval(
      n,
      mean,
      add(({ squares }) => squares),
    ),
  };
}

/** The interval of a mean by its standard error, within what a difference of two IoU can be. */
function meanInterval(n: number, mean: number, squares: number): Interval | null {
  if (n < 2) return null;
  const half = Z95 * Math.sqrt(Math.max(0, squares / n - mean * mean) / (n - 1));
  return [Math.max(-1, mean - half), Math.min(1, mean + half)];
}
