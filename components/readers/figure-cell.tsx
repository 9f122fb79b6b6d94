import { clsx } from "clsx";
import { decimalsOf } from "@/lib/domain/readers/metric-columns";
import type { Interval } from "@/lib/domain/statistics/cluster-bootstrap";
import { t } from "@/lib/language/t";
import { formatDecimal, NO_FIGURE } from "@/lib/words/figures";

type FigureProps = {
  /** A fraction, 0 to 1. */
  value: number | null;
  interval?: Interval | null;
  /** None of the rows over the same cases is better. */
  best?: boolean;
};

const inPercent = (fraction: number): string => formatDecimal(100 * fraction, decimalsOf(fraction));

/** A figure in %, as the paper prints it, and below it the interval that it would keep to on other videos. */
export function Figure({ value, interval = null, best = false }: FigureProps) {
  if (value === null) return <span className="text-muted">{NO_FIGURE}</span>;
  return (
    <>
      <span className={clsx(best && "border-ink border-b-2 font-semibold")}>{inPercent(value)}</span>
      {best && <span className="sr-only"> {t`best`}</span>}
      {interval && (
        <span className="block text-muted text-xs">
          <span className="sr-only">{t`95% interval`} </span>
          {inPercent(interval[0])}–{inPercent(interval[1])}
        </span>
      )}
    </>
  );
}
