"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { t } from "@/lib/language/t";
import { DelayNote, UnkeptWarning } from "./delay-note";
import { insteadWords } from "./instead-words";
import { PhaseStep } from "./phase-step";
import { ReasonsStep } from "./reasons-step";
import type { SecondLookStep } from "./second-look";
import { StepHeading } from "./step-heading";
import type { SittingControls } from "./use-sitting";
import { ZoneStep } from "./zone-step";

type StepPanelProps = {
  controls: SittingControls;
  /** Whether the case belongs to an assignment that is being done. */
  assigned: boolean;
  kept: boolean;
  instructionsId: string;
  onPlace: () => void;
  /** Stands below the zone's tools: whether to be asked for reasons, where an assignment leaves it to the reader. */
  offer: ReactNode;
  /** The step of a second look, once its script is there. */
  look: typeof SecondLookStep | null;
  onRetry: () => void;
};

/** What is read and chosen in each step before the result. What a step begins with to tell is announced, once. */
export function StepPanel(props: StepPanelProps) {
  const { step, definition } = props.controls.sitting;
  const root = useRef<HTMLDivElement>(null);
  const [told, setTold] = useState("");
  // As it is read there: a live region must have been on the page before its words.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for whenever one of these has changed
  useEffect(() => {
    setTold(root.current?.querySelector("[data-verdict]")?.textContent ?? "");
  }, [step, definition]);
  return (
    <div ref={root} className="contents">
      <Step {...props} />
      <p role="status" className="sr-only">
        {told}
      </p>
    </div>
  );
}

function Step({
  controls,
  assigned,
  kept,
  instructionsId,
  onPlace,
  offer,
  look: Look,
  onRetry,
}: StepPanelProps) {
  const { sitting, drawing } = controls;
  const { step } = sitting;
  if (step === "done") {
    return (
      <>
        <StepHeading>{t`Stored`}</StepHeading>
        <p data-verdict className="mt-1 text-pretty text-muted">
          {assigned
            ? t`Its result comes when the results are released.`
            : t`The case is part of an assignment of yours; its result comes when results are released.`}
        </p>
        {sitting.instead && <p className="mt-2 text-pretty text-sm">{insteadWords(sitting.instead)}</p>}
      </>
    );
  }
  if (step === "unreadable") {
    return (
      <>
        <StepHeading>{t`Stored`}</StepHeading>
        <p
          data-verdict
          className="mt-1 text-pretty"
        >{t`Calot was updated meanwhile, and this page can’t show what it answered. Load the page again.`}</p>
      </>
    );
  }
  if (step === "refused") {
    return (
      <>
        <StepHeading>{t`This attempt could not be stored`}</StepHeading>
        <p data-verdict className="mt-1 text-pretty">
          {sitting.refusal}
        </p>
      </>
    );
  }
  if (Look && (step === "looking" || step === "finishing")) {
    return (
      <>
        <Look controls={controls} instructionsId={instructionsId} onPlace={onPlace} />
        <DelayNote sitting={sitting} kept={kept} onRetry={onRetry} />
      </>
    );
  }
  return (
    <>
      {step === "phase" || step === "locking" ? (
        <PhaseStep sitting={sitting} onChoose={controls.choosePhase} onRate={controls.ratePhase} />
      ) : step === "reasons" ? (
        <ReasonsStep controls={controls} />
      ) : (
        <ZoneStep
          sitting={sitting}
          drawing={drawing}
          instructionsId={instructionsId}
          onPlace={onPlace}
          onRate={controls.rateZone}
          offer={offer}
        />
      )}
      <DelayNote sitting={sitting} kept={kept} onRetry={onRetry} />
      {!kept && step === "phase" && <UnkeptWarning />}
    </>
  );
}
