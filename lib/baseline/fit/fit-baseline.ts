import { FEATURE_VERSION } from "../look/look-at";
import { type Example, type Remembered, videosOf } from "./example";
import { FIT_VERSION, type Fit } from "./fit-file";
import { fitModel } from "./fit-model";
import { tryChoices } from "./try-choices";

/**
 * Fits the baseline: once on all examples, and once without each video, so that the frames of the train split can be
 * read too by a fit that knows nothing of their procedure. The same examples give the same fit to the last bit.
 *
 * @param dataset the name of what the examples are from
 * @param examples of the train split alone, one at least
 */
export function fitBaseline(
  dataset: string,
  examples: readonly Example[],
  onProgress?: (done: number, total: number) => void,
): Fit {
  const { choice, trials } = tryChoices(examples, onProgress);
  const videos = videosOf(examples);
  const without = videos.length < 2 ? [] : videos;
  return {
    format: "calot-baseline",
    version: FIT_VERSION,
    features: FEATURE_VERSION,
    fittedOn: { dataset, split: "train", videos, frames: examples.length },
    choice,
    trials,
    known: examples.map(toRemembered),
    model: fitModel(examples, choice),
    without: Object.fromEntries(
      without.map((video) => [
        video,
        fitModel(
          examples.filter((example) => example.video !== video),
          choice,
        ),
      ]),
    ),
  };
}

function toRemembered({ video, frame, phase, zone, rationale, features }: Example): Remembered {
  return { video, frame, phase, zone, rationale, features };
}
