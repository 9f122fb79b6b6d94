"use client";

import { Redo2, SquareDashed, Trash2, Undo2 } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { modeRules } from "@/lib/domain/attempts/mode";
import { phaseNames } from "@/lib/domain/phases";
import { Kbd } from "../ui/kbd";
import type { DrawingStore } from "../viewer/draw/store";
import { useLetterKeys } from "../viewer/stage-keys";
import { useStore } from "../viewer/store";
import { ConfidenceChoice } from "./confidence";
import { CornerFields } from "./corner-fields";
import type { Sitting } from "./sitting";
import { StepHeading } from "./step-heading";

type ZoneStepProps = {
  sitting: Sitting;
  drawing: DrawingStore;
  /** The id that describes the drawing area. */
  instructionsId: string;
  onPlace: () => void;
  onRate: (confidence: number | null) => void;
};

/** Shows the phase's definition, and has the Go Zone drawn. */
export function ZoneStep({ sitting, drawing, instructionsId, onPlace, onRate }: ZoneStepProps) {
  const { definition } = sitting;
  const sent = sitting.step !== "zone";
  return (
    <>
      <StepHeading>{sent ? "Your zone is on its way" : "Draw the Go Zone"}</StepHeading>
      {definition && (
        <div className="mt-2 mb-3">
          <p className="text-pretty">{phaseLine(sitting)}</p>
          <p className="mt-2 text-pretty border-line-strong border-l-2 pl-3 text-muted text-sm">
            {definition.text}
          </p>
        </div>
      )}
      {/* Their place is kept while the zone is on its way: nothing below them jumps. */}
      <div className={sent ? "invisible" : undefined} inert={sent}>
        <DrawingTools drawing={drawing} onPlace={onPlace} />
        <Instructions id={instructionsId} drawing={drawing} />
        <CornerFields drawing={drawing} />
      </div>
      <ConfidenceChoice value={sitting.zoneConfidence} onChange={onRate} disabled={sent} />
    </>
  );
}

/** Says plainly where the definition comes from, and in guided mode whether the phase was right. */
function phaseLine({ mode, phase, phaseCorrect, definition }: Sitting): ReactNode {
  if (!definition) return null;
  const named = (
    <strong className="font-semibold">
      {definition.phase}, {phaseNames[definition.phase]}
    </strong>
  );
  if (!modeRules[mode].asksPhase) return <>The phase is {named}.</>;
  // Nothing is told in an exam, nor of a case that is in an exam as well.
  if (phaseCorrect === null) return <>You chose {named}.</>;
  if (phaseCorrect) return <>Right phase: {named}.</>;
  return (
    <>
      Wrong phase{phase && `: you chose ${phase}`}. This is {named}.
    </>
  );
}

/** How the zone is drawn: what the frame is described by. */
export function Instructions({ id, drawing }: { id: string; drawing: DrawingStore }) {
  const letters = useLetterKeys();
  const halfway = useStore(drawing, ({ gesture }) => gesture?.kind === "corner");
  return (
    <p id={id} className="mt-1 mb-2 min-h-[2lh] text-pretty text-muted text-xs">
      {halfway ? "Now the opposite corner." : "Drag over the frame, or tap two opposite corners."}
      <span className="hidden pointer-coarse:inline"> Two fingers zoom.</span>
      <span className="pointer-coarse:hidden">
        {letters && (
          <>
            {" "}
            <Kbd>G</Kbd> puts a zone in the middle, <Kbd>R</Kbd> lets the arrows move a corner.
          </>
        )}{" "}
        Arrow keys move the zone by a pixel, with Shift by ten.
      </span>
    </p>
  );
}

/** What the hand can't do on the frame. */
export function DrawingTools({ drawing, onPlace }: { drawing: DrawingStore; onPlace: () => void }) {
  const canUndo = useStore(drawing, ({ past, gesture }) => past.length > 0 || gesture?.kind === "corner");
  const canRedo = useStore(drawing, ({ future }) => future.length > 0);
  const empty = useStore(drawing, ({ box }) => box === null);
  return (
    <div className="flex flex-wrap items-center gap-1">
      <Tool name="Undo" off={!canUndo} onClick={() => drawing.dispatch({ type: "undo" })}>
        <Undo2 aria-hidden className="size-4" />
      </Tool>
      <Tool name="Redo" off={!canRedo} onClick={() => drawing.dispatch({ type: "redo" })}>
        <Redo2 aria-hidden className="size-4" />
      </Tool>
      {empty ? (
        <Tool name="Put a zone in the middle" off={false} onClick={onPlace}>
          <SquareDashed aria-hidden className="size-4" />
        </Tool>
      ) : (
        <Tool name="Clear" off={false} onClick={() => drawing.dispatch({ type: "clear" })}>
          <Trash2 aria-hidden className="size-4" />
        </Tool>
      )}
    </div>
  );
}

/** Keeps its focus when there is nothing left to undo. */
function Tool({ name, off, onClick, children }: ComponentProps<"button"> & { name: string; off: boolean }) {
  return (
    <button
      type="button"
      aria-disabled={off}
      onClick={off ? undefined : onClick}
      className="flex min-h-9 items-center gap-1.5 rounded-md border border-line px-2.5 text-sm hover:border-line-strong aria-disabled:cursor-default aria-disabled:border-transparent aria-disabled:text-muted aria-disabled:opacity-60 pointer-coarse:min-h-11"
    >
      {children}
      {name}
    </button>
  );
}
