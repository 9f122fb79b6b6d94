import path from "node:path";
import { plural, t } from "@/lib/language/t";
import { readFrameNumber } from "./frame-number";
import { nameKey } from "./plain-text";
import { error, listed, type Problem, warning } from "./problem";

type ClipFile = { readonly video: string; readonly frame: number; readonly file: string };

const CLIP = /\.(?:mp4|webm)$/i;

/**
 * The clips of a bundle, `clips/<video>/<frame>.mp4` or `.webm`, numbered as frames are.
 *
 * @param files all that lies below `clips/`
 * @param videos those that have frames, by the key of their names
 */
export function layOutClips(
  files: readonly string[],
  videos: ReadonlyMap<string, string>,
): { clips: ClipFile[]; problems: Problem[] } {
  const clips: ClipFile[] = [];
  const problems: Problem[] = [];
  const odd = new Map<string, string[]>();
  const stray: string[] = [];
  for (const file of files) {
    if (!CLIP.test(file)) {
      const kind = `${path.posix.dirname(file)} ${path.posix.extname(file).toLowerCase()}`;
      odd.set(kind, [...(odd.get(kind) ?? []), file]);
      continue;
    }
    const [, folder = "", name, ...deeper] = file.split("/");
    const video = videos.get(nameKey(folder));
    if (name === undefined || deeper.length > 0 || video === undefined) {
      stray.push(file);
      continue;
    }
    const read = readFrameNumber(name.replace(CLIP, ""), folder);
    if ("problem" in read) {
      problems.push(
        error({ file }, `${read.problem} ${t`Name the file by its frame’s number, as in 000166.mp4.`}`),
      );
    } else clips.push({ video, frame: read.frame, file });
  }
  for (const group of odd.values()) {
    const what = t`${plural(group.length, "# file among the clips is no clip and was", "# files among the clips are no clips and were")} not read: ${listed(group)}.`;
    problems.push(warning({ file: group[0]! }, what));
  }
  if (stray.length > 0) {
    const what = t`${plural(stray.length, "# clip lies", "# clips lie")} outside clips/<video>/ of a video with frames, and no frame is known for it: ${listed(stray)}.`;
    problems.push(warning({ file: stray[0]! }, what));
  }
  return { clips, problems };
}
