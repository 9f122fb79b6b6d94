import { randomBytes } from "node:crypto";
import type { Database } from "@/lib/db/client";
import { openSnapshot, type Snapshot } from "@/lib/db/dump/open-snapshot";
import { eachAtOnce } from "@/lib/resgo/each-at-once";
import { hashOfName } from "@/lib/storage/frame-names";
import { StorageDamagedError } from "@/lib/storage/frame-storage";
import { OBJECTS_AT_ONCE, type ObjectStore } from "@/lib/storage/object-store";
import { type NamedObject, namedObjects, namedStill } from "../storage/named-objects";
import { BackupError } from "./backup-error";
import { assertThere, type Contents, contentsIn, lengthsOfContents } from "./contents";
import { type ListedFile, readFileList, writeFileList } from "./file-list";
import { chooseBackup } from "./find-backups";
import { type Forgotten, forgetBackups } from "./forget-backups";
import { keepLong } from "./long-content";
import { idAt, type Manifest, namedBy, putManifest } from "./manifest";
import { sayRunning } from "./running";
import { type Seal, sha256Of } from "./seal";
import { MOST_BYTES, withinBytes } from "./within-bytes";

/** What one of the sizes that are served takes at most, of which the database doesn't tell it. */
const SIZE_BYTES = 8_000_000;

export type BackupWork = {
  /** The address of the database, for a login that may read all of it. */
  readonly url: string;
  /** The same database, asked what became of files meanwhile. */
  readonly db: Database;
  /** The place of the frames. */
  readonly frames: ObjectStore;
  /** Where backups go. */
  readonly store: ObjectStore;
  readonly seal: Seal;
  /** Which Calot it is. */
  readonly version: string;
  /** How many backups of this database stay, the new one among them; all where it is left out. */
  readonly keep?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((what: string, done: number, total: number) => void) | undefined;
};

export type MadeBackup = {
  readonly manifest: Manifest;
  /** What had to be written: all else was there from backups before. */
  readonly written: { readonly files: number; readonly bytes: number };
  /** Files that the database names, and the storage has not as they should be. */
  readonly missing: readonly string[];
  /** What of older backups was removed; null where all were to stay. */
  readonly forgotten: Forgotten | null;
};

/**
 * Backs a database and its frames up as they are now, while Calot goes on. A picture is stored before the database names it,
 * and its file never changes: copied after the database, all are there that it names.
 *
 * @throws BackupError, DumpError, StorageError with a sentence: nothing is a backup until all of it is written
 */
export async function makeBackup(work: BackupWork): Promise<MadeBackup> {
  const { store, seal, signal } = work;
  const id = idAt(new Date(), randomBytes(3).toString("hex"));
  const ended = await sayRunning(store, id);
  try {
    const contents = contentsIn(store, seal, await lengthsOfContents(store, seal.key));
    const dump = await dumpDatabase(work, contents);
    const { files, missing } = await copyFiles(work, contents, dump.wanted);
    const list = await keepLong(contents, writeFileList(files));
    const kept = files.filter(({ sha256 }) => sha256 !== null);
    const manifest: Manifest = {
      ...dump.manifest,
      id,
      format: 1,
      finishedAt: new Date().toISOString(),
      calot: work.version,
      key: seal.key,
      files: {
        count: kept.length,
        bytes: kept.reduce((sum, { bytes }) => sum + bytes, 0),
        missing: missing.length,
        list,
      },
    };
    const named = kept.map(({ sha256, bytes }) => ({ name: seal.nameOf(sha256!), bytes }));
    await assertThere(store, seal, [...namedBy(manifest), ...named]);
    signal?.throwIfAborted();
    await putManifest(store, seal, manifest);
    // While it is still said that one is made: another that begins could count on what is removed.
    const forgotten = await forget(work, manifest);
    return { manifest, written: contents.written(), missing, forgotten };
  } finally {
    await ended();
  }
}

/** The backup is made by now, whatever becomes of those before. */
async function forget({ store, seal, keep }: BackupWork, manifest: Manifest): Promise<Forgotten | null> {
  if (keep === undefined) return null;
  return forgetBackups(store, seal, manifest, keep).catch((cause: unknown) => ({
    backups: [],
    files: 0,
    left: `What is older could not be removed: ${cause instanceof Error ? cause.message : String(cause)}`,
  }));
}

async function dumpDatabase({ url, signal, onProgress }: BackupWork, contents: Contents) {
  const snapshot = await openSnapshot(url);
  try {
    const wanted = await namedObjects(snapshot.ask);
    const tables: Manifest["tables"][number][] = [];
    for (const [done, table] of snapshot.tables.entries()) {
      onProgress?.("tables", done, snapshot.tables.length);
      signal?.throwIfAborted();
      tables.push({ ...table, rows: await keepLong(contents, until(signal, snapshot.copy(table))) });
    }
    onProgress?.("tables", tables.length, tables.length);
    return { wanted, manifest: { ...aboutOf(snapshot), tables } };
  } finally {
    await snapshot.end();
  }
}

const aboutOf = ({ at, database, migrations, sequences }: Snapshot) => ({
  at: at.toISOString(),
  ...{ database, migrations, sequences },
});

/** The same bytes until somebody wants it to end. */
async function* until(signal: AbortSignal | undefined, bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    signal?.throwIfAborted();
    yield chunk;
  }
}

async function copyFiles(work: BackupWork, contents: Contents, wanted: readonly NamedObject[]) {
  const { db, signal, onProgress } = work;
  const known = await knownFiles(work, contents);
  const files: ListedFile[] = [];
  const missing: string[] = [];
  const within = withinBytes(MOST_BYTES);
  await eachAtOnce(wanted, OBJECTS_AT_ONCE, async (file, index) => {
    signal?.throwIfAborted();
    onProgress?.("files", index, wanted.length);
    const before = known.get(file.name) ?? (file.sha256 && file.bytes !== null ? file : undefined);
    const isThere = before?.sha256 && contents.has(before.sha256, before.bytes!);
    const found = isThere
      ? (before as ListedFile)
      : await within(file.bytes ?? SIZE_BYTES, () => copyFile(work, contents, file.name));
    files[index] = { name: file.name, sha256: found?.sha256 ?? null, bytes: found?.bytes ?? 0 };
    if (!found) missing.push(file.name);
  });
  onProgress?.("files", wanted.length, wanted.length);
  if (missing.length === 0) return { files, missing };
  // What was removed since the database was read is missing by right.
  return { files, missing: await namedStill(db, missing) };
}

/** The files of the newest backup that can be read: their hashes needn't be found out again. */
async function knownFiles({ store, seal }: BackupWork, contents: Contents): Promise<Map<string, ListedFile>> {
  try {
    const { files } = await chooseBackup(store, seal);
    const list = await readFileList(contents, files.list);
    return new Map(list.flatMap((file) => (file.sha256 === null ? [] : [[file.name, file]])));
  } catch (cause) {
    if (cause instanceof BackupError) return new Map();
    throw cause;
  }
}

/** Null where it is not there as it should be. */
async function copyFile(
  { frames }: BackupWork,
  contents: Contents,
  name: string,
): Promise<Omit<ListedFile, "name"> | null> {
  try {
    const kept = await frames.get(name);
    if (!kept) return null;
    const sha256 = sha256Of(kept.bytes);
    const expected = hashOfName(name) ?? (await kept.sum());
    if (expected !== null && expected !== sha256) return null;
    await contents.keep(kept.bytes);
    return { sha256, bytes: kept.bytes.length };
  } catch (cause) {
    if (cause instanceof StorageDamagedError) return null;
    throw cause;
  }
}
