"use client";

import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from "recharts";
import { formatCount } from "@/lib/words/figures";
import { readerColor } from "../viewer/reader-lines";
import { ChartPlace } from "./chart-place";
import { countTicks } from "./share-scale";
import { pickTicks } from "./trend-scale";
import { useRem } from "./use-rem";

type WeekBar = {
  /** The Monday, as YYYY-MM-DD. */
  readonly week: string;
  readonly label: string;
  readonly longLabel: string;
  readonly count: number;
};

type WeekBarsProps = {
  name: string;
  /** A count with what is counted: "2 answers". */
  say: (count: number) => string;
  bars: readonly WeekBar[];
  /** What the scale holds at least: all who could have answered. */
  most?: number;
};

const HEIGHT_PX = 170;
const DATES_SHOWN = 4;
/** A week alone is a bar and no wall. */
const MOST_WIDE_PX = 48;

type BarNoteProps = {
  active?: boolean;
  payload?: readonly { payload: WeekBar }[];
  say: WeekBarsProps["say"];
};

function BarNote({ active, payload, say }: BarNoteProps) {
  const bar = payload?.[0]?.payload;
  if (!active || !bar) return null;
  return (
    <div className="rounded-md border border-line bg-raised px-3 py-2 text-sm shadow-float">
      <p className="text-muted text-xs">{bar.longLabel}</p>
      <p className="font-medium">{say(bar.count)}</p>
    </div>
  );
}

/** A count by week, as bars from 0. */
export function WeekBars({ name, say, bars, most = 0 }: WeekBarsProps) {
  const rem = useRem();
  const ticks = countTicks(Math.max(most, ...bars.map(({ count }) => count)));
  const labels = new Map(bars.map(({ week, label }) => [week, label]));
  const dates = pickTicks(
    bars.map((_, index) => index),
    DATES_SHOWN,
  ).map((index) => bars[index]!.week);
  const text = { fill: "var(--ink-muted)", fontSize: 0.75 * rem };
  return (
    <ChartPlace name={name} height={HEIGHT_PX}>
      <BarChart
        data={[...bars]}
        margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
        barCategoryGap="20%"
        title={name}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="week"
          ticks={dates}
          interval={0}
          tick={text}
          tickFormatter={(week: string) => labels.get(week) ?? week}
          tickLine={false}
          axisLine={{ stroke: "var(--line-strong)" }}
          height={1.5 * rem}
        />
        <YAxis
          domain={[0, ticks.at(-1)!]}
          ticks={[...ticks]}
          interval={0}
          tick={text}
          tickFormatter={formatCount}
          tickLine={false}
          axisLine={false}
          width={3.25 * rem}
        />
        <Tooltip
          content={<BarNote say={say} />}
          isAnimationActive={false}
          cursor={{ fill: "var(--paper-sunken)" }}
        />
        <Bar dataKey="count" maxBarSize={MOST_WIDE_PX} fill={readerColor.cohort} isAnimationActive={false} />
      </BarChart>
    </ChartPlace>
  );
}
