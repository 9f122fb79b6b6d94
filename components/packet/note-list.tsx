import type { ResidentNote } from "@/lib/domain/resident-notes/note";
import { t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";

/** Notes about a resident, the latest first. */
export function NoteList({ notes, timeZone }: { notes: readonly ResidentNote[]; timeZone: string }) {
  return (
    <ul className="divide-y divide-line border-line border-y">
      {notes.map(({ id, author, at, text }) => (
        <li key={id} className="py-3">
          <p className="whitespace-pre-line break-words">{text}</p>
          <p className="mt-1 text-muted text-xs">
            {author ?? t`someone no longer here`}, <time dateTime={at}>{formatDay(at, timeZone)}</time>
          </p>
        </li>
      ))}
    </ul>
  );
}
