import path from "node:path";
import { plainName } from "@/lib/domain/text/plain-text";
import type { Encoding } from "@/lib/domain/uploads/encodings";
import { plural, t } from "@/lib/language/t";
import { buildReference, type Gathered, type Reference } from "./build-sample";
import type { Recorded } from "./clip";
import type { ColumnNames } from "./columns";
import { type DatasetInfo, readDatasetInfo } from "./dataset-info";
import { eachAtOnce } from "./each-at-once";
import { findPicture } from "./find-picture";
import { findRecorded } from "./find-recorded";
import { findForeign, foreignProblems } from "./foreign/find-foreign";
import { gather, readLabelMeFiles, readTables } from "./gather";
import { GO_ZONE_LABEL } from "./labelme";
import { type FrameKey, frameKey, type Layout, layOut, missingTables } from "./layout";
import { BundleError, faultOf, inFile, listFiles } from "./list-files";
import { oddProblems, readOddFiles } from "./odd-files";
import type { Picture } from "./picture";
import { nameKey } from "./plain-text";
import { error, listed, type Problem, sortProblems, warning } from "./problem";
import { readSplits, type Split } from "./splits";
import { turnedProblems } from "./turned-pictures";

/** A sample of ResGo that can be imported. Incomplete ones are there only where they are allowed. */
export type Sample = FrameKey &
  Reference &
  Recorded & { readonly split: Split | null; readonly picture: Picture };

export type Bundle = {
  /** The bundle's folder, resolved. */
  readonly root: string;
  /** Of the dataset: as `dataset.json` says, or else the folder's. */
  readonly name: string;
  readonly info: DatasetInfo;
  /** In the order of videos and frames. */
  readonly samples: readonly Sample[];
  readonly refused: readonly FrameKey[];
  /** By the key of a video's name (`nameKey`); a video without a split is not in it. */
  readonly splits: ReadonlyMap<string, Split>;
  /** Model runs to load along: `predictions/*.jsonl`. */
  readonly predictions: readonly string[];
  readonly problems: readonly Problem[];
  /** Set when something is wrong with the bundle as a whole: then nothing of it should be used. */
  readonly unusable: boolean;
};

export type ReadOptions = {
  /** The label of the shapes that are Go Zones. */
  readonly label?: string | undefined;
  /** Names of columns beyond the known ones. */
  readonly columns?: ColumnNames | undefined;
  readonly allowIncomplete?: boolean | undefined;
  /** What CSV files are written in that are not Unicode. */
  readonly encoding?: Encoding | null | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
};

const PICTURES_AT_ONCE = 8;

/**
 * Reads a ResGo bundle (docs/resgo-format.md). Nothing is written, and no file outside the folder is opened.
 * Pictures are hashed and their headers read, but not decoded.
 *
 * @throws BundleError when there is no such folder
 */
export async function readBundle(folder: string, options: ReadOptions = {}): Promise<Bundle> {
  const { label = GO_ZONE_LABEL, columns = {}, allowIncomplete = false, encoding = null } = options;
  const listing = await listFiles(folder);
  const { root } = listing;
  const odd = await readOddFiles(root, listing.files);
  const layout = layOut(listing, odd.pictures);
  const shared = await readSharedFiles(root, layout, columns, encoding);
  const labelme = await readLabelMeFiles(root, layout, label);
  const gathered = gather(layout, labelme.placed, shared.rows);
  const annotated = gathered.filter(isAnnotated);
  const foreign = [...labelme.foreign, ...(await findForeign(root, listing.files, layout))];
  const lacking = annotated.filter(({ labelme }) => labelme.length === 0);

  const problems = [
    listing.problems,
    layout.problems,
    shared.problems,
    labelme.problems,
    foreignProblems(
      foreign,
      lacking.map(({ video, frame }) => `${video}/${frame}`),
      allowIncomplete,
    ),
    oddProblems(odd, new Set(foreign.flatMap(({ files }) => files))),
    unannotated(gathered),
  ].flat();
  let unusable = shared.unusable;
  if (layout.tables.length === 0) {
    problems.push((allowIncomplete ? warning : error)({}, missingTables(listing)));
    unusable ||= !allowIncomplete;
  }
  if (annotated.length === 0) {
    problems.push(error({}, t`There is nothing to import: no frame of the bundle has annotations.`));
    unusable = true;
  }

  const clipsOf = new Map<string, Layout["clips"]>();
  for (const clip of layout.clips) {
    const key = frameKey(clip);
    clipsOf.set(key, [...(clipsOf.get(key) ?? []), clip]);
  }
  const read: (Sample | null)[] = annotated.map(() => null);
  const saidWhyNone = foreign.length > 0;
  let done = 0;
  await eachAtOnce(unusable ? [] : annotated, PICTURES_AT_ONCE, async (sample, index) => {
    const found = await findPicture(root, sample);
    const built = await buildReference(sample, found.picture, { label, allowIncomplete, saidWhyNone });
    problems.push(...found.problems, ...built.problems);
    if (found.picture && built.reference) {
      const { video, frame } = sample;
      const recorded = await findRecorded(root, sample, clipsOf.get(frameKey(sample)) ?? []);
      problems.push(...recorded.problems);
      const split = shared.splits.get(nameKey(video)) ?? null;
      read[index] = { video, frame, split, picture: found.picture, ...built.reference, ...recorded.recorded };
    }
    options.onProgress?.(++done, annotated.length);
  });
  const samples = read.filter((sample) => sample !== null);
  problems.push(...clipsAlone(layout.clips, annotated));
  problems.push(...withoutSplit(samples, layout.splits), ...turnedProblems(withLabels(samples, annotated)));
  return {
    root,
    name: shared.info.name ?? plainName(path.basename(root)),
    info: shared.info,
    samples,
    refused: annotated
      .filter((_, index) => read[index] === null)
      .map(({ video, frame }) => ({ video, frame })),
    splits: shared.splits,
    predictions: layout.predictions,
    problems: sortProblems(problems),
    unusable,
  };
}

/** The files that speak of the bundle as a whole. With one of them wrong, the rest would be read wrongly. */
async function readSharedFiles(
  root: string,
  layout: Layout,
  columns: ColumnNames,
  encoding: Encoding | null,
) {
  const problems: Problem[] = [];
  let unusable = false;
  const vital = async <T>(read: Promise<T>): Promise<T | null> => {
    try {
      return await read;
    } catch (cause) {
      const place = cause instanceof BundleError ? { file: cause.file, ...cause.within } : {};
      problems.push(error(place, faultOf(cause)));
      unusable = true;
      return null;
    }
  };
  const { datasetInfo } = layout;
  const videos = new Map([...labelMeVideos(layout), ...layout.videos]);
  const info = await vital(inFile(datasetInfo ?? "", () => readDatasetInfo(root, datasetInfo)));
  const splits = await vital(readSplits(root, layout.splits, videos, encoding));
  const tables = await vital(readTables(root, { tables: layout.tables, videos }, columns, encoding));
  problems.push(...(splits?.problems ?? []), ...(tables?.problems ?? []));
  return {
    info: info ?? NO_INFO,
    splits: splits?.splits ?? new Map<string, Split>(),
    rows: tables?.rows ?? [],
    problems,
    unusable: unusable || splits?.unusable === true,
  };
}

/** Videos that have LabelMe files and perhaps no folder of frames: the pictures may lie in the files. */
function labelMeVideos({ labelme }: Layout): [string, string][] {
  return labelme.flatMap((file) => {
    const [, folder, name] = file.split("/");
    return folder === undefined || name === undefined ? [] : [[nameKey(folder), plainName(folder)]];
  });
}

const NO_INFO: DatasetInfo = {
  name: null,
  version: null,
  licence: null,
  citation: null,
  description: null,
  notice: null,
  sharing: null,
};

function isAnnotated({ labelme, rows }: Gathered): boolean {
  return labelme.length > 0 || rows.length > 0;
}

/** Frames that nobody annotated: one warning a video. */
/** Clips of frames that are no samples. */
function clipsAlone(clips: Layout["clips"], annotated: readonly Gathered[]): Problem[] {
  const known = new Set(annotated.map(frameKey));
  const alone = clips.filter((clip) => !known.has(frameKey(clip))).map(({ file }) => file);
  if (alone.length === 0) return [];
  const what = t`${plural(alone.length, "# clip is of no frame that is read, and was left out", "# clips are of no frames that are read, and were left out")}: ${listed(alone)}.`;
  return [warning({ file: alone[0]! }, what)];
}

function unannotated(gathered: readonly Gathered[]): Problem[] {
  const lone = gathered.filter((frame) => !isAnnotated(frame));
  return [...new Set(lone.map(({ video }) => video))].map((video) => {
    const frames = lone.filter((frame) => frame.video === video);
    const numbers = listed(frames.map(({ frame }) => String(frame)));
    const file = frames[0]!.frameFiles[0]!;
    return warning(
      { file },
      t`${video}: ${plural(frames.length, "# frame has", "# frames have")} neither a LabelMe file nor a row, and no case is made of it: ${numbers}.`,
    );
  });
}

/** The samples with boxes, each with what its labels say of the picture's width. */
function withLabels(samples: readonly Sample[], annotated: readonly Gathered[]) {
  const labels = new Map(annotated.map((one) => [frameKey(one), one.labelme[0]?.content ?? null]));
  return samples
    .filter(({ boxes }) => boxes.length > 0)
    .map(({ video, frame, picture }) => ({
      ...{ video, frame, picture },
      labelWidth: labels.get(frameKey({ video, frame }))?.imageWidth ?? null,
    }));
}

function withoutSplit(samples: readonly Sample[], files: readonly string[]): Problem[] {
  const [file] = files;
  if (file === undefined) return [];
  const videos = new Set(samples.filter(({ split }) => split === null).map(({ video }) => video));
  return [...videos].map((video) => warning({ file }, t`${video} is in no split.`));
}
