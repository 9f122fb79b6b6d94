"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { MOST_NOTE_LETTERS, type ResidentNote } from "@/lib/domain/resident-notes/note";
import { t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { newId } from "../ui/new-id";
import { saveNote } from "./api";
import { NoteList } from "./note-list";

type NotesProps = { residentId: string; notes: readonly ResidentNote[]; timeZone: string };

/** What was written about a resident, and a form to write more. */
export function Notes({ residentId, notes, timeZone }: NotesProps) {
  const id = useId();
  const router = useRouter();
  const [text, setText] = useState("");
  // The same until it is stored, so that pressing twice writes one note.
  const [noteId, setNoteId] = useState(newId);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ readonly text: string; readonly isProblem: boolean } | null>(null);

  async function save() {
    setBusy(true);
    setSaid(null);
    const problem = await saveNote(residentId, { id: noteId, text });
    setBusy(false);
    if (problem !== null) return setSaid({ text: problem, isProblem: true });
    setText("");
    setNoteId(newId());
    setSaid({ text: t`Stored. The resident is told that there is a note.`, isProblem: false });
    router.refresh();
  }

  return (
    <section aria-labelledby="notes" className="min-w-0">
      <h2 id="notes" className="font-semibold">{t`Notes`}</h2>
      <form
        className="mt-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void save();
        }}
      >
        <label
          htmlFor={id}
          className="mb-1 block font-medium text-sm"
        >{t`A note for the committee and the resident`}</label>
        <textarea
          id={id}
          rows={3}
          value={text}
          maxLength={MOST_NOTE_LETTERS}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setText(event.currentTarget.value)}
          className="block w-full rounded-md border border-line-strong bg-raised px-3 py-2 text-base hover:border-ink"
        />
        <p
          id={`${id}-hint`}
          className="mt-1 text-muted text-xs"
        >{t`The resident reads what you write, with your name, on their progress page. It can’t be changed afterwards.`}</p>
        <div className="mt-3 flex flex-wrap items-center gap-3">
          <Button type="submit" busy={busy} disabled={text.trim() === ""}>{t`Write the note`}</Button>
          <p role="status" className={said?.isProblem ? "text-danger text-sm" : "text-muted text-sm"}>
            {said?.text}
          </p>
        </div>
      </form>
      <div className="mt-6">
        {notes.length === 0 ? (
          <p className="text-muted text-sm">{t`Nothing has been written yet.`}</p>
        ) : (
          <NoteList notes={notes} timeZone={timeZone} />
        )}
      </div>
    </section>
  );
}
