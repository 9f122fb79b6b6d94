import { inList } from "@/lib/language/in-list";
import { t } from "@/lib/language/t";
import { readFrameNumber } from "@/lib/resgo/frame-number";
import { error, type Problem } from "@/lib/resgo/problem";

/** A file by its place in the upload, with the name that its sender gave it. */
export type NamedFile = { readonly file: string; readonly name: string };
type NumberedFrame = NamedFile & { readonly frame: number };

const LARGEST = 2_147_483_647;

/**
 * The frame numbers of uploaded pictures: as their names say, or one after the other from `firstNumber` in the order
 * of their names, as people sort them. Two of one number are both refused.
 */
export function numberFrames(
  files: readonly NamedFile[],
  firstNumber: number | null,
  video: string,
): { frames: NumberedFrame[]; refused: number[]; problems: Problem[] } {
  const collator = new Intl.Collator("en", { numeric: true });
  const sorted = [...files].sort((a, b) => collator.compare(a.name, b.name));
  const problems: Problem[] = [];
  const frames: NumberedFrame[] = [];
  for (const [index, each] of sorted.entries()) {
    const read = firstNumber === null ? readFrameNumber(each.name, video) : { frame: firstNumber + index };
    if ("problem" in read) {
      const message = `${read.problem} ${t`Name the files by their numbers, or give the number of the first.`}`;
      problems.push(error({ file: each.name }, message));
    } else if (read.frame > LARGEST) {
      problems.push(error({ file: each.name }, t`${read.frame} is too large for a frame number.`));
    } else frames.push({ ...each, frame: read.frame });
  }
  const byNumber = new Map<number, NumberedFrame[]>();
  for (const each of frames) byNumber.set(each.frame, [...(byNumber.get(each.frame) ?? []), each]);
  const doubled = [...byNumber.values()].filter((same) => same.length > 1);
  for (const same of doubled) {
    const names = inList(
      same.map(({ name }) => name),
      ",",
    );
    problems.push(
      error({ file: same[1]!.name }, t`More than one file is frame ${same[0]!.frame}: ${names}.`),
    );
  }
  return {
    frames: frames.filter(({ frame }) => byNumber.get(frame)!.length === 1),
    refused: doubled.map((same) => same[0]!.frame),
    problems,
  };
}
