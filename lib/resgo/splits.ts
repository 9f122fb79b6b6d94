import { z } from "zod";
import { t } from "@/lib/language/t";
import { parseJson } from "./dataset-info";
import { inFile, readWhole } from "./list-files";
import { latinWords, nameKey, plainName } from "./plain-text";
import { columnLetters, error, type Problem, warning } from "./problem";
import { readCsv } from "./read-csv";
import type { Cell } from "./sheet";

export type Split = "train" | "test";

const MOST_BYTES = 16_000_000;

const WORDS: Readonly<Record<string, Split>> = {
  train: "train",
  training: "train",
  test: "test",
  testing: "test",
};

/** One line of a file: a video and the split it is put in, as written. */
type Line = {
  readonly video: string;
  readonly split: string;
  readonly row: number | null;
  readonly column: string | null;
};

const jsonSchema = z.union([
  z.object({ train: z.array(z.string()), test: z.array(z.string()) }),
  z.record(z.string(), z.string()),
  z.array(z.object({ video: z.string(), split: z.string() })),
]);

/**
 * Which split each video is in, by the key of its name.
 *
 * @returns `contradiction` is set when a video is in both: then nothing of the bundle can be trusted
 */
export async function readSplits(
  root: string,
  files: readonly string[],
): Promise<{ splits: Map<string, Split>; problems: Problem[]; contradiction: boolean }> {
  const splits = new Map<string, Split>();
  const problems: Problem[] = [];
  let contradiction = false;
  for (const file of files) {
    const lines = await inFile(file, async () => {
      const bytes = await readWhole(root, file, MOST_BYTES);
      return /\.json$/i.test(file) ? linesOfJson(bytes) : linesOfCsv(file, bytes, problems);
    });
    if (lines === null) {
      problems.push(
        error(
          { file },
          t`The file names no videos with their splits: two columns, video and split, are needed.`,
        ),
      );
      continue;
    }
    for (const line of lines) {
      const place = { file, row: line.row, column: line.column };
      const split = WORDS[latinWords(line.split)];
      const key = nameKey(line.video);
      if (split === undefined) {
        problems.push(error(place, t`“${line.split}” is no split. A video is in train or in test.`));
        continue;
      }
      const before = splits.get(key);
      if (before !== undefined && before !== split) {
        contradiction = true;
        problems.push(
          error(
            place,
            t`${plainName(line.video)} is in both splits. Nothing was imported: splits are by video, so that no procedure is both learnt from and tested on.`,
          ),
        );
      }
      splits.set(key, before ?? split);
    }
  }
  if (files.length === 0)
    problems.push(warning({}, t`There is no splits.csv: no video is put into train or test.`));
  return { splits, problems, contradiction };
}

function linesOfJson(bytes: Buffer): Line[] | null {
  const parsed = jsonSchema.safeParse(parseJson(bytes));
  if (!parsed.success) return null;
  const value = parsed.data;
  const line = (video: string, split: string): Line => ({ video, split, row: null, column: null });
  if (Array.isArray(value)) return value.map(({ video, split }) => line(video, split));
  return Object.entries(value).flatMap(([key, of]) =>
    Array.isArray(of) ? of.map((video: string) => line(video, key)) : [line(key, String(of))],
  );
}

function linesOfCsv(file: string, bytes: Buffer, problems: Problem[]): Line[] | null {
  const { sheet, problems: found } = readCsv(file, bytes);
  problems.push(...found);
  const said = (cell: Cell | undefined): string => (typeof cell === "string" ? cell.trim() : "");
  const first = sheet.rows.findIndex((row) => row.some((cell) => said(cell) !== ""));
  const header = (sheet.rows[first] ?? []).map((cell) => latinWords(said(cell)));
  let video = header.findIndex((name) => /^(?:video|procedure)(?: (?:id|name|no|number))?$/.test(name));
  let split = header.findIndex((name) => /^(?:split|set|subset|partition)$/.test(name));
  // Two columns without names, the second of them train or test, are plain enough.
  const nameless = video < 0 && split < 0 && header.length === 2 && WORDS[header[1]!] !== undefined;
  if (nameless) [video, split] = [0, 1];
  if (video < 0 || split < 0) return null;
  return sheet.rows.flatMap((row, index) => {
    if (index < first + (nameless ? 0 : 1) || said(row[video]) === "") return [];
    return [
      { video: said(row[video]), split: said(row[split]), row: index + 1, column: columnLetters(split) },
    ];
  });
}
