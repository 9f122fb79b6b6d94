import { RATIONALE_PARTS, type Rationale, type RationalePart } from "@/lib/domain/rationale";
import { findSections, partNamed } from "./find-sections";
import { type Loose, readLooseJson } from "./read-loose-json";

type Parts = Partial<Record<RationalePart, string>>;

/**
 * The four parts of an answer's rationale, from labelled sections (any Markdown, any order, on one line or on many)
 * or from JSON. A part that isn't given is empty; null when none is. Never throws.
 *
 * @param text without thinking
 */
export function parseRationale(text: string): Rationale | null {
  const found: Parts = { ...partsOfSections(text), ...partsOfJson(text) };
  if (RATIONALE_PARTS.every((part) => !found[part])) return null;
  const { location = "", exposure = "", nextAction = "", criticalRisk = "" } = found;
  return { location, exposure, nextAction, criticalRisk };
}

function partsOfSections(text: string): Parts {
  const parts: Parts = {};
  for (const { part, words } of findSections(text)) {
    const said = tidy(words);
    if (!part || said === "") continue;
    const before = parts[part];
    // A model in a loop says the same again; one that uses two of a part's names says more.
    if (!before) parts[part] = said;
    else if (!before.includes(said)) parts[part] = `${before} ${said}`;
  }
  return parts;
}

function partsOfJson(text: string): Parts {
  const parts: Parts = {};
  for (const value of jsonIn(text)) gather(value, parts, 3);
  return parts;
}

/** Nested objects too: some models put the parts under a key such as “rationale”. */
function gather(value: Loose, parts: Parts, depth: number): void {
  if (typeof value !== "object" || value === null || depth === 0) return;
  if (Array.isArray(value)) for (const held of value) gather(held, parts, depth - 1);
  else
    for (const [key, held] of value) {
      const part = partNamed(key);
      const words = tidy(proseIn(held));
      if (part && words !== "") parts[part] ??= words;
      else gather(held, parts, depth - 1);
    }
}

/** A string, or several in a list; of anything else nothing. */
function proseIn(value: Loose): string {
  if (typeof value === "string") return value;
  if (!Array.isArray(value) || !value.every((line) => typeof line === "string")) return "";
  return value.join(" ");
}

function jsonIn(text: string): Loose[] {
  const start = text.search(/[[{]\s*["'{]/);
  if (start === -1) return [];
  const fence = text.indexOf("```", start);
  const end = fence !== -1 ? fence : text.lastIndexOf("}") + 1 || text.length;
  return readLooseJson(text.slice(start, end));
}

function tidy(words: string): string {
  // Counts are limited so that a long run of one character is not gone through again from each of its places.
  return words
    .replaceAll(/\*\*|__|`/g, "")
    .replaceAll(/^[^\S\n]{0,40}(?:[-*•>|]{1,8}|#{1,6})[^\S\n]{1,40}/gm, "")
    .replaceAll(/\s+/g, " ")
    .replace(/^[\s:*_|–—-]+/, "")
    .replace(/[\s*_|#]{1,40}$/, "")
    .replace(/^"(.*?)"?,?$/, "$1");
}
