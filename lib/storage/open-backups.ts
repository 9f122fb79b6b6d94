import path from "node:path";
import { folderOf, folderStore } from "./folder-store";
import type { ObjectStore } from "./object-store";
import { storeAt } from "./open-storage";
import { isS3 } from "./s3-place";

/** A place for backups by its name: an object storage (`s3://…`), or else a folder. @throws StorageError where it is none */
export function openBackups(at: string): ObjectStore {
  if (isS3(at)) return storeAt(at);
  const folder = path.resolve(/* turbopackIgnore: true */ at);
  return folderStore(folder, folderOf("the backups", folder));
}
