import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { t } from "@/lib/language/t";
import {
  type ClipKind,
  clipTypes,
  type FrameStorage,
  type Inventory,
  isFull,
  RENDITION_TYPE,
  StorageError,
  StorageFullError,
} from "./frame-storage";

const SHA256 = /^[0-9a-f]{64}$/;
const DAY_MS = 86_400_000;
const SHELVES = ["originals", "renditions", "clips"] as const;

/**
 * Frames in a folder, on a disk or a share that all processes reach:
 *
 *     originals/<first two digits>/<sha256>.<format>
 *     renditions/<first two digits>/<sha256>-<width>.webp
 *     clips/<first two digits>/<sha256>.<mp4 or webm>
 *     unfinished/        what is being written
 */
export function folderStorage(folder: string): FrameStorage {
  const shelf = (kind: (typeof SHELVES)[number], sha256: string): string => {
    if (!SHA256.test(sha256)) throw new Error(`“${sha256}” is not a SHA-256 in hexadecimal.`);
    return path.join(folder, kind, sha256.slice(0, 2));
  };
  const original = (sha256: string, format: string): string => {
    if (!/^[a-z0-9]{1,8}$/.test(format)) throw new Error(`“${format}” is not a picture format.`);
    return path.join(shelf("originals", sha256), `${sha256}.${format}`);
  };
  const rendition = (sha256: string, width: number): string => {
    if (!Number.isSafeInteger(width)) throw new Error(`${width} is not a width in pixels.`);
    return path.join(shelf("renditions", sha256), `${sha256}-${width}.webp`);
  };
  const clip = (sha256: string, kind: ClipKind): string =>
    path.join(shelf("clips", sha256), `${sha256}.${kind}`);
  const unfinished = path.join(folder, "unfinished");

  // Thousands of files share a few hundred folders.
  const made = new Set<string>();
  const makeFolder = async (wanted: string): Promise<void> => {
    if (made.has(wanted)) return;
    await mkdir(wanted, { recursive: true });
    made.add(wanted);
  };

  const draftFile = (): string =>
    path.join(unfinished, `${hostname()}.${process.pid}.${randomBytes(8).toString("hex")}`);

  const put = async (file: string, bytes: Uint8Array): Promise<void> => {
    const draft = draftFile();
    try {
      await Promise.all([makeFolder(unfinished), makeFolder(path.dirname(file))]);
      await writeDurably(draft, bytes);
      await rename(draft, file);
    } catch (cause) {
      await rm(draft, { force: true }).catch(() => {});
      if (isFull(cause)) throw new StorageFullError();
      throw isForbidden(cause)
        ? new StorageError(t`The folder of the frames can’t be written to: ${folder}.`)
        : cause;
    }
  };

  // By name, and not by the ladder: widths of an earlier version go, too.
  const removeFrom = async (kind: (typeof SHELVES)[number], sha256: string): Promise<void> => {
    const folderOfIt = shelf(kind, sha256);
    for (const name of await namesIn(folderOfIt)) {
      if (!name.startsWith(sha256)) continue;
      await rm(path.join(folderOfIt, name), { force: true }).catch((cause: unknown) => {
        throw isForbidden(cause)
          ? new StorageError(t`The folder of the frames can’t be written to: ${folder}.`)
          : cause;
      });
    }
  };

  return {
    inventory: () => takeInventory(folder),
    putOriginal: (sha256, format, bytes) => put(original(sha256, format), bytes),
    readOriginal: async (sha256, format) => readFile(original(sha256, format)).catch(nullIfMissing),
    putRendition: (sha256, width, bytes) => put(rendition(sha256, width), bytes),
    async readRendition(sha256, width) {
      const body = await readFile(rendition(sha256, width)).catch(nullIfMissing);
      return body && { body, bytes: body.byteLength, contentType: RENDITION_TYPE };
    },
    async removeFrame(sha256) {
      await removeFrom("originals", sha256);
      await removeFrom("renditions", sha256);
    },
    putClip: (sha256, kind, bytes) => put(clip(sha256, kind), bytes),
    async readClip(sha256, kind) {
      const body = await readFile(clip(sha256, kind)).catch(nullIfMissing);
      return body && { body, bytes: body.byteLength, contentType: clipTypes[kind] };
    },
    removeClip: (sha256) => removeFrom("clips", sha256),
    async check() {
      const draft = draftFile();
      try {
        // Not what is known to be made: the folder may have gone since.
        await mkdir(unfinished, { recursive: true });
        await writeDurably(draft, Buffer.from("Calot"));
      } catch (error) {
        const why = whyUnusable(error);
        throw why === null
          ? error
          : new StorageError(`The folder of the frames, ${folder}, ${why}. It is set by STORAGE_DIR.`);
      } finally {
        // Where nothing could be written, nothing can be removed.
        await rm(draft, { force: true }).catch(() => {});
      }
    },
    async sweep() {
      for (const name of await namesIn(unfinished)) {
        const file = path.join(unfinished, name);
        if (await isAbandoned(file, name)) await rm(file, { force: true });
      }
    },
  };
}

/** Why a folder can't be written to, in words; null for what is a fault of its own. */
function whyUnusable(error: unknown): string | null {
  if (isFull(error)) return "is on a disk that is full";
  switch ((error as NodeJS.ErrnoException | null)?.code) {
    case "ENOENT":
      return "can’t be made, for what it would lie in is not there";
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

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, "wx", 0o640);
  try {
    await handle.writeFile(bytes);
    // The database must never name a picture that a power cut left empty.
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

async function takeInventory(folder: string): Promise<Inventory> {
  const [originals, renditions, clips] = await Promise.all(
    SHELVES.map(async (kind) => {
      const shelves = await namesIn(path.join(folder, kind));
      const names = await Promise.all(shelves.map((name) => namesIn(path.join(folder, kind, name))));
      return new Set(names.flat().map((name) => name.slice(0, name.lastIndexOf("."))));
    }),
  );
  return {
    hasOriginal: (sha256) => originals!.has(sha256),
    hasRendition: (sha256, width) => renditions!.has(`${sha256}-${width}`),
    hasClip: (sha256) => clips!.has(sha256),
  };
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

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    if (isMissing(cause)) return [];
    throw isForbidden(cause)
      ? new StorageError(t`The folder of the frames can’t be read: ${folder}.`)
      : cause;
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
