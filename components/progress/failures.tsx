"use client";

import type { ReactNode } from "react";
import type { CountedMiss, FailureCount } from "@/lib/domain/progress/views";
import { phaseOutcomeLabels, zoneOutcomeLabels, zoneOutcomeMeanings } from "@/lib/domain/scoring/failure";
import { t } from "@/lib/language/t";
import { formatCount } from "@/lib/words/figures";
import { OutcomeTable } from "../charts/outcome-table";
import { ZoneSketch } from "../charts/zone-sketch";
import { DrillCell } from "../practice/drill-cell";

type FailuresProps = {
  failures: readonly FailureCount[];
  /** Of the viewer’s own answers, what was missed: each count leads to drills for it. */
  misses?: readonly CountedMiss[];
  csvName?: string;
};

/** How a resident's answers went. */
export function Failures({ failures, misses, csvName = "calot-progress-failures" }: FailuresProps) {
  return (
    <OutcomeTable
      note={(total) =>
        misses
          ? t`What the zone did, by how the phase went: answers, and their share of all ${total}. Press an underlined count to practise what was missed.`
          : t`What the zone did, by how the phase went: answers, and their share of all ${total}.`
      }
      csvName={csvName}
      counts={failures}
      cell={(count) => (misses ? drillsOf(misses, count) : formatCount(count.n))}
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

function drillsOf(misses: readonly CountedMiss[], { phase, zone, n }: FailureCount): ReactNode {
  return (
    <DrillCell
      misses={misses.filter((each) => each.phase === phase && each.zone === zone)}
      label={`${phaseOutcomeLabels[phase]}, ${zoneOutcomeLabels[zone]}: ${formatCount(n)}`}
      className="min-h-8 min-w-8 pointer-coarse:min-h-11 pointer-coarse:min-w-11"
    >
      {formatCount(n)}
    </DrillCell>
  );
}
