"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";
import type { CaseQuery } from "@/lib/domain/readers/case-list";
import type { RunCaseView } from "@/lib/domain/readers/views";
import { datasetUrl } from "../datasets/dataset-url";
import { BoxesInWords } from "../reveal/boxes-in-words";
import { LayerToggles } from "../reveal/layer-toggles";
import { nameReadings } from "../reveal/layers";
import { Rationales } from "../reveal/rationales";
import { ButtonLink } from "../ui/button";
import { formatDecimal, formatFloored } from "../ui/figures";
import { Kbd } from "../ui/kbd";
import { FrameViewer } from "../viewer/frame-viewer";
import { ReaderMark } from "../viewer/marks";
import { useLetterKeys, useStageKeys } from "../viewer/stage-keys";
import { StageLayout } from "../viewer/stage-layout";
import { StageTop } from "../viewer/stage-top";
import { describeOutcome } from "./case-words";
import { NamedPhase } from "./named-phase";
import { RawAnswer } from "./raw-answer";
import { runCaseUrl, runUrl } from "./run-address";
import { runLayers, SAMPLES_LAYER } from "./run-layers";

/** What a run made of a case beside the reference, for staff: the frame, the reasons, the model's own words. */
export function RunCaseStage({ view, query }: { view: RunCaseView; query: CaseQuery }) {
  const router = useRouter();
  const layers = useMemo(() => runLayers(view), [view]);
  const models = useMemo(() => nameReadings(view.reveal.predictions), [view]);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set([SAMPLES_LAYER]));
  const keysOn = useLetterKeys();
  const sentence = useRef<HTMLHeadingElement>(null);
  const { entry, previous, next } = view;
  const urlOf = (caseId: string): string => runCaseUrl(view.runId, caseId, query);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another case is another arrival
  useEffect(() => sentence.current?.focus({ preventScroll: true }), [entry.caseId]);

  function toggle(id: string): void {
    const after = new Set(hidden);
    if (!after.delete(id)) after.add(id);
    setHidden(after);
  }
  useStageKeys((key) => {
    const layer = /^[1-9]$/.test(key) ? layers[Number(key) - 1] : undefined;
    const to =
      key === "n" || key === "ArrowRight" ? next : key === "p" || key === "ArrowLeft" ? previous : null;
    if (layer) toggle(layer.id);
    else if (to) router.push(urlOf(to));
    return layer !== undefined || to !== null;
  });

  return (
    <StageLayout
      top={
        <StageTop>
          <p className="line-clamp-2">
            <Link
              href={runUrl(view.runId, { split: view.split, query })}
              className="underline underline-offset-4 hover:text-ink"
            >
              {view.model}, {view.run}
            </Link>{" "}
            · {entry.video}, frame {entry.frame}
            {view.place > 0 && ` · ${view.place} of ${view.of}`}
          </p>
        </StageTop>
      }
      frame={
        <FrameViewer
          frameUrl={entry.frameUrl}
          frameVersion={entry.frameVersion}
          width={view.width}
          height={view.height}
          alt="The operative field, with the zones drawn on it. They are told in words below."
          notice={view.notice}
          about={datasetUrl(view.datasetId)}
        >
          {layers
            .filter(({ id }) => !hidden.has(id))
            .flatMap(({ id, reader, label, boxes }) =>
              boxes.map((box) => (
                <ReaderMark
                  key={`${id} ${box.join()}`}
                  reader={reader}
                  box={box}
                  label={label}
                  dimmed={id === SAMPLES_LAYER}
                />
              )),
            )}
        </FrameViewer>
      }
      panel={
        <div className="space-y-6 pb-4">
          <h1 ref={sentence} tabIndex={-1} className="font-semibold text-lg outline-none">
            {describeOutcome(entry)}.
          </h1>
          {entry.error && <p className="-mt-3 break-words text-caution text-sm">{entry.error}</p>}
          <Figures entry={entry} />
          <LayerToggles layers={layers} hidden={hidden} onToggle={toggle} keysOn={keysOn} />
          <NamedPhase view={view} />
          <Rationales reference={view.reveal.rationale} models={models} about={datasetUrl(view.datasetId)} />
          <RawAnswer view={view} />
          <BoxesInWords layers={layers} frame={view} />
        </div>
      }
      footer={
        <nav aria-label="Cases of the run" className="flex gap-2 px-4 py-3">
          <Step to={previous && urlOf(previous)} label="Previous case" shortcut="P" />
          <Step to={next && urlOf(next)} label="Next case" shortcut="N" />
        </nav>
      }
    />
  );
}

function Step({ to, label, shortcut }: { to: string | null; label: string; shortcut: string }) {
  if (!to) return <span className="flex-1" />;
  return (
    <ButtonLink href={to} size="lg" className="flex-1">
      {label} <Kbd>{shortcut}</Kbd>
    </ButtonLink>
  );
}

function Figures({ entry: { score, drawn } }: Pick<RunCaseView, "entry">) {
  const figures = [
    { name: "IoU, 0 to 1", value: formatFloored(score.iou) },
    {
      name: "Centre distance",
      value: `${formatDecimal(drawn ? score.centerDistance : 100, 1)}%`,
    },
    { name: "Hardcore result", value: score.hardcoreHit ? "Hit" : "No hit" },
  ];
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(min(6.25rem,100%),1fr))] gap-x-4 gap-y-3">
      {figures.map(({ name, value }) => (
        <div key={name} className="border-line border-t pt-2">
          <dt className="text-muted text-xs">{name}</dt>
          <dd className="font-medium text-2xl tracking-[-0.02em]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
