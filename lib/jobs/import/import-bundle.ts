import { randomUUID } from "node:crypto";
import type { Database } from "@/lib/db/client";
import type { SourceMap, Terms } from "@/lib/domain/sources/source-map";
import { plainName } from "@/lib/domain/text/plain-text";
import type { Encoding } from "@/lib/domain/uploads/encodings";
import { plural, t } from "@/lib/language/t";
import type { ColumnNames } from "@/lib/resgo/columns";
import { frameKey } from "@/lib/resgo/layout";
import { nameKey } from "@/lib/resgo/plain-text";
import { listed, type Problem, warning } from "@/lib/resgo/problem";
import type { Bundle } from "@/lib/resgo/read-bundle";
import { readSet } from "@/lib/sources/read-set";
import type { FrameStorage } from "@/lib/storage/frame-storage";
import { startBatches } from "./batch-cases";
import { chooseInstitution } from "./choose-institution";
import { whileLocked } from "./import-lock";
import { type KnownCase, loadPredictions } from "./load-predictions";
import { makeReport } from "./make-report";
import { type CasePlan, planCase } from "./plan-case";
import { changedBy } from "./record-changes";
import { withoutRemovedClips } from "./removed-pictures";
import { ImportError, type ImportReport, type OnProgress } from "./report";
import { storeClip } from "./store-clip";
import { isStored, storePicture } from "./store-picture";
import { loadDataset, NO_DATASET, type StoredDataset } from "./stored-dataset";
import { treatPictures } from "./treat-pictures";
import { tryPictures } from "./try-pictures";
import { prepareDataset, publishDataset } from "./write-dataset";

export type ImportOptions = {
  /** The dataset's name, instead of the bundle's. */
  readonly dataset?: string | undefined;
  /** The institution's name; by default the only one there is. */
  readonly institution?: string | undefined;
  /** Its id, where that is known: then the name is not asked for. */
  readonly institutionId?: string | undefined;
  /** What the import is known by: an upload's own id; else a new one. */
  readonly importId?: string | undefined;
  /** Who sent it from a browser. */
  readonly authorId?: string | undefined;
  /** Holds the import back from those who practise. */
  readonly draft?: boolean | undefined;
  readonly label?: string | undefined;
  readonly columns?: ColumnNames | undefined;
  readonly allowIncomplete?: boolean | undefined;
  /** Reads and compares, and writes nothing. */
  readonly dryRun?: boolean | undefined;
  /** Pictures under way at once, where the machine has processors for more: each is in memory whole. */
  readonly picturesAtOnce?: number | undefined;
  /** What CSV files are written in that are not Unicode. */
  readonly encoding?: Encoding | null | undefined;
  /** How a set that others made is read. */
  readonly map?: SourceMap | null | undefined;
  /** Its terms, beside what the map says of them. */
  readonly terms?: Terms | undefined;
  readonly now: Date;
  readonly onProgress?: OnProgress | undefined;
};

/**
 * Imports a ResGo bundle, or a set that others made, into a dataset of an institution, or brings the dataset up to it.
 *
 * A case is written whole or not at all, whenever the process ends; run again, it goes on where it was.
 *
 * @throws ImportError when it can't be done at all
 * @throws BundleError when there is no such folder
 */
export async function importBundle(
  db: Database,
  storage: FrameStorage,
  folder: string,
  options: ImportOptions,
): Promise<ImportReport> {
  const institutionId = options.institutionId ?? (await chooseInstitution(db, options.institution ?? null));
  if (institutionId === null && !options.dryRun) {
    throw new ImportError(
      t`There is no institution yet. The first account makes one: calot user add, with --institution.`,
    );
  }
  const bundle = await readSet(folder, {
    label: options.label,
    columns: options.columns,
    allowIncomplete: options.allowIncomplete,
    encoding: options.encoding,
    map: options.map,
    terms: options.terms,
    onProgress: (done, total) => options.onProgress?.("reading", done, total),
  });
  const dataset = plainName(options.dataset ?? bundle.name);
  if (dataset === "") throw new ImportError(t`The dataset needs a name.`);
  const job: Job = { db, storage, bundle, dataset, options };
  if (bundle.unusable) return makeReport(bundle, dataset, [], bundle.problems);
  if (institutionId === null || options.dryRun) return tryOut(job, institutionId);
  return whileLocked(db, institutionId, dataset, async () => {
    const report = await carryOut(job, institutionId);
    // Done last: a process that was killed a moment before this one began has ended by now.
    await storage.sweep();
    return report;
  });
}

type Job = {
  readonly db: Database;
  readonly storage: FrameStorage;
  readonly bundle: Bundle;
  readonly dataset: string;
  readonly options: ImportOptions;
};

/** @param institutionId null where there is none yet to compare with */
async function tryOut(job: Job, institutionId: string | null): Promise<ImportReport> {
  const { db, storage, bundle, options } = job;
  const stored = institutionId === null ? NO_DATASET : await loadDataset(db, institutionId, job.dataset);
  const planned = await planCases(job, stored);
  const tried = await tryPictures(db, storage, bundle.root, planned.plans, stored, options);
  const problems = [...bundle.problems, ...absent(stored, bundle), ...planned.problems, ...tried.problems];
  if (tried.torn) return makeReport(bundle, job.dataset, [], problems);
  const known = new Map<string, KnownCase>([
    ...stored.cases,
    ...tried.plans.map(({ sample }) => toBe(sample)),
  ]);
  const predictions = await loadPredictions(null, bundle, known, options);
  return makeReport(bundle, job.dataset, tried.plans, [...problems, ...predictions.problems]);
}

async function carryOut(job: Job, institutionId: string): Promise<ImportReport> {
  const { db, storage, bundle, options } = job;
  const { now } = options;
  const stored = await loadDataset(db, institutionId, job.dataset);
  const planned = await planCases(job, stored);
  const tried = await tryPictures(db, storage, bundle.root, planned.plans, stored, options);
  const problems = [...bundle.problems, ...absent(stored, bundle), ...planned.problems, ...tried.problems];
  // No dataset is made for cases that are all refused.
  if (tried.torn || tried.plans.length === 0) return makeReport(bundle, job.dataset, [], problems);
  const inventory = await storage.inventory();
  const target = await prepareDataset(db, {
    importId: options.importId ?? randomUUID(),
    institutionId,
    name: job.dataset,
    stored,
    info: bundle.info,
    videos: videosOf(tried.plans),
    authorId: options.authorId ?? null,
    now,
  });
  const batches = startBatches(db, target, now);
  const stores = await treatPictures(tried.plans, "importing", options, async (plan) => {
    if (!isStored(plan.sample.picture, inventory))
      await storePicture(bundle.root, plan.sample.picture, storage);
    await storeClip(bundle.root, plan.sample.clip, storage, inventory);
    await batches.add(plan);
  });
  await batches.end();
  // Drafts alone open nothing.
  const isOpened = !options.draft && stores.done.some(({ sample }) => sample.complete);
  if (isOpened) await publishDataset(db, target, now);
  const { cases } =
    bundle.predictions.length > 0 ? await loadDataset(db, institutionId, job.dataset) : stored;
  const predictions = await loadPredictions({ db, target }, bundle, cases, options);
  const all = [...problems, ...stores.problems, ...predictions.problems];
  const report = makeReport(bundle, job.dataset, stores.done, all, predictions.runs);
  return { ...report, importId: await changedBy(db, target.importId) };
}

async function planCases({ db, bundle, options }: Job, stored: StoredDataset) {
  const { samples, problems } = await withoutRemovedClips(db, bundle.samples, stored);
  const plans = samples.map((sample) =>
    planCase(sample, stored.cases.get(frameKey(sample)) ?? null, stored, options.draft ?? false),
  );
  return { plans, problems };
}

function videosOf(plans: readonly CasePlan[]): { name: string; split: CasePlan["sample"]["split"] }[] {
  const videos = new Map(plans.map(({ sample }) => [nameKey(sample.video), sample]));
  return [...videos.values()].map(({ video, split }) => ({ name: video, split }));
}

function toBe({ video, frame, picture }: CasePlan["sample"]): [string, KnownCase] {
  return [frameKey({ video, frame }), { id: null, width: picture.width, height: picture.height }];
}

/** Cases of the dataset that the bundle doesn't hold: nothing is ever taken away. */
function absent(stored: StoredDataset, { samples, refused }: Bundle): Problem[] {
  const held = new Set([...samples, ...refused].map(frameKey));
  const left = [...stored.cases]
    .filter(([key]) => !held.has(key))
    .map(([, { video, frame }]) => t`${video}, frame ${frame}`);
  if (left.length === 0) return [];
  return [
    warning(
      {},
      t`${plural(left.length, "# case of the dataset is not in this bundle and stays as it was", "# cases of the dataset are not in this bundle and stay as they were")}: ${listed(left, 3)}.`,
    ),
  ];
}
