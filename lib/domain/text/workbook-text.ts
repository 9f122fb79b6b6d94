/** `_` before what would be read as the format's own way of writing a letter ("_x0041_"), or become that when written. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a writer turns each of these into "_x0001_" and its like.
const READ_AS_A_LETTER = /_(?=x[\dA-Fa-f]{4}[_\u0001-\u0008\u000B-\u001F])/gi;

/**
 * A text as the writer of a workbook must be given it, so that it is read as it was typed. Half letters and signs that XML
 * can't hold become U+FFFD; the writer itself takes care of the other control characters.
 */
export function workbookText(text: string): string {
  return text.replaceAll(/[\0\uFFFE\uFFFF\p{Surrogate}]/gu, "\uFFFD").replaceAll(READ_AS_A_LETTER, "_x005F_");
}
