import { t } from "@/lib/language/t";

/** What somebody is told: by a notice, and by mail. */
export type Message = {
  /** A sentence, for the notice inside Calot. */
  readonly notice: string;
  readonly subject: string;
  /** What the mail says between its greeting and its link. */
  readonly body: string;
};

/** A mail's whole text. */
export function mailText(readerName: string, { body }: Message, link: string): string {
  return letter([t`Hello ${readerName},`, body, link]);
}

/** The text of a mail that says these paragraphs, and below them what Calot is. */
export const letter = (paragraphs: readonly string[]): string =>
  [...paragraphs, t`Calot. For education. Not for use during an operation.`].join("\n\n").concat("\n");
