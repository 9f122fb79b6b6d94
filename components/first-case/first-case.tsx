"use client";

import { useRouter } from "next/navigation";
import { useCallback, useId, useRef, useState } from "react";
import { account } from "@/lib/contract/account";
import { t } from "@/lib/language/t";
import { call } from "../client/call";
import { StepHeading, useStepFocus } from "../quiz/step-heading";
import { Button } from "../ui/button";
import { createDrawingStore } from "../viewer/draw/store";
import { ZoneAnnouncer } from "../viewer/draw/zone-announcer";
import { middleOf } from "../viewer/draw/zone-key";
import { EnterBadge } from "../viewer/enter-badge";
import { FrameViewer } from "../viewer/frame-viewer";
import { ReaderMark } from "../viewer/marks";
import { NoGoMarks } from "../viewer/no-go-marks";
import { useStageKeys } from "../viewer/stage-keys";
import { StageLayout } from "../viewer/stage-layout";
import { StageTop } from "../viewer/stage-top";
import { ZoneCanvas } from "../viewer/zone-canvas";
import { IouAnnouncer } from "./live-iou";
import { MODEL_BOX, picture } from "./picture";
import { altOf, FIRST_STEPS, type FirstStep, headings, StepText } from "./steps";

type FirstCaseProps = {
  /** Whether it came by itself, before the first case: then its end is kept. */
  newcomer: boolean;
  /** The address of the practice after it, as it was asked for. */
  cases: string;
};

/** A case that explains itself, on a picture that Calot ships. Nothing that is drawn in it is stored. */
export function FirstCase({ newcomer, cases }: FirstCaseProps) {
  const [at, setAt] = useState(0);
  const step = FIRST_STEPS[at]!;
  const last = at === FIRST_STEPS.length - 1;
  const [drawing] = useState(() => createDrawingStore(picture, null));
  const { leave, leaving, problem } = useLeave(newcomer);
  const root = useRef<HTMLDivElement>(null);
  const instructions = useId();
  useStepFocus(root, step, true);
  const draws = step === "draw" || step === "iou";
  const next = (): void => (last ? leave(cases) : setAt(at + 1));
  const place = useCallback(() => {
    drawing.dispatch({ type: "place", box: middleOf([0, 0, picture.width, picture.height]) });
    root.current?.querySelector<HTMLElement>("[role=application]")?.focus();
  }, [drawing]);
  useStageKeys((name, event) => {
    if (name !== "Enter") return false;
    if (!event.repeat) next();
    return true;
  });
  return (
    <div ref={root} className="contents">
      <StageLayout
        top={
          <StageTop>
            <div className="flex items-center gap-3">
              <p className="min-w-0 flex-1 truncate">
                <span className="text-ink">{t`A first case`}</span> · {t`${at + 1} of ${FIRST_STEPS.length}`}
              </p>
              <Button
                variant="quiet"
                size="sm"
                busy={leaving !== null}
                onClick={() => leave(newcomer ? cases : "/")}
              >
                {newcomer ? t`Skip` : t`Close`}
              </Button>
            </div>
          </StageTop>
        }
        frame={
          <FrameViewer {...picture} alt={altOf(step)} notice={t`Rendered, not a patient.`}>
            <Marks step={step} />
            {at > 0 && step !== "model" && (
              <ZoneCanvas key="zone" store={drawing} describedBy={instructions} still={!draws} />
            )}
          </FrameViewer>
        }
        panel={
          <>
            <StepHeading>{headings[step]}</StepHeading>
            <StepText step={step} drawing={drawing} instructionsId={instructions} onPlace={place} />
            {step === "draw" && <ZoneAnnouncer drawing={drawing} />}
            {step === "iou" && <IouAnnouncer drawing={drawing} />}
          </>
        }
        panelOnlyRead={step === "go-zone" || step === "phase"}
        footer={
          <div className="flex flex-wrap gap-2 px-4 py-3">
            <div role="alert" className="w-full empty:hidden">
              {problem && <p className="pb-1 text-pretty text-sm">{problem}</p>}
            </div>
            {at > 0 && (
              <Button size="lg" onClick={() => setAt(at - 1)}>
                {t`Back`}
              </Button>
            )}
            <Button variant="primary" size="lg" className="flex-1" busy={leaving !== null} onClick={next}>
              {last ? t`To the cases` : t`Next`} <EnterBadge />
            </Button>
          </div>
        }
      />
    </div>
  );
}

/** What lies on the picture in a step, beside what is drawn. */
function Marks({ step }: { step: FirstStep }) {
  const shown = step !== "draw";
  return (
    <>
      {step === "go-zone" && <NoGoMarks regions={picture.noGo} />}
      {shown && (
        <ReaderMark
          reader="reference"
          box={picture.reference}
          label={step === "go-zone" ? t`Go Zone` : t`Reference`}
        />
      )}
      {step === "model" && <ReaderMark reader="model" box={MODEL_BOX} label={t`Model`} />}
    </>
  );
}

/** Goes on from the first case; where it came by itself, that it was seen is kept before. */
function useLeave(newcomer: boolean) {
  const router = useRouter();
  const [leaving, setLeaving] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const leave = async (to: string): Promise<void> => {
    if (leaving !== null) return;
    setLeaving(to);
    setProblem(null);
    const answer = newcomer ? await call(account.introduce, {}) : null;
    if (answer && "problem" in answer) {
      setProblem(answer.problem);
      setLeaving(null);
    } else router.push(to);
  };
  return { leave: (to: string) => void leave(to), leaving, problem };
}
