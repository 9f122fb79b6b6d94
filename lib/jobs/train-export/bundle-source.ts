import path from "node:path";
import { BundleError, inFile } from "@/lib/resgo/list-files";
import { type Picture, readPicture, sha256Of } from "@/lib/resgo/picture";
import { nameKey } from "@/lib/resgo/plain-text";
import { readBundle, type Sample } from "@/lib/resgo/read-bundle";
import { prepareImage } from "../predict/prepare-image";
import { AS_IT_IS } from "../predict/sent-size";
import { type ShownAs, type Source, TrainExportError, type TrainingCase } from "./source";
import type { Stage } from "./training-row";

/**
 * A bundle's folder, whose own files are the pictures. Nothing may be wrong with it: what can't be read may be a frame that
 * readers are tested on.
 *
 * @param stage 1 takes samples that have the phase alone
 * @throws TrainExportError, BundleError with a sentence for people
 */
export async function bundleSource(
  folder: string,
  stage: Stage,
  onProgress: (done: number, total: number) => void,
): Promise<Source> {
  const bundle = await readBundle(folder, { allowIncomplete: stage === 1, onProgress });
  const { root, name, info, samples, splits } = bundle;
  const errors = bundle.problems.filter(({ level }) => level === "error");
  if (bundle.unusable || errors.length > 0) {
    throw new TrainExportError(`Not everything in ${folder} could be read.`, errors);
  }
  const lookedAt = ({ video, frame, picture }: Sample) => ({
    ...{ dataset: name, video, frame, sha256: picture.sha256 },
    look: () => readOriginal(root, picture),
  });
  const train = samples.filter(({ split }) => split === "train");
  const test = samples.filter(({ split }) => split === "test");
  const cases = train.flatMap((sample): TrainingCase[] => {
    const { phase, boxes, rationale, picture } = sample;
    if (phase === null || (stage === 2 && boxes.length === 0)) return [];
    const { width, height } = picture;
    const shownAs = shownAsOf(root, picture);
    return [{ ...lookedAt(sample), width, height, phase, boxes, rationale, shownAs }];
  });
  const videos = new Map(samples.map(({ video }) => [nameKey(video), video]));
  const { version, licence, citation, notice, sharing } = info;
  return {
    from: "bundle",
    terms: { name, version, licence, citation, notice, sharing: sharing ?? true },
    cases,
    testVideos: [...splits].filter(([, split]) => split === "test").map(([key]) => videos.get(key) ?? key),
    testFrames: test.map(lookedAt),
    leftOut: {
      test: test.length,
      noSplit: samples.length - train.length - test.length,
      notPublished: 0,
      heldBack: 0,
      incomplete: train.length - cases.length,
    },
  };
}

/** What trainers open by themselves. */
const OPENED = new Set(["jpeg", "png", "webp"]);

/** A picture that its EXIF data turn is written anew: opened as it is stored, its boxes would lie. */
function shownAsOf(root: string, picture: Picture): ShownAs {
  const { source, format, turned, deep, pages } = picture;
  const isPlain = !source.embedded && !source.bytes && !turned && !deep && pages === 1 && OPENED.has(format);
  if (isPlain) return { kind: "file", path: path.join(root, ...source.file.split("/")) };
  return {
    kind: "written",
    make: async () => prepareImage(await readOriginal(root, picture), picture, AS_IT_IS),
  };
}

async function readOriginal(root: string, { source, sha256 }: Picture): Promise<Buffer> {
  const bytes = await inFile(source.file, () => readPicture(root, source));
  if (sha256Of(bytes) !== sha256)
    throw new BundleError("The picture changed while it was read.", source.file);
  return bytes;
}
