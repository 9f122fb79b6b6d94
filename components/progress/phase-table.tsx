"use client";

import { PHASES, type Phase, phaseNames } from "@/lib/domain/phases";
import type { Progress } from "@/lib/domain/progress/views";
import type { Metrics } from "@/lib/domain/scoring/metrics";
import { t } from "@/lib/language/t";
import { formatCount, formatDecimal } from "@/lib/words/figures";
import { type MetricNote, metricNotes } from "@/lib/words/metric-notes";
import { ShareBar } from "../charts/share-bar";
import { DrillCell } from "../practice/drill-cell";
import { type Column, DataTable } from "../ui/data-table";

type Row = { readonly phase: Phase; readonly metrics: Metrics };

const barred = ({ key, label, format }: MetricNote): Column<Row> => ({
  key,
  header: label,
  numeric: true,
  value: ({ metrics }) => metrics[key],
  cell: ({ metrics }) => <ShareBar share={metrics[key]} text={format(metrics[key], metrics.n)} />,
});

const columnsOf = (rows: readonly Row[]): readonly Column<Row>[] => [
  {
    key: "phase",
    header: t`Phase`,
    value: ({ phase }) => `${phase} ${phaseNames[phase]}`,
    cell: ({ phase }) => (
      <>
        <span className="mr-2 inline-block w-3">{phase}</span>
        <span className="font-normal">{phaseNames[phase]}</span>
      </>
    ),
  },
  {
    key: "n",
    header: "n",
    numeric: true,
    value: ({ metrics }) => metrics.n,
    cell: ({ metrics }) => formatCount(metrics.n),
  },
  barred(metricNotes.ha25),
  barred(metricNotes.acc),
  {
    key: "hmIoU",
    header: "HmIoU",
    numeric: true,
    value: ({ metrics }) => metrics.hmIoU,
    cell: ({ metrics }) => formatDecimal(metrics.hmIoU),
  },
  {
    key: "mIoU",
    header: "mIoU",
    numeric: true,
    value: ({ metrics }) => metrics.mIoU,
    cell: ({ metrics }) => formatDecimal(metrics.mIoU),
  },
  {
    key: "d",
    header: t`Mean distance`,
    numeric: true,
    value: ({ metrics }) => metrics.d,
    cell: ({ metrics }) => metricNotes.d.format(metrics.d, metrics.n),
  },
  ...contactColumns(rows),
];

/** Left out where no case has No-Go regions. */
function contactColumns(rows: readonly Row[]): readonly Column<Row>[] {
  if (rows.every(({ metrics }) => metrics.nNoGo === 0)) return [];
  return [metricNotes.contact, metricNotes.contact5].map(({ key, label, countOf, format }) => ({
    key,
    header: label,
    numeric: true,
    value: ({ metrics }) => metrics[key],
    cell: ({ phase, metrics }) =>
      key === "contact5" ? (
        <DrillCell
          misses={contactOf(phase, metrics)}
          label={`${label}, ${phase}: ${format(metrics[key], countOf(metrics))}`}
          className="min-h-8 min-w-8 pointer-coarse:min-h-11"
        >
          {format(metrics[key], countOf(metrics))}
        </DrillCell>
      ) : (
        format(metrics[key], countOf(metrics))
      ),
  }));
}

/** The answers that touched a No-Go region; none where there is none. */
function contactOf(phase: Phase, { contact5, nNoGo }: Metrics) {
  const n = Math.round((contact5 ?? 0) * nNoGo);
  return n > 0 ? [{ miss: { phase, kind: "contact" } as const, n }] : [];
}

/** The figures for each phase of the reference. */
export function PhaseTable({ byPhase }: { byPhase: Progress["byPhase"] }) {
  const rows = PHASES.map((phase) => ({ phase, metrics: byPhase[phase] }));
  return (
    <DataTable
      caption={t`By phase`}
      note={t`By the reference’s phase, whichever you named.`}
      columns={columnsOf(rows)}
      rows={rows}
      rowKey={({ phase }) => phase}
      csvName="calot-progress-by-phase"
      empty={null}
    />
  );
}
