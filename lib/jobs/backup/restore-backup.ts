import { openDatabase } from "@/lib/db/client";
import { integer } from "@/lib/db/columns";
import { type CutOff, openTarget } from "@/lib/db/dump/open-target";
import { type Logins, migrate } from "@/lib/db/migrate";
import { migrationNames } from "@/lib/db/migration-names";
import { statement } from "@/lib/db/statement";
import { eachAtOnce } from "@/lib/resgo/each-at-once";
import { rebuildEstimates } from "@/lib/services/estimates/rebuild-estimates";
import { rebuildFigures } from "@/lib/services/kept-figures/rebuild-figures";
import { hashOfName, SHELVES } from "@/lib/storage/frame-names";
import { OBJECTS_AT_ONCE, type ObjectStore } from "@/lib/storage/object-store";
import { BackupError, DamagedError } from "./backup-error";
import { checkBackup } from "./check-backup";
import { type Contents, contentsIn } from "./contents";
import { type ListedFile, readFileList } from "./file-list";
import { chooseBackup } from "./find-backups";
import { readLong } from "./long-content";
import type { Manifest } from "./manifest";
import { whileReading } from "./running";
import { type Seal, sha256Of } from "./seal";
import { MOST_BYTES, withinBytes } from "./within-bytes";

export type RestoreWork = {
  readonly store: ObjectStore;
  readonly seal: Seal;
  /** Which backup; the newest where it is left out. */
  readonly backup?: string | undefined;
  readonly logins: Logins;
  /** Where the frames go. */
  readonly frames: ObjectStore;
  /** Whether what a cut-off restore left may be taken away, to begin anew. */
  readonly anew: boolean;
  /** Whether frames may lie there already: each is read, and stays where it is the one that the backup has. */
  readonly keepFrames: boolean;
  readonly onProgress?: (what: string, done: number, total: number) => void;
};

export type Restored = {
  readonly manifest: Manifest;
  /** Migrations that this version has beyond those of the backup. */
  readonly applied: readonly string[];
  readonly files: { readonly put: number; readonly there: number };
  /** Rows of figures and estimates that were kept, and differed from what the answers say; they are right now. */
  readonly differing: number;
  /** Whether all kept figures could be compared: those of another version are made anew, and differ from nothing. */
  readonly compared: boolean;
  /** Files of pictures that were removed while the backup was made: its database names them still. */
  readonly removed: number;
};

/**
 * Makes a deployment of a backup, in a database and a place for frames that are empty. All of the backup is read and checked
 * before anything is written.
 *
 * @throws BackupError, DumpError, StorageError with a sentence
 */
export const restoreBackup = (work: RestoreWork): Promise<Restored> =>
  whileReading(work.store, () => restore(work));

async function restore(work: RestoreWork): Promise<Restored> {
  const { store, seal, frames, logins, onProgress = () => {} } = work;
  const manifest = await chooseBackup(store, seal, work.backup);
  await assertKnown(manifest);
  const target = await openTarget(logins.owner);
  try {
    assertMayBegin(target.cutOff, work);
    await assertNoFrames(work, target.cutOff !== null);
    await frames.check();
    await assertLogin(logins);
    const wrong = await checkBackup(store, seal, manifest, {
      onProgress: (what, done, total) => onProgress(`checking ${what}`, done, total),
    });
    if (wrong.length > 0) throw new DamagedError(brokenWords(manifest, wrong));
    const contents = contentsIn(store, seal);
    await target.begin(manifest.id, manifest.migrations);
    const list = await readFileList(contents, manifest.files.list);
    const files = await putFiles(work, contents, list);
    const removed = list.filter(({ sha256 }) => sha256 === null).length - manifest.files.missing;
    const rowsOf = new Map(manifest.tables.map(({ name, rows }) => [name, rows]));
    await target.fill({
      tables: manifest.tables.map(({ name, columns, rows }) => ({ name, columns, rows: rows.lines })),
      sequences: manifest.sequences,
      read: (table) => readLong(contents, rowsOf.get(table)!),
      onProgress,
    });
    const applied = await migrate(logins);
    const verified = await verifyFigures(work);
    await target.finish();
    return { manifest, applied, files, removed, ...verified };
  } finally {
    await target.end();
  }
}

async function assertKnown({ id, migrations }: Manifest): Promise<void> {
  const known = new Set(await migrationNames());
  const unknown = migrations.findLast((name) => !known.has(name));
  if (unknown === undefined) return;
  throw new BackupError(
    `The backup ${id} is newer than this version of Calot: it has the migration ${unknown}. Nothing was changed. ` +
      "Restore it with the version that made it, or a later one.",
  );
}

const anything = statement({
  name: "ask-anything",
  row: { one: integer },
  sql: "SELECT 1 AS one",
  prepared: false,
});

/** The server's login works in the end alone: that its password is wrong would be found out after hours. */
async function assertLogin({ app }: Logins): Promise<void> {
  const db = openDatabase(app, { poolSize: 1 });
  try {
    await db.get(anything);
  } finally {
    await db.close();
  }
}

function assertMayBegin(cutOff: CutOff | null, { anew }: RestoreWork): void {
  if (!cutOff || anew) return;
  throw new BackupError(
    `A restore${cutOff.backup && ` of ${cutOff.backup}`} was cut off in this database, and what is here is not whole. ` +
      "Nothing was changed. With --anew it is taken away, and all is restored from the beginning.",
  );
}

async function assertNoFrames({ frames, keepFrames, anew }: RestoreWork, cutOff: boolean): Promise<void> {
  if (keepFrames || (anew && cutOff)) return;
  for (const shelf of SHELVES) {
    for await (const { name } of frames.list(`${shelf}/`)) {
      throw new BackupError(
        `The place of the frames, ${frames.place}, is not empty: it holds ${name}. Nothing was changed. Give an empty ` +
          "one, or say --keep-frames: then what is there is read, and stays where it is what the backup has.",
      );
    }
  }
}

function brokenWords({ id }: Manifest, wrong: readonly string[]): string {
  const more = wrong.length > 1 ? ` ${wrong.length - 1} more files are not right either.` : "";
  return `The backup ${id} is not whole. ${wrong[0]}${more} Nothing was changed. Take another one: calot backup --list.`;
}

async function putFiles(
  { frames, onProgress, keepFrames, anew }: RestoreWork,
  contents: Contents,
  files: readonly ListedFile[],
): Promise<Restored["files"]> {
  let [put, there] = [0, 0];
  const within = withinBytes(MOST_BYTES);
  const putFile = async (name: string, sha256: string, bytes: number): Promise<void> => {
    if ((keepFrames || anew) && (await isThere(frames, name, sha256))) {
      there += 1;
      return;
    }
    // What isn't named by its hash has it kept beside.
    const summed = hashOfName(name) === null;
    await frames.put(name, await contents.readBy(sha256, bytes), { summed });
    put += 1;
  };
  await eachAtOnce(files, OBJECTS_AT_ONCE, async ({ name, sha256, bytes }, index) => {
    onProgress?.("files", index, files.length);
    if (sha256 !== null) await within(bytes, () => putFile(name, sha256, bytes));
  });
  onProgress?.("files", files.length, files.length);
  return { put, there };
}

async function isThere(frames: ObjectStore, name: string, sha256: string): Promise<boolean> {
  const kept = await frames.get(name).catch(() => null);
  return kept !== null && sha256Of(kept.bytes) === sha256;
}

async function verifyFigures({
  logins,
  onProgress,
}: RestoreWork): Promise<Pick<Restored, "differing" | "compared">> {
  const db = openDatabase(logins.app);
  try {
    const figures = await rebuildFigures(db, new Date(), (done, total) =>
      onProgress?.("figures", done, total),
    );
    const estimates = await rebuildEstimates(db, (done, total) => onProgress?.("estimates", done, total));
    return {
      differing: [...figures, ...estimates].reduce((sum, { different }) => sum + different, 0),
      compared: figures.every(({ compared }) => compared),
    };
  } finally {
    await db.close();
  }
}
