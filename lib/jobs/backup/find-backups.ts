import type { ObjectStore } from "@/lib/storage/object-store";
import { BackupError, OtherKeyError } from "./backup-error";
import { backupIds, type Manifest, readManifest } from "./manifest";
import type { Seal } from "./seal";

/** A backup that is there: what it is, or why it can't be read. */
export type FoundBackup =
  | { readonly id: string; readonly manifest: Manifest }
  | { readonly id: string; readonly manifest: null; readonly why: string; readonly otherKey: boolean };

/** Every backup in a place, oldest first. */
export async function findBackups(store: ObjectStore, seal: Seal): Promise<FoundBackup[]> {
  const found: FoundBackup[] = [];
  for (const id of await backupIds(store)) {
    try {
      found.push({ id, manifest: await readManifest(store, seal, id) });
    } catch (cause) {
      if (!(cause instanceof BackupError)) throw cause;
      found.push({ id, manifest: null, why: cause.message, otherKey: cause instanceof OtherKeyError });
    }
  }
  return found;
}

/**
 * @param id the one that is meant; the newest where it is left out
 * @throws BackupError where there is none, or it can't be read
 */
export async function chooseBackup(store: ObjectStore, seal: Seal, id?: string): Promise<Manifest> {
  const ids = await backupIds(store);
  const chosen = id ?? ids.at(-1);
  if (chosen === undefined) throw new BackupError(`There is no backup in ${store.place}.`);
  if (!ids.includes(chosen)) throw new BackupError(`There is no backup ${chosen} in ${store.place}.`);
  return readManifest(store, seal, chosen);
}
