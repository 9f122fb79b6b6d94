"use client";

import type { ReactElement } from "react";
import { ResponsiveContainer } from "recharts";
import { printedChart } from "./printed-chart";

/** As wide as a chart is taken to be before its place is known, in px. */
export const PRESUMED_WIDTH_PX = 320;

type ChartPlaceProps = {
  name: string;
  /** In px. */
  height: number;
  onResize?: (width: number) => void;
  children: ReactElement;
};

/** A drawing under its name, as wide as its place. */
export function ChartPlace({ name, height, onResize, children }: ChartPlaceProps) {
  return (
    <figure className={`min-w-0 ${printedChart}`}>
      <figcaption className="mb-1 text-muted text-sm">{name}</figcaption>
      <ResponsiveContainer
        width="100%"
        height={height}
        initialDimension={{ width: PRESUMED_WIDTH_PX, height }}
        {...(onResize && { onResize })}
      >
        {children}
      </ResponsiveContainer>
    </figure>
  );
}
