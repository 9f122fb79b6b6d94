import { clsx } from "clsx";
import type { ReactNode } from "react";
import { NO_FIGURE } from "@/lib/words/figures";
import { IntervalLine } from "./interval-line";

export type DotRow = {
  readonly key: string;
  readonly label: ReactNode;
  readonly value: number | null;
  readonly interval: readonly [low: number, high: number] | null;
  /** The figure in words; in its place why there is none. */
  readonly text: ReactNode;
  /** Below it, small: the interval and n. */
  readonly detail: ReactNode;
};

type DotPlotProps = {
  name: string;
  rows: readonly DotRow[];
  ticks: readonly number[];
  formatTick: (value: number) => string;
  tone?: "cohort" | "you";
  /** Values of models, dotted over all rows. */
  levels?: readonly { readonly name: string; readonly value: number }[];
};

/** A figure of several, one under the other on one scale, each with its interval. */
export function DotPlot({ name, rows, ticks, formatTick, tone = "cohort", levels = [] }: DotPlotProps) {
  const top = ticks.at(-1) ?? 1;
  return (
    <figure className="min-w-0 break-inside-avoid">
      <figcaption className="mb-1 text-muted text-sm">{name}</figcaption>
      <div className="grid grid-cols-[minmax(4.5rem,auto)_minmax(0,1fr)_auto] gap-x-4 text-sm max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3">
        <dl className="contents">
          {rows.map(({ key, label, value, interval, text, detail }) => (
            <div key={key} className="col-span-full grid grid-cols-subgrid items-center border-line border-t">
              <dt className="min-w-0 max-w-44 break-words py-2 leading-snug max-sm:max-w-none">{label}</dt>
              <dd className="h-full max-sm:order-3 max-sm:col-span-2 max-sm:h-8">
                <IntervalLine
                  value={value}
                  interval={interval}
                  top={top}
                  ticks={ticks}
                  tone={tone}
                  levels={levels.map((level) => level.value)}
                  className="h-full w-full"
                />
              </dd>
              <dd className="py-1.5 text-right leading-snug">
                <span className="font-medium">{text ?? NO_FIGURE}</span>
                <span className="block text-muted text-xs">{detail}</span>
              </dd>
            </div>
          ))}
        </dl>
        <div className="relative col-start-2 h-5 border-line border-t text-muted text-xs max-sm:col-span-2 max-sm:col-start-1">
          {ticks.map((tick) => (
            <span
              key={tick}
              className={clsx(
                "-translate-x-1/2 absolute top-0.5 whitespace-nowrap",
                // At the edge of a phone, the ends stay within.
                tick === top && "max-sm:-translate-x-full",
                tick === 0 && "max-sm:translate-x-0",
              )}
              style={{ left: `${(100 * tick) / top}%` }}
            >
              {formatTick(tick)}
            </span>
          ))}
        </div>
      </div>
    </figure>
  );
}
