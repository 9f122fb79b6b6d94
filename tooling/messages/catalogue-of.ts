import PO from "pofile";
import type { Message } from "./collect";

type Catalogue = {
  readonly text: string;
  readonly total: number;
  readonly translated: number;
  readonly added: number;
  readonly removed: number;
};

const newHeaders = (tag: string): Record<string, string> => ({
  "Project-Id-Version": "Calot",
  Language: tag,
  "MIME-Version": "1.0",
  "Content-Type": "text/plain; charset=UTF-8",
  "Content-Transfer-Encoding": "8bit",
});

const keyOf = (id: string, context: string | null): string => JSON.stringify([context, id]);

/**
 * The PO file of a language: each message that the code says, with the translation that it had.
 *
 * @param before the file as it was, or null for a new one
 * @param tag the language, BCP 47
 */
export function catalogueOf(messages: readonly Message[], before: string | null, tag: string): Catalogue {
  const old = PO.parse(before ?? "");
  const known = new Map(old.items.map((item) => [keyOf(item.msgid, item.msgctxt ?? null), item]));
  const po = new PO();
  po.headers = before === null ? newHeaders(tag) : old.headers;
  po.comments = old.comments;
  po.items = messages.map((message) => {
    const item = new PO.Item();
    const was = known.get(keyOf(message.id, message.context));
    item.msgid = message.id;
    if (message.context !== null) item.msgctxt = message.context;
    item.msgstr = was?.msgstr ?? [""];
    item.flags = was?.flags ?? {};
    item.comments = was?.comments ?? [];
    item.references = [...message.places];
    item.extractedComments = [...message.values];
    return item;
  });
  const said = new Set(messages.map(({ id, context }) => keyOf(id, context)));
  return {
    text: `${po.toString()}\n`,
    total: po.items.length,
    translated: po.items.filter(({ msgstr }) => msgstr[0]).length,
    added: [...said].filter((key) => !known.has(key)).length,
    removed: [...known.keys()].filter((key) => !said.has(key)).length,
  };
}
