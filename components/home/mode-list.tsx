import { MODES } from "@/lib/domain/attempts/mode";
import { modeWords } from "@/lib/domain/attempts/mode-words";
import { t } from "@/lib/language/t";
import { ButtonLink } from "../ui/button-link";

/** The three ways to practise, each in a line. */
export function ModeList() {
  return (
    <ul className="divide-y divide-line border-line border-y">
      {MODES.map((mode) => (
        <li key={mode} className="flex items-center justify-between gap-4 py-3">
          <div className="min-w-0">
            <h3 className="font-medium">{modeWords(mode).name}</h3>
            <p className="text-muted text-sm">{modeWords(mode).practice}</p>
          </div>
          <ButtonLink
            href={`/practice?mode=${mode}`}
            size="sm"
            aria-label={modeWords(mode).start}
          >{t`Start`}</ButtonLink>
        </li>
      ))}
    </ul>
  );
}
