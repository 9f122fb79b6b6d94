import type { Remembered } from "../fit/example";
import type { Fit } from "../fit/fit-file";
import { type Baseline, makeBaseline } from "../fit/read-frame";
import { looksTheSame } from "../look/frame-features";
import type { Look } from "../look/look-at";
import { ChatError } from "./chat-error";

/** The names under which a fit is served. */
export const WHOLE = "calot-baseline";
export const OUT_OF_FOLD = "calot-baseline-out-of-fold";

export const SERVED = [WHOLE, OUT_OF_FOLD] as const;
export type Served = (typeof SERVED)[number];

/**
 * Chooses the model that may read a frame, so that none is ever asked about what it was fitted on. A frame that was
 * not fitted on is read by the whole fit. One that was is refused, or, out of fold, read by the fit without its video.
 *
 * @returns a function that throws ChatError for a frame that the served model must not read
 */
export function baselineChooser(fit: Fit): (served: Served, look: Pick<Look, "features">) => Baseline {
  const whole = makeBaseline(fit.choice, fit.model, fit.known);
  const without = new Map<string, Baseline>();
  return (served, look) => {
    const seen = fit.known.find(({ features }) => looksTheSame(features, look.features));
    if (!seen) return whole;
    if (served === WHOLE) throw new ChatError(400, explainSeen(seen), "fitted_on_this_frame");
    const baseline = without.get(seen.video) ?? makeWithout(fit, seen.video);
    without.set(seen.video, baseline);
    return baseline;
  };
}

function explainSeen({ video, frame }: Remembered): string {
  return (
    `The baseline was fitted on this frame (${video}, frame ${frame}), so its answer would tell nothing. ` +
    `Ask it about the test split, or ask ${OUT_OF_FOLD}.`
  );
}

function makeWithout(fit: Fit, video: string): Baseline {
  const model = fit.without[video];
  if (!model) throw new ChatError(400, "The baseline was fitted on one video alone; none can be left out.");
  return makeBaseline(
    fit.choice,
    model,
    fit.known.filter((frame) => frame.video !== video),
  );
}
