"use client";

import type { ReactNode } from "react";
import { rich } from "@/components/ui/rich";
import { rulesOf } from "@/lib/domain/attempts/mode";
import { nameOf } from "@/lib/domain/name-of";
import { phaseNames } from "@/lib/domain/phases";
import { t } from "@/lib/language/t";
import { CornerFields } from "../viewer/draw/corner-fields";
import { DrawingTools, Instructions } from "../viewer/draw/drawing-tools";
import type { DrawingStore } from "../viewer/draw/store";
import { ConfidenceChoice } from "./confidence";
import type { Sitting } from "./sitting";
import { StepHeading } from "./step-heading";

type ZoneStepProps = {
  sitting: Sitting;
  drawing: DrawingStore;
  /** The id that describes the drawing area. */
  instructionsId: string;
  onPlace: () => void;
  onRate: (confidence: number | null) => void;
  /** Stands at the end, while the zone is drawn. */
  offer: ReactNode;
};

/** Shows the phase's definition, and has the Go Zone drawn. */
export function ZoneStep({ sitting, drawing, instructionsId, onPlace, onRate, offer }: ZoneStepProps) {
  const { definition } = sitting;
  const sent = sitting.step !== "zone";
  // For longer than a moment: it has not reached Calot.
  const waits = sent && sitting.delay !== null;
  const draws = !sent && sitting.frame === "shown";
  return (
    <>
      <StepHeading>
        {waits ? t`Kept on this device` : sent ? t`Your zone is on its way` : t`Draw the Go Zone`}
      </StepHeading>
      {waits && <p className="mt-1 text-pretty text-muted">{t`Its result comes once it is sent.`}</p>}
      <div className="mt-2 mb-3">
        <p data-verdict className="text-pretty">
          {phaseLine(sitting)}
        </p>
        {definition && (
          <p className="mt-2 text-pretty border-line-strong border-l-2 pl-3 text-muted text-sm">
            {definition.text}
          </p>
        )}
      </div>
      {/* Their place is kept while the zone is on its way, or the frame: nothing below them jumps. */}
      <div className={draws ? undefined : "invisible"} inert={!draws}>
        <DrawingTools drawing={drawing} onPlace={onPlace} />
        <Instructions id={instructionsId} drawing={drawing} />
        <CornerFields drawing={drawing} />
      </div>
      <ConfidenceChoice value={sitting.zoneConfidence} onChange={onRate} disabled={sent} />
      {!sent && offer}
    </>
  );
}

/** Says plainly where the definition comes from, and in guided mode whether the phase was right. */
function phaseLine({ mode, phase, phaseCorrect, definition }: Sitting): ReactNode {
  if (!definition)
    return t`Your phase is locked in. Whether it is right, and its definition, are told as soon as Calot can be reached; draw the zone meanwhile.`;
  const named = (
    <strong className="font-semibold">
      {definition.phase}, {nameOf(phaseNames, definition.phase)}
    </strong>
  );
  if (!rulesOf(mode).asksPhase) return rich`The phase is ${named}.`;
  // Nothing is told in an exam, nor of a case that is in an exam as well.
  if (phaseCorrect === null) return rich`You chose ${named}.`;
  if (phaseCorrect) return rich`Right phase: ${named}.`;
  if (!phase) return rich`Wrong phase. This is ${named}.`;
  return rich`Wrong phase: you chose ${phase}. This is ${named}.`;
}
