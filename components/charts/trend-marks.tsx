"use client";

import { usePlotArea, useXAxisScale, useYAxisScale } from "recharts";
import { readerColor, readerLine } from "../viewer/reader-lines";
import { spreadLabels } from "./share-scale";
import type { TrendLevel, TrendPoint } from "./trend-point";
import { dotRadius } from "./trend-scale";
import { standAlone } from "./week-days";

/** Of a cohort's line with more points, only those keep a dot that a line doesn't show. */
const DOTS_AT_MOST = 30;
const LABEL_GAP_PX = 14;
const GAP_MARK_PX = 6;

type TrendMarksProps = {
  points: readonly TrendPoint[];
  levels: readonly TrendLevel[];
  hue: string;
  /** Whether the band is the value's own interval: a point that stands alone shows it too. */
  ownBand: boolean;
};

/** What a trend shows beside its line: levels with their letters, dots, and weeks that aren't told. */
export function TrendMarks({ points, levels, hue, ownBand }: TrendMarksProps) {
  const [x, y, area] = [useXAxisScale(), useYAxisScale(), usePlotArea()];
  if (!x || !y || !area) return null;
  const bottom = area.y + area.height;
  const most = Math.max(1, ...points.map(({ n }) => n));
  const isCrowded = ownBand && points.length > DOTS_AT_MOST;
  const alone = standAlone(points.map(({ value }) => value));
  const places = spreadLabels(
    levels.map(({ value }) => y(value) ?? bottom),
    LABEL_GAP_PX,
  );
  return (
    <>
      {levels.map(({ letter, value }, index) => (
        <g key={letter}>
          <path d={`M${area.x} ${y(value)}h${area.width}`} {...readerLine("model", 0.75)} />
          <text
            x={area.x + area.width + LABEL_GAP_PX / 2}
            y={places[index]}
            dy="0.35em"
            textAnchor="middle"
            className="fill-model font-medium text-xs"
          >
            {letter}
          </text>
        </g>
      ))}
      {points.map(({ day, value, band, n, gap }, index) => {
        const cx = x(day);
        if (cx === undefined) return null;
        if (gap) {
          return (
            <path
              key={day}
              d={`M${cx - GAP_MARK_PX / 2} ${bottom - 4}h${GAP_MARK_PX}`}
              stroke="var(--ink-muted)"
              strokeWidth={2}
            />
          );
        }
        if (value === null || (isCrowded && !alone[index])) return null;
        return (
          <g key={day}>
            {ownBand && band && alone[index] && (
              <path
                d={`M${cx} ${y(band[0])}V${y(band[1])}`}
                stroke={readerColor.cohort}
                strokeOpacity={0.45}
                strokeWidth={4}
              />
            )}
            <circle cx={cx} cy={y(value)} r={dotRadius(n, most)} fill={hue} stroke="var(--paper)" />
          </g>
        );
      })}
    </>
  );
}

/** The lines of others, behind the one that is looked at. */
export function TrendGhosts({ of }: { of: readonly (readonly TrendPoint[])[] }) {
  const [x, y] = [useXAxisScale(), useYAxisScale()];
  if (!x || !y) return null;
  return of.map((points) => {
    const steps = points.map(({ day, value }, index) => {
      if (value === null) return "";
      return `${(points[index - 1]?.value ?? null) === null ? "M" : "L"}${x(day)} ${y(value)}`;
    });
    return <path key={steps.join("")} d={steps.join("")} fill="none" stroke="var(--line-strong)" />;
  });
}
