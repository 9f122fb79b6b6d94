import type { Encoding } from "@/lib/domain/uploads/encodings";
import { t } from "@/lib/language/t";
import { decodeStrictly } from "./decode-strictly";
import { TableError } from "./table-error";

/** What begins a file of another kind, and what that is. */
const OTHER_KINDS: readonly (readonly [string, () => string])[] = [
  ["PK\u0003\u0004", () => t`The file is a workbook or an archive, and no CSV file: save it as “CSV UTF-8”.`],
  [
    "\u00d0\u00cf\u0011\u00e0",
    () => t`The file is an old Excel workbook: save it as .xlsx or as “CSV UTF-8”.`,
  ],
  ["%PDF-", () => t`The file is a PDF.`],
  ["{\\rtf", () => t`The file is a text of a word processor: save it as plain text.`],
];

const LOOKED_AT = 65_536;
const MOST_NULS = 3;

/**
 * The text of a file: UTF-8 or UTF-16 in either byte order, with or without marks. Anything else is read only as the
 * encoding that was named, for what is guessed may be wrong without a sign.
 *
 * @throws TableError with a sentence for people
 */
export function decodeText(bytes: Uint8Array, encoding: Encoding | null = null): string {
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  const kind = OTHER_KINDS.find(([mark]) => start.startsWith(mark));
  if (kind) throw new TableError(kind[1]());
  const text = unicodeOf(bytes, encoding) ?? namedText(bytes, encoding);
  // One or two are dirt, which is cleaned away with other control characters.
  if (text.split("\0", MOST_NULS + 2).length > MOST_NULS + 1) {
    throw new TableError(t`The file holds null characters, which no text has: save it as “CSV UTF-8”.`, {
      row: rowAt(text, text.indexOf("\0")),
    });
  }
  return text.replace(/^\ufeff+/, "");
}

/** Letters of three bytes and more: other encodings have their bytes in this order by the rarest chance, and not twice. */
const LONG_TWICE = /[\u0800-\u{10ffff}].*[\u0800-\u{10ffff}]/su;

/** Null where the bytes are no Unicode, or another encoding was named that reads them as well. */
function unicodeOf(bytes: Uint8Array, encoding: Encoding | null): string | null {
  const wide = wideOf(bytes);
  if (wide !== null) return decodeStrictly(bytes, wide) ?? refuse16();
  const text = decodeStrictly(bytes, "utf-8");
  if (text === null || encoding === null || text.startsWith("\ufeff") || LONG_TWICE.test(text)) return text;
  const other = decodeStrictly(bytes, encoding);
  if (other === null || other === text) return text;
  throw new TableError(
    t`The file can be read as UTF-8 and as ${encoding}, with other letters. Save all CSV files as “CSV UTF-8”, and name no encoding.`,
  );
}

function refuse16(): never {
  throw new TableError(t`The file looks like UTF-16, but was cut short or damaged: save it as “CSV UTF-8”.`);
}

/** UTF-16 by its mark, or by where its null bytes stand: every comma, digit and line end has one. */
function wideOf(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const [a, b, c, d] = bytes;
  const isWider =
    (a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff);
  if (isWider)
    throw new TableError(t`The file is UTF-32, which hardly anything reads: save it as “CSV UTF-8”.`);
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  const zeros = [0, 0];
  for (let at = 0; at < Math.min(bytes.length, LOOKED_AT); at++) if (bytes[at] === 0) zeros[at % 2]! += 1;
  const [even = 0, odd = 0] = zeros;
  if (even + odd === 0) return null;
  const most = Math.max(even, odd);
  // Some letters of other scripts end in a null byte; far more of a table's are commas, digits and line ends.
  if (most < 4 || most < 8 * Math.min(even, odd) || most * 40 < Math.min(bytes.length, LOOKED_AT))
    return null;
  return odd > even ? "utf-16le" : "utf-16be";
}

function namedText(bytes: Uint8Array, encoding: Encoding | null): string {
  if (encoding === null) {
    throw new TableError(
      t`The file is not Unicode, so its letters can’t be known: save it as “CSV UTF-8” in your spreadsheet, or name its encoding.`,
      { row: rowOfFault(bytes) },
    );
  }
  const text = decodeStrictly(bytes, encoding);
  // What an encoding leaves open is read as a control character.
  if (text !== null && !/[\u0080-\u009f\ufffd]/.test(text)) return text;
  throw new TableError(
    t`The file is neither Unicode nor ${encoding}: save it as “CSV UTF-8” in your spreadsheet.`,
  );
}

/** The row of the first byte that is not UTF-8. */
function rowOfFault(bytes: Uint8Array): number {
  let [low, high] = [0, bytes.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const decoder = new TextDecoder("utf-8", { fatal: true });
    try {
      decoder.decode(bytes.subarray(0, middle), { stream: true });
      low = middle;
    } catch {
      high = middle - 1;
    }
  }
  return rowAt(new TextDecoder().decode(bytes.subarray(0, low)), Number.POSITIVE_INFINITY);
}

function rowAt(text: string, index: number): number {
  return text.slice(0, index).split(/\r\n|[\r\n]/).length;
}
