import type { Database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import type { Phase } from "@/lib/domain/phases";
import { plainName } from "@/lib/domain/text/plain-text";
import { t } from "@/lib/language/t";
import { inspectClip } from "@/lib/resgo/clip";
import { eachAtOnce } from "@/lib/resgo/each-at-once";
import { frameKey } from "@/lib/resgo/layout";
import { BundleError, faultOf } from "@/lib/resgo/list-files";
import { assumptionsOf, inspectPicture } from "@/lib/resgo/picture";
import { nameKey } from "@/lib/resgo/plain-text";
import { error, type Problem, warning } from "@/lib/resgo/problem";
import type { Bundle, Sample } from "@/lib/resgo/read-bundle";
import type { Split } from "@/lib/resgo/splits";
import { tellAnnotators } from "@/lib/services/authoring/tell-annotators";
import type { FrameStorage } from "@/lib/storage/frame-storage";
import { startBatches } from "../import/batch-cases";
import { whileLocked } from "../import/import-lock";
import { makeReport } from "../import/make-report";
import type { CasePlan } from "../import/plan-case";
import { changedBy } from "../import/record-changes";
import { withoutRemovedClips } from "../import/removed-pictures";
import type { ImportReport } from "../import/report";
import { storeClip } from "../import/store-clip";
import { storePicture } from "../import/store-picture";
import { loadDataset, type StoredDataset } from "../import/stored-dataset";
import { treatPictures } from "../import/treat-pictures";
import { tryPictures } from "../import/try-pictures";
import { prepareDataset, publishDataset } from "../import/write-dataset";
import type { NamedFile } from "./number-frames";

/** An upload that draft cases are made of, and where it lies. */
export type DraftsJob = {
  readonly importId: string;
  readonly institutionId: string;
  readonly authorId: string;
  readonly datasetName: string;
  /** The stream as it was received, and a new folder to take it apart in. */
  readonly file: string;
  readonly folder: string;
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
};

/** A picture of the job's folder with what is known of it. */
export type DraftFrame = NamedFile & {
  readonly frame: number;
  readonly phase: Phase | null;
  readonly timeUs: number | null;
  readonly clip: (NamedFile & { readonly durationUs: number }) | null;
};

/** The frames of one video. */
export type Drafts = {
  readonly video: string;
  readonly split: Split | null;
  readonly frames: readonly DraftFrame[];
  /** Numbers of frames that are refused, and what is wrong by now. */
  readonly refused: readonly number[];
  readonly problems: readonly Problem[];
};

const PICTURES_AT_ONCE = 4;
const NO_TEXTS = { location: "", exposure: "", nextAction: "", criticalRisk: "" };
const NO_INFO = {
  ...{ name: null, version: null, licence: null, citation: null, description: null },
  ...{ notice: null, sharing: null },
};

/**
 * Makes draft cases of frames, which wait to be annotated: of their pictures, and of the phases, times and clips that are
 * known. A frame that the video has already stays as it is, but that a draft is given the time and the clip that it lacks.
 * Stopped half-way it leaves whole cases, and the next run goes on.
 *
 * @throws BundleError where the video is in the other split
 */
export async function importDrafts(
  db: Database,
  storage: FrameStorage,
  job: DraftsJob,
  drafts: Drafts,
): Promise<ImportReport> {
  const { importId, institutionId, authorId, folder, now, signal } = job;
  const { video, split } = drafts;
  const dataset = plainName(job.datasetName);
  return whileLocked(db, institutionId, dataset, async () => {
    const stored = await loadDataset(db, institutionId, dataset);
    const known = stored.videos.get(nameKey(video));
    if (known && split !== null && known.split !== null && known.split !== split) {
      throw new BundleError(
        t`${known.name} is in ${known.split} already: splits are by video. Leave the split as it is.`,
      );
    }
    const problems: Problem[] = [...drafts.problems];
    const refused = drafts.refused.map((frame) => ({ video, frame }));
    const samples: Sample[] = [];
    await eachAtOnce(drafts.frames, PICTURES_AT_ONCE, async (draft) => {
      signal.throwIfAborted();
      const { name, frame, phase, timeUs } = draft;
      try {
        const picture = await inspectPicture(folder, { file: draft.file, embedded: false });
        refuseOther(picture.sha256, draft, video, stored);
        const clip = await clipOf(folder, draft, problems);
        samples.push({
          ...{ video, frame, split: split ?? known?.split ?? null, picture },
          ...{ phase, boxes: [], noGo: [], rationale: NO_TEXTS, complete: false, timeUs, clip },
        });
        for (const what of assumptionsOf(picture)) problems.push(warning({ file: name }, `${name}: ${what}`));
      } catch (cause) {
        problems.push(error({ file: name }, faultOf(cause)));
        refused.push({ video, frame });
      }
    });
    const taken = await withoutRemovedClips(db, samples, stored);
    const files = drafts.frames.flatMap(({ clip, ...picture }) => (clip ? [picture, clip] : [picture]));
    const nameOf = new Map(files.map(({ file, name }) => [file, name]));
    const named = (each: Problem): Problem => ({ ...each, file: nameOf.get(each.file ?? "") ?? each.file });
    problems.push(...taken.problems.map(named));
    const plans = taken.samples.map((sample) => planDraft(sample, stored));
    const bundle: Bundle = {
      ...{ root: folder, name: dataset, info: NO_INFO, refused, predictions: [], unusable: false },
      samples: plans.map(({ sample }) => sample).sort((a, b) => a.frame - b.frame),
      splits: new Map(split ? [[nameKey(video), split]] : []),
      problems: [],
    };
    const settings = {
      picturesAtOnce: PICTURES_AT_ONCE,
      onProgress: (_stage: string, done: number, total: number) => {
        signal.throwIfAborted();
        job.onProgress(done, total);
      },
    };
    const tried = await tryPictures(db, storage, folder, plans, stored, settings);
    problems.push(...tried.problems.map(named));
    if (tried.torn || tried.plans.length === 0) return makeReport(bundle, dataset, [], problems);
    const inventory = await storage.inventory();
    const target = await prepareDataset(db, {
      ...{ importId, institutionId, name: dataset, stored, info: NO_INFO, authorId, now },
      videos: [{ name: video, split }],
    });
    const batches = startBatches(db, target, now);
    const stores = await treatPictures(tried.plans, "importing", settings, async (plan) => {
      if (plan.fate === "new") await storePicture(folder, plan.sample.picture, storage);
      await storeClip(folder, plan.sample.clip, storage, inventory);
      await batches.add(plan);
    });
    problems.push(...stores.problems.map(named));
    await batches.end();
    const count = stores.done.filter(({ fate }) => fate === "new").length;
    if (count > 0) {
      const { datasetId } = target;
      const frames = { importId, institutionId, datasetId, dataset, count, authorId, now };
      await inTransaction(db, (tx) => tellAnnotators(tx, frames));
    }
    // A dataset that this made holds drafts alone: it is open, and each case is once it is published.
    if (stored.id === null) await publishDataset(db, target, now);
    const report = makeReport(bundle, dataset, stores.done, problems);
    return { ...report, importId: await changedBy(db, importId) };
  });
}

/** @throws BundleError where the video has another picture of this number */
function refuseOther(
  sha256: string,
  { name, frame }: DraftFrame,
  video: string,
  { cases }: StoredDataset,
): void {
  const stored = cases.get(frameKey({ video, frame }));
  if (!stored || stored.sha256 === sha256) return;
  throw new BundleError(
    t`${name}: ${video} has another frame ${frame} already. Give these frames other numbers.`,
  );
}

/** The clip of a frame; null where there is none, or none that can be taken: then the frame comes in without it. */
async function clipOf(folder: string, { clip }: DraftFrame, problems: Problem[]): Promise<Sample["clip"]> {
  if (!clip) return null;
  const { file, name, durationUs } = clip;
  try {
    const found = await inspectClip(folder, file);
    if (found.durationUs === null || Math.abs(found.durationUs - durationUs) <= MOST_ASTRAY_US) return found;
    throw new BundleError(t`It is not as long as it was said to be.`);
  } catch (cause) {
    problems.push(error({ file: name }, t`${name} was left out, and its frame taken. ${faultOf(cause)}`));
    return null;
  }
}

/** How far the length that a clip says of itself may be from the one that its sender says, in microseconds. */
const MOST_ASTRAY_US = 500_000;

function planDraft(sample: Sample, { cases }: StoredDataset): CasePlan {
  const stored = cases.get(frameKey(sample)) ?? null;
  if (!stored) return { sample, stored, fate: "new", newVersion: true, publication: "draft" };
  const lacks = stored.publication === "draft";
  const timeUs = lacks && stored.timeUs === null ? sample.timeUs : null;
  const clip = lacks && stored.clipSha256 === null ? sample.clip : null;
  return {
    sample: { ...sample, timeUs, clip },
    stored,
    fate: timeUs === null && clip === null ? "unchanged" : "changed",
    newVersion: false,
    publication: stored.publication,
  };
}
