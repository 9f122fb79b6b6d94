import { stat } from "node:fs/promises";
import path from "node:path";
import { plainName } from "@/lib/domain/text/plain-text";
import { t } from "@/lib/language/t";
import { type FrameIndex, newFrameIndex } from "./frame-index";
import { BundleError, faultOf } from "./list-files";
import type { Picture } from "./picture";
import { error, type Problem } from "./problem";
import { type Bundle, readBundle } from "./read-bundle";
import { NO_RATIONALE, type ReferenceLine, readReferenceLines } from "./reference-lines";

/** A reference and where it came from. */
export type ReferenceSample = ReferenceLine & {
  /** In the bundle; null where it came from a file of lines. */
  readonly picture: Picture | null;
  /** The line, from 1; null where it came from a bundle. */
  readonly row: number | null;
};

type ReferenceSet = {
  /** Of the dataset: as the bundle calls itself, or as the file is called. */
  readonly name: string;
  /** The file of lines, as problems call it; null for a bundle. */
  readonly file: string | null;
  /** The bundle's folder, from which `readPicture` reads; null for a file of lines. */
  readonly root: string | null;
  /** One for a frame, complete, in the order of the bundle or of the file. */
  readonly samples: readonly ReferenceSample[];
  /** By file and row. */
  readonly problems: readonly Problem[];
  /**
   * Whether something that belongs to the reference could not be read: `problems` says what, in errors. Figures
   * over what is left would be figures over other cases.
   */
  readonly incomplete: boolean;
};

type ReadReferenceOptions = {
  /** False leaves the texts of a file of lines empty: of a million lines they take most of the room. */
  readonly rationales?: boolean | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
};

/**
 * Reads references from a bundle's folder or from a reference file (JSON Lines, docs/resgo-format.md).
 *
 * @throws BundleError with a sentence for people when there is no such folder or file
 */
export async function readReference(from: string, options: ReadReferenceOptions = {}): Promise<ReferenceSet> {
  const found = await stat(from).catch(() => {
    throw new BundleError(t`There is no folder and no file ${from}.`);
  });
  if (found.isDirectory()) return ofBundle(await readBundle(from, options));
  if (!found.isFile()) throw new BundleError(t`${from} is neither a folder nor a file.`);
  return readFileOfLines(from, options.rationales !== false);
}

function ofBundle(bundle: Bundle): ReferenceSet {
  const samples = bundle.samples.flatMap(
    ({ video, frame, phase, boxes, noGo, rationale, split, picture }) => {
      if (phase === null) return [];
      const { width, height } = picture;
      return [{ video, frame, width, height, phase, boxes, noGo, rationale, split, picture, row: null }];
    },
  );
  return {
    name: bundle.name,
    file: null,
    root: bundle.root,
    samples,
    problems: bundle.problems,
    incomplete: bundle.unusable || bundle.refused.length > 0,
  };
}

/** A file that goes on being wrong is not read to its end. */
const MOST_PROBLEMS = 100;

async function readFileOfLines(from: string, rationales: boolean): Promise<ReferenceSet> {
  const file = path.basename(from);
  const samples: ReferenceSample[] = [];
  const problems: Problem[] = [];
  const seen: Seen = { frames: newFrameIndex(), videos: new Map() };
  try {
    for await (const { row, reference, problem } of readReferenceLines(from, file)) {
      const fault = reference ? contradiction(seen, reference, row) : null;
      if (problem) problems.push(problem);
      else if (fault) problems.push(error({ file, row }, fault));
      else samples.push({ ...(rationales ? reference : withoutTexts(reference)), picture: null, row });
      if (problems.length === MOST_PROBLEMS) break;
    }
  } catch (cause) {
    throw new BundleError(`${from}: ${faultOf(cause)}`);
  }
  if (samples.length === 0 && problems.length === 0) {
    problems.push(error({ file }, t`The file holds no reference.`));
  }
  return {
    name: plainName(file.replace(/\.jsonl$/i, "")),
    file,
    root: null,
    samples,
    problems,
    incomplete: problems.length > 0,
  };
}

function withoutTexts(reference: ReferenceLine): ReferenceLine {
  return { ...reference, rationale: NO_RATIONALE };
}

/** The rows of the frames read so far, and the first line of each video. */
type Seen = {
  readonly frames: FrameIndex<number>;
  readonly videos: Map<string, { readonly split: ReferenceLine["split"]; readonly row: number }>;
};

/** How a line contradicts those before it, as a sentence; null where it doesn't. */
function contradiction({ frames, videos }: Seen, line: ReferenceLine, row: number): string | null {
  const before = frames.get(line);
  if (before !== undefined) {
    return t`${line.video}, frame ${line.frame}: it has a reference in row ${before} already.`;
  }
  frames.set(line, row);
  const known = videos.get(line.video);
  if (known === undefined) videos.set(line.video, { split: line.split, row });
  else if (known.split !== line.split) {
    const { video, split } = line;
    if (split === null) {
      return t`${video} is in no split here and in ${known.split ?? ""} in row ${known.row}: splits are by video, so that no procedure is both learnt from and tested on.`;
    }
    return known.split === null
      ? t`${video} is in ${split} here and in no split in row ${known.row}: splits are by video, so that no procedure is both learnt from and tested on.`
      : t`${video} is in ${split} here and in ${known.split} in row ${known.row}: splits are by video, so that no procedure is both learnt from and tested on.`;
  }
  return null;
}
