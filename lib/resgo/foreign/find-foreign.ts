import path from "node:path";
import { plural, t } from "@/lib/language/t";
import { eachAtOnce } from "../each-at-once";
import type { Layout } from "../layout";
import { faultOf, readHead } from "../list-files";
import { error, listed, type Problem, warning } from "../problem";
import { FOREIGN_ENDINGS, type ForeignTool, foreignTool } from "./foreign-tool";

/** Files of labels that another program wrote. */
export type Foreign = { readonly tool: ForeignTool; readonly files: readonly string[] };

/** How much of a file tells whose it is. */
export const FOREIGN_HEAD_BYTES = 65_536;
/** One folder's files of one ending are of one program; the first may be empty. */
const LOOKED_AT = 4;
const MOST_FOLDERS = 400;
const FILES_AT_ONCE = 8;
/** What lies beside labels and isn't any. */
const NO_LABELS =
  /(?:^|\/)(?:read\W?me|licen[cs]e|notes?|classes|labels|obj|train|val|test|requirements|meta)\.\w+$/i;

/**
 * Finds the files of labels that Calot doesn't read, so that they are named once, and not each frame that lacks a box for
 * them. A few files of each folder are looked into, their beginnings alone.
 */
export async function findForeign(
  root: string,
  files: readonly string[],
  layout: Layout,
): Promise<Foreign[]> {
  const read = new Set([...layout.labelme, ...layout.tables, ...layout.splits, ...layout.predictions]);
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const ending = file.split(".").at(-1)!.toLowerCase();
    if (read.has(file) || file === layout.datasetInfo || !FOREIGN_ENDINGS.includes(ending)) continue;
    if (NO_LABELS.test(file)) continue;
    const key = `${path.posix.dirname(file)} ${ending}`;
    const group = groups.get(key);
    if (group) group.push(file);
    else groups.set(key, [file]);
  }
  const found: Foreign[] = [];
  await eachAtOnce([...groups.values()].slice(0, MOST_FOLDERS), FILES_AT_ONCE, async (group) => {
    for (const file of group.slice(0, LOOKED_AT)) {
      const tool = foreignTool(file, await headOf(root, file));
      if (tool) {
        found.push({ tool, files: group });
        return;
      }
    }
  });
  return found;
}

/** The beginning of a file; nothing where it can't be read, which is told where it is needed. */
async function headOf(root: string, file: string): Promise<string> {
  try {
    return new TextDecoder().decode(await readHead(root, file, FOREIGN_HEAD_BYTES));
  } catch (cause) {
    faultOf(cause);
    return "";
  }
}

/**
 * The files of other programs, one problem a program, with the frames that have no box for it.
 *
 * @param lacking the frames without a LabelMe file, as people call them
 */
export function foreignProblems(
  foreign: readonly Foreign[],
  lacking: readonly string[],
  allowIncomplete: boolean,
): Problem[] {
  const byName = new Map<string, { tool: ForeignTool; files: string[] }>();
  for (const { tool, files } of foreign) {
    const one = byName.get(tool.name) ?? { tool, files: [] };
    one.files.push(...files);
    byName.set(tool.name, one);
  }
  const report = lacking.length > 0 && !allowIncomplete ? error : warning;
  return [...byName.values()].map(({ tool, files }) => {
    const sorted = files.toSorted();
    const which = t`${plural(files.length, "# file holds", "# files hold")} labels of ${tool.name}, which are not read: ${listed(sorted, 3)}.`;
    const lacks = t`${plural(lacking.length, "# frame has", "# frames have")} no LabelMe file, so no box: ${listed(lacking)}.`;
    return report(
      { file: sorted[0]! },
      [which, tool.advice(), ...(lacking.length > 0 ? [lacks] : [])].join(" "),
    );
  });
}
