import { availableParallelism } from "node:os";
import { type Box, boxArea } from "@/lib/domain/geometry";
import { eachAtOnce } from "@/lib/resgo/each-at-once";
import { readPicture } from "@/lib/resgo/picture";
import type { Bundle, Sample } from "@/lib/resgo/read-bundle";
import { PictureError } from "../look/decode-pixels";
import { lookAt } from "../look/look-at";
import type { Example } from "./example";

/**
 * The frames of a bundle's train split, looked at. Of the other frames nothing is opened.
 *
 * @throws PictureError for a picture that can't be decoded; its message names the file
 */
export async function readExamples(
  bundle: Pick<Bundle, "root" | "samples">,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<Example[]> {
  const samples = bundle.samples.filter(({ split, complete }) => split === "train" && complete);
  const examples: Example[] = [];
  let done = 0;
  await eachAtOnce(samples, availableParallelism(), async (sample, index) => {
    examples[index] = await readExample(bundle.root, sample);
    onProgress(++done, samples.length);
  });
  return examples;
}

async function readExample(root: string, sample: Sample): Promise<Example> {
  const { video, frame, phase, boxes, rationale, picture } = sample;
  if (phase === null) throw new Error("A complete sample has a phase.");
  const { features, cells } = await lookAt(await readPicture(root, picture.source)).catch(
    (cause: unknown) => {
      if (cause instanceof PictureError) throw new PictureError(`${picture.source.file}: ${cause.message}`);
      throw cause;
    },
  );
  const largest = boxes.reduce((best, box) => (boxArea(box) > boxArea(best) ? box : best));
  const zone: Box = [
    largest[0] / picture.width,
    largest[1] / picture.height,
    largest[2] / picture.width,
    largest[3] / picture.height,
  ];
  return { video, frame, phase, zone, rationale, features, cells };
}
