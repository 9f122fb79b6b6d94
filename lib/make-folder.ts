import { mkdir, stat } from "node:fs/promises";
import path from "node:path";

/**
 * Makes a folder that is named from outside, and those that it lies in, where they are missing. Node's own way goes round for
 * ever where what it would lie in is there and takes no folder, as /proc does and the places of automounters.
 *
 * @throws what the file system says: ENOENT there, EEXIST or ENOTDIR where a file is in the way
 */
export async function makeFolder(folder: string, mode = 0o777): Promise<void> {
  try {
    await makeOne(folder, mode);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ENOENT") throw cause;
    const within = path.dirname(folder);
    if (!(await isFolder(within))) await makeFolder(within, mode);
    // It is there now, if only because somebody else has just made it.
    await makeOne(folder, mode);
  }
}

async function makeOne(folder: string, mode: number): Promise<void> {
  try {
    await mkdir(folder, { mode });
  } catch (cause) {
    const isThere = (cause as NodeJS.ErrnoException).code !== "ENOENT" && (await isFolder(folder));
    if (!isThere) throw cause;
  }
}

const isFolder = (at: string): Promise<boolean> =>
  stat(at).then(
    (found) => found.isDirectory(),
    () => false,
  );
