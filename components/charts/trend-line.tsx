"use client";

import { useState } from "react";
import { Area, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import { t } from "@/lib/language/t";
import type { MetricNote } from "@/lib/words/metric-notes";
import { readerColor } from "../viewer/reader-lines";
import { ChartPlace, PRESUMED_WIDTH_PX } from "./chart-place";
import { TrendGhosts, TrendMarks } from "./trend-marks";
import { TrendNote } from "./trend-note";
import type { BandWords, TrendLevel, TrendPoint } from "./trend-point";
import { pickTicks } from "./trend-scale";
import { useRem } from "./use-rem";

type TrendLineProps = {
  name: string;
  points: readonly TrendPoint[];
  /** The scale runs from 0 to the last of them. */
  ticks: readonly number[];
  /** How its values are told. */
  note: Pick<MetricNote, "format" | "formatEnd">;
  formatTick: (value: number) => string;
  /** Whose line it is. A cohort's has its own interval for a band; around a reader's lies the cohort. */
  of?: "you" | "cohort";
  words?: BandWords;
  levels?: readonly TrendLevel[];
  /** Others at the same points, drawn faintly behind. */
  others?: readonly (readonly TrendPoint[])[];
};

const HEIGHT_PX = 200;
/** What is left free beside the first and the last point, in days. */
const MARGIN_DAYS = 4;
const MOST_DATES = 4;
/** What a date below the line needs to stand clear of the next, and what the scale beside the line takes. */
const DATE_REM = 4.75;
const SCALE_REM = 2.625;
const BAND = { fill: readerColor.cohort, fillOpacity: 0.18, stroke: "none" } as const;

type DateTickProps = {
  x?: number | string;
  y?: number | string;
  payload?: { value: number };
  points: readonly TrendPoint[];
};

function DateTick({ x, y, payload, points }: DateTickProps) {
  const point = points.find(({ day }) => day === payload?.value);
  return (
    <text x={x} y={y} textAnchor="middle" className="fill-muted text-xs">
      <tspan x={x} dy="0.9em">
        {point?.label}
      </tspan>
      <tspan x={x} dy="1.25em">
        {point && t`n = ${point.n}`}
      </tspan>
    </text>
  );
}

/**
 * A figure over time. Your own, or a resident's, is a solid line; a cohort's lies in a soft band, as everywhere. Dots
 * tell by their area how many answers are behind them.
 */
export function TrendLine(props: TrendLineProps) {
  const { name, points, ticks, note, formatTick, of = "you", words, levels = [], others = [] } = props;
  const rem = useRem();
  const [width, setWidth] = useState(PRESUMED_WIDTH_PX);
  const hue = readerColor[of];
  const shown = pickTicks(
    points.map(({ day }) => day),
    Math.max(2, Math.min(MOST_DATES, Math.floor((width - SCALE_REM * rem) / (DATE_REM * rem)))),
  );
  return (
    <ChartPlace name={name} height={HEIGHT_PX} onResize={setWidth}>
      <ComposedChart
        data={[...points]}
        margin={{ top: 8, right: 1.25 * rem, bottom: 0.75 * rem, left: 0 }}
        title={name}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="day"
          type="number"
          domain={[`dataMin - ${MARGIN_DAYS}`, `dataMax + ${MARGIN_DAYS}`]}
          ticks={shown}
          interval={0}
          tick={<DateTick points={points} />}
          tickLine={false}
          axisLine={{ stroke: "var(--line-strong)" }}
          height={1.875 * rem}
        />
        <YAxis
          domain={[0, ticks.at(-1) ?? 1]}
          ticks={[...ticks]}
          interval={0}
          tickFormatter={formatTick}
          tick={{ fill: "var(--ink-muted)", fontSize: 0.75 * rem }}
          tickLine={false}
          axisLine={false}
          width={SCALE_REM * rem}
        />
        <Tooltip
          content={<TrendNote note={note} words={words} />}
          isAnimationActive={false}
          cursor={{ stroke: "var(--line-strong)" }}
          filterNull={false}
        />
        <TrendGhosts of={others} />
        {words && <Area dataKey="band" {...BAND} activeDot={false} isAnimationActive={false} />}
        {words?.middle && (
          <Line
            dataKey="middle"
            stroke={readerColor.cohort}
            strokeWidth={1.25}
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
        )}
        <Line
          dataKey="value"
          stroke={hue}
          strokeWidth={1.75}
          dot={false}
          activeDot={{ r: 6, fill: hue, stroke: "var(--ink)", strokeWidth: 1.5 }}
          isAnimationActive={false}
        />
        <TrendMarks points={points} levels={levels} hue={hue} ownBand={of === "cohort"} />
      </ComposedChart>
    </ChartPlace>
  );
}
