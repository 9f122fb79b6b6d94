"use client";

import type { Reliability, ReliabilityBin } from "@/lib/domain/readers/views";
import { ChartFrame } from "../charts/chart-frame";
import type { Column } from "../ui/data-table";
import { formatCount, formatPercent } from "../ui/figures";

const columns: readonly Column<ReliabilityBin>[] = [
  {
    key: "sureness",
    header: "How sure",
    value: ({ from }) => from,
    cell: ({ from, to }) => `${formatPercent(from, 0)} to ${formatPercent(to, 0)}`,
  },
  { key: "n", header: "n", numeric: true, value: ({ n }) => n, cell: ({ n }) => formatCount(n) },
  {
    key: "confidence",
    header: "Mean probability",
    numeric: true,
    value: ({ confidence }) => confidence,
    cell: ({ confidence }) => formatPercent(confidence),
  },
  {
    key: "accuracy",
    header: "Right",
    numeric: true,
    value: ({ accuracy }) => accuracy,
    cell: ({ accuracy }) => formatPercent(accuracy),
  },
];

/** Whether the model is right as often as it is sure of the phase. */
export function ReliabilityView({ reliability }: { reliability: Reliability }) {
  return (
    <ChartFrame
      title="How far its sureness can be believed"
      note={`Phases named by the probability that the model gave them, n = ${formatCount(reliability.n)}. On the dashed line it would be right as often as it is sure, and a dot’s size tells its n; the mean gap is ${formatPercent(reliability.error)}.`}
      columns={columns}
      rows={reliability.bins}
      rowKey={({ from }) => String(from)}
      csvName="calot-run-reliability"
    >
      <Diagram reliability={reliability} />
    </ChartFrame>
  );
}

/** In units of the drawing, which is as wide as it is high. */
const SIDE = 200;
const TICKS = [0, 0.25, 0.5, 0.75, 1] as const;

const x = (share: number): number => SIDE * share;
const y = (share: number): number => SIDE * (1 - share);

function Diagram({ reliability: { n, bins } }: { reliability: Reliability }) {
  return (
    <svg
      role="img"
      aria-label="Share right by mean probability; the same figures stand in its table"
      viewBox="-28 -14 242 242"
      className="w-full max-w-96 text-muted"
      fontSize={7.5}
    >
      {TICKS.map((tick) => (
        <g key={tick}>
          <path d={`M0 ${y(tick)}H${SIDE}`} className="stroke-line" />
          <text x={-4} y={y(tick) + 2.5} textAnchor="end" fill="currentColor">
            {formatPercent(tick, 0)}
          </text>
          <text x={x(tick)} y={SIDE + 11} textAnchor="middle" fill="currentColor">
            {formatPercent(tick, 0)}
          </text>
        </g>
      ))}
      <path d={`M0 ${SIDE}H${SIDE}`} className="stroke-line-strong" />
      <path d={`M0 ${SIDE}L${SIDE} 0`} className="stroke-line-strong" strokeDasharray="3 3" />
      <text x={SIDE / 2} y={SIDE + 22} textAnchor="middle" fill="currentColor">
        mean probability of the phase named
      </text>
      <text x={-24} y={-7} fill="currentColor">
        right
      </text>
      {bins.map(({ from, confidence, accuracy, n: own }) => (
        <circle
          key={from}
          cx={x(confidence)}
          cy={y(accuracy)}
          r={2 + 7 * Math.sqrt(own / n)}
          className="fill-model stroke-paper"
        >
          <title>{`n = ${own}: sure ${formatPercent(confidence)}, right ${formatPercent(accuracy)}`}</title>
        </circle>
      ))}
    </svg>
  );
}
