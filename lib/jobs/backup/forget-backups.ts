import type { ObjectStore } from "@/lib/storage/object-store";
import { BackupError } from "./backup-error";
import { contentsIn, listContents, removeContent } from "./contents";
import { readFileList } from "./file-list";
import { type FoundBackup, findBackups } from "./find-backups";
import { isOfSame, type Manifest, namedBy, removeManifest } from "./manifest";
import { saySweeping } from "./running";
import type { Seal } from "./seal";

/** A day: what is younger may be what a backup is made of that nothing here tells of. */
const YOUNG_MS = 24 * 60 * 60_000;

export type Forgotten = {
  /** Backups that were removed, oldest first. */
  readonly backups: readonly string[];
  /** Files that no backup named any more. */
  readonly files: number;
  /** Why backups, or files that none may need, were left, in a sentence; null where none were. */
  readonly left: string | null;
};

/**
 * Removes all but the newest backups of a database, and what no backup names any more and is a day old. Backups of other
 * databases, of other keys, and such as can't be read are left, and with them whatever they may need. Nothing is removed
 * beside another backup, or one that is read.
 *
 * @param like the backup whose database's it is, the one that was just made
 */
export async function forgetBackups(
  store: ObjectStore,
  seal: Seal,
  like: Manifest,
  keep: number,
  now = new Date(),
): Promise<Forgotten> {
  if (like.database.cluster === null) return { backups: [], files: 0, left: NOBODYS };
  const end = await saySweeping(store, like.id);
  if (!end) return { backups: [], files: 0, left: BUSY };
  try {
    const found = await findBackups(store, seal);
    const own = found.flatMap(({ manifest }) => (manifest && isOfSame(manifest, like) ? [manifest] : []));
    const old = own.slice(0, Math.max(0, own.length - keep)).map(({ id }) => id);
    for (const id of old) await removeManifest(store, id);
    const kept = found.filter(({ id }) => !old.includes(id));
    const removed = await removeUnnamed(store, seal, kept, now.getTime() - YOUNG_MS);
    await store.sweep();
    return { backups: old, ...removed };
  } finally {
    await end();
  }
}

const BUSY = "Nothing older was removed: another backup is being written or read here.";

const NOBODYS =
  "Nothing older was removed: the login may not ask which Postgres it is, so that backups of another one’s database of the " +
  "same name could be meant. Let it: GRANT EXECUTE ON FUNCTION pg_control_system() TO its role.";

const unreadable = (why: string): Omit<Forgotten, "backups"> => ({
  files: 0,
  left: `No file was removed, for a backup here can’t be read: ${why}`,
});

async function removeUnnamed(
  store: ObjectStore,
  seal: Seal,
  kept: readonly FoundBackup[],
  before: number,
): Promise<Omit<Forgotten, "backups">> {
  const named = new Set<string>();
  const lists = new Set<string>();
  const contents = contentsIn(store, seal);
  for (const each of kept) {
    if (!each.manifest) {
      if (each.otherKey) continue;
      return unreadable(each.why);
    }
    for (const { name } of namedBy(each.manifest)) named.add(name);
    // Where nothing was added in between, many have the same list.
    const { list } = each.manifest.files;
    const parts = list.parts.map(({ name }) => name).join();
    if (lists.has(parts)) continue;
    lists.add(parts);
    try {
      for (const { sha256 } of await readFileList(contents, list)) {
        if (sha256 !== null) named.add(seal.nameOf(sha256));
      }
    } catch (cause) {
      if (cause instanceof BackupError) return unreadable(cause.message);
      throw cause;
    }
  }
  const unnamed: string[] = [];
  for await (const { name, at } of listContents(store, seal.key)) {
    if (!named.has(name) && at.getTime() <= before) unnamed.push(name);
  }
  for (const name of unnamed) await removeContent(store, seal, name);
  return { files: unnamed.length, left: null };
}
