import { plainName } from "@/lib/domain/text/plain-text";
import { plural, t } from "@/lib/language/t";
import { readFrameNumber } from "./frame-number";
import { resolveImagePath } from "./image-path";
import type { LabelMeFile } from "./labelme";
import { type FrameFile, type FrameKey, frameKey, type Layout } from "./layout";
import { nameKey } from "./plain-text";
import { error, type Problem, warning } from "./problem";

/** A LabelMe file, with the frame it is about. */
export type PlacedLabelMe = FrameKey & {
  readonly file: string;
  /** Null when the file can't be used; why is among the problems. */
  readonly content: LabelMeFile | null;
  /** A picture outside `frames/` that it names. */
  readonly picture: string | null;
};

const LONGEST_SHOWN = 200;

/** How files are found by name: made once for a bundle. */
type FrameIndex = {
  readonly pictures: ReadonlySet<string>;
  readonly byFile: ReadonlyMap<string, FrameFile>;
  /** The frames that there are pictures of. */
  readonly keys: ReadonlySet<string>;
  readonly videos: ReadonlyMap<string, string>;
  /** The folder of each video below `frames/`, by the key of its name. */
  readonly folders: ReadonlyMap<string, string>;
};

export function indexFrames({ frames, pictures, videos }: Layout): FrameIndex {
  return {
    pictures,
    videos,
    byFile: new Map(frames.map((frame) => [frame.file, frame])),
    keys: new Set(frames.map(frameKey)),
    folders: new Map(frames.map(({ video, file }) => [nameKey(video), file.slice(0, file.lastIndexOf("/"))])),
  };
}

/** What is found of where a LabelMe file belongs. */
type Placing = {
  /** Null when nothing tells the frame. */
  readonly placed: PlacedLabelMe | null;
  readonly problems: Problem[];
  /** The path of its picture, where that leads out of the bundle and the frame was found by name. */
  readonly elsewhere: string | null;
};

/**
 * Finds which frame a LabelMe file is about: the one of its `imagePath` where that leads to a picture of the bundle, and
 * otherwise the one of the picture's name and of the file's own, which must not be two.
 */
export function placeLabelMe(file: string, content: LabelMeFile | null, index: FrameIndex): Placing {
  const own = ownPlace(file, index);
  const failed = (message: string, key: FrameKey | null = null): Placing => ({
    placed: key && { ...key, file, content: null, picture: null },
    problems: [error({ file }, message)],
    elsewhere: null,
  });
  const torn = (named: string, frame: number, key: FrameKey): Placing =>
    failed(
      t`Its imagePath “${named}” names frame ${frame}, its own name frame ${key.frame}: which of them it is about can’t be known.`,
      key,
    );
  if (content === null) {
    const placed = own.key && { ...own.key, file, content, picture: null };
    return { placed, problems: [], elsewhere: null };
  }

  const videoFolder = index.folders.get(nameKey(own.video)) ?? `frames/${own.video}`;
  const target = resolveImagePath(content.imagePath, file, index.pictures, videoFolder);
  const named = (content.imagePath ?? "").slice(0, LONGEST_SHOWN);
  const elsewhere = target.leaves ? named : null;
  if (target.file === null) {
    if (!own.key) return failed(t`It can't be told which frame it is about: ${own.problem}`);
    const said = content.imagePath ? readFrameNumber(content.imagePath, own.video) : own.key;
    const agrees = "frame" in said && said.frame === own.key.frame;
    if ("frame" in said && !agrees && index.keys.has(frameKey({ video: own.video, frame: said.frame }))) {
      return torn(named, said.frame, own.key);
    }
    // Of another computer's folders nothing is known; of a path within the bundle, that it was meant to lead somewhere.
    if (target.climbs && !agrees) {
      return failed(
        t`Its imagePath “${named}” leaves the bundle, and names no frame of it: name the picture alone.`,
        own.key,
      );
    }
    const note = warning(
      { file },
      t`Its imagePath “${named}” is not in the bundle; it was read as frame ${own.key.frame}, by its own name.`,
    );
    const placed = { ...own.key, file, content, picture: null };
    return agrees ? { placed, problems: [], elsewhere } : { placed, problems: [note], elsewhere: null };
  }

  const frame = index.byFile.get(target.file);
  const key = frame ?? keyOfStray(target.file, own);
  if (!key) return failed(t`It can't be told which frame ${target.file} is: ${own.problem}`);
  const problems: Problem[] = [];
  const differs =
    own.key !== null && (own.key.frame !== key.frame || nameKey(own.key.video) !== nameKey(key.video));
  if (differs && target.byName) return torn(named, key.frame, own.key!);
  if (differs) {
    problems.push(
      warning(
        { file },
        t`Its imagePath “${named}” is frame ${key.frame} of ${key.video}; that was believed, not its own name.`,
      ),
    );
  }
  const picture = frame ? null : target.file;
  return { placed: { video: key.video, frame: key.frame, file, content, picture }, problems, elsewhere };
}

/** One warning a folder for the files whose pictures are said to be outside of the bundle. */
export function elsewhereProblems(
  files: readonly { readonly file: string; readonly elsewhere: string }[],
): Problem[] {
  const byFolder = new Map<string, (typeof files)[number][]>();
  for (const one of files) {
    const folder = one.file.slice(0, one.file.lastIndexOf("/"));
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), one]);
  }
  return [...byFolder.values()].map((group) => {
    const { file, elsewhere } = group[0]!;
    return warning(
      { file },
      t`${plural(group.length, "# file of this folder names a picture", "# files of this folder name pictures")} outside of the bundle, as “${elsewhere}”: nothing was looked for there, and frames were found by name.`,
    );
  });
}

type OwnPlace = { readonly video: string; readonly key: FrameKey | null; readonly problem: string };

/** The frame by a LabelMe file's own folder and name: `labelme/<video>/<frame>.json`. */
function ownPlace(file: string, { videos }: FrameIndex): OwnPlace {
  const [, folder, name, ...deeper] = file.split("/");
  if (folder === undefined || name === undefined || deeper.length > 0) {
    return { video: "", key: null, problem: t`it lies in no folder of a video.` };
  }
  const video = videos.get(nameKey(folder)) ?? plainName(folder);
  const read = readFrameNumber(name, folder);
  return "problem" in read
    ? { video, key: null, problem: read.problem }
    : { video, key: { video, frame: read.frame }, problem: "" };
}

/** The frame of a picture that isn't below `frames/`: numbered by its name, or else as the LabelMe file is. */
function keyOfStray(picture: string, own: OwnPlace): FrameKey | null {
  if (own.video === "") return null;
  const read = readFrameNumber(picture, own.video);
  return "frame" in read ? { video: own.video, frame: read.frame } : own.key;
}
