import { plainName } from "@/lib/domain/text/plain-text";
import { t } from "@/lib/language/t";
import { readFrameNumber } from "./frame-number";
import { resolveImagePath } from "./image-path";
import type { LabelMeFile } from "./labelme";
import type { FrameFile, FrameKey, Layout } from "./layout";
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

/** How files are found by name: made once for a bundle. */
type FrameIndex = {
  readonly pictures: ReadonlySet<string>;
  readonly byFile: ReadonlyMap<string, FrameFile>;
  readonly videos: ReadonlyMap<string, string>;
  /** The folder of each video below `frames/`, by the key of its name. */
  readonly folders: ReadonlyMap<string, string>;
};

export function indexFrames({ frames, pictures, videos }: Layout): FrameIndex {
  return {
    pictures,
    videos,
    byFile: new Map(frames.map((frame) => [frame.file, frame])),
    folders: new Map(frames.map(({ video, file }) => [nameKey(video), file.slice(0, file.lastIndexOf("/"))])),
  };
}

/**
 * Finds which frame a LabelMe file is about: the one of its `imagePath` where that leads to a picture of the
 * bundle, and otherwise the one of the file's own folder and name.
 *
 * @returns `placed` is null when nothing tells the frame
 */
export function placeLabelMe(
  file: string,
  content: LabelMeFile | null,
  index: FrameIndex,
): { placed: PlacedLabelMe | null; problems: Problem[] } {
  const own = ownPlace(file, index);
  const none = { placed: null, problems: [] };
  if (content === null)
    return own.key ? { placed: { ...own.key, file, content, picture: null }, problems: [] } : none;

  const videoFolder = index.folders.get(nameKey(own.video)) ?? `frames/${own.video}`;
  const target = resolveImagePath(content.imagePath, file, index.pictures, videoFolder);
  const named = content.imagePath ?? "";
  if (target !== null && "leaves" in target) {
    const problems = [error({ file }, t`Its imagePath “${named}” leaves the bundle; the file was refused.`)];
    return { placed: own.key && { ...own.key, file, content: null, picture: null }, problems };
  }
  if (target === null) {
    if (!own.key) {
      return {
        placed: null,
        problems: [error({ file }, t`It can't be told which frame it is about: ${own.problem}`)],
      };
    }
    const said = content.imagePath ? readFrameNumber(content.imagePath, own.video) : own.key;
    const agrees = "frame" in said && said.frame === own.key.frame;
    const note = warning(
      { file },
      t`Its imagePath “${named}” is not in the bundle; it was read as frame ${own.key.frame}, by its own name.`,
    );
    return { placed: { ...own.key, file, content, picture: null }, problems: agrees ? [] : [note] };
  }

  const frame = index.byFile.get(target.file);
  const key = frame ?? keyOfStray(target.file, own);
  if (!key)
    return {
      placed: null,
      problems: [error({ file }, t`It can't be told which frame ${target.file} is: ${own.problem}`)],
    };
  const problems: Problem[] = [];
  if (own.key && (own.key.frame !== key.frame || nameKey(own.key.video) !== nameKey(key.video))) {
    problems.push(
      warning(
        { file },
        t`Its imagePath “${named}” is frame ${key.frame} of ${key.video}; that was believed, not its own name.`,
      ),
    );
  }
  const picture = frame ? null : target.file;
  return { placed: { video: key.video, frame: key.frame, file, content, picture }, problems };
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
