import { BundleError, inFile } from "@/lib/resgo/list-files";
import { error } from "@/lib/resgo/problem";
import type { SourceSet } from "./source-format";

/** Reads files one after the other, and joins what they say. One that can't be read leaves the others as they are. */
export async function joinSets(
  files: readonly string[],
  read: (file: string) => Promise<Partial<SourceSet>>,
): Promise<SourceSet> {
  const sets: Partial<SourceSet>[] = [];
  for (const file of files) {
    try {
      sets.push(await inFile(file, () => read(file)));
    } catch (cause) {
      if (!(cause instanceof BundleError)) throw cause;
      sets.push({ problems: [error({ file }, cause.message)] });
    }
  }
  return {
    categories: [...new Set(sets.flatMap(({ categories = [] }) => categories))],
    frames: sets.flatMap(({ frames = [] }) => frames),
    tracks: sets.flatMap(({ tracks = [] }) => tracks),
    problems: sets.flatMap(({ problems = [] }) => problems),
  };
}
