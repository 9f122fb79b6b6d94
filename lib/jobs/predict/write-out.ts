import type { RunManifest } from "@/lib/resgo/predictions";
import { readJournals } from "./journal";
import { replaceFile } from "./replace-file";
import { type Entry, linesAt, type Place } from "./scan-journal";
import { type Task, taskKey } from "./task";

/** How much of a run is read by now, all of its parts together. */
type Coverage = {
  readonly read: number;
  readonly failed: number;
  readonly missing: number;
  /** Whether the predictions file was written: the part is done. */
  readonly written: boolean;
};

/**
 * Makes the predictions file of a run out of its journals, once every task of a part was read or has failed: in the
 * order of the tasks, whatever the order of the readings, so that its bytes don't tell how often the run was cut short.
 * A frame that failed has no line. What other parts have read beside this one is in it, and the last part to end
 * writes the whole; the file is there whole or not at all.
 *
 * @param tasks of all parts
 * @param part those of this process
 */
export async function writeOut(
  out: string,
  { tasks, part }: { readonly tasks: readonly Task[]; readonly part: readonly Task[] },
  manifest: RunManifest,
  rectify: boolean,
): Promise<Coverage> {
  for (let before = -1; ; ) {
    const known = await readJournals(out, manifest);
    const entryOf = (task: Task): Entry | undefined => known.entries.get(taskKey(task, rectify));
    const entries = tasks.flatMap((task) => entryOf(task) ?? []);
    const read = entries.filter(({ said }) => said.kind === "read");
    const coverage = {
      read: read.length,
      failed: entries.length - read.length,
      missing: tasks.length - entries.length,
    };
    if (part.some((task) => !entryOf(task))) return { ...coverage, written: false };
    // Another part may have ended, and have written its file, while this one wrote an older.
    if (entries.length === before) return { ...coverage, written: true };
    before = entries.length;
    const places = read.map(({ place }) => place);
    await replaceFile(out, linesOf(known.manifest, places));
  }
}

async function* linesOf(manifest: unknown, places: readonly Place[]): AsyncGenerator<string> {
  yield JSON.stringify(manifest);
  for await (const line of linesAt(places)) yield JSON.stringify(line);
}
