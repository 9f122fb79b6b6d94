"use client";

import Link from "next/link";
import { useMemo } from "react";
import { phaseOutcome } from "@/lib/domain/attempts/mode";
import { modeWords } from "@/lib/domain/attempts/mode-words";
import { phaseNames } from "@/lib/domain/phases";
import type { ResultAttempt } from "@/lib/domain/results/views";
import { summarizeAnswer } from "@/lib/domain/scoring/failure";
import { t } from "@/lib/language/t";
import { formatMoment } from "@/lib/words/dates";
import { contactFigure, describeOthersContact } from "@/lib/words/describe-answer";
import { formatDecimal, formatFloored, formatPercent } from "@/lib/words/figures";
import { datasetUrl } from "../datasets/dataset-address";
import { BoxesInWords } from "../reveal/boxes-in-words";
import { LayerToggles } from "../reveal/layer-toggles";
import { LayeredFrame } from "../reveal/layered-frame";
import { nameReadings } from "../reveal/layers";
import { Rationales } from "../reveal/rationales";
import { useLayers } from "../reveal/use-layers";
import { FigureList } from "../ui/figure-list";
import { ReaderSwatch } from "../viewer/marks";
import { StageLayout } from "../viewer/stage-layout";
import { StageTop } from "../viewer/stage-top";
import { Steps } from "../viewer/steps";
import { useArrivalFocus } from "../viewer/use-arrival-focus";
import { Comments } from "./comments";
import { layersOfAttempt, modelLayers } from "./layer-list";
import { ReadersReasons } from "./readers-reasons";
import { resultAttemptUrl, resultCaseUrl, resultsUrl } from "./result-addresses";
import { formatTime } from "./result-words";

type ResultAttemptStageProps = {
  attempt: ResultAttempt;
  /** The institution's IANA time zone. */
  timeZone: string;
};

/** A resident's answer beside the reference and the models, for faculty, with what was said about it. */
export function ResultAttemptStage({ attempt, timeZone }: ResultAttemptStageProps) {
  const { head, frame, score, previous, next } = attempt;
  const layers = useMemo(() => layersOfAttempt({ ...attempt, iou: attempt.score.iou }), [attempt]);
  const models = useMemo(() => nameReadings(attempt.predictions), [attempt.predictions]);
  const shown = useLayers(layers, () => modelLayers(layers));
  const sentence = useArrivalFocus(attempt.id);

  const said = phaseOutcome(attempt.mode, score.phaseCorrect);
  const words = summarizeAnswer(said, attempt.zone);
  return (
    <StageLayout
      top={
        <StageTop>
          <p className="line-clamp-2">
            {attempt.reader} ·{" "}
            <Link
              href={resultCaseUrl(head.id, frame.caseId)}
              className="underline underline-offset-4 hover:text-ink"
            >{t`${frame.video}, frame ${frame.frame}`}</Link>{" "}
            ·{" "}
            <Link href={resultsUrl(head.id)} className="underline underline-offset-4 hover:text-ink">
              {head.name}
            </Link>
          </p>
        </StageTop>
      }
      frame={<LayeredFrame frame={frame} shown={shown} />}
      panel={
        <div className="space-y-6 pb-4">
          <div>
            <h1 ref={sentence} tabIndex={-1} className="font-semibold text-lg outline-none">
              {attempt.reader}: {words}. {describeOthersContact(attempt.contact)}
            </h1>
            <p className="text-muted text-sm">{factsOf(attempt, timeZone).join(" · ")}</p>
            {attempt.referenceChanged && (
              <p className="text-muted text-sm">{t`The reference has changed since. Shown is the one that this answer is scored by.`}</p>
            )}
          </div>
          <Figures attempt={attempt} />
          <LayerToggles shown={shown} />
          <Phases attempt={attempt} />
          {attempt.reasons.length > 0 && <ReadersReasons key={attempt.id} attempt={attempt} />}
          <Comments
            key={attempt.id}
            attemptId={attempt.id}
            initial={attempt.comments}
            timeZone={timeZone}
            asReader={false}
            {...(!head.released && { note: t`The resident sees it once the results are released.` })}
          />
          <Rationales reference={attempt.rationale} models={models} about={datasetUrl(frame.datasetId)} />
          <BoxesInWords layers={layers} frame={frame} />
        </div>
      }
      footer={
        <Steps
          name={t`Answers of ${attempt.reader}`}
          what="answer"
          previous={previous && resultAttemptUrl(head.id, previous)}
          next={next && resultAttemptUrl(head.id, next)}
        />
      }
    />
  );
}

function factsOf(attempt: ResultAttempt, timeZone: string): readonly string[] {
  return [
    formatMoment(attempt.zoneAt, timeZone),
    modeWords(attempt.mode).name,
    ...(attempt.late ? [t`late`] : []),
    ...(attempt.cameLate?.givenAt
      ? [t`zone given ${formatMoment(attempt.cameLate.givenAt, timeZone)} by the device’s clock`]
      : []),
    ...(attempt.ordinal > 1 ? [t`attempt ${attempt.ordinal}: in no figure`] : []),
  ];
}

function Figures({ attempt: { score, contact, elapsedMs, zoneConfidence } }: { attempt: ResultAttempt }) {
  const touched = contactFigure(contact);
  const figures = [
    { name: t`IoU, 0 to 1`, value: formatFloored(score.iou) },
    { name: t`Centre distance, of the diagonal`, value: `${formatDecimal(score.centerDistance, 1)}%` },
    ...(touched ? [touched] : []),
    { name: t`Time`, value: formatTime(elapsedMs) },
    { name: t`Sure of the zone`, value: formatPercent(zoneConfidence, 0) },
  ];
  return <FigureList figures={figures} />;
}

function Phases({ attempt }: { attempt: ResultAttempt }) {
  const { reader, phase, phaseConfidence, reference } = attempt;
  const lines = [
    {
      reader: "you" as const,
      name: reader,
      words: phase
        ? [phase, phaseNames[phase], phaseConfidence !== null && t`${formatPercent(phaseConfidence, 0)} sure`]
            .filter(Boolean)
            .join(", ")
        : t`the phase was given`,
    },
    {
      reader: "reference" as const,
      name: t`Reference`,
      words: `${reference.phase}, ${phaseNames[reference.phase]}`,
    },
  ];
  return (
    <section aria-labelledby="phases">
      <h2 id="phases" className="font-semibold">{t`Phase`}</h2>
      <dl className="mt-1 divide-y divide-line text-sm">
        {lines.map((line) => (
          <div key={line.reader} className="flex flex-wrap items-center gap-x-2.5 py-2">
            <dt className="flex min-w-0 items-center gap-2.5 break-words font-medium">
              <ReaderSwatch reader={line.reader} />
              {line.name}
            </dt>
            <dd className="text-muted">{line.words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
