import { eachAtOnce } from "@/lib/resgo/each-at-once";
import { groupSame, type Likeness } from "@/lib/resgo/likeness";
import { BundleError } from "@/lib/resgo/list-files";
import { nameKey } from "@/lib/resgo/plain-text";
import { listed } from "@/lib/resgo/problem";
import { likenessOfPicture } from "../import/make-renditions";
import { type Source, type TestFrame, TrainExportError, type TrainingCase } from "./source";

const PICTURES_AT_ONCE = 4;

type Frame = TestFrame & { readonly isTest: boolean };

/**
 * Refuses what would be both learnt from and tested on: a video that is in test in any of the datasets, by its name, and a
 * picture that a frame in test shows too, at whatever size and quality.
 *
 * @throws TrainExportError which names the videos
 */
export async function refuseLeaks(
  sources: readonly Source[],
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  refuseVideos(sources);
  // A dataset's neighbours come with each of its institution.
  const test = new Map<string, Frame>();
  for (const frame of sources.flatMap(({ testFrames }) => testFrames)) {
    test.set(JSON.stringify([frame.dataset, frame.video, frame.frame, frame.sha256]), {
      ...frame,
      isTest: true,
    });
  }
  const train = sources.flatMap(({ cases }) => cases).map((frame): Frame => ({ ...frame, isTest: false }));
  const frames = [...train, ...test.values()];
  const looks: (Likeness | null)[] = frames.map(() => null);
  let done = 0;
  await eachAtOnce(frames, PICTURES_AT_ONCE, async (frame, index) => {
    looks[index] = await lookAt(frame);
    onProgress(++done, frames.length);
  });
  const shown = frames.flatMap((frame, index) => {
    const likeness = looks[index];
    return likeness ? [{ frame, likeness }] : [];
  });
  const torn = groupSame(shown)
    .map((group) => group.map(({ frame }) => frame))
    .filter((group) => group.some(({ isTest }) => isTest) && group.some(({ isTest }) => !isTest));
  if (torn.length === 0) return;
  const pairs = torn.map((group) => {
    const learnt = group.find(({ isTest }) => !isTest)!;
    return `${nameOf(learnt)} and ${nameOf(group.find(({ isTest }) => isTest)!)}`;
  });
  throw new TrainExportError(
    `A picture would be both learnt from and tested on: ${listed(pairs, 4)} show the same. Leave one of them out.`,
  );
}

function refuseVideos(sources: readonly Source[]): void {
  const tested = new Map<string, string>();
  for (const { terms, testVideos } of sources) {
    for (const video of testVideos) tested.set(nameKey(video), terms.name);
  }
  const both = new Map<string, TrainingCase>();
  for (const one of sources.flatMap(({ cases }) => cases)) {
    const key = nameKey(one.video);
    if (tested.has(key) && !both.has(key)) both.set(key, one);
  }
  if (both.size === 0) return;
  const names = [...both].map(
    ([key, { video, dataset }]) => `${video} (train in ${dataset}, test in ${tested.get(key)})`,
  );
  throw new TrainExportError(
    `A video would be both learnt from and tested on: ${listed(names, 4)}. Leave one of the datasets out, or rename the video if it is another one.`,
  );
}

async function lookAt(frame: Frame): Promise<Likeness | null> {
  try {
    const picture = await frame.look();
    return picture && (await likenessOfPicture(picture));
  } catch (cause) {
    if (!(cause instanceof BundleError)) throw cause;
    throw new TrainExportError(`${nameOf(frame)}: ${cause.message}`);
  }
}

const nameOf = ({ dataset, video, frame, isTest }: Frame): string =>
  `${video}, frame ${frame} (${isTest ? "test" : "train"}, ${dataset})`;
