import { type Bundle, readBundle } from "@/lib/resgo/read-bundle";
import { fitBaseline } from "./fit-baseline";
import type { Fit } from "./fit-file";
import { readExamples } from "./read-examples";

/** A bundle without a train split; the message is for people. */
export class NothingToFitOn extends Error {
  override readonly name = "NothingToFitOn";
}

type Stage = "reading" | "looking" | "fitting";

/**
 * Fits the baseline on a bundle's train split. Nothing that is written about the other frames has a part in it.
 *
 * @throws BundleError when there is no such folder
 * @throws NothingToFitOn when no complete frame of it is of the train split
 * @throws PictureError for a picture of the train split that can't be decoded
 */
export async function fitTrainSplit(
  folder: string,
  onProgress: (stage: Stage, done: number, total: number) => void,
): Promise<Fit> {
  const bundle = await readBundle(folder, {
    allowIncomplete: true,
    onProgress: (done, total) => onProgress("reading", done, total),
  });
  const examples = await readExamples(bundle, (done, total) => onProgress("looking", done, total));
  if (examples.length === 0) throw new NothingToFitOn(explain(folder, bundle));
  return fitBaseline(bundle.name, examples, (done, total) => onProgress("fitting", done, total));
}

function explain(folder: string, { unusable, problems, splits }: Bundle): string {
  const fault = problems.find(({ level }) => level === "error");
  if (unusable && fault) return `${folder} can’t be used. ${fault.message}`;
  return splits.size === 0
    ? `${folder} says of no video that it is in the train split (splits.csv), and the baseline is fitted on that alone.`
    : `${folder} holds no complete frame of the train split.`;
}
