"use client";

import type { ComponentProps } from "react";
import { t } from "@/lib/language/t";
import { formatCount, formatPercent, formatPercentOf, formatShare } from "@/lib/words/figures";
import type { Column } from "../ui/data-table";
import { ChartFrame } from "./chart-frame";
import { ReliabilityDiagram } from "./reliability-diagram";

/** Answers that were about as sure; fractions, 0 to 1. */
type Bin = {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  /** The mean of how sure they were. */
  readonly sure: number;
  /** The share that was right. */
  readonly right: number;
};

type SurenessChartProps = Omit<ComponentProps<typeof ReliabilityDiagram>, "points"> & {
  title: string;
  note: string;
  /** What the mean of a bin is called: "Mean confidence". */
  mean: string;
  bins: readonly Bin[];
  csvName: string;
};

const columnsFor = (mean: string): readonly Column<Bin>[] => [
  {
    key: "sureness",
    header: t`How sure`,
    value: ({ from }) => from,
    cell: ({ from, to }) => t`${formatPercent(from, 0)} to ${formatPercent(to, 0)}`,
  },
  { key: "n", header: "n", numeric: true, value: ({ n }) => n, cell: ({ n }) => formatCount(n) },
  {
    key: "mean",
    header: mean,
    numeric: true,
    value: ({ sure }) => sure,
    cell: ({ sure, n }) => formatPercentOf(sure, n),
  },
  {
    key: "right",
    header: t`Right`,
    numeric: true,
    value: ({ right }) => right,
    cell: ({ right, n }) => formatShare(right, n),
  },
];

/** Whether somebody is right as often as they are sure. */
export function SurenessChart({ title, note, mean, bins, csvName, ...diagram }: SurenessChartProps) {
  return (
    <ChartFrame
      title={title}
      note={note}
      columns={columnsFor(mean)}
      rows={bins}
      rowKey={({ from }) => String(from)}
      csvName={csvName}
    >
      <ReliabilityDiagram {...diagram} points={bins.map((bin) => ({ key: String(bin.from), ...bin }))} />
    </ChartFrame>
  );
}
