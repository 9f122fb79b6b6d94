"use client";

import { useId } from "react";
import { RATIONALE_PARTS, type Rationale, type RationalePart, rationaleLabels } from "@/lib/domain/rationale";
import { t } from "@/lib/language/t";

const HINTS: Readonly<Record<RationalePart, string>> = {
  location: t`Where the Go Zone lies, by its landmarks.`,
  exposure: t`Whether retraction and dissection show enough to go on.`,
  nextAction: t`The manoeuvre that comes next.`,
  criticalRisk: t`What is most easily mistaken or injured here.`,
};

type TextsFieldProps = {
  texts: Rationale;
  onChange: (texts: Rationale) => void;
  /** Why the draft was not kept, and for which part of it. */
  refused: { readonly field: string | null; readonly problem: string } | null;
};

/** The four parts of the rationale. */
export function TextsField({ texts, onChange, refused }: TextsFieldProps) {
  const id = useId();
  return (
    <fieldset className="min-w-0 space-y-3">
      <legend className="mb-1.5 font-semibold">{t`Rationale`}</legend>
      {RATIONALE_PARTS.map((part) => (
        <div key={part}>
          <label htmlFor={`${id}-${part}`} className="font-medium text-sm">
            {rationaleLabels[part]}
          </label>
          <p id={`${id}-${part}-hint`} className="text-muted text-xs">
            {HINTS[part]}
          </p>
          <textarea
            id={`${id}-${part}`}
            {...(refused?.field === `rationale.${part}` && { "aria-invalid": true })}
            aria-describedby={`${id}-${part}-hint ${id}-${part}-problem`}
            rows={3}
            maxLength={4_000}
            value={texts[part]}
            onChange={(event) => onChange({ ...texts, [part]: event.currentTarget.value })}
            className="mt-1 block w-full rounded-md border border-line-strong bg-raised px-3 py-2 text-base text-ink hover:border-ink aria-invalid:border-danger"
          />
          <p id={`${id}-${part}-problem`} className="mt-1 text-danger text-sm empty:hidden">
            {refused?.field === `rationale.${part}` && refused.problem}
          </p>
        </div>
      ))}
    </fieldset>
  );
}
