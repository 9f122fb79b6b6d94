"use client";

import { clsx } from "clsx";
import { suppressionOf } from "@/lib/domain/cohorts/suppression";
import type { FailuresOfYear } from "@/lib/domain/cohorts/views";
import {
  PHASE_OUTCOMES,
  type PhaseOutcome,
  phaseOutcomeLabels,
  ZONE_OUTCOMES,
  type ZoneOutcome,
  zoneOutcomeLabels,
} from "@/lib/domain/scoring/failure";
import { plural, t } from "@/lib/language/t";
import { describeYear } from "@/lib/words/cohort-figures";
import { formatCount, formatShare, isFew } from "@/lib/words/figures";
import { TableFrame } from "../charts/table-frame";
import { ZoneSketch } from "../charts/zone-sketch";
import { Suppressed } from "./suppressed";

type FailureMatrixProps = { failures: readonly FailuresOfYear[]; csvName: string };

/** Fewer years stand beside their names, not at the far side of the page. */
const MANY = 2;

/** What all cells share: n, and to its right the share, with a bar as long as it below. */
const cells = clsx(
  "divide-y divide-line border-line border-b last:border-b-0",
  "[&_td]:min-w-28 [&_td]:px-2 [&_td]:py-1 [&_td]:text-right [&_td]:align-middle",
  "[&_td>span]:inline-grid [&_td>span]:w-24 [&_td>span]:grid-cols-[1fr_auto] [&_td>span]:items-baseline [&_td>span]:text-left [&_td>span]:text-muted [&_td>span]:text-xs",
  "[&_td>span>b]:font-medium [&_td>span>b]:text-ink [&_td>span>b]:text-sm",
  "[&_td>span>i]:col-span-2 [&_td>span>i]:mt-0.5 [&_td>span>i]:border-cohort [&_td>span>i]:border-t-4",
);

function countOf({ counts }: FailuresOfYear, phase: PhaseOutcome, zone: ZoneOutcome): number | null {
  return counts && (counts.find((count) => count.phase === phase && count.zone === zone)?.n ?? 0);
}

/** What the phase and the zone did, side by side by year of training: shares of each year's answers, and their n. */
export function FailureMatrix({ failures, csvName }: FailureMatrixProps) {
  const phases = PHASE_OUTCOMES.filter(
    (phase) =>
      phase !== "given" ||
      failures.some((year) => ZONE_OUTCOMES.some((zone) => (countOf(year, phase, zone) ?? 0) > 0)),
  );
  const most = Math.max(
    0.01,
    ...failures.flatMap((year) => (year.counts ?? []).map(({ n }) => n / Math.max(1, year.n))),
  );
  return (
    <TableFrame
      title={t`How answers went, by year of training`}
      note={t`The zone’s outcome under a right, a wrong and a given phase: the share of all answers of that year of training, and n. In the sketches the reference is dashed.`}
      csvName={csvName}
      header={[t`Phase`, t`Zone`, ...failures.map(({ year }) => describeYear(year))]}
      rows={() =>
        phases.flatMap((phase) =>
          ZONE_OUTCOMES.map((zone) => [
            phaseOutcomeLabels[phase],
            zoneOutcomeLabels[zone],
            ...failures.map((year) => countOf(year, phase, zone)),
          ]),
        )
      }
      className="border-line border-y"
    >
      <table className={clsx("border-collapse text-sm", failures.length > MANY && "w-full")}>
        <thead>
          <tr className="border-line border-b">
            <td className="sticky left-0 bg-paper" />
            {failures.map((year) => (
              <th key={year.year} scope="col" className="px-2 py-2 text-right align-bottom font-medium">
                {describeYear(year.year)}
                <span className="block whitespace-nowrap font-normal text-muted text-xs">{t`n = ${formatCount(year.n)}, ${plural(year.residents, "# resident", "# residents")}`}</span>
              </th>
            ))}
          </tr>
        </thead>
        {phases.map((phase) => (
          <tbody key={phase} className={cells}>
            <tr>
              <th
                scope="rowgroup"
                colSpan={failures.length + 1}
                className="pt-4 pb-1.5 text-left font-semibold"
              >
                {phaseOutcomeLabels[phase]}
              </th>
            </tr>
            {ZONE_OUTCOMES.map((zone, row) => (
              <tr key={zone} className="group">
                <th scope="row" className="sticky left-0 bg-paper py-1 pr-3 text-left font-normal">
                  <span className="flex items-center gap-3">
                    <ZoneSketch outcome={zone} />
                    {zoneOutcomeLabels[zone]}
                  </span>
                </th>
                {failures.map((year) => {
                  const count = countOf(year, phase, zone);
                  if (count !== null)
                    return <ShareCell key={year.year} count={count} n={year.n} most={most} />;
                  // Said once for the whole of it.
                  return row === 0 ? (
                    <td key={year.year} rowSpan={ZONE_OUTCOMES.length} className="text-right">
                      <Suppressed why={suppressionOf(year) ?? "by-subtraction"} />
                    </td>
                  ) : null;
                })}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </TableFrame>
  );
}

type ShareCellProps = { count: number; n: number; most: number };

function ShareCell({ count, n, most }: ShareCellProps) {
  const share = n === 0 ? null : count / n;
  return (
    <td>
      <span>
        {formatCount(count)} <b>{!isFew(n) && formatShare(share, n)}</b>
        {/* A border, for it is printed where a background isn't. */}
        <i style={{ width: `${Math.round((100 * (share ?? 0)) / most)}%` }} />
      </span>
    </td>
  );
}
