import { readFileSync } from "node:fs";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import PO from "pofile";
import type { Language, Piece } from "./language";
import { named } from "./t";

export class CatalogueError extends Error {}

/**
 * A catalogue of translated sentences: a gettext PO file whose messages are in ICU MessageFormat and whose header
 * names its language. What isn't translated is left out, and so said in English.
 *
 * @throws CatalogueError naming each message that doesn't hold the values of its English one, or can't be read
 */
export function readCatalogue(file: string): Language {
  const { headers, items } = PO.parse(readText(file));
  const tag = knownTag(file, headers.Language);
  const messages: Record<string, readonly Piece[]> = {};
  const problems: string[] = [];
  for (const { msgid, msgctxt, msgstr, obsolete, flags } of items) {
    const text = msgstr[0];
    if (!text || obsolete || flags.fuzzy) continue;
    try {
      const translated = piecesOf(text);
      const missing = placesOf(piecesOf(msgid)).filter((place) => !placesOf(translated).includes(place));
      const added = placesOf(translated).filter((place) => !placesOf(piecesOf(msgid)).includes(place));
      if (missing.length > 0) problems.push(`“${msgid}”: its translation lacks ${inBraces(missing)}`);
      if (added.length > 0)
        problems.push(`“${msgid}”: its translation has ${inBraces(added)}, the message has not`);
      messages[named(msgid, msgctxt ?? null)] = translated;
    } catch (error) {
      problems.push(`“${msgid}”: its translation can’t be read (${(error as Error).message})`);
    }
  }
  if (problems.length > 0) throw new CatalogueError(`${file} is not right. ${problems.join(". ")}.`);
  return { tag, messages };
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new CatalogueError(
      `LANGUAGE_FILE: ${file} can’t be read (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
}

function knownTag(file: string, header: string | undefined): string {
  try {
    const [tag] = Intl.getCanonicalLocales(header?.replace("_", "-") ?? "");
    if (tag) return tag;
  } catch {
    // Told below.
  }
  throw new CatalogueError(`${file}: its header has no Language, such as “Language: de”.`);
}

function piecesOf(message: string): readonly Piece[] {
  return toPieces(parse(message, { ignoreTag: true, captureLocation: false }), null);
}

function toPieces(elements: readonly MessageFormatElement[], counted: number | null): readonly Piece[] {
  return elements.map((element): Piece => {
    switch (element.type) {
      case TYPE.literal:
        return element.value;
      case TYPE.argument:
        return Number(element.value);
      case TYPE.pound:
        return { count: counted ?? 0 };
      case TYPE.plural: {
        const by = Number(element.value);
        const forms = Object.entries(element.options).map(([name, { value }]) => [name, toPieces(value, by)]);
        return { by, forms: Object.fromEntries(forms) };
      }
      default:
        throw new Error("only values and plurals are known here");
    }
  });
}

/** Each value that a message has, wherever it stands in it. */
function placesOf(message: readonly Piece[]): readonly number[] {
  const places = message.flatMap((piece) => {
    if (typeof piece === "string") return [];
    if (typeof piece === "number") return [piece];
    if ("count" in piece) return [piece.count];
    return [piece.by, ...Object.values(piece.forms).flatMap(placesOf)];
  });
  return [...new Set(places)].sort((a, b) => a - b);
}

const inBraces = (places: readonly number[]): string => places.map((place) => `{${place}}`).join(", ");
