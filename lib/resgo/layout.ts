import { garbled } from "@/lib/domain/text/garbled";
import { plainName } from "@/lib/domain/text/plain-text";
import { plural, t } from "@/lib/language/t";
import { readFrameNumber } from "./frame-number";
import { layOutClips } from "./lay-out-clips";
import type { Listing } from "./list-files";
import { nameKey } from "./plain-text";
import { error, listed, type Problem, warning } from "./problem";

/** Which frame of which video. */
export type FrameKey = { readonly video: string; readonly frame: number };

export type FrameFile = FrameKey & { readonly file: string };

/** What the files of a bundle are for, by where they lie and what they are called. */
export type Layout = {
  /** The videos' names by what their spellings have in common. */
  readonly videos: ReadonlyMap<string, string>;
  /** The pictures below `frames/`. */
  readonly frames: readonly FrameFile[];
  /** Every picture of the bundle, in `frames/` or not. */
  readonly pictures: ReadonlySet<string>;
  /** LabelMe files, below `labelme/` or beside the frames. */
  readonly labelme: readonly string[];
  readonly tables: readonly string[];
  readonly splits: readonly string[];
  readonly datasetInfo: string | null;
  readonly predictions: readonly string[];
  /** Below `clips/`. */
  readonly clips: readonly FrameFile[];
  readonly problems: readonly Problem[];
};

const PICTURE = /\.(?:jpe?g|png|webp|avif|tiff?)$/i;
const LONGEST_NAME = 100;
/** Letters of DOS, and the numbers of letters, that programs which unpack archives make of others. */
const UNPACKED_WRONGLY = /[\u2500-\u259f]+|#U[0-9a-f]{4}/i;

/** Identifies a frame across spellings of its video's name. */
export function frameKey({ video, frame }: FrameKey): string {
  return `${nameKey(video)}\u0000${frame}`;
}

/** Whether a file lies in `frames/` or below. */
export function isAmongFrames(file: string): boolean {
  return isBelow(file, "frames");
}

/** Whether a file's name ends as those of pictures do. */
export function isNamedAsPicture(file: string): boolean {
  return PICTURE.test(file);
}

/** @param oddPictures files that are pictures by their content and not by their names */
export function layOut({ files }: Listing, oddPictures: ReadonlySet<string> = new Set()): Layout {
  const isPicture = (file: string): boolean => isNamedAsPicture(file) || oddPictures.has(file);
  const problems: Problem[] = [];
  const videos = new Map<string, string>();
  const folders = new Map<string, string>();
  const frames: FrameFile[] = [];
  const stray: string[] = [];

  for (const file of files.filter((file) => isPicture(file) && isAmongFrames(file))) {
    const [, folder, name, ...deeper] = file.split("/");
    if (folder === undefined || name === undefined || deeper.length > 0) {
      stray.push(file);
      continue;
    }
    const video = plainName(folder);
    const key = nameKey(folder);
    if (key === "" || video.length > LONGEST_NAME) {
      problems.push(
        error({ file }, t`A video's name has 1 to ${plural(LONGEST_NAME, "# character", "# characters")}.`),
      );
      continue;
    }
    const first = folders.get(key);
    const lost = garbled(folder) ?? UNPACKED_WRONGLY.exec(folder)?.[0];
    if (lost !== undefined) {
      if (first === undefined) {
        problems.push(
          error(
            { file },
            t`The folder ${folder} was not read: “${lost}” is what letters become where an archive is unpacked in another encoding than it was packed in. Give it the video’s name.`,
          ),
        );
      }
      folders.set(key, folder);
      continue;
    }
    if (first === undefined) folders.set(key, folder);
    else if (first !== folder) {
      problems.push(
        error(
          { file },
          t`The folders ${first} and ${folder} are one video by their names; ${folder} was not read.`,
        ),
      );
      continue;
    }
    videos.set(key, video);
    // What a picture by its content is called after its number is no part of it.
    const read = readFrameNumber(oddPictures.has(file) ? name.replace(/\.\p{L}\w{0,9}$/u, "") : name, folder);
    if ("problem" in read)
      problems.push(error({ file }, `${read.problem} ${t`Name the file by its number, as in 000166.jpg.`}`));
    else frames.push({ video, frame: read.frame, file });
  }
  if (stray.length > 0) {
    problems.push(
      warning(
        { file: stray[0]! },
        t`${plural(stray.length, "# picture lies", "# pictures lie")} outside frames/<video>/, and no video is known for it: ${listed(stray)}.`,
      ),
    );
  }

  const clips = layOutClips(
    files.filter((file) => isBelow(file, "clips")),
    videos,
  );
  problems.push(...clips.problems);
  const tables = findTables(files, problems);
  return {
    videos,
    frames,
    pictures: new Set(files.filter(isPicture)),
    labelme: files.filter(
      (file) => /\.json$/i.test(file) && (isBelow(file, "labelme") || isBelow(file, "frames")),
    ),
    tables,
    splits: files.filter((file) => /^splits\.(?:csv|tsv|json|xlsx|xlsm)$/i.test(file)),
    datasetInfo: files.find((file) => /^dataset\.json$/i.test(file)) ?? null,
    clips: clips.clips,
    predictions: files.filter((file) => isBelow(file, "predictions") && /\.jsonl$/i.test(file)),
    problems,
  };
}

function isBelow(file: string, folder: string): boolean {
  return file.slice(0, folder.length + 1).toLowerCase() === `${folder}/`;
}

/** `annotations.xlsx` or `.csv`; where there is neither, the only other table of the bundle. */
function findTables(files: readonly string[], problems: Problem[]): string[] {
  const named = files.filter((file) => /^annotations\.(?:xlsx|xlsm|csv|tsv)$/i.test(file));
  if (named.length > 0) return named;
  const others = files.filter(
    (file) => /^[^/]+\.(?:xlsx|xlsm|csv|tsv)$/i.test(file) && !/^splits\./i.test(file),
  );
  if (others.length !== 1) return [];
  problems.push(
    warning({ file: others[0]! }, t`There is no annotations.xlsx; the only other table was read instead.`),
  );
  return others;
}

/** Why there is no table to read, as a sentence. */
export function missingTables({ files }: Listing): string {
  const old = files.find((file) => /^[^/]+\.(?:xls|ods|numbers)$/i.test(file));
  const others = files.filter(
    (file) => /^[^/]+\.(?:xlsx|xlsm|csv|tsv)$/i.test(file) && !/^splits\./i.test(file),
  );
  return [
    t`There is no annotations.xlsx and no annotations.csv.`,
    ...(old ? [t`Save ${old} as annotations.xlsx.`] : []),
    ...(others.length > 1 ? [t`Call the right one of ${listed(others)} that.`] : []),
  ].join(" ");
}
