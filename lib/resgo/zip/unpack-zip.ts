import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32 } from "node:zlib";
import { type Entry, type LocalFileHeader, parseExtraFields, type ZipFile } from "yauzl";
import type { Encoding } from "@/lib/domain/uploads/encodings";
import { locale } from "@/lib/language/language";
import { t } from "@/lib/language/t";
import { BundleError, isLeftover } from "../list-files";
import { error, type Problem, warning } from "../problem";
import { isUnmarked, type NameReader, nameReader, unicodePath } from "./entry-name";
import { openArchive } from "./open-archive";

/** What an archive may unpack to. */
export type ZipLimits = {
  readonly entries: number;
  /** Of all files together. */
  readonly bytes: number;
};

export type UnpackOptions = {
  /** What names are written in where the archive doesn't say. */
  readonly encoding?: Encoding | null | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
};

/** Larger files that pack more than this are nothing but repetition: pictures don't pack at all, texts tenfold. */
const MOST_RATIO = 200;
const RATIO_FROM_BYTES = 10_000_000;
const LONGEST_NAME = 255;
const LONGEST_PATH = 1_000;
const DEEPEST = 8;

/** Unix file types in the upper half of the external attributes. */
const FILE_TYPE = 0o170000;
const FOLDER = 0o040000;
const SYMLINK = 0o120000;
const ORDINARY = [0, 0o100000, FOLDER];
const DOS_FOLDER = 0x10;

/** Other ways to pack than the two that every program reads, 0 (stored) and 8 (Deflate). */
const METHODS: Readonly<Record<number, string>> = {
  1: "Shrink",
  2: "Reduce",
  3: "Reduce",
  4: "Reduce",
  5: "Reduce",
  6: "Implode",
  9: "Deflate64",
  12: "BZIP2",
  14: "LZMA",
  16: "IBM CMPSC",
  18: "IBM TERSE",
  19: "IBM LZ77",
  20: "Zstandard",
  93: "Zstandard",
  94: "MP3",
  95: "XZ",
  96: "JPEG",
  97: "WavPack",
  98: "PPMd",
};
/** What says that a file is encrypted, whatever it is packed by. */
const AES = 99;

/** What is kept of an entry until it is unpacked: the rest is a kilobyte each. */
type Part = { readonly name: string; readonly entry: Entry };

/**
 * Unpacks a zip archive into a folder, which must be new. Nothing is written before all of its directory was looked at,
 * and nothing outside the folder; links are left out; no file is larger than the archive says of it, or another.
 *
 * @throws BundleError with a sentence for people when it is no archive, is damaged, or means harm
 */
export async function unpackZip(
  file: string,
  folder: string,
  limits: ZipLimits,
  { encoding = null, signal, onProgress }: UnpackOptions = {},
): Promise<Problem[]> {
  const archive = await openArchive(file).catch(refuse);
  try {
    const entries = await readDirectory(archive.zip, limits, signal);
    await archive.checkEnd();
    const problems: Problem[] = [];
    const parts = onlyOnce(chooseParts(entries, limits, encoding, problems), problems);
    await mkdir(folder, { recursive: true });
    for (const [index, { name, entry }] of parts.entries()) {
      signal?.throwIfAborted();
      await unpackEntry(archive.zip, entry, path.join(folder, ...name.split("/")), signal);
      onProgress?.(index + 1, parts.length);
    }
    return problems;
  } catch (cause) {
    signal?.throwIfAborted();
    refuse(cause);
  } finally {
    archive.zip.close();
    await archive.close();
  }
}

async function readDirectory(
  zip: ZipFile,
  limits: ZipLimits,
  signal: AbortSignal | undefined,
): Promise<Entry[]> {
  if (zip.entryCount > limits.entries) {
    throw new BundleError(
      t`The archive holds ${count(zip.entryCount)} files; ${count(limits.entries)} are the most.`,
    );
  }
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    signal?.throwIfAborted();
    entries.push(entry);
  }
  return entries;
}

/** The files to unpack. What may not be unpacked is refused with the archive, or named. */
function chooseParts(
  entries: readonly Entry[],
  limits: ZipLimits,
  encoding: Encoding | null,
  problems: Problem[],
): Part[] {
  const read = nameReader(
    entries.filter(isUnmarked).map(({ fileNameRaw }) => fileNameRaw),
    encoding,
  );
  let bytes = 0;
  return entries.flatMap((entry) => {
    const { name, isFolder } = placeOf(entry, read);
    if (name.split("/").some(isLeftover)) return [];
    const kind = (entry.externalFileAttributes >>> 16) & FILE_TYPE;
    if (kind === SYMLINK) {
      problems.push(error({ file: name }, t`A symbolic link in the archive was not unpacked.`));
      return [];
    }
    if (!ORDINARY.includes(kind)) {
      problems.push(error({ file: name }, t`This is no file and was not unpacked.`));
      return [];
    }
    const isFolderByMark = kind === FOLDER || (entry.externalFileAttributes & DOS_FOLDER) !== 0;
    if (isFolder || (isFolderByMark && entry.uncompressedSize === 0)) return [];
    bytes += entry.uncompressedSize;
    checkEntry(name, entry, bytes, limits);
    return [{ name, entry }];
  });
}

/** The path of an entry; what could leave the folder, or be mistaken elsewhere, is refused with the archive. */
function placeOf(entry: Entry, read: NameReader): { name: string; isFolder: boolean } {
  // After the letters are known: in some encodings a backslash's byte is half a letter.
  const said = read(entry).normalize("NFC").replaceAll("\\", "/");
  const all = said.split("/");
  if (said.startsWith("/") || /^[a-z]:/i.test(said) || all.includes("..")) {
    throw new BundleError(t`A file of the archive would be written outside of it: ${shown(said)}.`);
  }
  // `./a` and `a//b` lead nowhere else than `a` and `a/b`.
  const parts = all.filter((part) => part !== "" && part !== ".");
  const isFolder = said.endsWith("/") || all.at(-1) === ".";
  const isOdd =
    (parts.length === 0 && !isFolder) ||
    said.length > LONGEST_PATH ||
    parts.some((part) => Buffer.byteLength(part) > LONGEST_NAME) ||
    /\p{Cc}/u.test(said);
  if (isOdd) throw new BundleError(t`A file of the archive has a name that can’t be used: ${shown(said)}.`);
  if (parts.length > DEEPEST) throw new BundleError(t`A file of the archive lies too deep: ${shown(said)}.`);
  return { name: parts.join("/"), isFolder };
}

function checkEntry(name: string, entry: Entry, bytes: number, limits: ZipLimits): void {
  const method = entry.compressionMethod;
  if (entry.isEncrypted() || method === AES) refuseEncrypted();
  if (method !== 0 && method !== 8) {
    const named = METHODS[method] ?? String(method);
    throw new BundleError(
      t`The archive is packed by a method that Calot can’t read, ${named} (${shown(name)}). Pack it anew by Deflate, the usual one (7-Zip: archive format zip, compression method Deflate); Windows itself takes Deflate64 for files of more than 2 GB.`,
    );
  }
  if (bytes > limits.bytes) {
    throw new BundleError(
      t`The archive unpacks to more than ${count(Math.ceil(limits.bytes / 1_000_000))} MB, which is too much.`,
    );
  }
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
  if (entry.uncompressedSize > RATIO_FROM_BYTES && ratio > MOST_RATIO) {
    throw new BundleError(t`${shown(name)} unpacks to ${Math.round(ratio)} times its size.`);
  }
}

/**
 * The files whose names stand once in the archive. Which of two is meant can't be known, unless they are the same; names
 * are alike where some file system doesn't tell them apart.
 */
function onlyOnce(parts: readonly Part[], problems: Problem[]): Part[] {
  const byKey = new Map<string, [Part, ...Part[]]>();
  for (const part of parts) {
    const key = part.name.toLowerCase();
    const found = byKey.get(key);
    if (found) found.push(part);
    else byKey.set(key, [part]);
  }
  return [...byKey.values()].flatMap(([first, ...others]) => {
    for (const { name, entry } of others) {
      const same =
        entry.crc32 === first.entry.crc32 && entry.uncompressedSize === first.entry.uncompressedSize;
      if (same && name === first.name) continue;
      problems.push(
        name === first.name
          ? error({ file: name }, t`The archive holds this file twice, and not alike; neither was unpacked.`)
          : error(
              { file: name },
              t`Its name differs from ${first.name} by no more than case; neither was unpacked.`,
            ),
      );
    }
    const isOne = others.every(
      ({ name, entry }) =>
        name === first.name &&
        entry.crc32 === first.entry.crc32 &&
        entry.uncompressedSize === first.entry.uncompressedSize,
    );
    if (isOne && others.length > 0) {
      problems.push(
        warning({ file: first.name }, t`The archive holds this file twice, alike; it counts once.`),
      );
    }
    return isOne ? [first] : [];
  });
}

async function unpackEntry(
  zip: ZipFile,
  entry: Entry,
  target: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (!isSaidTwice(entry, await zip.readLocalFileHeaderPromise(entry))) {
    throw new Error("what stands before a file is not what its directory says");
  }
  await mkdir(path.dirname(target), { recursive: true });
  const packed = await zip.openReadStreamPromise(entry);
  let [written, sum] = [0, 0];
  // The reader holds an entry to the size it claims; this holds the reader to it, and the content to its checksum.
  const held = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      written += chunk.length;
      sum = crc32(chunk, sum);
      if (written > entry.uncompressedSize) next(new BundleError(t`A file is larger than the archive says.`));
      else next(null, chunk);
    },
    flush(next) {
      next(sum === entry.crc32 ? null : new Error("a file is not what its checksum says"));
    },
  });
  await pipeline(packed, held, createWriteStream(target, { flags: "wx", mode: 0o640 }), {
    ...(signal && { signal }),
  });
}

/** An archive says of each file twice what it is called and how it is packed. */
function isSaidTwice(entry: Entry, local: LocalFileHeader): boolean {
  const there = {
    fileNameRaw: local.fileName,
    generalPurposeBitFlag: local.generalPurposeBitFlag,
    extraFields: parseExtraFields(local.extraField),
  };
  return (
    local.fileName.equals(entry.fileNameRaw) &&
    local.compressionMethod === entry.compressionMethod &&
    isUnmarked(there) === isUnmarked(entry) &&
    (unicodePath(there) ?? Buffer.alloc(0)).equals(unicodePath(entry) ?? Buffer.alloc(0))
  );
}

function refuseEncrypted(): never {
  throw new BundleError(t`The archive is encrypted. Pack it without a password.`);
}

/** What keeps an archive from being unpacked is its own fault, but for the disk's. */
function refuse(cause: unknown): never {
  if (cause instanceof BundleError) throw cause;
  const { code, message } = cause as NodeJS.ErrnoException;
  if (message === "strong encryption is not supported") refuseEncrypted();
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
  `“${name.replaceAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, "?").slice(0, 120)}”`;
