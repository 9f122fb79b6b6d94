"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";
import { modeNames } from "@/lib/domain/attempts/mode";
import { phaseNames } from "@/lib/domain/phases";
import type { ResultAttempt } from "@/lib/domain/results/views";
import { summarizeAnswer } from "@/lib/domain/scoring/failure";
import { datasetUrl } from "../datasets/dataset-url";
import { BoxesInWords } from "../reveal/boxes-in-words";
import { LayerToggles } from "../reveal/layer-toggles";
import { nameReadings } from "../reveal/layers";
import { Rationales } from "../reveal/rationales";
import { formatMoment } from "../ui/dates";
import { formatDecimal, formatFloored, formatPercent } from "../ui/figures";
import { FrameViewer } from "../viewer/frame-viewer";
import { ReaderMark, ReaderSwatch } from "../viewer/marks";
import { useLetterKeys, useStageKeys } from "../viewer/stage-keys";
import { StageLayout } from "../viewer/stage-layout";
import { StageTop } from "../viewer/stage-top";
import { resultAttemptUrl, resultCaseUrl, resultsUrl } from "./addresses";
import { Comments } from "./comments";
import { layersOfAttempt } from "./layer-list";
import { Steps } from "./steps";
import { formatTime } from "./words";

type ResultAttemptStageProps = {
  attempt: ResultAttempt;
  /** The institution's IANA time zone. */
  timeZone: string;
};

/** A resident's answer beside the reference and the models, for faculty, with what was said about it. */
export function ResultAttemptStage({ attempt, timeZone }: ResultAttemptStageProps) {
  const router = useRouter();
  const { head, frame, score, previous, next } = attempt;
  const layers = useMemo(() => layersOfAttempt({ ...attempt, iou: attempt.score.iou }), [attempt]);
  const models = useMemo(() => nameReadings(attempt.predictions), [attempt.predictions]);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(
    () => new Set(layers.filter(({ reader }) => reader === "model").map(({ id }) => id)),
  );
  const keysOn = useLetterKeys();
  const sentence = useRef<HTMLHeadingElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another answer is another arrival
  useEffect(() => sentence.current?.focus({ preventScroll: true }), [attempt.id]);

  function toggle(id: string): void {
    const after = new Set(hidden);
    if (!after.delete(id)) after.add(id);
    setHidden(after);
  }
  useStageKeys((key) => {
    const layer = /^[1-9]$/.test(key) ? layers[Number(key) - 1] : undefined;
    const to = key === "n" ? next : key === "p" ? previous : null;
    if (layer) toggle(layer.id);
    else if (to) router.push(resultAttemptUrl(head.id, to));
    return layer !== undefined || to !== null;
  });

  const said = attempt.mode === "phase-given" ? "given" : score.phaseCorrect ? "right" : "wrong";
  const words = summarizeAnswer(said, attempt.zone);
  return (
    <StageLayout
      top={
        <StageTop>
          <p className="line-clamp-2">
            <Link href={resultsUrl(head.id)} className="underline underline-offset-4 hover:text-ink">
              {head.name}
            </Link>{" "}
            ·{" "}
            <Link
              href={resultCaseUrl(head.id, frame.caseId)}
              className="underline underline-offset-4 hover:text-ink"
            >
              {frame.video}, frame {frame.frame}
            </Link>{" "}
            · {attempt.reader}
          </p>
        </StageTop>
      }
      frame={
        <FrameViewer
          frameUrl={frame.frameUrl}
          frameVersion={frame.frameVersion}
          width={frame.width}
          height={frame.height}
          alt="The operative field, with the zones drawn on it. They are told in words below."
          notice={frame.notice}
          about={datasetUrl(frame.datasetId)}
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
          <div>
            <h1 ref={sentence} tabIndex={-1} className="font-semibold text-lg outline-none">
              {attempt.reader}: {words}.
            </h1>
            <p className="text-muted text-sm">{factsOf(attempt, timeZone).join(" · ")}</p>
            {attempt.referenceChanged && (
              <p className="text-muted text-sm">
                The reference has changed since. Shown is the one that this answer is scored by.
              </p>
            )}
          </div>
          <Figures attempt={attempt} />
          <LayerToggles layers={layers} hidden={hidden} onToggle={toggle} keysOn={keysOn} />
          <Phases attempt={attempt} />
          <Comments
            key={attempt.id}
            attemptId={attempt.id}
            initial={attempt.comments}
            timeZone={timeZone}
            asReader={false}
            {...(!head.released && { note: "The resident sees it once the results are released." })}
          />
          <Rationales reference={attempt.rationale} models={models} about={datasetUrl(frame.datasetId)} />
          <BoxesInWords layers={layers} frame={frame} />
        </div>
      }
      footer={
        <Steps
          name={`Answers of ${attempt.reader}`}
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
    modeNames[attempt.mode],
    ...(attempt.late ? ["late"] : []),
    ...(attempt.ordinal > 1 ? [`attempt ${attempt.ordinal}: in no figure`] : []),
  ];
}

function Figures({ attempt: { score, elapsedMs, zoneConfidence } }: { attempt: ResultAttempt }) {
  const figures = [
    { name: "IoU, 0 to 1", value: formatFloored(score.iou) },
    { name: "Centre distance", value: `${formatDecimal(score.centerDistance, 1)}%` },
    { name: "Time", value: formatTime(elapsedMs) },
    { name: "Sure of the zone", value: formatPercent(zoneConfidence, 0) },
  ];
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(min(7.5rem,100%),1fr))] gap-x-4 gap-y-3">
      {figures.map(({ name, value }) => (
        <div key={name} className="border-line border-t pt-2">
          <dt className="text-muted text-xs">{name}</dt>
          <dd className="font-medium text-xl tracking-[-0.02em]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Phases({ attempt }: { attempt: ResultAttempt }) {
  const { reader, phase, phaseConfidence, reference } = attempt;
  const sure = phaseConfidence === null ? "" : `, ${formatPercent(phaseConfidence, 0)} sure`;
  const lines = [
    {
      reader: "you" as const,
      name: reader,
      words: phase ? `${phase}, ${phaseNames[phase]}${sure}` : "the phase was given",
    },
    {
      reader: "reference" as const,
      name: "Reference",
      words: `${reference.phase}, ${phaseNames[reference.phase]}`,
    },
  ];
  return (
    <section aria-labelledby="phases">
      <h2 id="phases" className="font-semibold">
        Phase
      </h2>
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
