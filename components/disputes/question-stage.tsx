"use client";

import { useRouter } from "next/navigation";
import { useId, useRef, useState } from "react";
import type { AttemptReview } from "@/lib/domain/attempts/views";
import { LONGEST_TEXT } from "@/lib/domain/disputes/input";
import type { Phase } from "@/lib/domain/phases";
import { phaseNames } from "@/lib/domain/phases";
import { t } from "@/lib/language/t";
import { withRegions } from "@/lib/words/describe-regions";
import { datasetUrl } from "../datasets/dataset-address";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { newId } from "../ui/new-id";
import { TextArea } from "../ui/text-area";
import { CornerFields } from "../viewer/draw/corner-fields";
import { DrawingTools, Instructions } from "../viewer/draw/drawing-tools";
import { createDrawingStore } from "../viewer/draw/store";
import { ZoneAnnouncer } from "../viewer/draw/zone-announcer";
import { middleOf } from "../viewer/draw/zone-key";
import { FrameViewer } from "../viewer/frame-viewer";
import { ReaderMark, ZoneMarks } from "../viewer/marks";
import { NoGoMarks } from "../viewer/no-go-marks";
import { StageLayout } from "../viewer/stage-layout";
import { StageTop } from "../viewer/stage-top";
import { ZoneCanvas } from "../viewer/zone-canvas";
import { sendQuestion } from "./api";
import { PhaseRadios } from "./phase-radios";
import { ProblemNote } from "./problem-note";

/** Where a reader says why a reference is wrong, and if they like what it should be. */
export function QuestionStage({ attempt }: { attempt: AttemptReview }) {
  const router = useRouter();
  const { width, height } = attempt.case;
  const [id] = useState(newId);
  const [drawing] = useState(() => createDrawingStore({ width, height }, null));
  const [reason, setReason] = useState("");
  const [phase, setPhase] = useState<Phase | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const stage = useRef<HTMLDivElement>(null);
  const written = useRef<HTMLTextAreaElement>(null);
  const instructions = useId();
  const { reference } = attempt.reveal;

  function placeZone(): void {
    drawing.dispatch({ type: "place", box: middleOf([0, 0, width, height]) });
    stage.current?.querySelector<HTMLElement>("[role=application]")?.focus();
  }

  async function send(): Promise<void> {
    const { box } = drawing.get();
    if (reason.trim() === "") {
      setProblem(t`Say in a sentence what is wrong with the reference.`);
      return written.current?.focus();
    }
    setBusy(true);
    setProblem(null);
    const answer = await sendQuestion(attempt.id, {
      id,
      reason,
      ...(phase && { phase }),
      ...(box && { box }),
    });
    if ("problem" in answer) {
      setBusy(false);
      return setProblem(answer.field?.problem ?? answer.problem);
    }
    router.push(`/attempts/${attempt.id}#questions`);
    router.refresh();
  }

  return (
    <div ref={stage} className="contents">
      <StageLayout
        top={
          <StageTop>
            <p className="line-clamp-2">{t`${attempt.case.video}, frame ${attempt.case.frame}`}</p>
          </StageTop>
        }
        frame={
          <FrameViewer
            frameUrl={attempt.case.frameUrl}
            frameVersion={attempt.case.frameVersion}
            width={width}
            height={height}
            alt={withRegions(t`The operative field, with your zone and the reference on it.`, reference.noGo)}
            notice={attempt.case.notice}
            about={datasetUrl(attempt.case.datasetId)}
          >
            <NoGoMarks regions={reference.noGo} />
            <ZoneMarks zone={attempt.box} reader="you" label={t`Your answer`} corner="bottom-left" />
            {reference.boxes.map((box) => (
              <ReaderMark key={box.join()} reader="reference" box={box} label={t`Reference`} />
            ))}
            <ZoneCanvas store={drawing} describedBy={instructions} label={t`Your proposal`} still={busy} />
          </FrameViewer>
        }
        panel={
          <div className="space-y-5 pb-4">
            <div>
              <h1 className="font-semibold text-lg">{t`Question the reference`}</h1>
              <p className="mt-1 text-muted text-sm">{t`Faculty of your institution read it, and see your name. If they agree, the reference is changed and every answer scored by it is scored anew.`}</p>
            </div>
            <TextArea
              maxLength={LONGEST_TEXT}
              ref={written}
              label={t`What is wrong with it?`}
              value={reason}
              onText={(text) => {
                setReason(text);
                setProblem(null);
              }}
              rows={4}
              required
              aria-invalid={problem !== null && reason.trim() === ""}
            />
            <PhaseRadios
              legend={t`The phase`}
              value={phase}
              onChange={setPhase}
              kept={reference.phase}
              none={t`As it is: ${reference.phase}, ${phaseNames[reference.phase]}`}
            />
            <section aria-labelledby={`${instructions}-title`}>
              <h2
                id={`${instructions}-title`}
                className="mb-1 font-medium text-sm"
              >{t`The zone, if you would have another`}</h2>
              <DrawingTools drawing={drawing} onPlace={placeZone} />
              <Instructions id={instructions} drawing={drawing} />
              <CornerFields drawing={drawing} />
              <ZoneAnnouncer drawing={drawing} />
            </section>
          </div>
        }
        footer={
          <div className="px-4 py-3">
            <ProblemNote>{problem}</ProblemNote>
            <div className="flex flex-wrap gap-2 [[role=alert]:not(:empty)+&]:mt-2">
              <Button
                variant="primary"
                size="lg"
                busy={busy}
                onClick={() => void send()}
              >{t`Send the question`}</Button>
              <ButtonLink href={`/attempts/${attempt.id}`} size="lg">{t`Back`}</ButtonLink>
            </div>
          </div>
        }
      />
    </div>
  );
}
