"use client";

import type { RunReliability, RunReliabilityBin } from "@/lib/domain/readers/views";
import { t } from "@/lib/language/t";
import { formatCount, formatPercent } from "@/lib/words/figures";
import { ChartFrame } from "../charts/chart-frame";
import { ReliabilityDiagram } from "../charts/reliability-diagram";
import type { Column } from "../ui/data-table";

const columns: readonly Column<RunReliabilityBin>[] = [
  {
    key: "sureness",
    header: t`How sure`,
    value: ({ from }) => from,
    cell: ({ from, to }) => t`${formatPercent(from, 0)} to ${formatPercent(to, 0)}`,
  },
  { key: "n", header: "n", numeric: true, value: ({ n }) => n, cell: ({ n }) => formatCount(n) },
  {
    key: "confidence",
    header: t`Mean probability`,
    numeric: true,
    value: ({ confidence }) => confidence,
    cell: ({ confidence }) => formatPercent(confidence),
  },
  {
    key: "accuracy",
    header: t`Right`,
    numeric: true,
    value: ({ accuracy }) => accuracy,
    cell: ({ accuracy }) => formatPercent(accuracy),
  },
];

/** Whether the model is right as often as it is sure of the phase. */
export function ReliabilityView({ reliability }: { reliability: RunReliability }) {
  return (
    <ChartFrame
      title={t`How far its sureness can be believed`}
      note={t`Phases named by the probability that the model gave them, n = ${formatCount(reliability.n)}. On the dashed line it would be right as often as it is sure, and a dot’s size tells its n; the mean gap is ${formatPercent(reliability.error)}.`}
      columns={columns}
      rows={reliability.bins}
      rowKey={({ from }) => String(from)}
      csvName="calot-run-reliability"
    >
      <ReliabilityDiagram
        label={t`Share right by mean probability`}
        sureOf={t`mean probability of the phase named`}
        tone="model"
        points={reliability.bins.map(({ from, n, confidence, accuracy }) => ({
          key: String(from),
          n,
          sure: confidence,
          right: accuracy,
        }))}
      />
    </ChartFrame>
  );
}
