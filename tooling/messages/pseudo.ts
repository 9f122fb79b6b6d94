import PO from "pofile";
import { catalogueOf } from "./catalogue-of";
import type { Message } from "./collect";

/** What stands around each sentence of the made-up language. */
export const PSEUDO_OPEN = "⟦";
export const PSEUDO_CLOSE = "⟧";

/**
 * A catalogue of a made-up language, whose sentences are the English ones in brackets with accents: what a page shows
 * without brackets is in no catalogue. Its tag is one that CLDR keeps for this, "en-XA".
 */
export function pseudoCatalogue(messages: readonly Message[]): string {
  const po = PO.parse(catalogueOf(messages, null, "en-XA").text);
  for (const item of po.items) item.msgstr = [`${PSEUDO_OPEN}${accented(item.msgid)}${PSEUDO_CLOSE}`];
  return po.toString();
}

/** The letters outside braces, and inside the forms of a plural, take accents; its keywords don't. */
function accented(message: string): string {
  return message
    .split(/(\{\d+\}|\{\d+, plural, one \{|\} other \{|\}\})/)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replaceAll("e", "é").replaceAll("a", "á").replaceAll("o", "ö"),
    )
    .join("");
}
