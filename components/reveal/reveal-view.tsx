"use client";

import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { Mode } from "@/lib/domain/attempts/mode";
import type { Reveal, StageCase } from "@/lib/domain/attempts/views";
import type { Box } from "@/lib/domain/geometry";
import type { Phase } from "@/lib/domain/phases";
import { describeAnswer, type PhaseOutcome, readZone } from "@/lib/domain/scoring/failure";
import type { Score } from "@/lib/domain/scoring/score";
import { datasetUrl } from "../datasets/dataset-url";
import { FrameViewer } from "../viewer/frame-viewer";
import { ReaderMark } from "../viewer/marks";
import { useLetterKeys, useStageKeys } from "../viewer/stage-keys";
import { StageLayout } from "../viewer/stage-layout";
import { StageTop } from "../viewer/stage-top";
import { BoxesInWords } from "./boxes-in-words";
import { LayerToggles } from "./layer-toggles";
import { type Layer, layersOf, nameReadings } from "./layers";
import { Rationales } from "./rationales";
import { Readings } from "./readings";
import { ScoreFigures } from "./score-figures";

export type RevealViewProps = {
  stageCase: Pick<
    StageCase,
    "id" | "width" | "height" | "frameUrl" | "frameVersion" | "notice" | "datasetId"
  >;
  answer: {
    readonly mode: Mode;
    /** As the reader chose it; null where it was given. */
    readonly phase: Phase | null;
    readonly box: Box;
  };
  score: Score;
  reveal: Reveal;
  /** The next step, in reach of the thumb. */
  actions?: ReactNode;
  /** Stands at the top. */
  title?: ReactNode;
  /** Something to know about this answer, said below the sentence. */
  note?: ReactNode;
  /** Stands below the figures. */
  scores?: ReactNode;
  /** Stands at the end of the panel. */
  below?: ReactNode;
};

function outcomeOf(mode: Mode, score: Score): PhaseOutcome {
  if (mode === "phase-given") return "given";
  return score.phaseCorrect ? "right" : "wrong";
}

/** Beyond this many models only the first one's zone is on the frame at first: more would hide it. */
const MODELS_SHOWN = 2;

function hiddenAtFirst(layers: readonly Layer[]): ReadonlySet<string> {
  const models = layers.filter(({ reader }) => reader === "model");
  return new Set(models.length > MODELS_SHOWN ? models.slice(1).map(({ id }) => id) : []);
}

/** An answer beside the reference and the models: first one sentence, then figures, then reasons. */
export function RevealView(props: RevealViewProps) {
  const { stageCase, answer, score, reveal, actions, title, note, scores, below } = props;
  const layers = useMemo(() => layersOf(answer.box, score.iou, reveal), [answer.box, score.iou, reveal]);
  const models = useMemo(() => nameReadings(reveal.predictions), [reveal.predictions]);
  const [hidden, setHidden] = useState(() => hiddenAtFirst(layers));
  const keysOn = useLetterKeys();
  const sentence = useRef<HTMLHeadingElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another case is another arrival
  useEffect(() => sentence.current?.focus({ preventScroll: true }), [stageCase.id]);

  function toggle(id: string): void {
    setHidden((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  }
  useStageKeys((key) => {
    const layer = /^[1-9]$/.test(key) ? layers[Number(key) - 1] : undefined;
    if (layer) toggle(layer.id);
    return layer !== undefined;
  });

  return (
    <StageLayout
      top={<StageTop>{title ?? "Your answer"}</StageTop>}
      frame={
        <FrameViewer
          frameUrl={stageCase.frameUrl}
          frameVersion={stageCase.frameVersion}
          width={stageCase.width}
          height={stageCase.height}
          alt="The operative field, with the zones drawn on it. They are told in words below."
          notice={stageCase.notice}
          about={datasetUrl(stageCase.datasetId)}
        >
          {layers
            .filter(({ id }) => !hidden.has(id))
            .flatMap(({ id, reader, label, boxes }) =>
              boxes.map((box) => (
                <ReaderMark key={`${id} ${box.join()}`} reader={reader} box={box} label={label} />
              )),
            )}
        </FrameViewer>
      }
      panel={
        <div className="space-y-6 pb-4">
          <h1 ref={sentence} tabIndex={-1} className="font-semibold text-lg outline-none">
            {describeAnswer(outcomeOf(answer.mode, score), readZone(answer.box, reveal.reference))}
          </h1>
          {note && <p className="-mt-3 text-muted text-sm">{note}</p>}
          <ScoreFigures mode={answer.mode} score={score} />
          {scores}
          {reveal.revision && (
            <p className="border-reference border-l-2 pl-3 text-sm">
              <span className="font-medium">The reference was changed after a reader questioned it.</span>{" "}
              <span className="whitespace-pre-line break-words">{reveal.revision.because}</span>
            </p>
          )}
          <LayerToggles layers={layers} hidden={hidden} onToggle={toggle} keysOn={keysOn} />
          <Readings
            phase={answer.phase}
            reference={reveal.reference.phase}
            models={models}
            modelsHidden={reveal.modelsHidden ?? false}
          />
          <Rationales reference={reveal.rationale} models={models} about={datasetUrl(stageCase.datasetId)} />
          <BoxesInWords layers={layers} frame={stageCase} />
          {below}
        </div>
      }
      {...(actions && { footer: <div className="flex flex-wrap gap-2 px-4 py-3">{actions}</div> })}
    />
  );
}
