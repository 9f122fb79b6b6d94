import { constants, type Dirent } from "node:fs";
import { open, readdir, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { locale } from "@/lib/language/language";
import { t } from "@/lib/language/t";
import { TableError } from "@/lib/tables/table-error";
import { error, type Place, type Problem } from "./problem";

/** A file of the bundle, or the bundle, can't be read: one sentence for people. */
export class BundleError extends Error {
  constructor(
    message: string,
    /** The file, where the one who reads the sentence doesn't know it. */
    readonly file: string | null = null,
    /** Where in the file, as far as that is known. */
    readonly within: Omit<Place, "file"> = {},
  ) {
    super(message);
  }
}

/** Names the file in what goes wrong with it. */
export async function inFile<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const within = cause instanceof TableError ? cause.place : undefined;
    throw new BundleError(faultOf(cause), file, within);
  }
}

/** What went wrong with one file, as a sentence; anything but the file's own fault is thrown on. */
export function faultOf(cause: unknown): string {
  if (cause instanceof BundleError || cause instanceof TableError) return cause.message;
  const { code } = cause as NodeJS.ErrnoException;
  if (code === "ENOENT") return t`The file is gone.`;
  if (code === "EACCES" || code === "EPERM" || code === "ELOOP") return t`The file may not be read.`;
  if (code === "EIO" || code === "ESTALE") return t`The disk can't read the file.`;
  throw cause;
}

const DEEPEST = 8;
const MOST_FILES = 500_000;

const LEFTOVER = /^(?:\..*|~\$.*|thumbs\.db|desktop\.ini|__macosx)$/i;

/** Whether a file or a folder is what operating systems and programs leave behind, and no one means. */
export function isLeftover(name: string): boolean {
  return LEFTOVER.test(name);
}

/** The files of a bundle. */
export type Listing = {
  /** The bundle's folder, with no symbolic link left in its path. */
  readonly root: string;
  /** Every ordinary file, relative to the root, with forward slashes, in order. */
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
};

/**
 * Lists the files below a folder. Symbolic links that stay in the folder are followed to files, not to folders;
 * links that leave it and whatever is no file (sockets, devices) are refused.
 *
 * @throws BundleError when there is no such folder, or far too much in it
 */
export async function listFiles(folder: string): Promise<Listing> {
  const root = await realpath(folder).catch(() => {
    throw new BundleError(t`There is no folder ${folder}.`);
  });
  const files: string[] = [];
  const problems: Problem[] = [];

  const visit = async (below: string[]): Promise<void> => {
    const entries = await readdir(path.join(root, ...below), { withFileTypes: true }).catch(
      (cause: Error) => {
        if (below.length === 0)
          throw new BundleError(t`${folder} can't be read as a folder: ${cause.message}.`);
        problems.push(error({ file: below.join("/") }, t`The folder can't be read: ${cause.message}.`));
        return [];
      },
    );
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (isLeftover(entry.name)) continue;
      const parts = [...below, entry.name];
      const name = parts.join("/");
      if (entry.isDirectory()) {
        if (parts.length < DEEPEST) await visit(parts);
        else problems.push(error({ file: name }, t`The folder lies too deep and was not looked into.`));
        continue;
      }
      const problem = await whyNot(root, parts, entry);
      if (problem) problems.push(error({ file: name }, problem));
      else if (files.push(name) > MOST_FILES) {
        throw new BundleError(t`${folder} holds more than ${MOST_FILES.toLocaleString(locale())} files.`);
      }
    }
  };
  await visit([]);
  return { root, files, problems };
}

async function whyNot(root: string, parts: readonly string[], entry: Dirent): Promise<string | null> {
  if (entry.isFile()) return null;
  if (!entry.isSymbolicLink()) return t`This is no file and was not read.`;
  const target = await realpath(path.join(root, ...parts)).catch(() => null);
  if (target === null) return t`The symbolic link leads nowhere.`;
  if (!target.startsWith(root + path.sep))
    return t`The symbolic link leaves the bundle and was not followed.`;
  return (await stat(target)).isFile() ? null : t`The symbolic link leads to no file and was not followed.`;
}

/**
 * Reads a file of the bundle whole.
 *
 * @throws BundleError when it is larger than allowed, or not a file
 */
export async function readWhole(root: string, file: string, mostBytes: number): Promise<Buffer> {
  // A pipe put in a file's place must not hold the reader up.
  const handle = await open(path.join(root, file), constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw new BundleError(t`This is no file.`);
    if (found.size > mostBytes) {
      throw new BundleError(
        t`The file is too large: ${megabytes(found.size)}, where ${megabytes(mostBytes)} are allowed.`,
      );
    }
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** The beginning of a file of a bundle: so many bytes, or fewer where it ends before. */
export async function readHead(root: string, file: string, bytes: number): Promise<Buffer> {
  const handle = await open(path.join(root, file), constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function megabytes(bytes: number): string {
  return t`${Math.ceil(bytes / 1_000_000).toLocaleString(locale())} MB`;
}
