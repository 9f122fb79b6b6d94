"use client";

import { clsx } from "clsx";
import { type ReactNode, useId } from "react";
import { rich } from "@/components/ui/rich";
import { rulesOf } from "@/lib/domain/attempts/mode";
import { PHASES, type Phase, phaseNames } from "@/lib/domain/phases";
import { t } from "@/lib/language/t";
import { Kbd } from "../ui/kbd";
import { useLetterKeys } from "../viewer/stage-keys";
import { ConfidenceChoice } from "./confidence";
import type { Sitting } from "./sitting";
import { StepHeading } from "./step-heading";

/** What is said of keys below the four phases. */
export const KEYS_THAT_LOCK = rich`${<Kbd>A</Kbd>} to ${<Kbd>D</Kbd>} choose, ${<Kbd>Enter</Kbd>} locks.`;

type PhaseStepProps = {
  sitting: Sitting;
  onChoose: (phase: Phase) => void;
  onRate: (confidence: number | null) => void;
};

/** Asks for the phase of the frame; where it is given, says so. */
export function PhaseStep({ sitting, onChoose, onRate }: PhaseStepProps) {
  if (!rulesOf(sitting.mode).asksPhase) {
    return (
      <>
        <StepHeading>{t`Look at the frame first`}</StepHeading>
        <p className="mt-1 text-muted text-sm">{t`The phase is given in this drill: only your zone is asked for. Look, then show the phase.`}</p>
      </>
    );
  }
  const locked = sitting.step !== "phase";
  return (
    <>
      <StepHeading>{locked ? t`Your phase is locked in` : t`Which phase is this?`}</StepHeading>
      <PhaseChoice phase={sitting.phase} locked={locked} onChoose={onChoose} hint={KEYS_THAT_LOCK} />
      <ConfidenceChoice value={sitting.phaseConfidence} onChange={onRate} disabled={locked} />
    </>
  );
}

type PhaseChoiceProps = {
  phase: Phase | null;
  locked: boolean;
  onChoose: (phase: Phase) => void;
  hint: ReactNode;
};

/** The four phases, one of them to choose. */
export function PhaseChoice({ phase, locked, onChoose, hint }: PhaseChoiceProps) {
  const name = useId();
  const letters = useLetterKeys();
  return (
    <fieldset disabled={locked} className="my-3 min-w-0 landscape:max-lg:my-2">
      <legend className="sr-only">{t`Phase`}</legend>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(8rem,100%),1fr))] gap-2 landscape:grid-cols-1 landscape:max-lg:gap-1.5">
        {PHASES.map((each) => (
          <label
            key={each}
            className="relative flex min-h-14 landscape:max-lg:min-h-11 cursor-pointer items-center gap-2.5 rounded-md border border-line px-3 py-2 hover:border-line-strong has-checked:border-accent has-disabled:cursor-default has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2 has-[:disabled:not(:checked)]:opacity-50"
          >
            <input
              type="radio"
              name={name}
              value={each}
              className="absolute inset-0 cursor-[inherit] opacity-0"
              checked={phase === each}
              onChange={() => onChoose(each)}
              {...(letters && { "aria-keyshortcuts": each })}
            />
            <span aria-hidden className="pointer-events-none w-4 shrink-0 font-semibold text-lg">
              {each}
            </span>
            <span className="pointer-events-none text-pretty text-sm leading-snug lg:text-base">
              <span className="sr-only">{each}: </span>
              {phaseNames[each]}
            </span>
          </label>
        ))}
      </div>
      {letters && (
        <p className={clsx("mt-1.5 text-muted text-xs pointer-coarse:hidden", locked && "invisible")}>
          {hint}
        </p>
      )}
    </fieldset>
  );
}
