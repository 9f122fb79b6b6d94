import { Command, Option } from "commander";
import { openDatabase } from "@/lib/db/client";
import { whichDatabase } from "@/lib/db/dump/which-database";
import { env } from "@/lib/env";
import { checkBackup } from "@/lib/jobs/backup/check-backup";
import { chooseBackup, findBackups } from "@/lib/jobs/backup/find-backups";
import type { Forgotten } from "@/lib/jobs/backup/forget-backups";
import { noteTry, readLastTry } from "@/lib/jobs/backup/last-try";
import { type MadeBackup, makeBackup } from "@/lib/jobs/backup/make-backup";
import { backupIds, isOfSame, type Manifest } from "@/lib/jobs/backup/manifest";
import { whileReading } from "@/lib/jobs/backup/running";
import { readKey, type Seal, sealOf } from "@/lib/jobs/backup/seal";
import { log } from "@/lib/log";
import type { ObjectStore } from "@/lib/storage/object-store";
import { openBackups } from "@/lib/storage/open-backups";
import { openStore } from "@/lib/storage/open-storage";
import { CommandError } from "@/tooling/command-error";
import { startProgress } from "@/tooling/progress";
import { version } from "../package.json";
import { everyDay, readTimeOfDay, type TimeOfDay } from "./daily";
import { withLoginsOnly } from "./database";
import { untilAskedToStop } from "./signals";
import { formatTable } from "./table";
import { wholeNumber } from "./whole-number";

type Options = {
  out: string;
  keep?: number;
  daily?: TimeOfDay;
  list: boolean;
  check: boolean;
  backup?: string;
  json: boolean;
};

/** Where backups go, and how they are closed. */
type Place = { readonly store: ObjectStore; readonly seal: Seal };

export function backupCommand(): Command {
  return new Command("backup")
    .description(
      "Back up the database and the frames it names, while Calot runs. What is there from backups before isn’t copied\n" +
        "again. Encrypted where BACKUP_KEY is set. “calot restore” makes a deployment of it.",
    )
    .requiredOption("--out <place>", "a folder, or s3://bucket/prefix?endpoint=…&region=…")
    .option(
      "--keep <number>",
      "remove all but so many of the newest, and what only they needed",
      wholeNumber(1, 10_000),
    )
    .option(
      "--daily <time>",
      "stay, and make one every day at this time, as 02:30, by this machine’s clock",
      readTimeOfDay,
    )
    .addOption(
      new Option("--list", "tell which backups are there, and make none")
        .default(false)
        .conflicts(["check", "keep", "daily", "backup"]),
    )
    .addOption(
      new Option(
        "--check",
        "read every byte of those that are there and hold it against its hash, and make none",
      )
        .default(false)
        .conflicts(["keep", "daily"]),
    )
    .option("--backup <id>", "which one to check; all of them by default")
    .option("--json", "print what is told as one JSON object", false)
    .action(run);
}

async function run(options: Options): Promise<void> {
  if (options.backup !== undefined && !options.check) {
    throw new CommandError("--backup names the one to check: it goes with --check.");
  }
  const place = openPlace(options.out);
  if (options.list) return list(place, options);
  if (options.check) return check(place, options);
  if (options.daily) return daily(place, options, options.daily);
  const progress = startProgress();
  try {
    await makeOne(place, options, progress.update);
  } finally {
    progress.end();
  }
}

/** @throws CommandError, BackupError or StorageError where the place or the key is none */
export const openPlace = (at: string): Place => ({
  store: openBackups(at),
  seal: sealOf(readKey(env().BACKUP_KEY)),
});

async function daily(place: Place, options: Options, time: TimeOfDay): Promise<void> {
  const stopping = new AbortController();
  void untilAskedToStop().then(() => stopping.abort());
  const at = `${String(time.hours).padStart(2, "0")}:${String(time.minutes).padStart(2, "0")}`;
  process.stdout.write(`Calot is backed up every day at ${at}.\n`);
  await everyDay({
    time,
    signal: stopping.signal,
    last: () => lastMade(place),
    work: (signal) => makeOne(place, options, undefined, signal),
    onFailure: (err) =>
      log().error({ err }, "The daily backup failed; it is tried again in a quarter of an hour."),
  });
}

async function lastMade({ store, seal }: Place): Promise<Date | null> {
  if ((await backupIds(store)).length === 0) return null;
  const database = await withLoginsOnly(async ({ app }) => {
    const db = openDatabase(app, { poolSize: 1 });
    try {
      return await whichDatabase(db);
    } finally {
      await db.close();
    }
  });
  const found = await findBackups(store, seal);
  const newest = found.findLast(({ manifest }) => manifest && isOfSame(manifest, { database }));
  return newest ? new Date(newest.manifest!.at) : null;
}

type OnProgress = (what: string, done: number, total: number) => void;

async function makeOne(
  place: Place,
  { keep, json, daily }: Options,
  onProgress?: OnProgress,
  signal?: AbortSignal,
): Promise<void> {
  const at = new Date().toISOString();
  try {
    await place.store.check();
    const made = await withLoginsOnly(async ({ app }) => {
      const db = openDatabase(app);
      try {
        return await makeBackup({
          url: app,
          db,
          frames: openStore(),
          version,
          ...place,
          ...{ keep, signal, onProgress },
        });
      } finally {
        await db.close();
      }
    });
    const { forgotten } = made;
    const { id } = made.manifest;
    const lack = lackOf(made);
    // One that is made is not a failure, and not to be made again, because older ones stayed.
    const why = [lack, forgotten?.left].filter(Boolean).join(" ") || null;
    await noteTry(place.store, { at, ok: lack === null, backup: id, why });
    process.stdout.write(
      json
        ? `${JSON.stringify({ ...summaryOf(made.manifest), written: made.written, missing: made.missing, forgotten })}\n`
        : `${sentencesOf(made)}${forgotten ? forgottenWords(forgotten) : ""}`,
    );
    if (daily && why !== null) log().warn(why);
    if (lack !== null && !daily) throw new CommandError(lack);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    if (!(cause instanceof CommandError || signal?.aborted))
      await noteTry(place.store, { at, ok: false, backup: null, why });
    throw cause;
  }
}

function lackOf({ missing }: MadeBackup): string | null {
  if (missing.length === 0) return null;
  return (
    `${count(missing.length, "file")} that the database names ${missing.length === 1 ? "is" : "are"} not in the storage ` +
    `as they should be, and so not in the backup: ${missing.slice(0, 3).join(", ")}${missing.length > 3 ? " …" : ""}.`
  );
}

const count = (n: number, what: string): string => `${n.toLocaleString("en")} ${what}${n === 1 ? "" : "s"}`;

const megabytes = (bytes: number): string =>
  `${(bytes / 1e6).toLocaleString("en", { maximumFractionDigits: bytes < 1e5 ? 3 : bytes < 1e7 ? 1 : 0 })} MB`;

const rowsOf = ({ tables }: Manifest): number => tables.reduce((sum, { rows }) => sum + rows.lines, 0);

const bytesOf = ({ tables, files }: Manifest): number =>
  [...tables.flatMap(({ rows }) => rows.parts), ...files.list.parts].reduce(
    (sum, { bytes }) => sum + bytes,
    files.bytes,
  );

function sentencesOf({ manifest, written }: MadeBackup): string {
  const { id, tables, files } = manifest;
  return (
    `Backup ${id}: ${count(rowsOf(manifest), "row")} of ${count(tables.length, "table")}, ` +
    `${count(files.count, "file")}; ${megabytes(bytesOf(manifest))}, of which ${megabytes(written.bytes)} were new.\n`
  );
}

function forgottenWords({ backups, files, left }: Forgotten): string {
  const removed =
    backups.length === 0 ? "" : `${count(backups.length, "older backup")} removed: ${backups.join(", ")}.\n`;
  const swept = files === 0 ? "" : `${count(files, "file")} that no backup named any more removed.\n`;
  return removed + swept + (left === null ? "" : `${left}\n`);
}

const summaryOf = (manifest: Manifest) => ({
  backup: manifest.id,
  at: manifest.at,
  finishedAt: manifest.finishedAt,
  calot: manifest.calot,
  database: manifest.database,
  migration: manifest.migrations.at(-1) ?? null,
  key: manifest.key,
  tables: Object.fromEntries(manifest.tables.map(({ name, rows }) => [name, rows.lines])),
  files: { count: manifest.files.count, bytes: manifest.files.bytes, missing: manifest.files.missing },
  bytes: bytesOf(manifest),
});

async function list({ store, seal }: Place, { json }: Options): Promise<void> {
  const found = await findBackups(store, seal);
  const lastTry = await readLastTry(store);
  if (json) {
    const backups = found.map((each) =>
      each.manifest ? summaryOf(each.manifest) : { backup: each.id, why: each.why },
    );
    process.stdout.write(`${JSON.stringify({ backups, lastTry })}\n`);
    return;
  }
  const rows = found.map((each) => {
    if (!each.manifest) return [each.id, each.why, "", "", ""];
    const { id, database, files } = each.manifest;
    return [id, database.name, rowsOf(each.manifest), files.count, megabytes(bytesOf(each.manifest))];
  });
  const right = { align: "right" } as const;
  process.stdout.write(
    found.length === 0
      ? `There is no backup in ${store.place}.\n`
      : formatTable(
          [
            { name: "backup" },
            { name: "database" },
            { name: "rows", ...right },
            { name: "files", ...right },
            { name: "size", ...right },
          ],
          rows,
        ),
  );
  if (lastTry && lastTry.why !== null)
    process.stdout.write(`The last try, at ${lastTry.at}, did not go well: ${lastTry.why}\n`);
}

const check = (place: Place, options: Options): Promise<void> =>
  whileReading(place.store, () => checkAll(place, options));

async function checkAll({ store, seal }: Place, { backup, json }: Options): Promise<void> {
  const found =
    backup === undefined
      ? await findBackups(store, seal)
      : [{ id: backup, manifest: await chooseBackup(store, seal, backup) }];
  if (found.length === 0) throw new CommandError(`There is no backup in ${store.place}.`);
  const progress = startProgress();
  const checked = new Map<string, Promise<string | null>>();
  const told: { backup: string; wrong: readonly string[]; unread: string | null }[] = [];
  try {
    for (const each of found) {
      if (each.manifest) {
        const { update: onProgress } = progress;
        const wrong = await checkBackup(store, seal, each.manifest, { onProgress, checked, mends: true });
        told.push({ backup: each.id, wrong, unread: null });
      } else {
        const { id, why, otherKey } = each;
        // One of another key is as good as it was, for whoever has that.
        told.push({ backup: id, wrong: otherKey ? [] : [why], unread: otherKey ? why : null });
      }
    }
  } finally {
    progress.end();
  }
  const broken = told.filter(({ wrong }) => wrong.length > 0);
  const lines = told.map(({ backup, wrong, unread }) =>
    unread !== null
      ? `${backup}: not read. ${unread}\n`
      : wrong.length === 0
        ? `${backup}: every byte is as it was written.\n`
        : `${backup}: ${wrong.join(" ")}\n`,
  );
  process.stdout.write(json ? `${JSON.stringify({ backups: told })}\n` : lines.join(""));
  if (broken.length > 0)
    throw new CommandError(
      `${count(broken.length, "backup")} can’t be restored as it is. What is damaged was put aside: the next backup keeps it anew ` +
        "where the database and the storage still have it.",
    );
  if (told.every(({ unread }) => unread !== null))
    throw new CommandError("No backup here can be read with this BACKUP_KEY.");
}
