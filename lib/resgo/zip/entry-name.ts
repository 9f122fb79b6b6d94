import { crc32 } from "node:zlib";
import type { Entry } from "yauzl";
import type { Encoding } from "@/lib/domain/uploads/encodings";
import { t } from "@/lib/language/t";
import { decodeStrictly } from "@/lib/tables/decode-strictly";
import { BundleError } from "../list-files";

/** In which a system writes the names in its archives as it writes its other texts; elsewhere the two differ. */
const ENCODINGS_OF_NAMES: ReadonlySet<Encoding> = new Set([
  "gb18030",
  "big5",
  "shift_jis",
  "euc-kr",
  "windows-874",
  "windows-1258",
]);

/** The bit of a file's flags that marks its name. */
export const SAYS_UTF8 = 0x800;
/** The field of Info-ZIP that holds a name as UTF-8 beside the one of an older system. */
const UNICODE_PATH = 0x7075;

/** How the bytes of names without a mark are read: as what all of them are. */
export type NameReader = (
  entry: Pick<Entry, "fileNameRaw" | "generalPurposeBitFlag" | "extraFields">,
) => string;

/**
 * Makes the reader of an archive's names. A packer that marks no name as UTF-8 may write UTF-8 all the same, or the code
 * page of its system, and doesn't say which: so all its names are looked at together. They are UTF-8 where they can be
 * nothing else; they are what somebody names; and otherwise they are refused.
 *
 * @param unmarked the names with other letters than ASCII that aren't marked as UTF-8 (`isUnmarked`)
 * @throws BundleError, from the reader, with a sentence for people
 */
export function nameReader(unmarked: readonly Buffer[], encoding: Encoding | null): NameReader {
  const texts = unmarked.map((raw) => decodeStrictly(raw, "utf-8"));
  const isUtf8 = texts.every((text) => text !== null) && texts.some((text) => isNothingElse(text!));
  return (entry) => {
    const raw = entry.fileNameRaw;
    const said = unicodePath(entry) ?? (entry.generalPurposeBitFlag & SAYS_UTF8 ? raw : null);
    if (said) return decodeStrictly(said, "utf-8") ?? refuseDamaged(raw);
    if (isAscii(raw)) return raw.toString("latin1");
    if (isUtf8) return decodeStrictly(raw, "utf-8")!;
    return namedText(raw, encoding);
  };
}

/** Whether nothing says how a name is written. */
export function isUnmarked(entry: Parameters<NameReader>[0]): boolean {
  const isMarked = (entry.generalPurposeBitFlag & SAYS_UTF8) !== 0 || unicodePath(entry) !== null;
  return !isMarked && !isAscii(entry.fileNameRaw);
}

/** The name of the field beside, unless the name itself was changed since. */
export function unicodePath({
  fileNameRaw,
  extraFields,
}: Pick<Entry, "fileNameRaw" | "extraFields">): Buffer | null {
  for (const { id, data } of extraFields) {
    if (id !== UNICODE_PATH || data.length < 6 || data[0] !== 1) continue;
    if (data.readUInt32LE(1) === crc32(fileNameRaw)) return data.subarray(5);
  }
  return null;
}

function namedText(raw: Buffer, encoding: Encoding | null): string {
  const name = shown(raw);
  if (encoding === null) {
    throw new BundleError(
      t`The archive doesn’t say how the names of its files are written, so their letters can’t be known: ${name}. Name the encoding, or pack it so that names are UTF-8 (7-Zip: parameter cu).`,
    );
  }
  if (!ENCODINGS_OF_NAMES.has(encoding)) {
    throw new BundleError(
      t`The archive doesn’t say how the names of its files are written, and where texts are ${encoding}, names are in one of several code pages: ${name}. Pack it so that names are UTF-8 (7-Zip: parameter cu).`,
    );
  }
  const text = decodeStrictly(raw, encoding);
  // What an encoding leaves open is read as a control character or as one for private use.
  if (text !== null && !/[\p{Cc}\p{Co}\p{Cn}\ufffd]/u.test(text)) return text;
  throw new BundleError(
    t`The names of the archive’s files are neither Unicode nor ${encoding}: ${name}. Pack it so that names are UTF-8 (7-Zip: parameter cu).`,
  );
}

function refuseDamaged(raw: Buffer): never {
  throw new BundleError(
    t`The archive says that a name is UTF-8, and it isn’t: ${shown(raw)}. Pack it with another program.`,
  );
}

const isAscii = (raw: Buffer): boolean => raw.every((byte) => byte < 0x80);
const shown = (raw: Buffer): string =>
  `“${raw
    .toString("latin1")
    .replaceAll(/[^ -~]/g, "?")
    .slice(0, 120)}”`;

/** Three bytes and more for one letter, as no other encoding has them in this order but by the rarest chance. */
const LONG = /[\u0800-\u{10ffff}]/u;
/** An accented letter that stands, or an accent, where no sign of an East Asian encoding does: `Vidéo`, `Élan`, `Škoda`. */
const ACCENTED = new RegExp(
  [
    /[a-z](?=[\u00df-\u017f])\p{Ll}/u,
    /[A-Z](?=[\u00df-\u017f])\p{Ll}[a-z]/u,
    /[A-Za-z][\u0300-\u0320]/,
    /[\u00c0-\u00de\u0100-\u0120\u0140-\u0160][A-Za-z]/,
    /[A-Za-z][\u00c0-\u00de\u0100-\u0120\u0140-\u0160]/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "u",
);
/** A word of one alphabet. By chance two bytes may be one of its letters, but not three times in a row. */
const WORD =
  /\p{Script=Greek}{3}|\p{Script=Cyrillic}{3}|\p{Script=Hebrew}{3}|\p{Script=Arabic}{3}|\p{Script=Armenian}{3}/u;

/** Whether bytes that can be read as UTF-8 can be meant as nothing else. “Ŀ 1” may be “目 1” of a Chinese system. */
function isNothingElse(text: string): boolean {
  return LONG.test(text) || ACCENTED.test(text) || WORD.test(text);
}
