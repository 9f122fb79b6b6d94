import { StorageDamagedError } from "@/lib/storage/frame-storage";
import type { ObjectStore } from "@/lib/storage/object-store";
import { DamagedError } from "./backup-error";

/**
 * What is kept under a name; null where there is nothing.
 *
 * @throws DamagedError where the place itself sees that it isn't what was put
 */
export async function getKept(store: ObjectStore, name: string): Promise<Buffer | null> {
  try {
    return (await store.get(name))?.bytes ?? null;
  } catch (cause) {
    if (!(cause instanceof StorageDamagedError)) throw cause;
    throw new DamagedError(`The file ${name} of the backup is damaged: it is not what was written.`);
  }
}
