import type { Entry } from "yauzl";
import type { Encoding } from "@/lib/domain/uploads/encodings";
import { locale } from "@/lib/language/language";
import { t } from "@/lib/language/t";
import { BundleError, isLeftover } from "../list-files";
import { error, type Problem, warning } from "../problem";
import { isUnmarked, type NameReader, nameReader } from "./entry-name";

/** What an archive may unpack to. */
export type ZipLimits = {
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

/** A file to unpack, by its path. */
type Part = { readonly name: string; readonly entry: Entry };

/**
 * The files of an archive to unpack, by its directory alone. What may not be unpacked is named.
 *
 * @throws BundleError with a sentence for people when the archive is refused for one of them
 */
export function chooseParts(
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
  const parts = entries.flatMap((entry) => {
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
  return onlyOnce(parts, problems);
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
    const differing = others.filter((other) => !isSame(first, other));
    for (const { name } of differing) {
      const what =
        name === first.name
          ? t`The archive holds this file twice, and not alike; neither was unpacked.`
          : t`Its name differs from ${first.name} by no more than case; neither was unpacked.`;
      problems.push(error({ file: name }, what));
    }
    if (differing.length > 0) return [];
    if (others.length > 0) {
      const what = t`The archive holds this file twice, alike; it counts once.`;
      problems.push(warning({ file: first.name }, what));
    }
    return [first];
  });
}

function isSame(one: Part, other: Part): boolean {
  return (
    one.name === other.name &&
    one.entry.crc32 === other.entry.crc32 &&
    one.entry.uncompressedSize === other.entry.uncompressedSize
  );
}

export function refuseEncrypted(): never {
  throw new BundleError(t`The archive is encrypted. Pack it without a password.`);
}

export const count = (value: number): string => value.toLocaleString(locale());
const shown = (name: string): string =>
  `“${name.replaceAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, "?").slice(0, 120)}”`;
