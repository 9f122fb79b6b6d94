"use client";

import type { FailureCount } from "@/lib/domain/progress/views";
import {
  PHASE_OUTCOMES,
  type PhaseOutcome,
  phaseOutcomeLabels,
  ZONE_OUTCOMES,
  type ZoneOutcome,
  zoneOutcomeLabels,
  zoneOutcomeMeanings,
} from "@/lib/domain/scoring/failure";
import { t } from "@/lib/language/t";
import { formatCount, formatPercent } from "@/lib/words/figures";
import { TableFrame } from "../charts/table-frame";
import { ZoneSketch } from "../charts/zone-sketch";

type FailuresProps = { failures: readonly FailureCount[]; csvName?: string };

/** How answers went: the phase against what the zone did. */
export function Failures({ failures, csvName = "calot-progress-failures" }: FailuresProps) {
  const total = failures.reduce((sum, { n }) => sum + n, 0);
  const phases = PHASE_OUTCOMES.filter(
    (phase) => phase !== "given" || failures.some((failure) => failure.phase === phase && failure.n > 0),
  );
  const count = (phase: PhaseOutcome, zone: ZoneOutcome): number =>
    failures.find((failure) => failure.phase === phase && failure.zone === zone)?.n ?? 0;
  return (
    <TableFrame
      title={t`How answers went`}
      note={t`What the zone did, by how the phase went: answers, and their share of all ${formatCount(total)}.`}
      csvName={csvName}
      header={[t`Zone`, ...phases.map((phase) => phaseOutcomeLabels[phase])]}
      rows={() =>
        ZONE_OUTCOMES.map((zone) => [zoneOutcomeLabels[zone], ...phases.map((phase) => count(phase, zone))])
      }
    >
      <table className="w-full text-sm">
        <thead>
          <tr className="border-line border-b text-muted text-xs">
            <th scope="col" className="py-2 text-left font-normal">{t`Zone`}</th>
            {phases.map((phase) => (
              <th key={phase} scope="col" className="px-2 py-2 text-right align-bottom font-normal last:pr-0">
                {phaseOutcomeLabels[phase]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {ZONE_OUTCOMES.map((zone) => (
            <tr key={zone}>
              <th scope="row" className="py-1.5 text-left font-medium">
                <span className="flex items-center gap-3">
                  <ZoneSketch outcome={zone} />
                  <span>
                    {zoneOutcomeLabels[zone]}
                    <span className="block font-normal text-muted text-xs">{zoneOutcomeMeanings[zone]}</span>
                  </span>
                </span>
              </th>
              {phases.map((phase) => (
                <td key={phase} className="whitespace-nowrap px-2 text-right last:pr-0">
                  {formatCount(count(phase, zone))}
                  <span className="ml-2 inline-block min-w-9 text-muted text-xs">
                    {formatPercent(total === 0 ? null : count(phase, zone) / total, 0)}
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
