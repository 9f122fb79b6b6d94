import { eachAtOnce } from "@/lib/resgo/each-at-once";
import { readFrameNumber } from "@/lib/resgo/frame-number";
import { frameKey } from "@/lib/resgo/layout";
import { BundleError, faultOf, inFile, listFiles } from "@/lib/resgo/list-files";
import { inspectPicture, type Picture, promisedFormat, readPicture, sha256Of } from "@/lib/resgo/picture";
import { error, type Problem } from "@/lib/resgo/problem";
import { type ReferenceSample, readReference } from "@/lib/resgo/read-reference";
import { PredictError } from "./ledger";
import { type Selection, selectSplit } from "./selection";
import { nameOf, type Task } from "./task";

type ReferenceTasks = {
  readonly tasks: readonly Task[];
  /** By file and row; an error kept a frame out. */
  readonly problems: readonly Problem[];
};

const PICTURES_AT_ONCE = 8;

/**
 * The frames of a reference, in its order: of a bundle's folder with its pictures, or of a reference file with
 * those of a folder, in which they lie as `<video>/<frame>.jpg`, below `frames/` or not.
 *
 * @param frames the folder of the pictures; null where the reference brings its own
 * @throws PredictError, BundleError with a sentence for people when there is nothing to read
 */
export async function referenceTasks(
  from: string,
  frames: string | null,
  selection: Selection,
  onProgress: (done: number, total: number) => void,
): Promise<ReferenceTasks> {
  const reference = await readReference(from, { onProgress });
  const samples = selectSplit(reference.samples, selection);
  const problems = [...reference.problems];
  if (reference.root !== null && frames === null) {
    const { root } = reference;
    const tasks = samples.flatMap((sample) => (sample.picture ? [toTask(sample, root, sample.picture)] : []));
    return { tasks, problems };
  }
  if (frames === null)
    throw new PredictError(`Say where the pictures are: --frames DIR, for ${from} has none.`);
  const { root, files } = await findPictures(frames);
  const found: (Task | null)[] = samples.map(() => null);
  let done = 0;
  await eachAtOnce(samples, PICTURES_AT_ONCE, async (sample, index) => {
    try {
      found[index] = await lookAt(sample, root, files);
    } catch (cause) {
      problems.push(
        error({ file: (cause as BundleError).file ?? null }, `${nameOf(sample)}: ${faultOf(cause)}`),
      );
    }
    onProgress(++done, samples.length);
  });
  return { tasks: found.filter((task) => task !== null), problems };
}

async function lookAt(sample: ReferenceSample, root: string, files: FrameFiles): Promise<Task> {
  const [file, second] = files.get(frameKey(sample)) ?? [];
  if (file === undefined) throw new BundleError("There is no picture of it.");
  if (second !== undefined) throw new BundleError(`${file} and ${second} are both pictures of it.`);
  const picture = await inFile(file, () => inspectPicture(root, { file, embedded: false }));
  if (picture.width !== sample.width || picture.height !== sample.height) {
    throw new BundleError(
      `The picture has ${picture.width} × ${picture.height} pixels, where the reference has ${sample.width} × ${sample.height}.`,
      file,
    );
  }
  return toTask(sample, root, picture);
}

type FrameFiles = ReadonlyMap<string, readonly string[]>;

/** The pictures of a folder by the frames they are of. */
async function findPictures(folder: string): Promise<{ root: string; files: FrameFiles }> {
  const { root, files } = await listFiles(folder);
  const pictures = files.filter((file) => promisedFormat(file) !== undefined);
  const below = pictures.filter((file) => /^frames\//i.test(file));
  const found = new Map<string, string[]>();
  for (const file of below.length > 0 ? below : pictures) {
    const [name, video] = file.split("/").reverse();
    const read = readFrameNumber(name!, video);
    if (video === undefined || "problem" in read) continue;
    const key = frameKey({ video, frame: read.frame });
    found.set(key, [...(found.get(key) ?? []), file]);
  }
  return { root, files: found };
}

function toTask(sample: ReferenceSample, root: string, picture: Picture): Task {
  const { video, frame, width, height, phase } = sample;
  const { sha256, bytes, source } = picture;
  return {
    video,
    frame,
    width,
    height,
    caseId: null,
    referencePhase: phase,
    sha256,
    bytes,
    load: async () => {
      const original = await inFile(source.file, () => readPicture(root, source));
      if (sha256Of(original) !== sha256) throw new BundleError("The picture changed while the job ran.");
      return original;
    },
  };
}
