import { useId } from "react";
import { PHASES, type Phase, phaseNames } from "@/lib/domain/phases";

type PhaseRadiosProps = {
  legend: string;
  value: Phase | null;
  onChange: (phase: Phase | null) => void;
  /** What choosing none is called; without it, one must be chosen. */
  none?: string;
  /** The phase that choosing none keeps: it is not offered twice. */
  kept?: Phase;
};

/** One of the four phases, or none. */
export function PhaseRadios({ legend, value, onChange, none, kept }: PhaseRadiosProps) {
  const name = useId();
  const choices = [
    ...(none === undefined ? [] : [{ phase: null, label: none }]),
    ...PHASES.filter((phase) => phase !== kept).map((phase) => ({
      phase,
      label: `${phase}, ${phaseNames[phase]}`,
    })),
  ];
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-sm">{legend}</legend>
      {choices.map(({ phase, label }) => (
        <label
          key={label}
          className="flex min-h-8 cursor-pointer items-center gap-2.5 text-sm pointer-coarse:min-h-11"
        >
          <input
            type="radio"
            name={name}
            checked={value === phase}
            onChange={() => onChange(phase)}
            className="size-4 shrink-0 accent-accent"
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
