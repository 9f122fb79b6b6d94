// Control characters have no place in a name or a text: Postgres refuses one, terminals obey others.
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/gu;
/** No letters, now or ever: files of XML, workbooks among them, can't hold them. */
const NO_LETTER = /\p{Noncharacter_Code_Point}/gu;
/** Letters that nobody sees, which copies from pages and mails bring along. */
const UNSEEN = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** A text without the letters of it that nobody sees. */
export const withoutUnseen = (text: string): string => text.replaceAll(UNSEEN, "");

/** Whether nothing of a text can be seen. */
export const isUnseen = (text: string): boolean => withoutUnseen(text).trim() === "";

/**
 * Text as it is stored, whoever wrote it and wherever it came in: composed Unicode, line feeds alone between lines, no
 * control characters but them and tabs, no broken surrogates, and no space around it; of what can't be seen, nothing. What
 * is exported of it and read in again is the same.
 */
export function plainText(text: string): string {
  const plain = storableText(text)
    .replaceAll(NO_LETTER, "")
    // Some programs write the end of a line inside a cell as a vertical tab.
    .replaceAll(/\r\n?|[\v\f\u0085]|\p{Zl}|\p{Zp}/gu, "\n")
    .replaceAll(CONTROL, (character) => (character === "\n" || character === "\t" ? character : ""))
    // Last: what was taken away may have stood between a letter and its accent.
    .normalize("NFC")
    .trim();
  return isUnseen(plain) ? "" : plain;
}

/** A name as it is shown and stored: one line. */
export function plainName(text: string): string {
  return plainText(text).replaceAll(/\s+/g, " ");
}

/** Text as it is, but for the two things that Postgres can't store: null characters and broken surrogates. */
export function storableText(text: string): string {
  return text.replaceAll("\0", "").replaceAll(/\p{Cs}/gu, "\ufffd");
}
