"use client";

import { useState } from "react";
import { Area, CartesianGrid, ComposedChart, Line, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import { t } from "@/lib/language/t";
import { formatCount } from "@/lib/words/figures";
import { readerColor } from "../viewer/reader-lines";
import { ChartPlace, PRESUMED_WIDTH_PX } from "./chart-place";
import { countTicks } from "./share-scale";
import { useRem } from "./use-rem";

export type StepPoint = {
  readonly step: number;
  readonly value: number | null;
  /** What lies between is shaded. */
  readonly band?: readonly [low: number, high: number] | null;
};

type StepLineProps = {
  name: string;
  points: readonly StepPoint[];
  /** Of the value; the first and the last are the scale's ends. */
  ticks: readonly number[];
  format: (value: number) => string;
  /** Where something of note was reached; and the one that the page is about. */
  marks: readonly number[];
  current: number | null;
};

const HEIGHT_PX = 160;
/** What a step below the line needs, and what the scale beside it takes. */
const STEP_REM = 4;
const SCALE_REM = 2.75;
const HUE = readerColor.model;

/** A model's figure over the steps of its training. */
export function StepLine({ name, points, ticks, format, marks, current }: StepLineProps) {
  const rem = useRem();
  const [width, setWidth] = useState(PRESUMED_WIDTH_PX);
  const most = Math.max(1, ...points.map(({ step }) => step), ...marks);
  const steps = countTicks(most);
  const room = Math.max(2, Math.floor((width - SCALE_REM * rem) / (STEP_REM * rem)));
  const every = Math.ceil((steps.length - 1) / Math.min(steps.length - 1, room));
  return (
    <ChartPlace name={name} height={HEIGHT_PX} onResize={setWidth}>
      <ComposedChart
        data={[...points]}
        margin={{ top: 8, right: 1.25 * rem, bottom: 0, left: 0 }}
        title={name}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="step"
          type="number"
          domain={[0, Math.max(most, steps.at(-1)!)]}
          ticks={steps.filter((_, index) => index % every === 0)}
          interval={0}
          tickFormatter={formatCount}
          tick={{ fill: "var(--ink-muted)", fontSize: 0.75 * rem }}
          tickLine={false}
          axisLine={{ stroke: "var(--line-strong)" }}
          height={1.5 * rem}
        />
        <YAxis
          domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
          ticks={[...ticks]}
          interval={0}
          tickFormatter={format}
          tick={{ fill: "var(--ink-muted)", fontSize: 0.75 * rem }}
          tickLine={false}
          axisLine={false}
          width={SCALE_REM * rem}
        />
        <Tooltip
          content={<StepNote format={format} />}
          isAnimationActive={false}
          cursor={{ stroke: "var(--line-strong)" }}
          filterNull={false}
        />
        {marks.map((step) => (
          <ReferenceLine
            key={step}
            x={step}
            stroke="var(--ink)"
            strokeWidth={step === current ? 1.5 : 1}
            strokeDasharray={step === current ? undefined : "2 3"}
          />
        ))}
        <Area
          dataKey="band"
          fill={HUE}
          fillOpacity={0.18}
          stroke="none"
          activeDot={false}
          isAnimationActive={false}
        />
        <Line
          dataKey="value"
          stroke={HUE}
          strokeWidth={1.75}
          dot={points.length === 1 ? { r: 3, fill: HUE } : false}
          activeDot={{ r: 5, fill: HUE, stroke: "var(--ink)", strokeWidth: 1.5 }}
          isAnimationActive={false}
        />
      </ComposedChart>
    </ChartPlace>
  );
}

type StepNoteProps = {
  /** Given by the chart. */
  active?: boolean;
  payload?: readonly { payload: StepPoint }[];
  format: (value: number) => string;
};

/** What stands at a step, for those who point at it. */
function StepNote({ active, payload, format }: StepNoteProps) {
  const point = payload?.[0]?.payload;
  if (!active || !point) return null;
  const { step, value, band } = point;
  return (
    <div className="max-w-56 rounded-md border border-line bg-raised px-3 py-2 text-sm shadow-float">
      <p className="text-muted text-xs">{t`Step ${formatCount(step)}`}</p>
      <p className="font-medium">{value === null ? t`not logged` : format(value)}</p>
      {band && <p className="text-xs">{t`${format(band[0])} to ${format(band[1])}`}</p>}
    </div>
  );
}
