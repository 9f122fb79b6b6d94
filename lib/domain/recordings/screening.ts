import { inContext, t } from "@/lib/language/t";
import { difference, type Lights, type Measures } from "./measures";

/** Why a sample is left out unless a person keeps it. */
export type Mark = "outside" | "black" | "blurred" | "same";

/** Fewer pixels that are not black than this share, and there is nothing to see. */
export const LEAST_LIT = 0.05;
/** Outside the body it is bright, grey and white rather than coloured, and little is red. All three must hold. */
export const OUTSIDE = { light: 90, saturation: 0.25, red: 0.25 } as const;
/** Frames that can be used have a sharpness of some hundreds; blurred by a hundredth of their width, of less than this. */
export const LEAST_SHARPNESS = 12;
/** The picture in small differs by no more than this from the one before: noise, and the movement of a still hand. */
export const SAME_DIFFERENCE = 3;

/** Whether a picture looks as if taken outside the body: people, papers and screens may be on it. */
export const looksOutside = ({ lit, light, saturation, red }: Lights): boolean =>
  lit >= LEAST_LIT && light >= OUTSIDE.light && saturation <= OUTSIDE.saturation && red <= OUTSIDE.red;

/**
 * What the rule says of a sample; null: it is kept.
 *
 * @param before the last sample that the rule kept; null where there is none
 */
export function markOf(measures: Measures, before: Measures | null): Mark | null {
  if (measures.lit < LEAST_LIT) return "black";
  if (looksOutside(measures)) return "outside";
  if (measures.sharpness < LEAST_SHARPNESS) return "blurred";
  return before && difference(measures, before) <= SAME_DIFFERENCE ? "same" : null;
}

/** Marks samples one after the other, as they are taken from a recording. */
export function screening(): (measures: Measures) => Mark | null {
  let before: Measures | null = null;
  return (measures) => {
    const mark = markOf(measures, before);
    if (mark === null) before = measures;
    return mark;
  };
}

export const markWords: Readonly<Record<Mark, string>> = {
  outside: t`Outside the body`,
  black: inContext("a frame without light")`Black`,
  blurred: t`Blurred`,
  same: t`As the one before`,
};
