"use client";

import Link from "next/link";
import { useMemo, useState } from "react";
import type { CaseAnswer, ResultCase } from "@/lib/domain/results/views";
import { summarizeAnswer } from "@/lib/domain/scoring/failure";
import { plural, t } from "@/lib/language/t";
import {
  formatDecimal,
  formatFloored,
  formatPercent,
  formatPercentOf,
  formatShare,
} from "@/lib/words/figures";
import { datasetUrl } from "../datasets/dataset-address";
import { BoxesInWords } from "../reveal/boxes-in-words";
import { LayerToggle } from "../reveal/layer-toggle";
import { LayerToggles } from "../reveal/layer-toggles";
import { LayeredFrame } from "../reveal/layered-frame";
import { nameReadings, sharedLayersOf } from "../reveal/layers";
import { Rationales } from "../reveal/rationales";
import { useLayers } from "../reveal/use-layers";
import { type Column, DataTable } from "../ui/data-table";
import { FigureList } from "../ui/figure-list";
import { TextLink } from "../ui/text-link";
import { ReaderSwatch, ZoneMarks } from "../viewer/marks";
import { useLetterKeys, useStageKeys } from "../viewer/stage-keys";
import { StageLayout } from "../viewer/stage-layout";
import { StageTop } from "../viewer/stage-top";
import { Steps } from "../viewer/steps";
import { useArrivalFocus } from "../viewer/use-arrival-focus";
import { AgreementMarks } from "./agreement-marks";
import { CaseCharts } from "./case-charts";
import { firstName, modelLayers } from "./layer-list";
import { contactNote } from "./mean-contact";
import { resultAttemptUrl, resultCaseUrl, resultsUrl } from "./result-addresses";
import { flagRules, formatTime, nameFlag } from "./result-words";

/** Everybody's answers to a case: where the zones lie over one another, and how it went. */
export function ResultCaseStage({ seen }: { seen: ResultCase }) {
  const { head, frame, item, answers, previous, next } = seen;
  const layers = useMemo(() => sharedLayersOf(seen), [seen]);
  const models = useMemo(() => nameReadings(seen.predictions), [seen.predictions]);
  const zones = useMemo(() => answers.flatMap(({ box, repeat }) => (box && !repeat ? [box] : [])), [answers]);
  const shown = useLayers(layers, () => modelLayers(layers));
  const [heat, setHeat] = useState(true);
  const [each, setEach] = useState(false);
  const keysOn = useLetterKeys();
  const sentence = useArrivalFocus(frame.caseId);
  useStageKeys((key) => {
    if (key === "h") setHeat(!heat);
    else if (key === "e") setEach(!each);
    else return false;
    return true;
  });

  return (
    <StageLayout
      top={
        <StageTop>
          <p className="line-clamp-2">
            {t`${frame.video}, frame ${frame.frame}`} · {t`${item.position} of ${seen.of}`} ·{" "}
            <Link href={resultsUrl(head.id)} className="underline underline-offset-4 hover:text-ink">
              {head.name}
            </Link>
          </p>
        </StageTop>
      }
      frame={
        <LayeredFrame
          frame={frame}
          alt={t`The operative field, with where the zones lie over one another. They are listed below.`}
          shown={shown}
          below={
            <>
              {heat && zones.length > 0 && <AgreementMarks zones={zones} frame={frame} />}
              {each &&
                answers.map(
                  ({ attemptId, box, reader }) =>
                    box && <ZoneMarks key={attemptId} zone={box} reader="you" label={firstName(reader)} />,
                )}
            </>
          }
        />
      }
      panel={
        <div className="space-y-6 pb-4">
          <div>
            <h1 ref={sentence} tabIndex={-1} className="font-semibold text-lg outline-none">
              {headline(seen)}
            </h1>
            {item.flags.map((flag) => (
              <p key={flag} className="mt-1 text-sm">
                <span className="text-caution">{nameFlag(flag)}.</span>{" "}
                <span className="text-muted">{flagRules[flag]}</span>
              </p>
            ))}
          </div>
          <Figures seen={seen} />
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would lay its legend out as a form's */}
          <div role="group" aria-label={t`Zones of the residents`} className="flex flex-wrap gap-2">
            <LayerToggle on={heat} onPress={() => setHeat(!heat)} shortcut={keysOn ? "H" : null}>
              <ReaderSwatch reader="cohort" /> {t`Where they agree`}
            </LayerToggle>
            <LayerToggle on={each} onPress={() => setEach(!each)} shortcut={keysOn ? "E" : null}>
              <ReaderSwatch reader="you" /> {t`Each zone`}
            </LayerToggle>
          </div>
          <p className="-mt-3 text-muted text-xs">{t`The heat grows with the share of ${plural(zones.length, "# zone", "# zones")}; the lines stand at a quarter, a half (thick) and three quarters.`}</p>
          <LayerToggles shown={shown} />
          <CaseCharts seen={seen} />
          <Answers seen={seen} />
          <Rationales reference={seen.rationale} models={models} about={datasetUrl(frame.datasetId)} />
          <BoxesInWords layers={layers} frame={frame} />
        </div>
      }
      footer={
        <Steps
          name={t`Cases of the assignment`}
          what="case"
          previous={previous && resultCaseUrl(head.id, previous)}
          next={next && resultCaseUrl(head.id, next)}
        />
      }
    />
  );
}

function headline({ item: { statistics }, answers, readers }: ResultCase): string {
  if (answers.length === 0) return t`Nobody has answered it yet.`;
  return t`${statistics.hits} of ${plural(statistics.n, "# counted answer", "# counted answers")} hit it. ${answers.length} of ${plural(readers, "# resident", "# residents")} answered.`;
}

function Figures({ seen: { item } }: { seen: ResultCase }) {
  const {
    n,
    share,
    shareInterval,
    discrimination,
    discriminationN,
    medianMs,
    timed,
    confident,
    confidentlyWrong,
    contact,
  } = item.statistics;
  const figures = [
    {
      name: t`Hits`,
      value: formatShare(share, n),
      note: shareInterval
        ? t`${formatPercentOf(shareInterval[0], n)} to ${formatPercentOf(shareInterval[1], n)}`
        : t`no answer yet`,
    },
    { name: t`Discrimination`, value: formatDecimal(discrimination), note: t`n = ${discriminationN}` },
    { name: t`Median time`, value: formatTime(medianMs), note: t`n = ${timed}` },
    {
      name: t`Sure and wrong`,
      value: formatShare(confident === 0 ? null : confidentlyWrong / confident, confident),
      note: t`n = ${confident}`,
    },
    ...(contact.n > 0
      ? [
          {
            name: t`Contact`,
            value: formatPercentOf(contact.mean, contact.n),
            note: contactNote(contact) ?? "",
          },
        ]
      : []),
  ];
  return <FigureList figures={figures} />;
}

const contactColumn: Column<CaseAnswer> = {
  key: "contact",
  header: t`Contact`,
  value: ({ contact }) => contact,
  cell: ({ contact }) => formatPercentOf(contact, 0),
  numeric: true,
};

function Answers({ seen: { head, answers, frame } }: { seen: ResultCase }) {
  const columns: readonly Column<CaseAnswer>[] = [
    {
      key: "reader",
      header: t`Resident`,
      value: ({ reader }) => reader,
      cell: ({ reader, zone, phaseRight, repeat, late, attemptId, box }) => (
        <>
          {box ? <TextLink href={resultAttemptUrl(head.id, attemptId)}>{reader}</TextLink> : reader}
          <span className="block font-normal text-muted text-xs">
            {[summarizeAnswer(phaseRight, zone), late && t`late`, repeat && t`in no figure`]
              .filter(Boolean)
              .join(", ")}
          </span>
        </>
      ),
    },
    { key: "phase", header: t`Phase`, value: ({ phase }) => phase ?? t`given` },
    {
      key: "iou",
      header: "IoU",
      value: ({ iou }) => iou,
      cell: ({ iou }) => formatFloored(iou),
      numeric: true,
    },
    ...(answers.some(({ contact }) => contact !== null) ? [contactColumn] : []),
    {
      key: "time",
      header: t`Time`,
      value: ({ elapsedMs }) => elapsedMs,
      cell: ({ elapsedMs }) => formatTime(elapsedMs),
      numeric: true,
    },
    {
      key: "sure",
      header: t`Sure`,
      value: ({ zoneConfidence }) => zoneConfidence,
      cell: ({ zoneConfidence }) => formatPercent(zoneConfidence, 0),
      numeric: true,
    },
  ];
  return (
    <DataTable
      caption={t`Answers`}
      columns={columns}
      rows={answers}
      rowKey={({ attemptId }) => attemptId}
      csvName={`calot-answers-${frame.video}-${frame.frame}`}
      empty={t`No answer yet.`}
    />
  );
}
