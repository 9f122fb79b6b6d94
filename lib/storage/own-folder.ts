import { lstat } from "node:fs/promises";
import { makeFolder } from "@/lib/make-folder";

/**
 * Whether a folder is of this process’s user alone. In the folder of temporary files anybody on the machine may make one by
 * the name that is known, and put there what would then be shown or read.
 */
export async function isOwn(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => null);
  if (!found?.isDirectory()) return false;
  // Where it is missing, files tell neither owners nor rights.
  const user = process.getuid?.();
  return user === undefined || (found.uid === user && (found.mode & 0o022) === 0);
}

/** Makes it where it is missing. @returns whether it is of this process’s user alone */
export async function makeOwn(folder: string): Promise<boolean> {
  await makeFolder(folder, 0o700);
  return isOwn(folder);
}
