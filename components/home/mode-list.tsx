import { MODES, type Mode, modeNames } from "@/lib/domain/attempts/mode";
import { ButtonLink } from "../ui/button";

const explanations: Readonly<Record<Mode, string>> = {
  guided: "Says at once whether your phase is right, and shows the definition of the right one.",
  exam: "Says nothing until the zone is drawn, and shows the definition of the phase you named.",
  "phase-given": "Gives you the phase and asks for the zone alone. Counts in the conditioned figures.",
};

/** The three ways to practise, each in a line. */
export function ModeList() {
  return (
    <ul className="divide-y divide-line border-line border-y">
      {MODES.map((mode) => (
        <li key={mode} className="flex items-center justify-between gap-4 py-3">
          <div className="min-w-0">
            <h3 className="font-medium">{modeNames[mode]}</h3>
            <p className="text-muted text-sm">{explanations[mode]}</p>
          </div>
          <ButtonLink
            href={`/practice?mode=${mode}`}
            size="sm"
            aria-label={`Start ${modeNames[mode].toLowerCase()}`}
          >
            Start
          </ButtonLink>
        </li>
      ))}
    </ul>
  );
}
