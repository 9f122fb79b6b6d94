import { type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";
import { fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from "yauzl";
import { t } from "@/lib/language/t";
import { BundleError } from "../list-files";

/** What the directory's end looks for, at most: the longest comment, and as much that somebody put after it. */
const LOOKED_AT = 3 * 65_536;
const CHUNK = 65_536;
const END_LENGTH = 22;
const LOCATOR_LENGTH = 20;
const END64_LENGTH = 56;
/** The marks that begin an archive's parts. */
const FILE = 0x04034b50;
const DIRECTORY = 0x02014b50;
const END = 0x06054b50;
const LOCATOR = 0x07064b50;
const END64 = 0x06064b50;

/** What begins a file of another kind, where it begins, and what that is called. */
const OTHER_KINDS: readonly (readonly [number, string, string])[] = [
  [0, "Rar!\u001a\u0007", "RAR"],
  [0, "7z\u00bc\u00af\u0027\u001c", "7z"],
  [0, "\u001f\u008b", "gzip"],
  [0, "BZh", "bzip2"],
  [0, "\u00fd7zXZ\0", "xz"],
  [0, "\u0028\u00b5\u002f\u00fd", "Zstandard"],
  [257, "ustar", "tar"],
];

/** An archive that is open, until `close`. */
type Archive = {
  readonly zip: ZipFile;
  /** @throws BundleError when the directory, read to its end, goes on */
  checkEnd(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Opens a zip archive by the directory at its end. What programs put before an archive, or after it, is passed over.
 *
 * @throws BundleError with a sentence for people when it is another kind of file or one of several parts
 */
export async function openArchive(file: string): Promise<Archive> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    await refuseOtherKinds(handle, size);
    const { start, end } = (await findArchive(handle, size)) ?? { start: 0, end: size };
    const zip = await fromRandomAccessReaderPromise(new Part(handle, start), end - start, {
      validateEntrySizes: true,
      // Names are read by rules of our own (entry-name.ts).
      decodeStrings: false,
      autoClose: false,
    });
    return { zip, checkEnd: () => checkEnd(zip, handle, start), close: () => handle.close() };
  } catch (cause) {
    await handle.close();
    throw cause;
  }
}

async function refuseOtherKinds(handle: FileHandle, size: number): Promise<void> {
  const head = await bytesAt(handle, 0, Math.min(size, 512));
  const kind = OTHER_KINDS.find(([at, mark]) => head.toString("latin1", at, at + mark.length) === mark);
  if (kind) throw new BundleError(t`The file is packed as ${kind[2]}. Pack it as zip.`);
  // The mark of a first part, and of the last one of an archive that was cut.
  if (head.length >= 4 && head.readUInt32LE(0) === 0x08074b50 && head.readUInt32LE(4) !== FILE) refuseParts();
}

function refuseParts(): never {
  throw new BundleError(t`The file is one part of an archive of several. Pack it as one file.`);
}

/** Where in a file its archive begins and ends; null when it holds none whose directory is in its place. */
async function findArchive(handle: FileHandle, size: number): Promise<{ start: number; end: number } | null> {
  const from = Math.max(0, size - LOOKED_AT);
  const tail = await bytesAt(handle, from, size - from);
  for (let at = tail.length - END_LENGTH; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END) continue;
    const end = from + at + END_LENGTH + tail.readUInt16LE(at + 20);
    if (end > size) continue;
    const directory = await directoryOf(handle, tail.subarray(at), from + at);
    if (directory === null) continue;
    const start = directory.at - directory.said;
    // An archive before the archive: which of them is meant can't be known.
    if (start > 3 && (await bytesAt(handle, 0, 4)).readUInt32LE(0) === FILE) {
      throw new BundleError(t`The file holds two archives, one after the other. Send each by itself.`);
    }
    return { start, end };
  }
  return null;
}

/** Where the directory begins, and where the archive says so: it doesn't count what stands before it. */
async function directoryOf(
  handle: FileHandle,
  end: Buffer,
  endAt: number,
): Promise<{ at: number; said: number } | null> {
  const locator = await bytesAt(handle, Math.max(0, endAt - LOCATOR_LENGTH), LOCATOR_LENGTH);
  const isLarge = endAt >= LOCATOR_LENGTH + END64_LENGTH && locator.readUInt32LE(0) === LOCATOR;
  if (!isLarge) {
    if (end.readUInt16LE(4) !== 0) refuseParts();
    const [length, said] = [end.readUInt32LE(12), end.readUInt32LE(16)];
    return placeOf(handle, { said, length, before: endAt, isEmpty: end.readUInt16LE(10) === 0 });
  }
  for (const at of [Number(locator.readBigUInt64LE(8)), endAt - LOCATOR_LENGTH - END64_LENGTH]) {
    const large = await bytesAt(handle, at, END64_LENGTH);
    if (large.length < END64_LENGTH || large.readUInt32LE(0) !== END64) continue;
    const [entries, length, said] = [32, 40, 48].map((at) => Number(large.readBigUInt64LE(at)));
    return placeOf(handle, { said: said!, length: length!, before: at, isEmpty: entries === 0 });
  }
  return null;
}

type SaidDirectory = {
  readonly said: number;
  readonly length: number;
  /** Where what follows the directory stands. */
  readonly before: number;
  readonly isEmpty: boolean;
};

async function placeOf(handle: FileHandle, { said, length, before, isEmpty }: SaidDirectory) {
  for (const at of [before - length, said]) {
    if (at < said || at > before) continue;
    const mark = await bytesAt(handle, at, 4);
    if (isEmpty || (mark.length === 4 && mark.readUInt32LE(0) === DIRECTORY)) return { at, said };
  }
  return null;
}

/** Some packers count no further than 65,535 and begin anew: what an archive says of itself is then too little. */
async function checkEnd(zip: ZipFile, handle: FileHandle, start: number): Promise<void> {
  const mark = await bytesAt(handle, start + Number(zip.readEntryCursor), 4);
  if (mark.length === 4 && mark.readUInt32LE(0) === DIRECTORY) {
    throw new BundleError(
      t`The archive holds more files than it says of itself. Pack it with another program, as 7-Zip.`,
    );
  }
}

/** The bytes from a place on, fewer where the file ends before. */
async function bytesAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  if (!Number.isSafeInteger(at)) return Buffer.alloc(0);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}

/** The archive in a file, as if there was nothing before it. */
class Part extends RandomAccessReader {
  /** What was read ahead, for a directory is read in many small pieces. */
  private ahead: { at: number; bytes: Buffer } = { at: 0, bytes: Buffer.alloc(0) };

  constructor(
    private readonly handle: FileHandle,
    private readonly start: number,
  ) {
    super();
  }

  override _readStreamForRange(from: number, to: number): Readable {
    return Readable.from(this.chunks(this.start + from, this.start + to), { objectMode: false });
  }

  private async *chunks(from: number, to: number): AsyncGenerator<Buffer> {
    for (let at = from; at < to; ) {
      const chunk = await bytesAt(this.handle, at, Math.min(CHUNK, to - at));
      if (chunk.length === 0) return;
      yield chunk;
      at += chunk.length;
    }
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.piece(this.start + position, length).then(
      (piece) => callback(null, piece.copy(buffer, offset)),
      (cause) => callback(cause),
    );
  }

  private async piece(at: number, length: number): Promise<Buffer> {
    const end = this.ahead.at + this.ahead.bytes.length;
    if (at < this.ahead.at || at + length > end) {
      // Only what follows on what was read before is likely to be followed.
      const isNext = at >= this.ahead.at && at <= end;
      this.ahead = { at, bytes: await bytesAt(this.handle, at, isNext ? Math.max(length, CHUNK) : length) };
    }
    return this.ahead.bytes.subarray(at - this.ahead.at, at - this.ahead.at + length);
  }
}
