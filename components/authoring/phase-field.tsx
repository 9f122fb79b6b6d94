"use client";

import { useId } from "react";
import { PHASES, type Phase, phaseDefinitions, phaseNames } from "@/lib/domain/phases";
import { t } from "@/lib/language/t";

/** Chooses the phase; its definition and what it excludes stand below. */
export function PhaseField({ phase, onChoose }: { phase: Phase | null; onChoose: (phase: Phase) => void }) {
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="font-semibold">{t`Phase`}</legend>
      <div className="mt-1.5 grid grid-cols-1 gap-1.5">
        {PHASES.map((each) => (
          <label
            key={each}
            className="relative flex min-h-10 cursor-pointer items-center gap-2.5 rounded-md border border-line px-3 py-1.5 hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2 pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              name={name}
              value={each}
              checked={phase === each}
              onChange={() => onChoose(each)}
              className="absolute inset-0 cursor-[inherit] opacity-0"
            />
            <span aria-hidden className="pointer-events-none w-4 shrink-0 font-semibold">
              {each}
            </span>
            <span className="pointer-events-none text-pretty text-sm leading-snug">
              <span className="sr-only">{each}: </span>
              {phaseNames[each]}
            </span>
          </label>
        ))}
      </div>
      {phase && <Definition phase={phase} />}
    </fieldset>
  );
}

/** What the Go Zone is in a phase, and what it excludes. */
export function Definition({ phase }: { phase: Phase }) {
  return (
    <p className="mt-2 text-pretty border-line-strong border-l-2 pl-3 text-muted text-sm">
      {phaseDefinitions[phase]}
    </p>
  );
}
