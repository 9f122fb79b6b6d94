import type { ClusteredShare } from "@/lib/domain/statistics/clustered-share";
import { t } from "@/lib/language/t";
import { formatCount, formatPercent } from "@/lib/words/figures";
import { IntervalLine } from "../charts/interval-line";

/** A share as a point on a scale from 0 to 1, with its interval as a line; the figures stand beside it. */
export function IntervalBar({ share, interval }: ClusteredShare) {
  return (
    <IntervalLine value={share} interval={interval} className="mx-1 h-3.5 w-[7rem] shrink-0 max-sm:hidden" />
  );
}

/** "62.5%", with its interval and its n. */
export function ShareWords({ of }: { of: ClusteredShare }) {
  return (
    <span className="block whitespace-nowrap text-right">
      <span className="font-medium">{formatPercent(of.share)}</span>
      <span className="block text-muted text-xs">
        {of.interval
          ? t`${formatPercent(of.interval[0])} to ${formatPercent(of.interval[1])}, n = ${formatCount(of.n)}`
          : t`n = ${formatCount(of.n)}`}
      </span>
    </span>
  );
}
