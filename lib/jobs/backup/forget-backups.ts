import type { ObjectStore } from "@/lib/storage/object-store";
import { BackupError } from "./backup-error";
import { contentsIn, listContents, removeContent } from "./contents";
import { readFileList } from "./file-list";
import { type FoundBackup, findBackups } from "./find-backups";
import { type Manifest, namedBy, removeManifest } from "./manifest";
import type { Seal } from "./seal";

type Forgotten = {
  /** Backups that were removed, oldest first. */
  readonly backups: readonly string[];
  /** Files that no backup named any more. */
  readonly files: number;
  /** Why files were left that no backup may need; null where none were. */
  readonly left: string | null;
};

/**
 * Removes all but the newest backups of a database, and what no backup names any more. Backups of other databases, of other
 * keys, and such as can't be read are left, and with them whatever they may need.
 *
 * @param like the backup whose database's it is
 */
export async function forgetBackups(
  store: ObjectStore,
  seal: Seal,
  like: Manifest,
  keep: number,
): Promise<Forgotten> {
  const found = await findBackups(store, seal);
  const own = found.flatMap(({ manifest }) => (manifest && isOfSame(manifest, like) ? [manifest] : []));
  const old = own.slice(0, Math.max(0, own.length - keep)).map(({ id }) => id);
  for (const id of old) await removeManifest(store, id);
  const kept = found.filter(({ id }) => !old.includes(id));
  return { backups: old, ...(await removeUnnamed(store, seal, kept)) };
}

const isOfSame = (a: Manifest, b: Manifest): boolean =>
  a.database.name === b.database.name && a.database.cluster === b.database.cluster;

async function removeUnnamed(
  store: ObjectStore,
  seal: Seal,
  kept: readonly FoundBackup[],
): Promise<Omit<Forgotten, "backups">> {
  const named = new Set<string>();
  const lists = new Set<string>();
  const contents = contentsIn(store, seal);
  for (const each of kept) {
    if (!each.manifest) {
      if (each.otherKey) continue;
      return { files: 0, left: each.why };
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
      if (cause instanceof BackupError) return { files: 0, left: cause.message };
      throw cause;
    }
  }
  let files = 0;
  for (const name of (await listContents(store, seal.key)).keys()) {
    if (named.has(name)) continue;
    await removeContent(store, seal, name);
    files += 1;
  }
  return { files, left: null };
}
