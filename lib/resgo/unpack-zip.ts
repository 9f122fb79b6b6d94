import { createWriteStream } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { locale } from "@/lib/language/language";
import { t } from "@/lib/language/t";
import { BundleError } from "./list-files";
import { error, type Problem } from "./problem";

/** What an archive may unpack to. */
type ZipLimits = {
  readonly entries: number;
  /** Of all files together. */
  readonly bytes: number;
};

/** Larger files that pack more than this are nothing but repetition: pictures don't pack at all, texts tenfold. */
const MOST_RATIO = 200;
const RATIO_FROM_BYTES = 10_000_000;
const LONGEST_NAME = 255;
const LONGEST_PATH = 1_000;
const DEEPEST = 8;

/** What operating systems add to archives, and no one means. */
const LEFTOVER = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i;
/** Unix file types in the upper half of the external attributes. */
const FILE_TYPE = 0o170000;
const SYMLINK = 0o120000;
const ORDINARY = [0, 0o100000, 0o040000];

/**
 * Unpacks a zip archive into a folder, which must be new. Nothing is written outside it, links are left out, and
 * no file is larger than the archive says of it.
 *
 * @returns where the bundle is: the folder, or the only folder in it
 * @throws BundleError with a sentence for people when it is no archive, is damaged, or means harm
 */
export async function unpackZip(
  file: string,
  folder: string,
  limits: ZipLimits,
  options: {
    readonly signal?: AbortSignal;
    readonly onProgress?: (done: number, total: number) => void;
  } = {},
): Promise<{ readonly root: string; readonly problems: readonly Problem[] }> {
  const zip = await openPromise(file, {
    validateEntrySizes: true,
    decodeStrings: true,
    autoClose: false,
  }).catch(refuse);
  const problems: Problem[] = [];
  const taken = new Set<string>();
  let unpacked = 0;
  let done = 0;
  try {
    if (zip.entryCount > limits.entries) {
      throw new BundleError(
        t`The archive holds ${count(zip.entryCount)} files; ${count(limits.entries)} are the most.`,
      );
    }
    await mkdir(folder, { recursive: true });
    for await (const entry of entriesOf(zip)) {
      options.signal?.throwIfAborted();
      options.onProgress?.(++done, zip.entryCount);
      const name = plainEntryName(entry);
      if (LEFTOVER.test(name)) continue;
      unpacked += entry.uncompressedSize;
      checkSize(entry, unpacked, limits);
      const kind = (entry.externalFileAttributes >>> 16) & FILE_TYPE;
      if (kind === SYMLINK) {
        problems.push(error({ file: name }, t`A symbolic link in the archive was not unpacked.`));
        continue;
      }
      if (!ORDINARY.includes(kind)) {
        problems.push(error({ file: name }, t`This is no file and was not unpacked.`));
        continue;
      }
      if (name.endsWith("/")) continue;
      // Alike on the file systems that don't tell case apart.
      const key = name.normalize("NFC").toLowerCase();
      if (taken.has(key)) {
        problems.push(
          error({ file: name }, t`The archive holds this file twice; the second was not unpacked.`),
        );
        continue;
      }
      taken.add(key);
      await unpackEntry(zip, entry, path.join(folder, ...name.split("/")), options.signal);
    }
  } catch (cause) {
    options.signal?.throwIfAborted();
    refuse(cause);
  } finally {
    zip.close();
  }
  return { root: await onlyFolder(folder), problems };
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  yield* zip.eachEntry();
}

/** The path of an entry; what could leave the folder, or be mistaken elsewhere, is refused with the archive. */
function plainEntryName(entry: Entry): string {
  const name = entry.fileName.replaceAll("\\", "/");
  const parts = name.replace(/\/$/, "").split("/");
  const leaves = name.startsWith("/") || /^[a-z]:/i.test(name) || parts.includes("..");
  if (leaves) {
    throw new BundleError(t`A file of the archive would be written outside of it: ${shown(name)}.`);
  }
  const isOdd =
    name === "" ||
    name.length > LONGEST_PATH ||
    parts.some((part) => part === "" || part === "." || Buffer.byteLength(part) > LONGEST_NAME) ||
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    /[\u0000-\u001f\u007f]/.test(name);
  if (isOdd) throw new BundleError(t`A file of the archive has a name that can’t be used: ${shown(name)}.`);
  if (parts.length > DEEPEST) throw new BundleError(t`A file of the archive lies too deep: ${shown(name)}.`);
  return name;
}

function checkSize(entry: Entry, unpacked: number, limits: ZipLimits): void {
  if (entry.isEncrypted()) throw new BundleError(t`The archive is encrypted. Pack it without a password.`);
  if (unpacked > limits.bytes) {
    throw new BundleError(
      t`The archive unpacks to more than ${count(Math.ceil(limits.bytes / 1_000_000))} MB, which is too much.`,
    );
  }
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
  if (entry.uncompressedSize > RATIO_FROM_BYTES && ratio > MOST_RATIO) {
    throw new BundleError(t`${shown(entry.fileName)} unpacks to ${Math.round(ratio)} times its size.`);
  }
}

async function unpackEntry(
  zip: ZipFile,
  entry: Entry,
  target: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  const packed = await zip.openReadStreamPromise(entry);
  let written = 0;
  // The reader holds an entry to the size it claims; this holds the reader to it.
  const held = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      written += chunk.length;
      if (written > entry.uncompressedSize) next(new BundleError(t`A file is larger than the archive says.`));
      else next(null, chunk);
    },
  });
  await pipeline(packed, held, createWriteStream(target, { flags: "wx", mode: 0o640 }), {
    ...(signal && { signal }),
  });
}

/** A folder's only folder, where it holds nothing else: people pack a bundle's folder as often as what is in it. */
async function onlyFolder(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  const [only] = entries;
  const isBundleFolder = /^(?:frames|labelme|predictions)$/i;
  return entries.length === 1 && only!.isDirectory() && !isBundleFolder.test(only!.name)
    ? path.join(folder, only!.name)
    : folder;
}

/** What keeps an archive from being unpacked is its own fault, but for the disk's. */
function refuse(cause: unknown): never {
  if (cause instanceof BundleError) throw cause;
  const { code, message } = cause as NodeJS.ErrnoException;
  if (/^(?:absolute path|invalid relative path|invalid characters)/.test(message)) {
    throw new BundleError(t`A file of the archive would be written outside of it. Nothing of it was taken.`);
  }
  if (code === "ENOSPC" || code === "EDQUOT") {
    throw new BundleError(t`The disk is full. Ask whoever runs Calot to make room, then send it again.`);
  }
  if (code === "EEXIST" || code === "ENOTDIR" || code === "EISDIR") {
    throw new BundleError(t`The archive names one thing as a file and as a folder.`);
  }
  if (code !== undefined && !/^(?:Z_|ERR_)/.test(code)) throw cause;
  throw new BundleError(t`The archive is damaged, or is no zip archive: ${message.replace(/\.$/, "")}.`);
}

const count = (value: number): string => value.toLocaleString(locale());
const shown = (name: string): string =>
  `“${name.replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, "?").slice(0, 120)}”`;
