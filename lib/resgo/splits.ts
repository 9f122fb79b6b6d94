import { z } from "zod";
import type { Encoding } from "@/lib/domain/uploads/encodings";
import { t } from "@/lib/language/t";
import { misshapen } from "@/lib/tables/misshapen";
import { columnLetters, faultOfCell, isBlank, type Row, type Sheet, shownText } from "@/lib/tables/sheet";
import { TableError } from "@/lib/tables/table-error";
import { parseJson } from "./dataset-info";
import { inFile, readWhole } from "./list-files";
import { latinWords, nameKey } from "./plain-text";
import { error, type Place, type Problem, warning } from "./problem";
import { readTable } from "./read-table";
import { videoNames } from "./video-names";

export type Split = "train" | "test";

const MOST_BYTES = 16_000_000;

const WORDS: Readonly<Record<string, Split>> = {
  train: "train",
  training: "train",
  test: "test",
  testing: "test",
};

/** One line of a file: a video and the split it is put in, as written. */
type Line = { readonly video: string; readonly split: string; readonly place: Place };

const jsonSchema = z.union([
  z.object({ train: z.array(z.string()), test: z.array(z.string()) }),
  z.record(z.string(), z.string()),
  z.array(z.object({ video: z.string(), split: z.string() })),
]);

/**
 * Which split each video is in, by the key of its name.
 *
 * @param videos the bundle's, by the key of their names
 * @returns `unusable` is set when a video is in both, or a split can't be placed: then nothing of the bundle can be trusted
 */
export async function readSplits(
  root: string,
  files: readonly string[],
  videos: ReadonlyMap<string, string>,
  encoding: Encoding | null,
): Promise<{ splits: Map<string, Split>; problems: Problem[]; unusable: boolean }> {
  const splits = new Map<string, Split>();
  const problems: Problem[] = [];
  const strangers: { readonly problem: Problem; readonly doubtful: boolean }[] = [];
  let unusable = false;
  const refuse = (place: Place, message: string): void => {
    unusable = true;
    problems.push(error(place, message));
  };
  for (const file of files) {
    const lines = await inFile(file, async () => {
      const bytes = await readWhole(root, file, MOST_BYTES);
      return /\.json$/i.test(file) ? linesOfJson(file, bytes) : linesOfTable(file, bytes, encoding, problems);
    });
    if (lines === null) {
      refuse(
        { file },
        t`The file names no videos with their splits: two columns, video and split, are needed.`,
      );
      continue;
    }
    const names = videoNames(
      videos,
      lines.map(({ video }) => video),
    );
    for (const { video: said, split: word, place } of lines) {
      const split = WORDS[latinWords(word)];
      if (split === undefined) {
        refuse(place, t`“${word}” is no split. A video is in train or in test.`);
        continue;
      }
      const named = names(said, "cell");
      if ("problem" in named) {
        strangers.push({
          problem: error(place, named.problem),
          doubtful: named.doubtful,
        });
        continue;
      }
      if (named.assumed !== null) problems.push(warning(place, named.assumed));
      const key = nameKey(named.video);
      const before = splits.get(key);
      if (before !== undefined && before !== split) {
        refuse(
          place,
          t`${named.video} is in both splits. Nothing was imported: splits are by video, so that no procedure is both learnt from and tested on.`,
        );
      }
      splits.set(key, before ?? split);
    }
  }
  if (files.length === 0)
    problems.push(warning({}, t`There is no splits.csv: no video is put into train or test.`));
  // A name that none of the bundle's videos has may still mean one that is in no split.
  const isOpen = [...videos.keys()].some((key) => !splits.has(key));
  for (const { problem, doubtful } of strangers) {
    if (doubtful || isOpen)
      refuse(
        problem,
        `${problem.message} ${t`Nothing was imported: a split that can’t be placed may be that of any video.`}`,
      );
  }
  return { splits, problems, unusable };
}

function linesOfJson(file: string, bytes: Buffer): Line[] | null {
  const parsed = jsonSchema.safeParse(parseJson(bytes));
  if (!parsed.success) return null;
  const value = parsed.data;
  const line = (video: string, split: string): Line => ({ video, split, place: { file } });
  if (Array.isArray(value)) return value.map(({ video, split }) => line(video, split));
  return Object.entries(value).flatMap(([key, of]) =>
    Array.isArray(of) ? of.map((video: string) => line(video, key)) : [line(key, String(of))],
  );
}

const VIDEO_NAME = /^(?:video|procedure)(?: (?:id|name|no|number))?$/;
const SPLIT_NAME = /^(?:split|set|subset|partition)$/;
const HEADER_ROWS = 50;

async function linesOfTable(
  file: string,
  bytes: Buffer,
  encoding: Encoding | null,
  problems: Problem[],
): Promise<Line[] | null> {
  const isName = (cell: string): boolean =>
    VIDEO_NAME.test(latinWords(cell)) || SPLIT_NAME.test(latinWords(cell));
  const { sheets, problems: found } = await readTable(file, bytes, { isName, encoding });
  problems.push(...found);
  const lines = sheets.map((sheet) => linesOfSheet(sheet));
  return lines.every((line) => line === null) ? null : lines.flatMap((line) => line ?? []);
}

/** @throws TableError at a row that can't be understood: what it says of which video would be lost */
function linesOfSheet({ file, name: sheet, rows }: Sheet): Line[] | null {
  const columnOf = ({ cells }: Row, name: RegExp): number =>
    [...cells].find(([, cell]) => typeof cell === "string" && name.test(latinWords(cell)))?.[0] ?? -1;
  const header = rows.find(
    (row) => row.row <= HEADER_ROWS && columnOf(row, VIDEO_NAME) >= 0 && columnOf(row, SPLIT_NAME) >= 0,
  );
  const [first] = rows;
  // Two columns without names, the second of them train or test, are plain enough.
  const nameless =
    !header && first?.cells.size === 2 && WORDS[latinWords(String(first.cells.get(1)))] !== undefined;
  if (!header && !nameless) return null;
  const [video, split] = header ? [columnOf(header, VIDEO_NAME), columnOf(header, SPLIT_NAME)] : [0, 1];
  const below = header ? rows.filter(({ row }) => row > header.row) : rows;
  const width = Math.max(video, split) + 1;
  const shape = misshapen(below, header ?? first!, {
    needed: width,
    read: width,
    whole: true,
    // The whole file is refused, at this row.
    standsAlone: () => true,
  });
  return below.flatMap(({ row, cells }) => {
    const place = { ...(sheet === null ? {} : { sheet }), row };
    const broken = shape.get(row);
    if (broken !== undefined) throw new TableError(broken, place);
    const [videoCell, splitCell] = [cells.get(video), cells.get(split)];
    if (isBlank(videoCell) && isBlank(splitCell)) return [];
    const [said, word] = [videoCell, splitCell].map((cell) =>
      cell === undefined || faultOfCell(cell) !== null ? null : shownText(cell),
    );
    if (said == null) {
      const day = videoCell instanceof Date ? videoCell.toISOString().slice(0, 10) : null;
      throw new TableError(
        day === null
          ? t`The row names no video that can be read.`
          : t`The video is a date, ${day}, which Excel made of its name: format the column as text and enter the names again.`,
        { ...place, column: columnLetters(video) },
      );
    }
    // The names of the columns may stand there again.
    if (VIDEO_NAME.test(latinWords(said)) && SPLIT_NAME.test(latinWords(word ?? ""))) return [];
    return [
      {
        video: said.trim(),
        split: word?.trim() ?? "",
        place: { file, sheet, row, column: columnLetters(split) },
      },
    ];
  });
}
