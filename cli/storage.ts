import { Command } from "commander";
import { type CopyReport, copyStorage } from "@/lib/jobs/storage/copy-storage";
import { removeOrphans, type VerifyReport, verifyStorage } from "@/lib/jobs/storage/verify-storage";
import { StorageError } from "@/lib/storage/frame-storage";
import type { ObjectStore } from "@/lib/storage/object-store";
import { openStore, storeAt } from "@/lib/storage/open-storage";
import { CommandError } from "@/tooling/command-error";
import { startProgress } from "@/tooling/progress";
import { withDatabase } from "./database";

type CopyOptions = { from?: string; to: string; anew?: true; json?: true };
type VerifyOptions = { of?: string; removeOrphans?: true; json?: true };

/** The most names that are told of one kind; with --json all are. */
const MOST_TOLD = 20;

const PLACE = "a folder, or s3://bucket/prefix?endpoint=…&region=…";

export function storageCommand(): Command {
  return new Command("storage")
    .description("The place where frames and clips are kept.")
    .addCommand(
      new Command("copy")
        .description(
          "Copies all frames and clips that the database names from one place to another, while the server runs. Each is held\n" +
            "to its SHA-256. Killed, it goes on when it is run again; run again later, it copies what came meanwhile.",
        )
        .option("--from <place>", `${PLACE}; by default where this deployment keeps them`)
        .requiredOption("--to <place>", PLACE)
        .option("--anew", "copy what is there already, too")
        .option("--json", "print the outcome as one JSON object, with all names")
        .addHelpText("after", "\nThe exit status is 0 when all that the database names is there.\n")
        .action(copy),
    )
    .addCommand(
      new Command("verify")
        .description(
          "Reads all frames and clips that the database names to the last byte, holds them to their SHA-256, and tells what is\n" +
            "missing, what is damaged, and what lies there for more than a day without a row that names it.",
        )
        .option("--of <place>", `${PLACE}; by default where this deployment keeps them`)
        .option("--remove-orphans", "remove what no row names")
        .option("--json", "print the outcome as one JSON object, with all names")
        .addHelpText("after", "\nThe exit status is 0 when all is well.\n")
        .action(verify),
    );
}

async function copy({ from, to, anew, json }: CopyOptions): Promise<void> {
  const report = await inPlaces([from, to], async (db, [first, second], onProgress) => {
    if (first === second) throw new CommandError("It is the same place: name another with --to.");
    // The first may be a place that can only be read.
    await second!.check();
    return copyStorage(db, first!, second!, { ...(anew && { anew }), onProgress });
  });
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : tellCopy(report));
  if (report.missing.length + report.damaged.length > 0) process.exitCode = 1;
}

async function verify({ of, removeOrphans: remove, json }: VerifyOptions): Promise<void> {
  const now = new Date();
  const report = await inPlaces([of], async (db, [store], onProgress) => {
    const found = await verifyStorage(db, store!, { now, onProgress });
    if (!remove) return { ...found, removed: [] };
    const removed = await removeOrphans(db, store!, now);
    if (removed === null) {
      throw new CommandError(
        "An import is under way, which may use what no row names yet. Nothing was removed; try again.",
      );
    }
    return { ...found, orphans: found.orphans.filter(({ name }) => !removed.includes(name)), removed };
  });
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : tellVerify(report));
  if (report.missing.length + report.damaged.length + report.orphans.length > 0) process.exitCode = 1;
}

type Work<T> = (
  db: Parameters<typeof copyStorage>[0],
  stores: readonly ObjectStore[],
  onProgress: (done: number, total: number) => void,
) => Promise<T>;

async function inPlaces<T>(places: readonly (string | undefined)[], work: Work<T>): Promise<T> {
  const progress = startProgress();
  try {
    const stores = places.map((place) => (place === undefined ? openStore() : storeAt(place)));
    return await withDatabase((db) =>
      work(db, stores, (done, total) => progress.update("reading", done, total)),
    );
  } catch (cause) {
    throw cause instanceof StorageError ? new CommandError(cause.message) : cause;
  } finally {
    progress.end();
  }
}

const megabytes = (bytes: number): string =>
  `${(bytes / 1_000_000).toLocaleString("en", { maximumFractionDigits: 1 })} MB`;

function tellCopy(report: CopyReport): string {
  const { named, copied, copiedBytes, there, missing, damaged } = report;
  return [
    `Of ${named} files that the database names, ${copied} were copied (${megabytes(copiedBytes)}), and ${there} were there.`,
    ...told("missing in the first place", missing),
    ...told("damaged in the first place, and not copied", damaged),
    "",
  ].join("\n");
}

function tellVerify(report: VerifyReport & { readonly removed: readonly string[] }): string {
  const { named, right, bytes, summed, missing, damaged, orphans, removed } = report;
  return [
    `Of ${named} files that the database names, ${right} are there and right (${megabytes(bytes)}).`,
    ...(summed > 0 ? [`${summed} pictures had no SHA-256 beside them, can be shown, and have one now.`] : []),
    ...told("missing", missing),
    ...told("damaged", damaged),
    ...told(
      "named by no row",
      orphans.map(({ name }) => name),
    ),
    ...(removed.length > 0 ? [`${removed.length} that no row named were removed.`] : []),
    ...(orphans.length > 0 ? ["“calot storage verify --remove-orphans” removes what no row names."] : []),
    "",
  ].join("\n");
}

function told(what: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const more = names.length > MOST_TOLD ? [`  … and ${names.length - MOST_TOLD} more: --json tells all`] : [];
  return [`${names.length} ${what}:`, ...names.slice(0, MOST_TOLD).map((name) => `  ${name}`), ...more];
}
