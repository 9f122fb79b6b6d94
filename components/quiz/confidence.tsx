"use client";

import { useId } from "react";
import { t } from "@/lib/language/t";

/** What a reader can say of their certainty, and the number it stands for. */
const CONFIDENCES = [
  { value: 0.25, name: t`Guess` },
  { value: 0.5, name: t`Unsure` },
  { value: 0.75, name: t`Fairly sure` },
  { value: 1, name: t`Certain` },
] as const;

/** The confidence that a number key stands for. */
export const confidenceOfKey = (key: string): number | null =>
  CONFIDENCES.find((_, i) => String(i + 1) === key)?.value ?? null;

type ConfidenceChoiceProps = {
  value: number | null;
  onChange: (value: number | null) => void;
  disabled: boolean;
};

/** How sure the reader is; nobody needs to say, and choosing the same again takes it back. */
export function ConfidenceChoice({ value, onChange, disabled }: ConfidenceChoiceProps) {
  const name = useId();
  return (
    <fieldset disabled={disabled} className="min-w-0">
      <legend className="mb-1 text-muted text-xs">{t`How sure are you? You need not say.`}</legend>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(4.25rem,100%),1fr))] overflow-clip rounded-md border border-line [overflow-clip-margin:3px]">
        {CONFIDENCES.map((choice) => (
          <label
            key={choice.value}
            className="relative flex min-h-8 cursor-pointer items-center justify-center border-line border-t border-l -mt-px -ml-px px-1 text-center text-muted text-xs leading-tight hover:text-ink has-checked:bg-raised has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-focus has-disabled:cursor-default pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              className="absolute inset-0 cursor-[inherit] opacity-0"
              checked={value === choice.value}
              onChange={() => onChange(choice.value)}
              onClick={() => value === choice.value && onChange(null)}
            />
            <span className="pointer-events-none">{choice.name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
