import { t } from "@/lib/language/t";
import type { Gathered } from "./build-sample";
import { type Clip, inspectClip, type Recorded } from "./clip";
import { columnNames } from "./columns";
import type { FrameFile } from "./layout";
import { faultOf } from "./list-files";
import { error, listed, type Problem, warning } from "./problem";

/** When a frame is shown in its recording, and its clip. What is wrong with them is told, and keeps no frame out. */
export async function findRecorded(
  root: string,
  sample: Gathered,
  clips: readonly FrameFile[],
): Promise<{ recorded: Recorded; problems: Problem[] }> {
  const subject = t`${sample.video}, frame ${sample.frame}`;
  const problems: Problem[] = [];
  const timeUs = timeOf(sample, subject, problems);
  const clip = await clipOf(root, clips, subject, problems);
  return { recorded: { timeUs, clip }, problems };
}

function timeOf({ rows }: Gathered, subject: string, problems: Problem[]): number | null {
  for (const { place, time } of rows) {
    if (!time.wrong) continue;
    const what = t`the ${columnNames.timeUs} is a whole number of microseconds, and was left out.`;
    problems.push(error({ ...place, column: time.column }, `${subject}: ${what}`));
  }
  const times = new Set(rows.flatMap(({ time }) => time.us ?? []));
  const [first, ...more] = times;
  if (first === undefined || more.length === 0) return first ?? null;
  const what = t`its rows give more than one ${columnNames.timeUs}, and none was taken.`;
  problems.push(error(rows[0]!.place, `${subject}: ${what}`));
  return null;
}

async function clipOf(
  root: string,
  clips: readonly FrameFile[],
  subject: string,
  problems: Problem[],
): Promise<Clip | null> {
  const [only, second] = clips;
  if (!only) return null;
  const refuse = (file: string, what: string): null => {
    problems.push(error({ file }, t`${subject}: its clip was left out, and the frame taken. ${what}`));
    return null;
  };
  if (second)
    return refuse(second.file, t`More than one has its number: ${listed(clips.map(({ file }) => file))}.`);
  try {
    const clip = await inspectClip(root, only.file);
    const promised = only.file.toLowerCase().endsWith(".webm") ? "webm" : "mp4";
    if (promised !== clip.type) {
      const what = t`by its name a ${promised}, in truth a ${clip.type}, and read as that.`;
      problems.push(warning({ file: only.file }, `${subject}: ${what}`));
    }
    return clip;
  } catch (cause) {
    return refuse(only.file, faultOf(cause));
  }
}
