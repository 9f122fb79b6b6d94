"use client";

import { ZONE_OUTCOMES, zoneOutcomeLabels } from "@/lib/domain/scoring/failure";
import { calendarDayInWords } from "@/lib/domain/time/moment-in-words";
import { formatPercent } from "@/lib/words/figures";
import { metricNotes } from "@/lib/words/metric-notes";
import { ChartFrame } from "../charts/chart-frame";
import { DotPlot, type DotRow } from "../charts/dot-plot";
import { IntervalLine } from "../charts/interval-line";
import { ReliabilityDiagram } from "../charts/reliability-diagram";
import { ShareBar } from "../charts/share-bar";
import { StepLine, type StepPoint } from "../charts/step-line";
import { TrendLine } from "../charts/trend-line";
import type { TrendPoint } from "../charts/trend-point";
import { WeekBars } from "../charts/week-bars";
import { dayNumber } from "../charts/week-days";
import { ZoneSketch } from "../charts/zone-sketch";
import type { Shelf } from "./shelf";

const QUARTERS = [0, 0.25, 0.5, 0.75, 1];
const percent = (value: number | null): string => formatPercent(value, 0);

const mondays = Array.from({ length: 26 }, (_, index) =>
  new Date(Date.UTC(2026, 0, 5 + 7 * index)).toISOString().slice(0, 10),
);

function pointsOf(count: number, isTold: (index: number) => boolean = () => true): TrendPoint[] {
  return mondays.slice(0, count).map((week, index) => {
    const value = 0.35 + 0.25 * Math.sin(index / 4) + 0.012 * index;
    const base = {
      day: dayNumber(week),
      label: calendarDayInWords(week),
      longLabel: `Week of ${calendarDayInWords(week, true)}`,
      n: 4 + ((index * 7) % 31),
    };
    return isTold(index)
      ? { ...base, value, band: [value - 0.12, value + 0.1] as const, middle: 0.5 }
      : { ...base, value: null, band: null, gap: "fewer than 3 residents answered" };
  });
}

const trend = {
  ticks: QUARTERS,
  note: metricNotes.ha25,
  formatTick: percent,
};

const dots: readonly DotRow[] = [
  {
    key: "a",
    label: "PGY-2 2026",
    value: 0.42,
    interval: [0.31, 0.55],
    text: "42.0%",
    detail: "31 to 55%, n = 120",
  },
  {
    key: "b",
    label: "PGY-3 of the University Hospital of Nether Wallop-upon-the-Water",
    value: 0.68,
    interval: [0.6, 0.75],
    text: "68.0%",
    detail: "60 to 75%, n = 480",
  },
  { key: "c", label: "Fellows", value: null, interval: null, text: "—", detail: "fewer than 3 residents" },
];

const bins = [0.1, 0.3, 0.5, 0.7, 0.9].map((sure, index) => ({
  key: String(sure),
  n: [4, 12, 40, 95, 210][index]!,
  sure,
  right: [0.02, 0.42, 0.45, 0.61, 0.88][index]!,
}));

const weeks = (count: number) =>
  mondays.slice(0, count).map((week, index) => ({
    week,
    label: calendarDayInWords(week),
    longLabel: `Week of ${calendarDayInWords(week, true)}`,
    count: (index * 41) % 130,
  }));

const stepsOf = (count: number): StepPoint[] =>
  Array.from({ length: count }, (_, index) => {
    const value = 90 + 60 * Math.exp(-index / 20) + 6 * Math.sin(index);
    return index % 17 === 16
      ? { step: index + 1, value: null }
      : { step: index + 1, value, band: [value - 40, value + 70] };
  });

const stepLine = {
  ticks: [0, 50, 100, 150, 200],
  format: (value: number): string => String(Math.round(value)),
};

const inAnswers = (n: number): string => `${n} answers`;

export const chartShelves: readonly Shelf[] = [
  {
    name: "TrendLine",
    place: "card",
    specimens: {
      "No week": <TrendLine {...trend} name="HA@0.25, no week" points={[]} />,
      "One week": <TrendLine {...trend} name="HA@0.25, one week" points={pointsOf(1)} />,
      "A reader’s own": <TrendLine {...trend} name="HA@0.25" points={pointsOf(9)} />,
      "Within the cohort": (
        <TrendLine
          {...trend}
          name="HA@0.25 within the cohort"
          points={pointsOf(14)}
          words={{ band: "Middle half of the cohort", middle: "Median of the cohort" }}
        />
      ),
      "A cohort’s, with gaps, others and models": (
        <TrendLine
          {...trend}
          of="cohort"
          name="HA@0.25 of a cohort"
          points={pointsOf(26, (index) => index % 9 < 6)}
          words={{ band: "95% interval" }}
          others={[pointsOf(26).map((point) => ({ ...point, value: point.value! - 0.15 }))]}
          levels={[
            { letter: "a", value: 0.61 },
            { letter: "b", value: 0.58 },
          ]}
        />
      ),
    },
  },
  {
    name: "StepLine",
    place: "card",
    specimens: {
      "One step": (
        <StepLine {...stepLine} name="Length, one step" points={stepsOf(1)} marks={[]} current={null} />
      ),
      "With its range, a step not logged, and checkpoints": (
        <StepLine {...stepLine} name="Length" points={stepsOf(80)} marks={[20, 40, 80]} current={40} />
      ),
      "Above and below nothing": (
        <StepLine
          name="Reward"
          points={stepsOf(40).map(({ step, value }) => ({
            step,
            value: value === null ? null : 1 - value / 100,
          }))}
          ticks={[-1, -0.5, 0, 0.5, 1]}
          format={(value) => value.toFixed(2)}
          marks={[12_000]}
          current={12_000}
        />
      ),
    },
  },
  {
    name: "WeekBars",
    place: "card",
    specimens: {
      "No week": <WeekBars name="Answers, no week" say={inAnswers} bars={[]} />,
      "One week": <WeekBars name="Answers, one week" say={inAnswers} bars={weeks(2).slice(1)} />,
      "Half a year": <WeekBars name="Answers" say={inAnswers} bars={weeks(26)} />,
    },
  },
  {
    name: "ChartFrame",
    place: "line",
    specimens: {
      "A chart, its table and its file": (
        <ChartFrame
          title="Answers by week"
          note="First attempts alone."
          columns={[
            { key: "week", header: "Week of", value: ({ week }) => week },
            { key: "count", header: "Answers", numeric: true, value: ({ count }) => count },
          ]}
          rows={weeks(4)}
          rowKey={({ week }) => week}
          csvName="specimen"
        >
          <WeekBars name="Answers of four weeks" say={inAnswers} bars={weeks(4)} />
        </ChartFrame>
      ),
    },
  },
  {
    name: "DotPlot",
    place: "line",
    specimens: {
      "A cohort’s, with a model’s level": (
        <DotPlot
          name="HA@0.25 by cohort"
          rows={dots}
          ticks={QUARTERS}
          formatTick={percent}
          levels={[{ name: "SurGo-R1", value: 0.55 }]}
        />
      ),
      "A reader’s own, one row": (
        <DotPlot
          name="Your HA@0.25"
          rows={dots.slice(0, 1)}
          ticks={QUARTERS}
          formatTick={percent}
          tone="you"
        />
      ),
    },
  },
  {
    name: "IntervalLine",
    specimens: {
      "With an interval": <IntervalLine value={0.6} interval={[0.48, 0.71]} className="h-4 w-56" />,
      "Without one": <IntervalLine value={0.6} interval={null} tone="you" className="h-4 w-56" />,
      "Not told": <IntervalLine value={null} interval={null} className="h-4 w-56" />,
      "At both ends": <IntervalLine value={1} interval={[0, 1]} tone="cohort" className="h-4 w-56" />,
    },
  },
  {
    name: "ShareBar",
    specimens: {
      "Not told": <ShareBar share={null} text="" />,
      None: <ShareBar share={0} text="0.0%" />,
      Some: <ShareBar share={0.625} text="62.5%" />,
      All: <ShareBar share={1} text="100.0%" />,
    },
  },
  {
    name: "ReliabilityDiagram",
    place: "card",
    specimens: Object.fromEntries(
      (
        [
          ["No answer", [], "you"],
          ["One bin", bins.slice(3, 4), "model"],
          ["All bins", bins, "cohort"],
        ] as const
      ).map(([state, points, tone]) => [
        state,
        <ReliabilityDiagram
          key={state}
          label={`How sure and how often right: ${state.toLowerCase()}`}
          sureOf="sure of the phase"
          points={points}
          tone={tone}
        />,
      ]),
    ),
  },
  {
    name: "ZoneSketch",
    specimens: Object.fromEntries(
      ZONE_OUTCOMES.map((outcome) => [
        zoneOutcomeLabels[outcome],
        <ZoneSketch key={outcome} outcome={outcome} />,
      ]),
    ),
  },
];
