import type { Encoding } from "@/lib/domain/uploads/encodings";
import { type AnnotationRow, type Annotations, readAnnotations } from "./annotations";
import type { Gathered } from "./build-sample";
import { type ColumnNames, roleOf } from "./columns";
import { eachAtOnce } from "./each-at-once";
import { FOREIGN_HEAD_BYTES, type Foreign } from "./foreign/find-foreign";
import { type ForeignTool, foreignTool } from "./foreign/foreign-tool";
import { type LabelMeFile, parseLabelMe } from "./labelme";
import { type FrameKey, frameKey, type Layout } from "./layout";
import { faultOf, inFile, readWhole } from "./list-files";
import { MOST_LABELME_BYTES } from "./picture";
import { elsewhereProblems, indexFrames, type PlacedLabelMe, placeLabelMe } from "./place-labelme";
import { error, type Problem } from "./problem";
import { readTable } from "./read-table";

const MOST_TABLE_BYTES = 64_000_000;
const FILES_AT_ONCE = 8;

/** Everything the bundle holds about each frame, in the order of videos and frames. */
export function gather(
  layout: Layout,
  labelme: readonly PlacedLabelMe[],
  rows: readonly AnnotationRow[],
): Gathered[] {
  const byKey = new Map<string, Gathered>();
  const of = ({ video, frame }: FrameKey): Gathered => {
    const key = frameKey({ video, frame });
    const found = byKey.get(key) ?? { video, frame, frameFiles: [], labelme: [], rows: [] };
    byKey.set(key, found);
    return found;
  };
  for (const frame of layout.frames) of(frame).frameFiles.push(frame.file);
  for (const file of labelme) of(file).labelme.push(file);
  for (const row of rows) of(row).rows.push(row);
  const collator = new Intl.Collator("en", { numeric: true });
  return [...byKey.values()].sort((a, b) => collator.compare(a.video, b.video) || a.frame - b.frame);
}

/**
 * The rows of all tables.
 *
 * @throws BundleError when one of them can't be read
 */
export async function readTables(
  root: string,
  { tables, videos }: Pick<Layout, "tables" | "videos">,
  columns: ColumnNames,
  encoding: Encoding | null,
): Promise<Annotations> {
  const all: Annotations = { rows: [], problems: [] };
  const isName = (cell: string): boolean => roleOf(cell, columns) !== null;
  for (const file of tables) {
    const read = await inFile(file, async () => {
      const bytes = await readWhole(root, file, MOST_TABLE_BYTES);
      const { sheets, problems } = await readTable(file, bytes, { isName, encoding });
      return { problems, annotations: readAnnotations(sheets, videos, columns) };
    });
    all.problems.push(...read.problems, ...read.annotations.problems);
    all.rows.push(...read.annotations.rows);
  }
  return all;
}

/** All LabelMe files, each with the frame it is about; what another program wrote in their places is no LabelMe file. */
export async function readLabelMeFiles(
  root: string,
  layout: Layout,
  label: string,
): Promise<{ placed: PlacedLabelMe[]; foreign: Foreign[]; problems: Problem[] }> {
  const index = indexFrames(layout);
  const read: (ReturnType<typeof placeLabelMe> & { readonly tool: ForeignTool | null })[] = new Array(
    layout.labelme.length,
  );
  await eachAtOnce(layout.labelme, FILES_AT_ONCE, async (file, at) => {
    let content: LabelMeFile | null = null;
    const problems: Problem[] = [];
    try {
      const bytes = await readWhole(root, file, MOST_LABELME_BYTES);
      try {
        content = parseLabelMe(bytes, label);
      } catch (cause) {
        const tool = foreignTool(file, bytes.toString("utf8", 0, FOREIGN_HEAD_BYTES));
        if (tool === null) throw cause;
        read[at] = { placed: null, problems: [], elsewhere: null, tool };
        return;
      }
    } catch (cause) {
      problems.push(error({ file }, faultOf(cause)));
    }
    const result = placeLabelMe(file, content, index);
    read[at] = { ...result, problems: [...problems, ...result.problems], tool: null };
  });
  return {
    placed: read.flatMap(({ placed }) => placed ?? []),
    foreign: read.flatMap(({ tool }, at) => (tool ? [{ tool, files: [layout.labelme[at]!] }] : [])),
    problems: [
      ...read.flatMap(({ problems }) => problems),
      ...elsewhereProblems(
        read.flatMap(({ elsewhere }, at) => (elsewhere ? [{ file: layout.labelme[at]!, elsewhere }] : [])),
      ),
    ],
  };
}
