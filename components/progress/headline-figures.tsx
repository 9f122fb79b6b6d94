import type { Estimate } from "@/lib/domain/cohorts/views";
import type { Metrics } from "@/lib/domain/scoring/metrics";
import { t } from "@/lib/language/t";
import { describeInterval } from "@/lib/words/cohort-figures";
import { formatCount } from "@/lib/words/figures";
import type { MetricNote } from "@/lib/words/metric-notes";
import { MetricName } from "../guide/metric-name";

/** The 95 % intervals of figures, of those that have one. */
export type FigureIntervals = Readonly<Partial<Record<MetricNote["key"], Estimate["interval"]>>>;

type HeadlineFiguresProps = {
  metrics: Metrics;
  notes: readonly MetricNote[];
  intervals?: FigureIntervals;
};

/** Figures side by side, each with its unit, its n and, on demand, what it says. */
export function HeadlineFigures({ metrics, notes, intervals = {} }: HeadlineFiguresProps) {
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(min(8.5rem,100%),1fr))] gap-x-6 gap-y-5">
      {notes.map((note) => {
        const { key, unit, countOf, format } = note;
        const interval = describeInterval({ interval: intervals[key] ?? null, n: countOf(metrics) }, note);
        return (
          <div key={key} className="border-line border-t pt-3">
            <dt className="text-muted text-sm">
              <MetricName note={note} />
            </dt>
            <dd>
              <p className="mt-1 font-medium text-3xl tracking-[-0.025em]">
                {format(metrics[key], countOf(metrics))}
              </p>
              <p className="mt-0.5 text-muted text-xs">{t`${unit}, n = ${formatCount(countOf(metrics))}`}</p>
              {interval && <p className="text-muted text-xs">{t`95% interval ${interval}`}</p>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
