import { t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import type { SaveState } from "./use-autosave";

/** Whether the draft is kept. */
export function SaveLine({ save, timeZone }: { save: SaveState; timeZone: string }) {
  return (
    <p role="status" className="basis-full text-muted text-xs">
      {save.state === "saved" &&
        (save.at ? t`Draft saved, ${formatMoment(save.at, timeZone)}.` : t`Drafts are saved by themselves.`)}
      {save.state === "unsaved" && t`Saving …`}
      {save.state === "waiting" &&
        (save.problem === null
          ? t`Not saved: Calot can’t be reached. It is tried again; keep this page open.`
          : t`Not saved. ${save.problem} It is tried again; keep this page open.`)}
      {save.state === "refused" && <span className="text-danger">{t`Not saved: ${save.problem}`}</span>}
    </p>
  );
}
