"use client";

import { type ReactNode, useMemo } from "react";
import { type Mode, phaseOutcome } from "@/lib/domain/attempts/mode";
import type { AnswerReveal, StageCase } from "@/lib/domain/attempts/views";
import type { Phase } from "@/lib/domain/phases";
import { readBeyond } from "@/lib/domain/scoring/beyond";
import type { Score } from "@/lib/domain/scoring/score";
import type { Zone } from "@/lib/domain/scoring/zone";
import { t } from "@/lib/language/t";
import { describeAnswer } from "@/lib/words/describe-answer";
import { datasetUrl } from "../datasets/dataset-address";
import { StageLayout } from "../viewer/stage-layout";
import { StageTop } from "../viewer/stage-top";
import { useArrivalFocus } from "../viewer/use-arrival-focus";
import { BoxesInWords } from "./boxes-in-words";
import { LayerToggles } from "./layer-toggles";
import { LayeredFrame } from "./layered-frame";
import { type Layer, layersOf, nameReadings } from "./layers";
import { OwnReasons } from "./own-reasons";
import { Rationales } from "./rationales";
import { Readings } from "./readings";
import { ScoreFigures } from "./score-figures";
import { useLayers } from "./use-layers";

type RevealViewProps = {
  stageCase: Pick<
    StageCase,
    "id" | "width" | "height" | "frameUrl" | "frameVersion" | "notice" | "datasetId"
  >;
  answer: {
    readonly mode: Mode;
    /** As the reader chose it; null where it was given. */
    readonly phase: Phase | null;
    readonly box: Zone;
  };
  score: Score;
  reveal: AnswerReveal;
  /** Whose reasons are marked; null while it is not known. */
  attemptId: string | null;
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

/** Beyond this many models only the first one's zone is on the frame at first: more would hide it. */
const MODELS_SHOWN = 2;

function hiddenAtFirst(layers: readonly Layer[]): ReadonlySet<string> {
  const models = layers.filter(({ reader }) => reader === "model");
  return new Set(models.length > MODELS_SHOWN ? models.slice(1).map(({ id }) => id) : []);
}

/** An answer beside the reference and the models: first one sentence, then figures, then reasons. */
export function RevealView(props: RevealViewProps) {
  const { stageCase, answer, score, reveal, attemptId, actions, title, note, scores, below } = props;
  const { width, height } = stageCase;
  const beyond = useMemo(
    () => readBeyond(answer.box, reveal.reference, { width, height }),
    [answer.box, reveal.reference, width, height],
  );
  const layers = useMemo(
    () => layersOf(answer.box, score.iou, reveal, beyond),
    [answer.box, score.iou, reveal, beyond],
  );
  const models = useMemo(() => nameReadings(reveal.predictions), [reveal.predictions]);
  const shown = useLayers(layers, () => hiddenAtFirst(layers));
  const sentence = useArrivalFocus(stageCase.id);

  return (
    <StageLayout
      top={<StageTop>{title ?? t`Your answer`}</StageTop>}
      frame={<LayeredFrame frame={stageCase} shown={shown} />}
      panel={
        <div className="space-y-6 pb-4">
          <h1 ref={sentence} tabIndex={-1} className="font-semibold text-lg outline-none">
            {describeAnswer(phaseOutcome(answer.mode, score.phaseCorrect), reveal.zone, beyond)}
          </h1>
          {note && <p className="-mt-3 text-muted text-sm">{note}</p>}
          <ScoreFigures mode={answer.mode} score={score} contact={reveal.zone.contact} />
          {scores}
          {reveal.revision && (
            <p className="border-reference border-l-2 pl-3 text-sm">
              <span className="font-medium">{t`The reference was changed after a reader questioned it.`}</span>{" "}
              <span className="whitespace-pre-line break-words">{reveal.revision.because}</span>
            </p>
          )}
          <LayerToggles shown={shown} />
          <Readings
            phase={answer.phase}
            reference={reveal.reference.phase}
            models={models}
            modelsHidden={reveal.modelsHidden ?? false}
          />
          {attemptId && reveal.reasons && (
            <OwnReasons
              key={attemptId}
              attemptId={attemptId}
              reasons={reveal.reasons}
              reference={reveal.rationale}
            />
          )}
          <Rationales reference={reveal.rationale} models={models} about={datasetUrl(stageCase.datasetId)} />
          <BoxesInWords
            layers={layers.filter(({ reader }) => reader !== "beyond")}
            frame={stageCase}
            beyond={beyond}
          />
          {below}
        </div>
      }
      {...(actions && { footer: <div className="flex flex-wrap gap-2 px-4 py-3">{actions}</div> })}
    />
  );
}
