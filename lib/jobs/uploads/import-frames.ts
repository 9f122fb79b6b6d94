import { mkdir } from "node:fs/promises";
import type { z } from "zod";
import type { Database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { plainName } from "@/lib/domain/text/plain-text";
import type { framesOptionsSchema } from "@/lib/domain/uploads/new-upload";
import { t } from "@/lib/language/t";
import { eachAtOnce } from "@/lib/resgo/each-at-once";
import { frameKey } from "@/lib/resgo/layout";
import { BundleError, faultOf } from "@/lib/resgo/list-files";
import { assumptionsOf, inspectPicture } from "@/lib/resgo/picture";
import { nameKey } from "@/lib/resgo/plain-text";
import { error, type Problem, warning } from "@/lib/resgo/problem";
import type { Bundle, Sample } from "@/lib/resgo/read-bundle";
import { tellAnnotators } from "@/lib/services/authoring/tell-annotators";
import type { FrameStorage } from "@/lib/storage/frame-storage";
import { startBatches } from "../import/batch-cases";
import { whileLocked } from "../import/import-lock";
import { makeReport } from "../import/make-report";
import type { CasePlan } from "../import/plan-case";
import { changedBy } from "../import/record-changes";
import type { ImportReport } from "../import/report";
import { storePicture } from "../import/store-picture";
import { loadDataset, type StoredDataset } from "../import/stored-dataset";
import { treatPictures } from "../import/treat-pictures";
import { tryPictures } from "../import/try-pictures";
import { prepareDataset, publishDataset } from "../import/write-dataset";
import { cutFrames } from "./cut-frames";
import { numberFrames } from "./number-frames";

type FramesJob = {
  readonly importId: string;
  readonly institutionId: string;
  readonly authorId: string;
  readonly datasetName: string;
  readonly options: z.infer<typeof framesOptionsSchema>;
  /** The stream as it was received, and a new folder to take it apart in. */
  readonly file: string;
  readonly folder: string;
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
};

const PICTURES_AT_ONCE = 4;
const NO_TEXTS = { location: "", exposure: "", nextAction: "", criticalRisk: "" };
const NO_INFO = { name: null, version: null, licence: null, citation: null, description: null, notice: null };

/**
 * Makes draft cases of uploaded frames: pictures alone, which wait to be annotated. A frame that the video has
 * already stays as it is. Stopped half-way it leaves whole cases, and the next run goes on.
 *
 * @throws BundleError when the stream is not what it should be
 */
export async function importFrames(
  db: Database,
  storage: FrameStorage,
  job: FramesJob,
): Promise<ImportReport> {
  const { institutionId, options, now, signal } = job;
  await mkdir(job.folder, { recursive: true });
  const names = await cutFrames(job.file, job.folder, signal);
  const video = plainName(options.video);
  const numbered = numberFrames(names, options.firstNumber, video);
  const dataset = plainName(job.datasetName);
  return whileLocked(db, institutionId, dataset, async () => {
    const stored = await loadDataset(db, institutionId, dataset);
    const known = stored.videos.get(nameKey(video));
    if (known && options.split !== null && known.split !== null && known.split !== options.split) {
      throw new BundleError(
        t`${known.name} is in ${known.split} already: splits are by video. Leave the split as it is.`,
      );
    }
    const problems: Problem[] = [...numbered.problems];
    const refused = numbered.refused.map((frame) => ({ video, frame }));
    const plans: CasePlan[] = [];
    await eachAtOnce(numbered.frames, PICTURES_AT_ONCE, async ({ file, name, frame }) => {
      signal.throwIfAborted();
      try {
        const picture = await inspectPicture(job.folder, { file, embedded: false });
        const split = options.split ?? known?.split ?? null;
        const sample: Sample = {
          ...{ video, frame, split, picture },
          ...{ phase: null, boxes: [], noGo: [], rationale: NO_TEXTS, complete: false },
        };
        plans.push(planFrame(sample, name, stored));
        for (const what of assumptionsOf(picture)) problems.push(warning({ file: name }, `${name}: ${what}`));
      } catch (cause) {
        problems.push(error({ file: name }, faultOf(cause)));
        refused.push({ video, frame });
      }
    });
    const bundle: Bundle = {
      ...{ root: job.folder, name: dataset, info: NO_INFO, refused, predictions: [], unusable: false },
      samples: plans.map(({ sample }) => sample).sort((a, b) => a.frame - b.frame),
      splits: new Map(options.split ? [[nameKey(video), options.split]] : []),
      problems: [],
    };
    const nameOf = new Map(names.map(({ file, name }) => [file, name]));
    const named = (each: Problem): Problem => ({ ...each, file: nameOf.get(each.file ?? "") ?? each.file });
    const settings = {
      picturesAtOnce: PICTURES_AT_ONCE,
      onProgress: (_stage: string, done: number, total: number) => {
        signal.throwIfAborted();
        job.onProgress(done, total);
      },
    };
    const tried = await tryPictures(db, storage, job.folder, plans, stored, settings);
    problems.push(...tried.problems.map(named));
    if (tried.torn || tried.plans.length === 0) return makeReport(bundle, dataset, [], problems);
    const videos = [{ name: video, split: options.split }];
    const { authorId } = job;
    const plan = {
      importId: job.importId,
      institutionId,
      name: dataset,
      stored,
      info: NO_INFO,
      videos,
      authorId,
      now,
    };
    const target = await prepareDataset(db, plan);
    const batches = startBatches(db, target, now);
    const stores = await treatPictures(tried.plans, "importing", settings, async (plan) => {
      if (plan.fate === "new") await storePicture(job.folder, plan.sample.picture, storage);
      await batches.add(plan);
    });
    problems.push(...stores.problems.map(named));
    await batches.end();
    const added = stores.done.filter(({ fate }) => fate === "new").length;
    if (added > 0) {
      const { datasetId } = target;
      const frames = {
        importId: job.importId,
        institutionId,
        datasetId,
        dataset,
        count: added,
        authorId,
        now,
      };
      await inTransaction(db, (tx) => tellAnnotators(tx, frames));
    }
    // A dataset that this made holds drafts alone: it is open, and each case is once it is published.
    if (stored.id === null) await publishDataset(db, target, now);
    const report = makeReport(bundle, dataset, stores.done, problems);
    return { ...report, importId: await changedBy(db, job.importId) };
  });
}

/** @throws BundleError where the video has another picture of this number */
function planFrame(sample: Sample, name: string, dataset: StoredDataset): CasePlan {
  const stored = dataset.cases.get(frameKey(sample)) ?? null;
  if (stored && stored.sha256 !== sample.picture.sha256) {
    throw new BundleError(
      t`${name}: ${sample.video} has another frame ${sample.frame} already. Give these frames other numbers.`,
    );
  }
  return {
    sample,
    stored,
    fate: stored ? "unchanged" : "new",
    newVersion: stored === null,
    publication: stored?.publication ?? "draft",
  };
}
