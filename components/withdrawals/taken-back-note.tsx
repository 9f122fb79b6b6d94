import { removedInWords } from "@/lib/documents/removed-picture";
import type { TakenBack } from "@/lib/domain/withdrawals/views";
import { t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";

type TakenBackNoteProps = {
  of: { readonly retired: TakenBack | null; readonly removed: TakenBack | null };
  timeZone: string;
};

/** Says of a case that it is retired, or that its picture is gone, since when and why; nothing of one that is neither. */
export function TakenBackNote({ of: { retired, removed }, timeZone }: TakenBackNoteProps) {
  if (!retired && !removed) return null;
  return (
    <div className="rounded-md border border-line bg-sunken px-3 py-2 text-pretty text-sm">
      {retired && (
        <p>{t`Retired on ${formatDay(retired.at, timeZone)}, offered to nobody since. Reason: ${retired.because}`}</p>
      )}
      {removed && <p>{removedInWords(removed, timeZone)}</p>}
    </div>
  );
}
