/** Errors that a spreadsheet shows, where they are kept as text; also a number that its column was too narrow for. */
const ERROR_TEXT = /^#(?:N\/A|NV|#+|[\p{Lu}/\d_]{3,}[!?])$/u;
/** How programs write what is missing. */
const MISSING_TEXT = /^(?:nan|nat|null|<na>)$/i;

/** Whether a text is what programs write where they have none: `#N/A`, `null`. */
export function standsForNone(text: string): boolean {
  return ERROR_TEXT.test(text) || MISSING_TEXT.test(text);
}
