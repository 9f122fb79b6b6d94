"use client";

import { rulesOf } from "@/lib/domain/attempts/mode";
import { t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { Kbd } from "../ui/kbd";
import { useStore } from "../viewer/store";
import { NextButton } from "./next-button";
import { canLock, type Sitting } from "./sitting";
import type { NextState } from "./use-case-queue";
import { useLate } from "./use-late";
import type { SittingControls } from "./use-sitting";

type StepFooterProps = {
  controls: SittingControls;
  /** In an assignment an attempt can't be made again at will. */
  assigned: boolean;
  /** Whether what is locked or submitted can be kept by now. */
  ready: boolean;
  nextState: NextState;
  onNext: () => void;
};

/** The one thing to do next, in reach of the thumb. */
export function StepFooter({ controls, assigned, ready, nextState, onNext }: StepFooterProps) {
  const { sitting, drawing, lock, submit, restart } = controls;
  const { step, delay } = sitting;
  const drawn = useStore(drawing, ({ box, gesture }) => box !== null && gesture?.kind !== "corner");
  const waits = useLate(!ready || step === "locking" || step === "sending");
  return (
    <div className="flex flex-wrap gap-2 px-4 py-3">
      {(step === "phase" || step === "locking") && (
        <Button
          variant={delay ? "secondary" : "primary"}
          size="lg"
          className="flex-1"
          busy={waits}
          disabled={step === "phase" && !canLock(sitting)}
          onClick={lock}
        >
          {lockWords(sitting)} {step === "phase" && <Kbd>Enter</Kbd>}
        </Button>
      )}
      {(step === "zone" || (step === "sending" && !delay)) && (
        <Button
          variant="primary"
          size="lg"
          className="flex-1"
          busy={waits}
          disabled={step === "zone" && !drawn}
          onClick={submit}
        >
          {t`Submit zone`} <Kbd>Enter</Kbd>
        </Button>
      )}
      {step === "refused" && !assigned && (
        <Button size="lg" className="flex-1" onClick={restart}>{t`Begin this case again`}</Button>
      )}
      {(step === "done" || step === "refused" || step === "unreadable" || (step === "sending" && delay)) && (
        <NextButton state={nextState} onNext={onNext} />
      )}
    </div>
  );
}

function lockWords({ mode, delay }: Sitting): string {
  if (delay) return t`Waiting to be sent`;
  return rulesOf(mode).asksPhase ? t`Lock in phase` : t`Show the phase`;
}
