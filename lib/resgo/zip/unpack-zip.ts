import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32 } from "node:zlib";
import { type Entry, type LocalFileHeader, parseExtraFields, type ZipFile } from "yauzl";
import type { Encoding } from "@/lib/domain/uploads/encodings";
import { t } from "@/lib/language/t";
import { BundleError } from "../list-files";
import type { Problem } from "../problem";
import { chooseParts, count, refuseEncrypted, type ZipLimits } from "./choose-parts";
import { SAYS_UTF8, unicodePath } from "./entry-name";
import { openArchive } from "./open-archive";

export type UnpackOptions = {
  /** What names are written in where the archive doesn't say. */
  readonly encoding?: Encoding | null | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
};

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
    const parts = chooseParts(entries, limits, encoding, problems);
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

/** An archive says of each file twice what it is called and how it is packed; the field beside may stand in one place. */
function isSaidTwice(entry: Entry, local: LocalFileHeader): boolean {
  const extraFields = parseExtraFields(local.extraField);
  const beside = unicodePath({ fileNameRaw: local.fileName, extraFields });
  return (
    local.fileName.equals(entry.fileNameRaw) &&
    local.compressionMethod === entry.compressionMethod &&
    ((local.generalPurposeBitFlag ^ entry.generalPurposeBitFlag) & SAYS_UTF8) === 0 &&
    (beside === null || beside.equals(unicodePath(entry) ?? Buffer.alloc(0)))
  );
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
