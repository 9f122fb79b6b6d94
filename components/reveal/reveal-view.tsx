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
import { Button } from "../ui/button";
import { Heat } from "../viewer/heat";
import { StageLayout } from "../viewer/stage-layout";
import { StageTop } from "../viewer/stage-top";
import { useArrivalFocus } from "../viewer/use-arrival-focus";
import { BoxesInWords } from "./boxes-in-words";
import { cameLateWords } from "./came-late-words";
import { LayerToggles } from "./layer-toggles";
import { LayeredFrame } from "./layered-frame";
import { HEAT_LAYER, type Layer, layersOf, nameReadings } from "./layers";
import { ModelReadings } from "./model-readings";
import { OwnReasons } from "./own-reasons";
import { PeersAnswers } from "./peers-answers";
import { Readings } from "./readings";
import { ReferenceReasons } from "./reference-reasons";
import { SameOperation } from "./same-operation";
import { ScoreFigures } from "./score-figures";
import { SecondLookWords } from "./second-look-words";
import { useLayers } from "./use-layers";
import { useSurroundings } from "./use-surroundings";
import { WhyItCame } from "./why-it-came";
import { WhyNot } from "./why-not";

type RevealViewProps = {
  stageCase: Pick<
    StageCase,
    "id" | "width" | "height" | "frameUrl" | "frameVersion" | "notice" | "datasetId"
  >;
  answer: {
    /** The attempt's id. */
    readonly id: string;
    readonly mode: Mode;
    /** As the reader chose it; null where it was given. */
    readonly phase: Phase | null;
    readonly box: Zone;
  };
  score: Score;
  reveal: AnswerReveal;
  /** By whose clocks moments are told; left out, by the browser’s own. */
  timeZone?: string;
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

/** Others' heat is shown on asking, whenever it comes. */
function hiddenAtFirst(layers: readonly Layer[]): ReadonlySet<string> {
  const models = layers.filter(({ reader }) => reader === "model");
  return new Set([HEAT_LAYER, ...(models.length > MODELS_SHOWN ? models.slice(1).map(({ id }) => id) : [])]);
}

const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** An answer beside the reference and the models: first one sentence, then figures, then reasons. */
export function RevealView(props: RevealViewProps) {
  const { stageCase, answer, score, reveal, timeZone, actions, title, note, scores, below } = props;
  const { width, height } = stageCase;
  const beyond = useMemo(
    () => readBeyond(answer.box, reveal.reference, { width, height }),
    [answer.box, reveal.reference, width, height],
  );
  const { value: surroundings, problem, again } = useSurroundings(answer.id);
  const heat = surroundings?.peers.heat ?? null;
  const layers = useMemo(
    () => layersOf(answer.box, score.iou, reveal, { beyond, heat }),
    [answer.box, score.iou, reveal, beyond, heat],
  );
  const models = useMemo(() => nameReadings(reveal.predictions), [reveal.predictions]);
  const shown = useLayers(layers, () => hiddenAtFirst(layers));
  const sentence = useArrivalFocus(stageCase.id);

  return (
    <StageLayout
      top={<StageTop>{title ?? t`Your answer`}</StageTop>}
      frame={
        <LayeredFrame
          frame={stageCase}
          shown={shown}
          below={heat && !shown.hidden.has(HEAT_LAYER) && <Heat map={heat} />}
        />
      }
      panel={
        <div className="space-y-6 pb-4">
          <h1 ref={sentence} tabIndex={-1} className="font-semibold text-lg outline-none">
            {describeAnswer(phaseOutcome(answer.mode, score.phaseCorrect), reveal.zone, beyond)}
          </h1>
          {reveal.secondLook && (
            <SecondLookWords answer={answer} score={score} secondLook={reveal.secondLook} />
          )}
          {reveal.why && <WhyItCame why={reveal.why} />}
          {reveal.late && (
            <p className="-mt-3 text-pretty text-muted text-sm">
              {cameLateWords(reveal.late, timeZone ?? ownTimeZone())}
            </p>
          )}
          {note && <p className="-mt-3 text-muted text-sm">{note}</p>}
          <ScoreFigures mode={answer.mode} score={score} contact={reveal.zone.contact} />
          {scores}
          {reveal.revision && (
            <p className="border-reference border-l-2 pl-3 text-sm">
              <span className="font-medium">{t`The reference was changed after a reader questioned it.`}</span>{" "}
              <span className="whitespace-pre-line break-words">{reveal.revision.because}</span>
            </p>
          )}
          {/* Others' comes later: it stands with what is told of them, so that nothing moves. */}
          <LayerToggles shown={shown} of={(reader) => reader !== "cohort"} />
          <Readings phase={answer.phase} reference={reveal.reference.phase} />
          {answer.phase && !score.phaseCorrect && (
            <WhyNot chosen={answer.phase} reference={reveal.reference.phase} surroundings={surroundings} />
          )}
          {reveal.reasons && (
            <OwnReasons
              key={answer.id}
              attemptId={answer.id}
              reasons={reveal.reasons}
              reference={reveal.rationale}
            />
          )}
          <ReferenceReasons reference={reveal.rationale} about={datasetUrl(stageCase.datasetId)} />
          <ModelReadings
            reference={reveal.rationale}
            models={models}
            modelsHidden={reveal.modelsHidden ?? false}
          />
          <BoxesInWords
            layers={layers.filter(({ reader }) => reader !== "beyond")}
            frame={stageCase}
            beyond={beyond}
          />
          {below}
          {surroundings && (
            <>
              <PeersAnswers
                peers={surroundings.peers}
                reference={reveal.reference.phase}
                frame={stageCase}
                toggle={
                  <LayerToggles
                    shown={shown}
                    label={t`Where other residents drew`}
                    of={(reader) => reader === "cohort"}
                  />
                }
              />
              <SameOperation
                operation={surroundings.operation}
                frame={stageCase}
                phase={reveal.reference.phase}
              />
            </>
          )}
          {problem && (
            <div className="text-muted text-sm print:hidden">
              <p>{t`What others said and the same operation are not here yet. ${problem}`}</p>
              <Button size="sm" className="mt-2" onClick={again}>{t`Ask again`}</Button>
            </div>
          )}
        </div>
      }
      {...(actions && { footer: <div className="flex flex-wrap gap-2 px-4 py-3">{actions}</div> })}
    />
  );
}
