import { clsx } from "clsx";
import type { ReactNode } from "react";

const HEIGHT = 14;

type IntervalLineProps = {
  /** 0 to `top`; null where it isn't told: an empty scale. */
  value: number | null;
  interval: readonly [low: number, high: number] | null;
  /** Where the scale ends. */
  top?: number;
  /** Where it is marked, ends included. */
  ticks?: readonly number[];
  /** Colours of the interval and of the point, as classes. */
  tone?: "accent" | "cohort" | "you";
  /** Values of others to read it against, each a dotted line from edge to edge. */
  levels?: readonly number[];
  className?: string;
};

const tones = { accent: "stroke-accent", cohort: "stroke-cohort", you: "stroke-you" } as const;

/** Drawn in its place's width; lines keep theirs. */
function Path({ d, width, className }: { d: string; width: number; className: string }): ReactNode {
  return <path d={d} strokeWidth={width} vectorEffect="non-scaling-stroke" className={className} />;
}

/** A figure as a point on a scale from 0, with its interval as a line. The figures stand beside it. */
export function IntervalLine(props: IntervalLineProps) {
  const { value, interval, top = 1, ticks = [0, 0.5, 1], tone = "accent", levels = [], className } = props;
  const at = (share: number): string => ((100 * share) / top).toFixed(2);
  const middle = HEIGHT / 2;
  const marks = ticks
    .map((tick, index) => {
      const reach = index === 0 || index === ticks.length - 1 ? 4 : 2.5;
      return `M${at(tick)} ${middle - reach}v${2 * reach}`;
    })
    .join("");
  return (
    <svg
      aria-hidden
      viewBox={`0 0 100 ${HEIGHT}`}
      preserveAspectRatio="none"
      fill="none"
      className={clsx("overflow-visible", className)}
    >
      <Path d={`M0 ${middle}H100`} width={1} className="stroke-line" />
      <Path d={marks} width={1} className="stroke-line-strong" />
      {levels.map((level) => (
        <path
          key={level}
          d={`M${at(level)} 0V${HEIGHT}`}
          strokeWidth={2.25}
          strokeLinecap="round"
          strokeDasharray="0.1 4.5"
          vectorEffect="non-scaling-stroke"
          className="stroke-model"
        />
      ))}
      {value !== null && interval && (
        <Path d={`M${at(interval[0])} ${middle}H${at(interval[1])}`} width={2.5} className={tones[tone]} />
      )}
      {value !== null && (
        // A line of no length with round ends is a dot that no scaling makes an ellipse.
        <path
          d={`M${at(value)} ${middle}h0`}
          strokeWidth={8}
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
          className={tones[tone]}
        />
      )}
    </svg>
  );
}
