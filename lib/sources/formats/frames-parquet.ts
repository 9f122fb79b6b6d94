import { plainName } from "@/lib/domain/text/plain-text";
import { t } from "@/lib/language/t";
import { BundleError, readHead } from "@/lib/resgo/list-files";
import { warning } from "@/lib/resgo/problem";
import { joinSets } from "../join-sets";
import { marksOfMask } from "../mask-classes";
import { openTable, type Table } from "../parquet/open-table";
import { placeFrame, splitOfPath } from "../place-frame";
import { setName } from "../set-name";
import type { Mark, SourceFormat, SourceFrame } from "../source-format";

/** What the pixels of the columns of masks say. */
const CLASSES = {
  gonogo: [
    { category: "safe", value: 1 },
    { category: "unsafe", value: 2 },
  ],
  organ: [1, 2, 3].map((value) => ({ category: `organ ${value}`, value })),
} as const;
type MaskColumn = keyof typeof CLASSES;
const MASKS = Object.keys(CLASSES) as MaskColumn[];

/** Frames in the rows of a table, with masks as pictures beside them: the layout of BrachioLab's `cholec`. */
export const framesParquet: SourceFormat = {
  name: "frames with masks (Parquet)",
  async recognise(folder) {
    const found: string[] = [];
    for (const file of folder.ending("parquet")) {
      const head = await readHead(folder.root, file, 4).catch(() => null);
      if (head?.toString("latin1") === "PAR1") found.push(file);
    }
    return found;
  },
  read(folder, files) {
    const counts = new Map<string, number>();
    const set = setName(folder);
    return joinSets(files, async (file) => {
      const table = await openTable(folder.root, file);
      const masks = MASKS.filter((column) => table.columns.includes(column));
      if (!table.columns.includes("image") || masks.length === 0)
        throw new BundleError(
          t`The table needs a column “image” and one of ${MASKS.join(", ")}, with pictures; it has ${table.columns.join(", ")}.`,
        );
      const split = splitOfPath(file);
      // Of which procedure a frame is, the table may not say: then all of a split are one video.
      const video = plainName(split === null ? set : `${set} ${split}`);
      const from = counts.get(video) ?? 0;
      counts.set(video, from + table.rows);
      const named = await namesOf(table, set);
      const frames = Array.from(
        { length: table.rows },
        (_, row): SourceFrame => ({
          ...(named?.[row] ?? { video, frame: from + row }),
          ...{ split, phase: null, detailed: true },
          place: { file, row: row + 1 },
          picture: { file, embedded: false, bytes: async () => (await table.cell(row, "image")).bytes },
          async marks(size, takes) {
            const marks: Mark[] = [];
            for (const column of masks) {
              const wanted = CLASSES[column].filter(({ category }) => takes(category));
              if (wanted.length === 0) continue;
              const { bytes } = await table.cell(row, column);
              marks.push(...(await marksOfMask(bytes, size, wanted, "grey")));
            }
            return { marks };
          },
        }),
      );
      const untold = t`The table doesn’t say of which procedure a frame is: all are frames of “${video}”, numbered by their rows.`;
      return {
        categories: masks.flatMap((column) => CLASSES[column].map(({ category }) => category)),
        frames,
        problems: named ? [] : [warning({ file }, untold)],
      };
    });
  },
};

/** Which frames of which videos the rows are by what their pictures are called; null where one isn't called so. */
async function namesOf(table: Table, set: string) {
  const named: { video: string; frame: number }[] = [];
  for (let row = 0; row < table.rows; row++) {
    const { path } = await table.cell(row, "image");
    const placed = path === null ? null : placeFrame(path, set);
    if (!placed || "problem" in placed) return null;
    named.push(placed);
  }
  return named;
}
