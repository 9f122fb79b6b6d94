import type { Database } from "@/lib/db/client";
import { t } from "@/lib/language/t";
import { eachAtOnce } from "@/lib/resgo/each-at-once";
import { frameKey } from "@/lib/resgo/layout";
import type { Likeness } from "@/lib/resgo/likeness";
import { BundleError } from "@/lib/resgo/list-files";
import { nameKey } from "@/lib/resgo/plain-text";
import { type Problem, warning } from "@/lib/resgo/problem";
import { type ShownPicture, samePictures } from "@/lib/resgo/same-pictures";
import type { Split } from "@/lib/resgo/splits";
import type { FrameStorage } from "@/lib/storage/frame-storage";
import { ladder } from "@/lib/storage/ladder";
import { likenessOfPicture } from "./make-renditions";
import type { CasePlan } from "./plan-case";
import { refuseRemoved } from "./removed-pictures";
import { isStored, tryPicture } from "./store-picture";
import type { StoredDataset } from "./stored-dataset";
import { type TreatOptions, treatPictures } from "./treat-pictures";

const RENDITIONS_AT_ONCE = 8;

/** Pictures that were tried before anything is written. */
type Tried = {
  /** The plans whose pictures can be stored and served in every size. */
  readonly plans: CasePlan[];
  readonly problems: Problem[];
  /** Whether one picture would be both learnt from and tested on: then nothing is to be written. */
  readonly torn: boolean;
};

/**
 * Decodes every picture that is to be stored, and compares all of the dataset with one another. A picture that is stored
 * already was tried then; it is compared by the smallest one that is served of it.
 *
 * @param root the folder of the bundle
 */
export async function tryPictures(
  db: Database,
  storage: FrameStorage,
  root: string,
  all: readonly CasePlan[],
  stored: StoredDataset,
  options: TreatOptions,
): Promise<Tried> {
  const inventory = await storage.inventory();
  const refuse = await refuseRemoved(db, all);
  const likenesses = new Map<string, Likeness>();
  const notes: Problem[] = [];
  const { done, problems } = await treatPictures(all, "checking", options, async (plan) => {
    refuse(plan);
    const { video, frame, picture } = plan.sample;
    const served = isStored(picture, inventory) ? await lookAtServed(storage, picture) : null;
    if (served) {
      likenesses.set(frameKey(plan.sample), served);
      return;
    }
    const tried = await tryPicture(root, picture);
    likenesses.set(frameKey(plan.sample), tried.likeness);
    notes.push(
      ...tried.notes.map((note) =>
        warning({ file: picture.source.file }, t`${video}, frame ${frame}: ${note}`),
      ),
    );
  });
  const splitOf = (video: string): Split | null => stored.videos.get(nameKey(video))?.split ?? null;
  const shown: ShownPicture[] = done.map(({ sample: { video, frame, split, picture } }) => ({
    ...{ video, frame, split: split ?? splitOf(video), file: picture.source.file },
    likeness: likenesses.get(frameKey({ video, frame }))!,
  }));
  const held = new Set(all.map(({ sample }) => frameKey(sample)));
  const others = [...stored.cases.entries()].filter(([key]) => !held.has(key));
  await eachAtOnce(others, RENDITIONS_AT_ONCE, async ([, one]) => {
    const likeness = await lookAtServed(storage, one);
    const { video, frame } = one;
    if (likeness) shown.push({ ...{ video, frame, split: splitOf(video), file: null }, likeness });
  });
  const same = samePictures(shown);
  return { plans: done, problems: [...problems, ...notes, ...same.problems], torn: same.torn };
}

/** What a picture of the storage looks like; null where it isn't served, or can't be decoded any more. */
async function lookAtServed(
  storage: FrameStorage,
  { sha256, width }: { readonly sha256: string; readonly width: number },
): Promise<Likeness | null> {
  const served = await storage.readRendition(sha256, ladder(width)[0]!);
  if (!served) return null;
  try {
    return await likenessOfPicture(served.body);
  } catch (cause) {
    if (cause instanceof BundleError) return null;
    throw cause;
  }
}
