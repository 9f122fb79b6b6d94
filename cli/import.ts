import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { chosenMap, READY_MAPS, readyMap } from "@/lib/domain/sources/ready-maps";
import { readSourceMap, type SourceMap } from "@/lib/domain/sources/source-map";
import { ENCODINGS, type Encoding, findEncoding } from "@/lib/domain/uploads/encodings";
import { importBundle } from "@/lib/jobs/import/import-bundle";
import { ImportError, type ImportReport } from "@/lib/jobs/import/report";
import { type ColumnNames, columnNamesSchema } from "@/lib/resgo/columns";
import { BundleError } from "@/lib/resgo/list-files";
import type { Problem } from "@/lib/resgo/problem";
import { unpackSet } from "@/lib/sources/unpack-set";
import { StorageError } from "@/lib/storage/frame-storage";
import { openFrames } from "@/lib/storage/open-storage";
import { CommandError } from "@/tooling/command-error";
import { type Progress, startProgress } from "@/tooling/progress";
import { withDatabase } from "./database";
import { describeProblems } from "./problems";
import { untilAskedToStop } from "./signals";
import { formatTable, printable } from "./table";
import { undoImport } from "./undo-import";

type Options = {
  dryRun?: true;
  dataset?: string;
  institution?: string;
  draft?: true;
  label?: string;
  columns?: string;
  allowIncomplete?: true;
  encoding?: Encoding;
  map?: string;
  frameRate?: number;
  licence?: string;
  citation?: string;
  undo?: string | true;
  json?: true;
};

export function importCommand(): Command {
  return new Command("import")
    .description(
      "Import a ResGo bundle (docs/resgo-format.md) or a set that others made (docs/sources.md), or bring a dataset up to it.",
    )
    .argument("[from]", "the bundle’s folder, or a zip archive of it")
    .option("--dry-run", "read and compare, and write nothing")
    .option(
      "--dataset <name>",
      "the dataset’s name; by default as dataset.json says, or the folder’s or the archive’s",
    )
    .option("--institution <name>", "whose dataset it is; by default the only institution there is")
    .option("--draft", "hold it back: nobody practises on it yet")
    .option("--label <name>", "the label of the shapes that are Go Zones; by default Go Zone")
    .option("--columns <file>", 'a JSON file with further names of columns, as in {"phase": "Stage"}')
    .option("--allow-incomplete", "import incomplete samples too, as drafts")
    .option(
      "--encoding <name>",
      "what CSV files and a zip’s names are written in that are not Unicode, as gbk",
      readEncoding,
    )
    .option(
      "--map <file>",
      `which categories and phases of a set are what here: a JSON file, or ${READY_MAPS.join(", ")}`,
    )
    .option(
      "--frame-rate <number>",
      "how many numbers the names of a set’s frames count a second, where its phases count others",
      readRate,
    )
    .option(
      "--licence <name>",
      "under which licence it may be used; by default as dataset.json or the map says",
    )
    .option("--citation <text>", "how it is cited; by default as dataset.json or the map says")
    .option("--undo [id]", "take an import back; without its id, tell the newest of each dataset")
    .option("--json", "print the outcome as one JSON object")
    .addHelpText(
      "after",
      "\nThe exit status is 0 when every sample was taken and nothing was wrong; warnings alone are no fault.\n" +
        "\n--undo takes back the newest import of a dataset, with its pictures, as long as nobody answered its cases, nor\n" +
        "questioned, annotated or assigned them: then it says so, and changes nothing.",
    )
    .action(run);
}

async function run(from: string | undefined, options: Options): Promise<void> {
  if (options.undo !== undefined) return undoImport(from, options.undo, options);
  if (from === undefined)
    throw new CommandError("missing required argument 'from': name the bundle’s folder.");
  const columns = options.columns === undefined ? undefined : await readColumns(options.columns);
  const map = await chooseMap(options);
  const terms = { licence: options.licence, citation: options.citation };
  const progress = startProgress();
  try {
    const report = await withBundle(from, options.encoding, progress, async (folder, problems) => {
      const imported = await withDatabase((db) =>
        importBundle(db, openFrames(), folder, {
          ...options,
          ...{ columns, map, terms },
          now: new Date(),
          onProgress: (stage, done, total) => progress.update(stage, done, total),
        }),
      );
      return { ...imported, problems: [...problems, ...imported.problems] };
    });
    progress.end();
    process.stdout.write(
      options.json ? `${JSON.stringify(toJson(report))}\n` : describeReport(report, options.dryRun),
    );
    const failed = report.refused > 0 || report.problems.some(({ level }) => level === "error");
    if (failed) process.exitCode = 1;
  } catch (cause) {
    progress.end();
    if (cause instanceof ImportError || cause instanceof BundleError || cause instanceof StorageError) {
      throw new CommandError(cause.message);
    }
    throw cause;
  }
}

/** Gives the bundle's folder to work with. An archive is unpacked for as long as that takes, below the system's own folder. */
async function withBundle<T>(
  from: string,
  encoding: Encoding | undefined,
  progress: Progress,
  work: (folder: string, problems: readonly Problem[]) => Promise<T>,
): Promise<T> {
  const found = await stat(from).catch(() => null);
  if (!found?.isFile()) return work(from, []);
  const temporary = await mkdtemp(path.join(tmpdir(), "calot-import-"));
  const remove = () => rm(temporary, { recursive: true, force: true });
  // An import may be ended at any moment; the pictures are not to be left here.
  untilAskedToStop().then((code) => remove().finally(() => process.exit(code)));
  try {
    // A dataset without a name of its own is called as its folder.
    const folder = path.join(temporary, path.basename(from).replace(/\.zip$/i, ""));
    const { root, problems } = await unpackSet(from, folder, {
      encoding,
      onProgress: (done, total) => progress.update("unpacking", done, total),
    });
    return await work(root, problems);
  } finally {
    await remove();
  }
}

function readEncoding(name: string): Encoding {
  const found = findEncoding(name);
  if (found) return found;
  throw new CommandError(`There is no encoding “${name}”. There are ${ENCODINGS.join(", ")}.`);
}

async function readColumns(file: string): Promise<ColumnNames> {
  const parsed = columnNamesSchema.safeParse(await readJson(file));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new CommandError(`${file}: ${[...issue.path, issue.message].join(": ")}.`);
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (cause) {
    throw new CommandError(`${file} can’t be read as JSON: ${(cause as Error).message}.`);
  }
}

function readRate(text: string): number {
  const rate = Number(text);
  if (rate > 0 && rate <= 1_000) return rate;
  throw new CommandError(`“${text}” is no frame rate: a number above 0, at most 1000.`);
}

/** The map of a name or a file; null where none is named. */
async function chooseMap({ map: named, frameRate }: Options): Promise<SourceMap | null> {
  if (named === undefined) {
    if (frameRate !== undefined) throw new CommandError("--frame-rate goes with --map.");
    return null;
  }
  const ready = readyMap(named);
  const read = ready ? { map: ready } : readSourceMap(await readJson(named));
  if ("problem" in read) throw new CommandError(`${named}: ${read.problem}.`);
  return chosenMap(read.map, frameRate ?? null);
}

/** The outcome as other programs read it. */
function toJson(report: ImportReport) {
  return {
    dataset: report.dataset,
    videos: report.videos.length,
    new: report.new,
    changed: report.changed,
    unchanged: report.unchanged,
    refused: report.refused,
    problems: report.problems,
    import: report.importId,
  };
}

function describeReport(report: ImportReport, dryRun = false): string {
  const counts = ["cases", "new", "changed", "unchanged", "refused"] as const;
  const columns = [
    { name: "video" },
    { name: "split" },
    ...counts.map((name) => ({ name, align: "right" as const })),
  ];
  const rows = report.videos.map((video) => [
    video.video,
    video.split ?? "–",
    ...counts.map((name) => video[name]),
  ]);
  const total = report.new + report.changed + report.unchanged + report.refused;
  const sum = ["all", "", total, report.new, report.changed, report.unchanged, report.refused];
  return [
    `${printable(report.dataset)}${dryRun ? ", a dry run: nothing was written" : ""}\n\n`,
    formatTable(columns, report.videos.length > 1 ? [...rows, sum] : rows),
    report.drafts > 0 ? `\nIncomplete and held back as drafts: ${report.drafts}.\n` : "",
    ...report.modelRuns.map(
      ({ model, run, written, unchanged }) =>
        `\nModel run ${printable(run)} of ${printable(model)}: ${written} predictions written, ${unchanged} unchanged.\n`,
    ),
    report.importId === null ? "" : `\nTo take it back: calot import --undo ${report.importId}\n`,
    report.problems.length > 0 ? `\n${describeProblems(report.problems)}` : "",
  ].join("");
}
