"use client";

import type { WeekOfProgress } from "@/lib/domain/progress/views";
import { calendarDayInWords } from "@/lib/domain/time/moment-in-words";
import { t } from "@/lib/language/t";
import { formatCount, formatDecimal, formatPercent } from "@/lib/words/figures";
import { type MetricNote, metricNotes } from "@/lib/words/metric-notes";
import { ChartFrame } from "../charts/chart-frame";
import { TrendLine } from "../charts/trend-line";
import type { Column } from "../ui/data-table";

const figure = ({ key, label, countOf, format }: MetricNote): Column<WeekOfProgress> => ({
  key,
  header: label,
  numeric: true,
  value: ({ metrics }) => metrics[key],
  cell: ({ metrics }) => format(metrics[key], countOf(metrics)),
});

const columns: readonly Column<WeekOfProgress>[] = [
  {
    key: "week",
    header: t`Week of`,
    value: ({ week }) => week,
    cell: ({ week }) => calendarDayInWords(week, true),
  },
  {
    key: "n",
    header: "n",
    numeric: true,
    value: ({ metrics }) => metrics.n,
    cell: ({ metrics }) => formatCount(metrics.n),
  },
  figure(metricNotes.ha25),
  figure(metricNotes.acc),
  figure(metricNotes.hmIoU),
  figure(metricNotes.mIoU),
  figure(metricNotes.d),
];
const contactColumns = [figure(metricNotes.contact), figure(metricNotes.contact5)];

const MS_PER_DAY = 24 * 60 * 60 * 1000;
const quarters = [0, 0.25, 0.5, 0.75, 1];
const trends = [
  { note: metricNotes.ha25, formatTick: (value: number) => formatPercent(value, 0) },
  { note: metricNotes.acc, formatTick: (value: number) => formatPercent(value, 0) },
  { note: metricNotes.hmIoU, formatTick: (value: number) => formatDecimal(value, 2) },
];

/** The figures week by week: small multiples, and their table. */
export function Weeks({ weeks }: { weeks: readonly WeekOfProgress[] }) {
  return (
    <ChartFrame
      title={t`Week by week`}
      note={t`Each dot is one week’s first attempts alone, and the larger, the more they are. A small dot says little.`}
      columns={weeks.some(({ metrics }) => metrics.nNoGo > 0) ? [...columns, ...contactColumns] : columns}
      rows={weeks}
      rowKey={({ week }) => week}
      csvName="calot-progress-by-week"
    >
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-3 print:grid-cols-3">
        {trends.map(({ note, formatTick }) => (
          <TrendLine
            key={note.key}
            name={note.label}
            ticks={quarters}
            note={note}
            formatTick={formatTick}
            points={weeks.map(({ week, metrics }) => ({
              day: Date.parse(week) / MS_PER_DAY,
              label: calendarDayInWords(week),
              longLabel: t`Week of ${calendarDayInWords(week, true)}`,
              value: metrics[note.key],
              n: metrics.n,
            }))}
          />
        ))}
      </div>
    </ChartFrame>
  );
}
