"use client";

import type { FailureCount } from "@/lib/domain/progress/views";
import { phaseOutcomeLabels, zoneOutcomeLabels, zoneOutcomeMeanings } from "@/lib/domain/scoring/failure";
import { t } from "@/lib/language/t";
import { OutcomeTable } from "../charts/outcome-table";
import { ZoneSketch } from "../charts/zone-sketch";

type FailuresProps = { failures: readonly FailureCount[]; csvName?: string };

/** How a resident's answers went. */
export function Failures({ failures, csvName = "calot-progress-failures" }: FailuresProps) {
  return (
    <OutcomeTable
      note={(total) => t`What the zone did, by how the phase went: answers, and their share of all ${total}.`}
      csvName={csvName}
      counts={failures}
      phases={phaseOutcomeLabels}
      zones={zoneOutcomeLabels}
      rowHead={(zone) => (
        <span className="flex items-center gap-3">
          <ZoneSketch outcome={zone} />
          <span>
            {zoneOutcomeLabels[zone]}
            <span className="block font-normal text-muted text-xs">{zoneOutcomeMeanings[zone]}</span>
          </span>
        </span>
      )}
    />
  );
}
