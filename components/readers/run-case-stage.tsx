"use client";

import Link from "next/link";
import { useMemo } from "react";
import type { CaseQuery } from "@/lib/domain/readers/case-list";
import type { RunCaseView } from "@/lib/domain/readers/views";
import { t } from "@/lib/language/t";
import { contactFigure, describeOthersContact } from "@/lib/words/describe-answer";
import { formatDecimal, formatFloored } from "@/lib/words/figures";
import { datasetUrl } from "../datasets/dataset-address";
import { BoxesInWords } from "../reveal/boxes-in-words";
import { LayerToggles } from "../reveal/layer-toggles";
import { LayeredFrame } from "../reveal/layered-frame";
import { nameReadings } from "../reveal/layers";
import { Rationales } from "../reveal/rationales";
import { useLayers } from "../reveal/use-layers";
import { FigureList } from "../ui/figure-list";
import { StageLayout } from "../viewer/stage-layout";
import { StageTop } from "../viewer/stage-top";
import { Steps } from "../viewer/steps";
import { useArrivalFocus } from "../viewer/use-arrival-focus";
import { NamedPhase } from "./named-phase";
import { RawAnswer } from "./raw-answer";
import { runCaseUrl, runUrl } from "./run-addresses";
import { describeOutcome } from "./run-case-words";
import { runLayers, SAMPLES_LAYER } from "./run-layers";

/** What a run made of a case beside the reference, for staff: the frame, the reasons, the model's own words. */
export function RunCaseStage({ view, query }: { view: RunCaseView; query: CaseQuery }) {
  const layers = useMemo(() => runLayers(view), [view]);
  const models = useMemo(() => nameReadings(view.reveal.predictions), [view]);
  const shown = useLayers(layers, () => new Set([SAMPLES_LAYER]));
  const { entry, previous, next } = view;
  const sentence = useArrivalFocus(entry.caseId);
  const urlOf = (caseId: string | null): string | null => caseId && runCaseUrl(view.runId, caseId, query);

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
            · {t`${entry.video}, frame ${entry.frame}`}
            {view.place > 0 && ` · ${t`${view.place} of ${view.of}`}`}
          </p>
        </StageTop>
      }
      frame={
        <LayeredFrame
          frame={{ ...view, frameUrl: entry.frameUrl, frameVersion: entry.frameVersion }}
          shown={shown}
          isDimmed={(id) => id === SAMPLES_LAYER}
        />
      }
      panel={
        <div className="space-y-6 pb-4">
          <h1 ref={sentence} tabIndex={-1} className="font-semibold text-lg outline-none">
            {describeOutcome(entry)}. {describeOthersContact(view.reveal.predictions[0]?.contact ?? null)}
          </h1>
          {entry.error && <p className="-mt-3 break-words text-caution text-sm">{entry.error}</p>}
          <Figures view={view} />
          <LayerToggles shown={shown} />
          <NamedPhase view={view} />
          <Rationales reference={view.reveal.rationale} models={models} about={datasetUrl(view.datasetId)} />
          <RawAnswer view={view} />
          <BoxesInWords layers={layers} frame={view} />
        </div>
      }
      footer={<Steps name={t`Cases of the run`} what="case" previous={urlOf(previous)} next={urlOf(next)} />}
    />
  );
}

function Figures({ view: { entry, reveal } }: { view: RunCaseView }) {
  const { score, drawn } = entry;
  const touched = contactFigure(reveal.predictions[0]?.contact ?? null);
  const figures = [
    { name: t`IoU, 0 to 1`, value: formatFloored(score.iou) },
    {
      name: t`Centre distance`,
      value: `${formatDecimal(drawn ? score.centerDistance : 100, 1)}%`,
    },
    { name: t`Hardcore result`, value: score.hardcoreHit ? t`Hit` : t`No hit` },
    ...(touched ? [touched] : []),
  ];
  return <FigureList figures={figures} least={6.25} />;
}
