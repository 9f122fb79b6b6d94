import { jsonrepair } from "jsonrepair";
import { z } from "zod";
import { RATIONALE_PARTS, type Rationale, type RationalePart } from "@/lib/domain/rationale";
import { findSections, partNamed } from "./find-sections";

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

const proseSchema = z.union([z.string(), z.array(z.string()).transform((lines) => lines.join(" "))]);

function partsOfJson(text: string): Parts {
  const parts: Parts = {};
  for (const object of objectsIn(text)) gather(object, parts, 3);
  return parts;
}

/** Nested objects too: some models put the parts under a key such as “rationale”. */
function gather(value: unknown, parts: Parts, depth: number): void {
  if (typeof value !== "object" || value === null || depth === 0) return;
  for (const [key, held] of Object.entries(value)) {
    const part = partNamed(key);
    const prose = proseSchema.safeParse(held);
    if (part && prose.success && tidy(prose.data) !== "") parts[part] ??= tidy(prose.data);
    else gather(held, parts, depth - 1);
  }
}

/** JSON as models write it: a comma too many, a bracket too few, line breaks inside strings. */
function objectsIn(text: string): unknown[] {
  const start = text.search(/[[{]\s*["'{]/);
  if (start === -1) return [];
  const fence = text.indexOf("```", start);
  const end = fence !== -1 ? fence : text.lastIndexOf("}") + 1 || text.length;
  try {
    const value: unknown = JSON.parse(jsonrepair(text.slice(start, end)));
    return [value];
  } catch {
    return [];
  }
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
