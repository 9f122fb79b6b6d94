import type { z } from "zod";
import { t } from "@/lib/language/t";

/** Letters of Windows-1252 at the bytes 0x80 to 0x9f; a space where it has none. */
const HIGH = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";
/** UTF-8 begins a letter with one of these bytes, as Windows-1252 shows them, and goes on with others. */
const RUN = /(?:[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,3})+/g;

/**
 * “Å¡”, “Å«n”: one letter of Latin Extended as two. The second is a sign that never follows a letter, or one that no letter
 * follows: quotation marks at a word's end, spaces, apostrophes and dashes prove nothing.
 */
const ONE_LETTER =
  /[\u00c4-\u00c9](?:[¡¿‚„ƒ¼½¾¯¸¨´ˆ˜¢¤¦ŒœŠšŽžŸ‹¬]|[\u0081\u008d\u008f\u0090\u009d]|[«»±©£¥§¶ª²³µ¹º€…†‡‰•™›](?=\p{Ll}))/u;

/** Two signs that may well stand after a letter, where no other letter follows. */
const CLOSING = /^[\u00a0«»”“’‘…–—†‡™®©°·‰²³¹ºª›]{2}(?!\p{Ll})/u;

/**
 * What shows that a text was read in another encoding than it was written in: `Ã¼`, `â€™`, a replacement character. Null
 * where nothing does.
 */
export function garbled(text: string): string | null {
  const lost = /\ufffd|锟斤拷/.exec(text);
  if (lost) return lost[0];
  const one = ONE_LETTER.exec(text);
  if (one) return one[0];
  for (const { 0: run, index } of text.matchAll(RUN)) {
    const bytes = Uint8Array.from(run, (letter) => {
      const high = HIGH.indexOf(letter);
      return high < 0 ? letter.charCodeAt(0) : 0x80 + high;
    });
    for (let length = bytes.length; length >= 2; length--) {
      // “É»” and “é—”” may stand in a text; “Ã©”, “â€™” and several in a row do not.
      const tells =
        bytes[0]! <= 0xc3 ||
        length > 3 ||
        (length === 3 && (bytes[0] === 0xe2 || bytes[0] === 0xef || !CLOSING.test(text.slice(index + 1))));
      if (tells && isUtf8(bytes.subarray(0, length))) return run.slice(0, length);
    }
  }
  return null;
}

/** Refuses such a text where it is typed or pasted, as an import refuses it: what is stored can be read in again. */
export function refuseGarbled(text: string, ctx: z.RefinementCtx): void {
  const lost = garbled(text);
  if (lost !== null) ctx.addIssue({ code: "custom", message: garbledWords(lost) });
}

/** @param lost what `garbled` found */
export const garbledWords = (lost: string): string =>
  t`“${lost}” is what letters become that are read in another encoding than they were written in: mend it.`;

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
