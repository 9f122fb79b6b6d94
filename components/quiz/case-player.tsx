"use client";

import { useId, useRef, useState } from "react";
import { rulesOf } from "@/lib/domain/attempts/mode";
import type { Box } from "@/lib/domain/geometry";
import { PHASES } from "@/lib/domain/phases";
import { asksReasons } from "@/lib/domain/reasons/reason";
import { t } from "@/lib/language/t";
import { part, usePart } from "../client/part";
import { datasetUrl } from "../datasets/dataset-address";
import { QuestionLink } from "../reveal/question-link";
import type { Drawing } from "../viewer/draw/reducer";
import { ZoneAnnouncer } from "../viewer/draw/zone-announcer";
import { middleOf } from "../viewer/draw/zone-key";
import { useFrameMemory } from "../viewer/frame-memory";
import { FrameViewer } from "../viewer/frame-viewer";
import { useStageKeys } from "../viewer/stage-keys";
import { StageLayout } from "../viewer/stage-layout";
import { StageTop } from "../viewer/stage-top";
import { useStore } from "../viewer/store";
import { place, visibleArea } from "../viewer/viewport";
import { ZoneCanvas } from "../viewer/zone-canvas";
import type { CaseSource } from "./case-addresses";
import type { QueuedCase } from "./case-queue";
import { confidenceOfKey } from "./confidence";
import type { Desk } from "./desk";
import { FRAME_ALT } from "./frame-alt";
import { insteadWords } from "./instead-words";
import { NextButton } from "./next-button";
import { ReasonsSwitch } from "./reasons-switch";
import { reasonsWish } from "./reasons-wish";
import { type Sitting, standsAgainst } from "./sitting";
import { SittingLine } from "./sitting-line";
import { StepFooter } from "./step-footer";
import { useStepFocus } from "./step-heading";
import { StepPanel } from "./step-panel";
import type { NextState } from "./use-case-queue";
import { useLate } from "./use-late";
import { useSitting } from "./use-sitting";

type CasePlayerProps = {
  stageCase: QueuedCase;
  source: CaseSource;
  userId: string;
  desk: Desk | null;
  /** Whether the browser keeps what is not sent. */
  kept: boolean;
  /** Whether the reader came here from another case: then the focus follows. */
  arrived: boolean;
  nextState: NextState;
  onNext: () => void;
  onFrameShown: () => void;
  onHelp: () => void;
  /** Until the assignment ends for this reader, in milliseconds; null where no end is set. */
  timeLeft: number | null;
  /** What is not sent yet, for the line at the top. */
  status: React.ReactNode;
  /** What is to be known of it before the end. */
  note: React.ReactNode;
};

/** What a result is shown with; it comes after the stage is ready. */
export const revealPart = part(async () => (await import("../reveal/reveal-view")).RevealView);

/** What a second look is done with; nothing of it is needed where there is none. */
const lookPart = part(async () => await import("./second-look"));

/** A result that can't be shown for so long has been stored by a newer Calot than this page. */
const REVEAL_WITHIN_MS = 20_000;

/** One case on the stage: the phase, the zone, the result. */
export function CasePlayer(props: CasePlayerProps) {
  const { stageCase, source, desk, kept, nextState, onNext, onHelp } = props;
  const term = source.assignment?.reasons ?? null;
  const wished = reasonsWish(props.userId).use();
  const asks = asksReasons(term, wished);
  const { sitting: stored, ...hands } = useSitting({ ...props, asksReasons: asks });
  const { drawing } = hands;
  const { result } = stored;
  const answered = stored.step === "done" && result?.score && result.reveal && stored.box;
  const Reveal = usePart(revealPart, ["sending", "looking", "finishing", "done"].includes(stored.step));
  const looks = stored.step === "looking" || stored.step === "finishing";
  const look = usePart(lookPart, stored.secondLook || looks);
  const waits = (Boolean(answered) && Reveal === null) || (stored.step === "looking" && look === null);
  const lost = useLate(waits, REVEAL_WITHIN_MS);
  // Until it can be shown it is on its way, as far as its reader can tell.
  const sitting: Sitting = waits ? { ...stored, step: lost ? "unreadable" : "sending" } : stored;
  const controls = { ...hands, sitting };
  const { step } = sitting;
  const root = useRef<HTMLDivElement>(null);
  const instructions = useId();
  const memory = useFrameMemory();
  useStepFocus(root, headingOf(step), props.arrived);

  const placeZone = (): void => {
    const { stage, look } = memory?.current ?? { stage: null, look: null };
    const visible: Box =
      stage && look
        ? visibleArea(place(look.viewport, stageCase, stage), stage)
        : [0, 0, stageCase.width, stageCase.height];
    drawing.dispatch({ type: "place", box: middleOf(visible) });
    root.current?.querySelector<HTMLElement>("[role=application]")?.focus();
  };
  const against = standsAgainst(sitting, useStore(drawing, drawnSoFar));
  const [asked, setAsked] = useState<string | null>(null);
  const goOn = (): boolean => {
    setAsked(against && step);
    if (step === "phase") controls.lock();
    else if (step === "zone" || step === "reasons") controls.submit();
    else if (step === "looking") controls.finish("changed");
    else if (
      step === "done" ||
      step === "refused" ||
      step === "unreadable" ||
      ((step === "sending" || step === "finishing") && sitting.delay)
    )
      onNext();
    return true;
  };
  useStageKeys((name, event) => {
    if (name === "?") onHelp();
    else if (name === "Enter") return event.repeat || goOn();
    else if (name === "n" && step === "done") onNext();
    else if (name === "g" && step === "zone" && sitting.frame !== "shown") setAsked(step);
    else if (
      (step === "phase" || step === "looking") &&
      rulesOf(sitting.mode).asksPhase &&
      /^[a-d]$/.test(name)
    ) {
      controls.choosePhase(PHASES["abcd".indexOf(name)]!);
    } else if (step === "phase" && /^[1-4]$/.test(name)) controls.ratePhase(confidenceOfKey(name));
    else if (step === "zone" && /^[1-4]$/.test(name)) controls.rateZone(confidenceOfKey(name));
    else return false;
    return true;
  });

  const line = (
    <SittingLine
      mode={sitting.mode}
      assignment={props.source.assignment}
      number={stageCase.number ?? null}
      of={props.source.assignment?.cases ?? props.source.sitting?.of ?? null}
      timeLeft={props.timeLeft}
      onHelp={onHelp}
    >
      {props.status}
    </SittingLine>
  );
  const frame = { ...stageCase, alt: FRAME_ALT };
  return (
    <div ref={root} className="contents" data-early-hands>
      {Reveal && step === "done" && result?.score && result.reveal && sitting.box && sitting.attemptId ? (
        <Reveal
          stageCase={stageCase}
          answer={{ id: sitting.attemptId, mode: sitting.mode, phase: sitting.phase, box: sitting.box }}
          score={result.score}
          reveal={result.reveal}
          title={line}
          note={sitting.instead && insteadWords(sitting.instead)}
          actions={<NextButton state={nextState} onNext={onNext} />}
          below={<QuestionLink attemptId={sitting.attemptId} />}
        />
      ) : (
        <StageLayout
          top={<StageTop>{line}</StageTop>}
          frame={
            <FrameViewer
              frameUrl={frame.frameUrl}
              frameVersion={frame.frameVersion}
              width={frame.width}
              height={frame.height}
              alt={frame.alt}
              notice={frame.notice}
              about={datasetUrl(frame.datasetId)}
              onState={(state) => {
                controls.frame(state);
                if (state === "shown") props.onFrameShown();
              }}
            >
              {look && sitting.aid && looks && <look.AidOnFrame aid={sitting.aid} frame={frame} />}
              {(step === "zone" || step === "reasons" || step === "sending" || step === "done" || looks) && (
                <ZoneCanvas
                  store={drawing}
                  describedBy={instructions}
                  still={step !== "zone" && step !== "looking"}
                />
              )}
            </FrameViewer>
          }
          panel={
            <>
              <StepPanel
                controls={controls}
                assigned={props.source.assignment !== null}
                kept={kept}
                instructionsId={instructions}
                onPlace={placeZone}
                offer={
                  term === "offered" && <ReasonsSwitch userId={props.userId} className="mt-3 text-muted" />
                }
                look={look?.SecondLookStep ?? null}
                onRetry={() => void desk?.outbox.flush()}
              />
              {props.note}
              <ZoneAnnouncer drawing={drawing} />
            </>
          }
          footer={
            <StepFooter
              controls={controls}
              asksReasons={asks}
              assigned={props.source.assignment !== null}
              ready={desk !== null}
              nextState={nextState}
              onNext={onNext}
              word={against && asked === step ? againstWords(step)[against] : null}
            />
          }
        />
      )}
    </div>
  );
}

function drawnSoFar({ box, gesture }: Drawing): "none" | "half" | "whole" {
  if (gesture) return "half";
  return box ? "whole" : "none";
}

/** What is said where a key can't do what it is for. */
const againstWords = (step: string) => ({
  "frame-loading":
    step === "phase"
      ? t`The frame is on its way. The phase can be locked in once you see it.`
      : t`The frame is on its way. The zone can be drawn once you see it.`,
  "frame-failed":
    step === "phase"
      ? t`The frame is not here, and no phase is locked in before you have seen it. Load it again.`
      : t`The frame is not here, and no zone is taken before you have seen it. Load it again.`,
  "no-phase": t`Choose a phase first.`,
  "no-zone": t`Draw the Go Zone first.`,
  "too-long": t`A line is too long. Shorten it, then go on.`,
  "half-a-zone": t`The zone is not finished: its opposite corner is missing.`,
});

/** Steps that share a heading don't move the focus. */
function headingOf(step: string): string {
  if (step === "locking") return "phase";
  if (step === "finishing") return "looking";
  return step === "sending" ? "zone" : step;
}
