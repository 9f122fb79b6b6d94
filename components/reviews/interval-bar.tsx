import type { ClusteredShare } from "@/lib/domain/statistics/clustered-share";
import { formatCount, formatPercent } from "../ui/figures";

const WIDTH = 120;

/** A share as a point on a scale from 0 to 1, with its interval as a line; the figures stand beside it. */
export function IntervalBar({ share, interval }: ClusteredShare) {
  const [low, high] = interval ?? [share ?? 0, share ?? 0];
  const at = (value: number): number => 4 + value * (WIDTH - 8);
  return (
    <svg aria-hidden viewBox={`0 0 ${WIDTH} 14`} className="h-3.5 w-[7.5rem] shrink-0 max-sm:hidden">
      <path d={`M${at(0)} 7H${at(1)}`} className="stroke-line" />
      <path d={`M${at(0)} 3.5V10.5M${at(0.5)} 5V9M${at(1)} 3.5V10.5`} className="stroke-line-strong" />
      {share !== null && (
        <>
          {interval && <path d={`M${at(low)} 7H${at(high)}`} strokeWidth={2.5} className="stroke-accent" />}
          <circle cx={at(share)} cy={7} r={3.5} className="fill-accent" />
        </>
      )}
    </svg>
  );
}

/** "62.5%", with its interval and its n. */
export function ShareWords({ of }: { of: ClusteredShare }) {
  return (
    <span className="block whitespace-nowrap text-right">
      <span className="font-medium">{formatPercent(of.share)}</span>
      <span className="block text-muted text-xs">
        {of.interval && `${formatPercent(of.interval[0])} to ${formatPercent(of.interval[1])}, `}n ={" "}
        {formatCount(of.n)}
      </span>
    </span>
  );
}
