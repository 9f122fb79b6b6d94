import { plainName } from "@/lib/domain/text/plain-text";
import { t } from "@/lib/language/t";
import { findDate } from "./date-words";
import { nameKey } from "./plain-text";

/** Which video of the bundle a name means, with what was assumed; or why none is known. */
export type NamedVideo =
  | { readonly video: string; readonly assumed: string | null }
  | {
      readonly problem: string /** Whether one of the bundle's may be meant all the same. */;
      readonly doubtful: boolean;
    };

/** How a name is given: in a cell, or as a sheet is called. */
type SaidAs = "cell" | "sheet";

/** Excel takes no longer name of a sheet, and none with these signs. */
const SHEET_NAME = 31;
const SHORTENED = /^\d(?:[.,]\d+)?e[+-]?\d+$/i;

/**
 * How a table's names of videos are understood: as the folders are called, whatever the case; or else without the zeros
 * that a spreadsheet dropped, and of sheets without what a sheet's name can't hold, where one video alone can be meant.
 *
 * @param videos the bundle's, by the key of their names
 * @param said every name of one table: what one row names in full, another can't mean by a shorter name
 */
export function videoNames(
  videos: ReadonlyMap<string, string>,
  said: Iterable<string>,
): (name: string, as: SaidAs) => NamedVideo {
  const saidKeys = new Set([...said].map(nameKey));
  const byDigits = groupedBy(videos, withoutZeros);

  /** The one video that a shorter name means; several, or none. */
  const alone = (candidates: readonly string[], mayAlsoMean: (key: string) => boolean): string | null => {
    const [only] = candidates;
    if (only === undefined || candidates.length > 1 || saidKeys.has(only)) return null;
    // Two spellings in one table are two names: both can't be guessed.
    return [...saidKeys].filter((key) => !videos.has(key) && mayAlsoMean(key)).length > 1 ? null : only;
  };

  return (name, as) => {
    const key = nameKey(name);
    const exact = videos.get(key);
    if (exact !== undefined) return { video: exact, assumed: null };
    const shown = plainName(name);

    const digits = withoutZeros(key);
    const padded = byDigits.get(digits) ?? [];
    const found = alone(padded, (other) => withoutZeros(other) === digits);
    if (found !== null) {
      const video = videos.get(found)!;
      return { video, assumed: t`“${shown}” is read as ${video}: zeros seem to be dropped.` };
    }
    if (as === "sheet") {
      const cut = (letters: string): boolean =>
        key.length >= SHEET_NAME - 2 && letters.startsWith(lettersOf(key));
      const means = (video: string): boolean => lettersOf(key) === lettersOf(video) || cut(lettersOf(video));
      const candidates = lettersOf(key) === "" ? [] : [...videos.keys()].filter(means);
      const only = alone(candidates, (other) => lettersOf(other) === lettersOf(key));
      if (only !== null) {
        const video = videos.get(only)!;
        return {
          video,
          assumed: t`The sheet is read as that of ${video}, whose name a sheet can’t have in full.`,
        };
      }
      return {
        problem: t`No video is called as the sheet is. Excel cuts the names of sheets after 31 characters and takes no [ ] : * ? / \\ in them: add a column Video, with the names of the folders.`,
        doubtful: true,
      };
    }
    return {
      problem: whyUnknown(
        shown,
        padded.map((key) => videos.get(key)!),
      ),
      doubtful: padded.length > 0 || isSpoilt(shown),
    };
  };
}

/** Whether a spreadsheet has made something else of a name. */
function isSpoilt(name: string): boolean {
  return findDate(name) !== null || SHORTENED.test(name);
}

function whyUnknown(shown: string, padded: readonly string[]): string {
  if (padded.length > 0) {
    return t`“${shown}” may mean ${padded.join(", ")} or another video: write the names as the folders are called.`;
  }
  if (SHORTENED.test(shown))
    return t`“${shown}” is a number that a spreadsheet has shortened, no name of a video: format the column as text and enter the names again.`;
  if (findDate(shown) !== null)
    return t`“${shown}” looks like a date, which spreadsheets make of names, and no video is called so: format the column as text and enter the names again.`;
  return t`No video is called “${shown}”: names are those of the folders.`;
}

const withoutZeros = (key: string): string => key.replaceAll(/(?<!\d)0+(?=\d)/g, "");
const lettersOf = (key: string): string => key.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, "");

function groupedBy(videos: ReadonlyMap<string, string>, by: (key: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const key of videos.keys()) groups.set(by(key), [...(groups.get(by(key)) ?? []), key]);
  return groups;
}
