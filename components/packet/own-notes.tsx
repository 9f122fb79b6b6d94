import type { ResidentNote } from "@/lib/domain/resident-notes/note";
import { t } from "@/lib/language/t";
import { NoteList } from "./note-list";

/** What was written about the reader, on their own progress page; nothing where nothing was. */
export function OwnNotes({ notes, timeZone }: { notes: readonly ResidentNote[]; timeZone: string }) {
  if (notes.length === 0) return null;
  return (
    <section aria-labelledby="notes" className="mt-12 max-w-prose">
      <h2 id="notes" className="font-semibold">{t`Notes about your progress`}</h2>
      <p className="mb-3 text-muted text-sm">{t`Written by your program. The latest of them stand in the packet that the competency committee reads.`}</p>
      <NoteList notes={notes} timeZone={timeZone} />
    </section>
  );
}
