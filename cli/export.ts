import { createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { Command } from "commander";
import type { Database } from "@/lib/db/client";
import { type BundleFile, ExportError, exportDataset } from "@/lib/jobs/export/export-dataset";
import { zipFiles } from "@/lib/jobs/export/zip-files";
import { chooseInstitution } from "@/lib/jobs/import/choose-institution";
import { ImportError } from "@/lib/jobs/import/report";
import { BundleError } from "@/lib/resgo/list-files";
import { openFrames } from "@/lib/storage/open-storage";
import { CommandError } from "@/tooling/command-error";
import { startProgress } from "@/tooling/progress";
import { withDatabase } from "./database";
import { makeNamedFolder } from "./make-named-folder";

type Options = { dataset: string; out: string; institution?: string; zip?: true; drafts?: true };

export function exportCommand(): Command {
  return new Command("export")
    .description(
      "Write a dataset as a ResGo bundle (docs/resgo-format.md), which imports again without a change.",
    )
    .requiredOption("--dataset <name>", "which dataset")
    .requiredOption("--out <dir>", "a new or empty folder; with --zip, the archive to write")
    .option("--institution <name>", "whose dataset it is; by default the only institution there is")
    .option("--zip", "write one zip archive")
    .option("--drafts", "write cases too that aren’t published; an import refuses those that are incomplete")
    .action(run);
}

async function run(options: Options): Promise<void> {
  const progress = startProgress();
  let count = 0;
  let mayShare = true;
  try {
    await withDatabase(async (db) => {
      const dataset = await datasetOf(db, options);
      mayShare = dataset.sharing;
      const files = exportDataset(db, openFrames(), dataset.id, {
        drafts: options.drafts,
        onProgress: (done, total) => {
          count = done;
          progress.update("writing", done, total);
        },
      });
      await (options.zip ? writeArchive(options.out, files) : writeFolder(options.out, files));
    });
    progress.end();
    const terms = mayShare ? "" : "Its terms forbid to hand it on: TERMS.txt in it says so.\n";
    process.stdout.write(`${count} cases written to ${options.out}.\n${terms}`);
  } catch (cause) {
    progress.end();
    if (cause instanceof ExportError || cause instanceof ImportError || cause instanceof BundleError) {
      throw new CommandError(cause.message);
    }
    throw cause;
  }
}

async function datasetOf(db: Database, { dataset, institution }: Options) {
  const institutionId = await chooseInstitution(db, institution ?? null);
  const found =
    institutionId &&
    (await db.prisma.dataset.findUnique({
      where: { institutionId_name: { institutionId, name: dataset } },
      select: { id: true, sharing: true },
    }));
  if (!found) throw new CommandError(`There is no dataset “${dataset}”.`);
  return found;
}

async function writeFolder(out: string, files: AsyncIterable<BundleFile>): Promise<void> {
  await makeNamedFolder(out);
  if ((await readdir(out)).length > 0) throw new CommandError(`${out} is not empty. Name a new folder.`);
  for await (const file of files) {
    const target = path.join(out, ...file.path.split("/"));
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, file.bytes, { flag: "wx" });
  }
}

/** The file is there whole, or not at all. */
async function writeArchive(out: string, files: AsyncIterable<BundleFile>): Promise<void> {
  const unfinished = `${out}.${process.pid}.part`;
  try {
    await pipeline(zipFiles(files), createWriteStream(unfinished, { flags: "wx" }));
    await rename(unfinished, out);
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw cause;
  }
}
