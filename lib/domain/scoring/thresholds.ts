/** The IoU from which a zone counts as a hit (paper, section 3.5: Acc@0.25). */
export const HIT_IOU = 0.25;

/** The thresholds of mA@0.25:0.5, written out: 0.25 + 0.05 · k misses 0.30 and 0.35 by a rounding error. */
export const MA_THRESHOLDS = [HIT_IOU, 0.3, 0.35, 0.4, 0.45, 0.5] as const;

const [first, second] = MA_THRESHOLDS;
const last = MA_THRESHOLDS[MA_THRESHOLDS.length - 1]!;

/** "0.25:0.5", as the paper names the means over them. */
export const MA_RANGE = `${first}:${last}`;

/** "0.25, 0.30 … 0.50" */
export const MA_STEPS = `${first.toFixed(2)}, ${second.toFixed(2)} … ${last.toFixed(2)}`;

/** From this confidence on, 0 to 1, a reader is sure. */
export const CONFIDENT = 0.75;
