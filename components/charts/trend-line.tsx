"use client";

import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { readerColor } from "../viewer/marks";
import { dotRadius, pickTicks } from "./trend-scale";

export type TrendPoint = {
  /** Days since 1970: points stand as far apart as they were in time. */
  readonly day: number;
  readonly label: string;
  readonly longLabel: string;
  readonly value: number | null;
  readonly n: number;
};

type TrendLineProps = {
  name: string;
  points: readonly TrendPoint[];
  /** The scale runs from 0 to the last of them. */
  ticks: readonly number[];
  format: (value: number | null) => string;
  formatTick: (value: number) => string;
};

const HEIGHT_PX = 200;
/** What is left free beside the first and the last point, in days. */
const MARGIN_DAYS = 4;
const DATES_SHOWN = 4;

type NoteProps = {
  active?: boolean;
  payload?: readonly { payload: TrendPoint }[];
  format: TrendLineProps["format"];
};

function PointNote({ active, payload, format }: NoteProps) {
  const point = payload?.[0]?.payload;
  if (!active || !point) return null;
  return (
    <div className="rounded-md border border-line bg-raised px-3 py-2 text-sm shadow-float">
      <p className="text-muted text-xs">{point.longLabel}</p>
      <p className="font-medium">{format(point.value)}</p>
      <p className="text-muted text-xs">n = {point.n}</p>
    </div>
  );
}

type DateTickProps = {
  x?: number | string;
  y?: number | string;
  payload?: { value: number };
  points: readonly TrendPoint[];
};

function DateTick({ x, y, payload, points }: DateTickProps) {
  const point = points.find(({ day }) => day === payload?.value);
  return (
    <text x={x} y={y} textAnchor="middle" fontSize={12} fill="var(--ink-muted)">
      <tspan x={x} dy="0.9em">
        {point?.label}
      </tspan>
      <tspan x={x} dy="1.25em">
        n = {point?.n}
      </tspan>
    </text>
  );
}

type DotProps = { cx?: number; cy?: number; payload?: TrendPoint; most: number };

function Dot({ cx, cy, payload, most }: DotProps) {
  if (cx === undefined || typeof cy !== "number" || !payload) return null;
  return (
    <circle cx={cx} cy={cy} r={dotRadius(payload.n, most)} fill={readerColor.you} stroke="var(--paper)" />
  );
}

/** Your own figure over time: a solid line, and dots whose area tells how many answers are behind them. */
export function TrendLine({ name, points, ticks, format, formatTick }: TrendLineProps) {
  const most = Math.max(1, ...points.map(({ n }) => n));
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 text-muted text-sm">{name}</figcaption>
      <ResponsiveContainer
        width="100%"
        height={HEIGHT_PX}
        initialDimension={{ width: 320, height: HEIGHT_PX }}
      >
        <LineChart data={[...points]} margin={{ top: 8, right: 16, bottom: 12, left: 0 }} title={name}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="day"
            type="number"
            domain={[`dataMin - ${MARGIN_DAYS}`, `dataMax + ${MARGIN_DAYS}`]}
            ticks={pickTicks(
              points.map(({ day }) => day),
              DATES_SHOWN,
            )}
            interval={0}
            tick={<DateTick points={points} />}
            tickLine={false}
            axisLine={{ stroke: "var(--line-strong)" }}
          />
          <YAxis
            domain={[0, ticks.at(-1) ?? 1]}
            ticks={[...ticks]}
            tickFormatter={formatTick}
            tick={{ fill: "var(--ink-muted)", fontSize: 12 }}
            tickLine={false}
            axisLine={false}
            width={42}
          />
          <Tooltip
            content={<PointNote format={format} />}
            isAnimationActive={false}
            cursor={{ stroke: "var(--line-strong)" }}
          />
          <Line
            dataKey="value"
            stroke={readerColor.you}
            strokeWidth={1.75}
            dot={<Dot most={most} />}
            activeDot={{ r: 6, fill: readerColor.you, stroke: "var(--ink)", strokeWidth: 1.5 }}
            isAnimationActive={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </figure>
  );
}
