import type { NamedFit } from "../fit/fit-file";
import { SERVED } from "./baseline-chooser";

/** The models under which a fit is served, and what they were fitted on. */
export function listModels(fit: NamedFit) {
  const { dataset, split, videos, frames } = fit.fittedOn;
  const data = SERVED.map((id) => ({
    id,
    object: "model",
    created: 0,
    owned_by: "calot",
    /** The fit's own name: the same under both. */
    root: fit.name,
    fitted_on: { dataset, split, videos: videos.length, frames },
  }));
  return { object: "list", data };
}
