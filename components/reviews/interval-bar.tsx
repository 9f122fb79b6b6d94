import type { ClusteredShare } from "@/lib/domain/statistics/clustered-share";
import { t } from "@/lib/language/t";
import { formatCount, formatPercentOf, formatShare } from "@/lib/words/figures";
import { IntervalLine } from "../charts/interval-line";

/** A share as a point on a scale from 0 to 1, with its interval as a line; the figures stand beside it. */
export function IntervalBar({ share, interval }: ClusteredShare) {
  return (
    <IntervalLine value={share} interval={interval} className="mx-1 h-3.5 w-[7rem] shrink-0 max-sm:hidden" />
  );
}

/** "63%", with its interval and its n. */
export function ShareWords({ of }: { of: ClusteredShare }) {
  return (
    <span className="block whitespace-nowrap text-right">
      <span className="font-medium">{formatShare(of.share, of.n)}</span>
      <span className="block text-muted text-xs">
        {of.interval
          ? t`${formatPercentOf(of.interval[0], of.n)} to ${formatPercentOf(of.interval[1], of.n)}, n = ${formatCount(of.n)}`
          : t`n = ${formatCount(of.n)}`}
      </span>
    </span>
  );
}
