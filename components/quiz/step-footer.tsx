"use client";

import type { ComponentProps } from "react";
import { rulesOf } from "@/lib/domain/attempts/mode";
import { writtenReasons } from "@/lib/domain/reasons/reason";
import { isSameZone } from "@/lib/domain/scoring/zone";
import { t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { EnterBadge } from "../viewer/enter-badge";
import { useStore } from "../viewer/store";
import { NextButton } from "./next-button";
import { type Sitting, standsAgainst } from "./sitting";
import type { NextState } from "./use-case-queue";
import { useLate } from "./use-late";
import type { SittingControls } from "./use-sitting";

type StepFooterProps = {
  controls: SittingControls;
  /** Whether reasons are asked for before the zone is sent. */
  asksReasons: boolean;
  /** In an assignment an attempt can't be made again at will. */
  assigned: boolean;
  /** Whether what is locked or submitted can be kept by now. */
  ready: boolean;
  nextState: NextState;
  onNext: () => void;
  /** Said above the button: why a key did nothing. */
  word: string | null;
};

/** The one thing to do next, in reach of the thumb. */
export function StepFooter({
  controls,
  asksReasons,
  assigned,
  ready,
  nextState,
  onNext,
  word,
}: StepFooterProps) {
  const { sitting, drawing, lock, submit, restart } = controls;
  const { step, delay } = sitting;
  const drawn = useStore(drawing, ({ box, gesture }) => box !== null && gesture?.kind !== "corner");
  const waits = useLate(!ready || step === "locking" || step === "sending" || step === "finishing");
  const hasWords = Object.keys(writtenReasons(sitting.reasons)).length > 0;
  const against = standsAgainst(sitting, drawn ? "whole" : "none");
  const box = useStore(drawing, (state) => state.box);
  const changed = sitting.lastPhase !== sitting.phase || !isSameZone(box, sitting.box);
  const looks = step === "looking" || (step === "finishing" && !delay);
  const state = { busy: waits, disabled: against !== null };
  return (
    <div className="flex flex-wrap gap-2 px-4 py-3">
      <div role="status" className="-mb-2 w-full text-pretty text-sm">
        {word && <p className="pb-2">{word}</p>}
      </div>
      {(step === "phase" || step === "locking") && (
        <StepButton {...state} {...(delay && { variant: "secondary" })} onClick={lock} data-deed="lock">
          {lockWords(sitting)} {step === "phase" && <EnterBadge />}
        </StepButton>
      )}
      {(step === "zone" || (step === "sending" && !delay)) && (
        <StepButton {...state} onClick={submit}>
          {step === "zone" && asksReasons ? t`Go on` : t`Submit zone`} <EnterBadge />
        </StepButton>
      )}
      {step === "reasons" && (
        <>
          <Button size="lg" aria-label={t`Back to the zone`} onClick={controls.backToZone}>
            {t`Back`}
          </Button>
          <StepButton {...state} onClick={submit}>
            {hasWords ? t`Submit` : t`Submit without words`}
          </StepButton>
        </>
      )}
      {looks && (
        <StepButton {...state} onClick={() => controls.finish("changed")}>
          {changed ? t`Send the changed answer` : t`Keep my answer`} <EnterBadge />
        </StepButton>
      )}
      {step === "looking" && changed && (
        <Button
          size="lg"
          className="max-sm:w-full"
          onClick={() => controls.finish("kept")}
        >{t`Keep my first answer`}</Button>
      )}
      {step === "refused" && !assigned && (
        <Button size="lg" className="flex-1" onClick={restart}>{t`Begin this case again`}</Button>
      )}
      {/* Where another tab has begun it, it goes on from there. */}
      {step === "refused" && assigned && (
        <Button
          size="lg"
          className="flex-1"
          onClick={() => window.location.reload()}
        >{t`Load this case again`}</Button>
      )}
      {(step === "done" ||
        step === "refused" ||
        step === "unreadable" ||
        ((step === "sending" || step === "finishing") && delay)) && (
        <NextButton state={nextState} onNext={onNext} />
      )}
    </div>
  );
}

/** The button that ends a step: as wide as there is room. */
const StepButton = (props: ComponentProps<typeof Button>) => (
  <Button variant="primary" size="lg" className="flex-1" {...props} />
);

function lockWords({ mode, delay }: Sitting): string {
  if (delay) return t`Waiting to be sent`;
  return rulesOf(mode).asksPhase ? t`Lock in phase` : t`Show the phase`;
}
