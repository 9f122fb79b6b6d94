/** The languages whose spreadsheets and file names bring dates here. */
const LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "pl", "cs", "tr", "ru", "el", "fi"];

/** Months elsewhere, and words that frames are called by: `out_12.jpg`. */
const ENGLISH = new Set(["out", "set"]);

let months: RegExp | null = null;

/** The names of months and their short forms, as a spreadsheet of any of the languages writes them. */
function monthWords(): RegExp {
  if (months) return months;
  const words = new Set<string>();
  for (const language of LANGUAGES) {
    for (const month of ["long", "short"] as const) {
      const format = new Intl.DateTimeFormat(language, { month, day: "numeric", timeZone: "UTC" });
      for (let at = 0; at < 12; at++) {
        const parts = format.formatToParts(Date.UTC(2027, at, 15));
        const word = parts
          .find(({ type }) => type === "month")!
          .value.replace(/\.$/, "")
          .toLowerCase();
        if (/^\p{L}{3,}$/u.test(word) && !ENGLISH.has(word)) words.add(word);
      }
    }
  }
  // Longer ones first, so that “March” is not read as “Mar”.
  const alternatives = [...words, "mär", "mrz"].sort((a, b) => b.length - a.length).join("|");
  months = new RegExp(
    `^(?:(?:\\d{1,2}|[12]\\d{3})[\\s.,/_-]*(?:${alternatives})|(?:${alternatives})[\\s.,/_-]*(?:\\d{1,2}|(?:19|20)\\d{2}))(?![\\p{L}\\d])`,
    "iu",
  );
  return months;
}

const YEAR_FIRST = /(?<!\d)(?:19|20)\d{2}([-/._ ])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)/;
const YEAR_LAST =
  /(?<!\d)(?:0?[1-9]|[12]\d|3[01])([-/._ ])(?:0?[1-9]|[12]\d|3[01])\1(?:(?:19|20)?\d{2})(?!\d)/;
const TWO_SLASHED = /^\d{1,2}\/\d{1,2}$|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$/;
const RUN_TOGETHER = /^(?:19[89]|20\d)\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
const IN_CHINESE = /\d+\s*[年月日년월일]/;

/** What in a text is a date, as people and spreadsheets write them; null where nothing is. */
export function findDate(text: string): string | null {
  for (const pattern of [YEAR_FIRST, YEAR_LAST, TWO_SLASHED, RUN_TOGETHER, IN_CHINESE, monthWords()]) {
    const found = pattern.exec(text.trim());
    if (found) return found[0].trim();
  }
  return null;
}
