import path from "node:path";
import { plainName } from "@/lib/domain/text/plain-text";
import { t } from "@/lib/language/t";
import { readFrameNumber } from "@/lib/resgo/frame-number";
import type { FrameKey } from "@/lib/resgo/layout";

/** Folders that are called by what is in them, or by a split, and not by a video. */
const NO_VIDEO =
  /^(?:(?:train|training|val|valid|validation|test|testing|dev|all)(?:[_ -]?(?:\d{4}|seg|det|set|images?|frames?))?|images?|imgs?|pictures?|frames?|videos?|data|default|labels?|annotations?|jpegimages|labelme|obj_\w*_?data|upload)$/i;
const LONGEST_NAME = 100;
/** `1_14050`, `video12-000300`, `VID18_frame_12`: a video, and then the number of its frame. */
const VIDEO_AND_FRAME = /^(.*[^\s_.-])[\s_.-]+(?:(?:frames?|frm|fr|f|img|image)[\s_.-]*)?\d+$/i;

/**
 * Which frame of which video a picture is, by its path: the video is the nearest folder that is called by one, or else what
 * stands before the last number of the name, or else the set itself.
 *
 * @param set what the set is called
 */
export function placeFrame(file: string, set: string): FrameKey | { readonly problem: string } {
  const parts = file.split("/");
  const base = parts.at(-1)!.replace(/\.[a-z0-9]{1,5}$/i, "");
  const folder = parts.slice(0, -1).findLast((part) => !NO_VIDEO.test(part));
  const before = VIDEO_AND_FRAME.exec(base)?.[1];
  for (const video of folder === undefined ? [before, set] : [folder, before]) {
    if (video === undefined || video.length > LONGEST_NAME || plainName(video) === "") continue;
    const read = readFrameNumber(base, video);
    if ("frame" in read) return { video: plainName(video), frame: read.frame };
  }
  return {
    problem: t`Which frame of which video “${path.posix.basename(file)}” is can’t be told by its name: name it by the video and the number, as in video01_000166.jpg, or lay it into the video’s folder.`,
  };
}

const SPLIT = /^(train|training|val|valid|validation|test|testing|dev)(?:[_ -.].*)?$/i;

/** The split that a file lies in by the names of its folders, as the set calls it; null where none says. */
export function splitOfPath(file: string): string | null {
  for (const part of file.split("/")) {
    const found = SPLIT.exec(part)?.[1];
    if (found) return found.toLowerCase();
  }
  return null;
}
