import { createHash, randomBytes } from "node:crypto";
import type { Dirent } from "node:fs";
import { type FileHandle, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { t } from "@/lib/language/t";
import { makeFolder } from "@/lib/make-folder";
import { isFull, StorageDamagedError, StorageError, StorageFullError } from "./frame-storage";
import { checkName, isName, type Listed, type ObjectStore } from "./object-store";

const DAY_MS = 86_400_000;

/**
 * A folder, on a disk or a share that all processes reach. Names are paths in it; beside them
 *
 *     sums/          the SHA-256 of what was put to be summed, each in a file of the same name
 *     unfinished/    what is being written
 *
 * @param told what is thrown where it can't be used
 */
export function folderStore(folder: string, told: Told = ofFrames(folder)): ObjectStore {
  const fileOf = (name: string): string => path.join(folder, ...checkName(name).split("/"));
  const sumOf = (name: string): string => path.join(folder, "sums", ...checkName(name).split("/"));
  const unfinished = path.join(folder, "unfinished");

  // Thousands of files share a few hundred folders.
  const made = new Set<string>();
  const makeOnce = async (wanted: string): Promise<void> => {
    if (made.has(wanted)) return;
    await makeFolder(wanted);
    made.add(wanted);
  };

  const draftFile = (): string =>
    path.join(unfinished, `${hostname()}.${process.pid}.${randomBytes(8).toString("hex")}`);

  const putFile = async (file: string, write: Write, durable = true): Promise<void> => {
    const draft = draftFile();
    try {
      await Promise.all([makeOnce(unfinished), makeOnce(path.dirname(file))]);
      await writeDraft(draft, write, durable);
      await rename(draft, file);
    } catch (cause) {
      await rm(draft, { force: true }).catch(() => {});
      throw told("write", cause);
    }
  };

  const removeFile = async (file: string): Promise<void> => {
    await rm(file, { force: true }).catch((cause: unknown) => {
      throw told("write", cause);
    });
  };

  const remove = async (name: string): Promise<void> => {
    await removeFile(fileOf(name));
    await removeFile(sumOf(name));
  };

  return {
    place: folder,
    async put(name, bytes, { summed = false } = {}) {
      // Killed in between, it has no sum, and never another's.
      if (summed) await removeFile(sumOf(name));
      await putFile(fileOf(name), (draft) => draft.writeFile(bytes));
      if (!summed) return;
      const sum = createHash("sha256").update(bytes).digest("hex");
      await putFile(sumOf(name), (draft) => draft.writeFile(sum), false);
    },
    putStream: (name, bytes) =>
      putFile(fileOf(name), async (draft) => {
        for await (const chunk of bytes) await writeWhole(draft, chunk);
      }),
    async get(name) {
      const bytes = await readFile(fileOf(name)).catch(nullIfMissing);
      return bytes && { bytes, sum: () => readSum(sumOf(name)) };
    },
    async open(name, part) {
      const file = await open(fileOf(name)).catch(nullIfMissing);
      if (!file) return null;
      const { size } = await file.stat();
      const { from, to } = part ?? { from: 0, to: size };
      if (to > size) {
        await file.close();
        throw new StorageDamagedError(name);
      }
      if (from === to) {
        await file.close();
        return { body: Readable.from([]), bytes: 0 };
      }
      return { body: file.createReadStream({ start: from, end: to - 1 }), bytes: to - from };
    },
    remove,
    async erase(beginning) {
      for await (const { name } of listFolder(folder, told, beginning, "")) await remove(name);
    },
    list: (prefix, after) => listFolder(folder, told, prefix, after ?? ""),
    async names(below) {
      const root = fileOf(below);
      const shelves = await namesIn(root, told);
      const names = await Promise.all(
        shelves.map(async (shelf) =>
          (await namesIn(path.join(root, shelf), told)).map((name) => `${below}/${shelf}/${name}`),
        ),
      );
      return names.flat();
    },
    async check() {
      const draft = draftFile();
      try {
        // Not what is known to be made: the folder may have gone since.
        await makeFolder(unfinished);
        await writeDraft(draft, (file) => file.writeFile("Calot"), true);
        if ((await readFile(draft, "utf8")) !== "Calot") throw new AlteredError();
      } catch (cause) {
        throw told("try", cause);
      } finally {
        // Where nothing could be written, nothing can be removed.
        await rm(draft, { force: true }).catch(() => {});
      }
    },
    async sweep() {
      for (const name of await namesIn(unfinished, told)) {
        const file = path.join(unfinished, name);
        if (await isAbandoned(file, name)) await rm(file, { force: true });
      }
    },
  };
}

/** What was being done when a folder turned out not to be usable. */
type Doing = "write" | "read" | "try";

/** What is thrown for what the file system said: a sentence, or the cause itself. */
type Told = (doing: Doing, cause: unknown) => unknown;

/** The folder gave back other bytes than were written. */
class AlteredError extends Error {}

const ofFrames =
  (folder: string): Told =>
  (doing, cause) => {
    if (doing === "try") {
      const why = whyUnusable(cause);
      return why === null
        ? cause
        : new StorageError(`The folder of the frames, ${folder}, ${why}. It is set by STORAGE_DIR.`);
    }
    if (doing === "write" && isFull(cause)) return new StorageFullError();
    if (!isForbidden(cause)) return cause;
    return new StorageError(
      doing === "write"
        ? t`The folder of the frames can’t be written to: ${folder}.`
        : t`The folder of the frames can’t be read: ${folder}.`,
    );
  };

/** What is thrown of a folder that holds something else, such as “the backups”. */
export const folderOf =
  (what: string, folder: string): Told =>
  (doing, cause) => {
    const why = whyUnusable(cause)?.replace("written to", doing === "read" ? "read" : "written to") ?? null;
    return why === null ? cause : new StorageError(`The folder of ${what}, ${folder}, ${why}.`);
  };

/** Why a folder can't be written to, in words; null for what is a fault of its own. */
function whyUnusable(error: unknown): string | null {
  if (error instanceof AlteredError) return "gives back what wasn’t written to it";
  if (isFull(error)) return "is on a disk that is full";
  switch ((error as NodeJS.ErrnoException | null)?.code) {
    case "ENOENT":
      return "can’t be made, for what it would lie in is not there, or takes no folder";
    case "ENOTDIR":
    case "EEXIST":
      return "is a file, or lies in one";
    case "EACCES":
    case "EPERM":
      return "may not be written to by this user";
    case "EROFS":
      return "is on a disk that can only be read";
    default:
      return null;
  }
}

type Write = (draft: FileHandle) => Promise<void>;

async function writeDraft(file: string, write: Write, durable: boolean): Promise<void> {
  const handle = await open(file, "wx", 0o640);
  try {
    await write(handle);
    // The database must never name a picture that a power cut left empty.
    if (durable) await handle.datasync();
  } finally {
    await handle.close();
  }
}

async function writeWhole(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done)).bytesWritten;
}

/** Null where there is none, or one that a power cut left without its content. */
async function readSum(file: string): Promise<string | null> {
  const sum = await readFile(file, "utf8").catch(nullIfMissing);
  return sum !== null && /^[0-9a-f]{64}$/.test(sum) ? sum : null;
}

/** Files below a folder in the order of their names, as paths from it, as object storages list them. */
async function* listFolder(
  root: string,
  told: Told,
  prefix: string,
  after: string,
  below = prefix.slice(0, prefix.lastIndexOf("/") + 1),
): AsyncGenerator<Listed> {
  const entries = await entriesIn(path.join(root, below), told);
  const found = entries.map((entry) => below + entry.name + (entry.isDirectory() ? "/" : ""));
  for (const name of found.sort((a, b) => (a < b ? -1 : 1))) {
    if (!name.startsWith(prefix) && !prefix.startsWith(name)) continue;
    if (name.endsWith("/")) {
      yield* listFolder(root, told, prefix, after, name);
    } else if (name > after && isName(name)) {
      const file = await stat(path.join(root, name)).catch(nullIfMissing);
      if (file) yield { name, bytes: file.size, at: file.mtime };
    }
  }
}

/** Whether no process is writing a draft any more: the process that its name tells has ended, or a day has passed. */
async function isAbandoned(file: string, name: string): Promise<boolean> {
  const [, pid] = name.slice(hostname().length).split(".");
  if (name.startsWith(`${hostname()}.`) && !isAlive(Number(pid))) return true;
  const found = await stat(file).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > DAY_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === "EPERM";
  }
}

const namesIn = async (folder: string, told: Told): Promise<string[]> =>
  (await entriesIn(folder, told)).map(({ name }) => name);

async function entriesIn(folder: string, told: Told): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    if (isMissing(cause)) return [];
    throw told("read", cause);
  }
}

function isMissing(cause: unknown): boolean {
  return (cause as NodeJS.ErrnoException | null)?.code === "ENOENT";
}

function nullIfMissing(cause: unknown): null {
  if (isMissing(cause)) return null;
  throw cause;
}

function isForbidden(cause: unknown): boolean {
  const code = (cause as NodeJS.ErrnoException | null)?.code;
  return code === "EACCES" || code === "EPERM" || code === "EROFS" || code === "ENOTDIR";
}
