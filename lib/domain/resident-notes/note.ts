import { z } from "zod";
import { plural, t } from "@/lib/language/t";
import type { Message } from "../notices/message";
import { plainText } from "../text/plain-text";
import { idSchema, momentSchema, type View } from "../view";

export const MOST_NOTE_LETTERS = 2000;

export const newNoteSchema = z
  .object({
    /** Made by the client, so that a request can be repeated. */
    id: z.uuid(),
    text: z
      .string()
      .overwrite(plainText)
      .min(1, t`Write something first.`)
      .max(
        MOST_NOTE_LETTERS,
        t`A note has ${plural(MOST_NOTE_LETTERS, "# character", "# characters")} at most.`,
      ),
  })
  .strict();

/** A note about a resident, as its author and the resident see it. */
export const residentNoteSchema = z.object({
  id: idSchema,
  /** Null for somebody who is no longer here. */
  author: z.string().nullable(),
  /** ISO 8601. */
  at: momentSchema,
  text: z.string(),
});
export type ResidentNote = View<typeof residentNoteSchema>;

/** What the resident is told: that there is a note, not what it says. */
export function noteMessage(author: string): Message {
  return {
    notice: t`${author} wrote a note about your progress.`,
    subject: t`A note about your progress`,
    body: t`${author} wrote a note about your progress. It stands on your progress page, and in the packet that the competency committee reads.`,
  };
}
