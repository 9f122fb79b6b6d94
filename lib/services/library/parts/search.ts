import type { z } from "zod";
import { integer, text } from "@/lib/db/columns";
import { rationaleText } from "./rationale-text";

/** Adds a parameter to the statement; its place in the SQL. */
type Given = (name: string, type: z.ZodType, value: unknown) => string;

const FRAME = /\b(?:frame|image)\s*(\d{1,9})\b/giu;
/** What asks for more than that all words are there. */
const SYNTAX = /["“”]|(?:^|\s)-\S|\bor\b/iu;
const MOST_WORDS = 12;

// By its index, whatever else is asked for.
const inRationale = (words: string): string =>
  `v.id IN (SELECT v.id FROM case_version v WHERE ${rationaleText} @@ websearch_to_tsquery('english', ${words}))`;

// “on” and “the” are in no index: with other words they ask for nothing.
const asksNothing = (word: string): string => `numnode(websearch_to_tsquery('english', ${word})) = 0`;

/**
 * What a search leaves: “V01”, “frame 96”, part of a dataset's name and words of the rationale, all of which must hold,
 * each of one case. With quoted words, words left out or a choice, the rest is looked for in the rationale alone.
 */
export function searchConditions(search: string, given: Given): string[] {
  const parts: string[] = [];
  const rest = search.replaceAll(FRAME, (_, number: string) => {
    const at = given(`frame${parts.length}`, integer, Math.min(Number(number), 2_147_483_647));
    parts.push(`c.frame_number = ${at}`);
    return " ";
  });
  const words = rest.trim();
  if (words === "") return parts;
  if (SYNTAX.test(words)) return [...parts, inRationale(given("words", text, words))];
  const each = words.split(/\s+/).slice(0, MOST_WORDS);
  return [
    ...parts,
    ...each.map((word, index) => {
      const [said, named] = [
        given(`word${index}`, text, word),
        given(`named${index}`, text, `%${word.replaceAll(/[\\%_]/g, "\\$&")}%`),
      ];
      const frame = /^\d{1,9}$/.test(word)
        ? ` OR c.frame_number = ${given(`number${index}`, integer, Math.min(Number(word), 2_147_483_647))}`
        : "";
      return `(vi.name ILIKE ${named} OR d.name ILIKE ${named}${frame} OR ${inRationale(said)} OR ${asksNothing(said)})`;
    }),
  ];
}
