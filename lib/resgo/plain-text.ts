// Control characters have no place in a name or a text: Postgres refuses one, terminals obey others.
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/gu;

/**
 * Text as it is stored: composed Unicode, line feeds alone between lines, no control characters but them and
 * tabs, no broken surrogates, and no space around it.
 */
export function plainText(text: string): string {
  return storableText(text)
    .normalize("NFC")
    .replaceAll(/\r\n?|\p{Zl}|\p{Zp}/gu, "\n")
    .replaceAll(CONTROL, (character) => (character === "\n" || character === "\t" ? character : ""))
    .trim();
}

/** Text as it is, but for the two things that Postgres can't store: null characters and broken surrogates. */
export function storableText(text: string): string {
  return text.replaceAll("\0", "").replaceAll(/\p{Cs}/gu, "\ufffd");
}

/** A name as it is shown and stored: one line. */
export function plainName(text: string): string {
  return plainText(text).replaceAll(/\s+/g, " ");
}

/** What two ways of writing one name have in common: case, spaces around it and Unicode's form don't matter. */
export function nameKey(text: string): string {
  return plainName(text).toLowerCase();
}

/** Only the letters and digits of a Latin text, in lower case, with single spaces between words. */
export function latinWords(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{M}|['’‘ʼ`´]/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, " ")
    .trim();
}
